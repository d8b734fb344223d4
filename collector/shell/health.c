/*
 * The page is an array of words behind a sequence number: the writer makes the number odd, stores the words, makes it even again; a reader that sees the
 * same even number before and after has a consistent copy. All words are atomic, so neither side ever locks, and a collector that dies in between only
 * leaves an odd number behind.
 */
#include "collector/shell/health.h"

#include <errno.h>
#include <fcntl.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/memory.h"
#include "common/shell/files.h"

enum {
	PAGE_BYTES = 4096,
	PAGE_MODE = 0640,
	WORD_COUNT = sizeof(struct health) / sizeof(uint64_t),
	READ_TRIES_MAX = 1000,
};

#define PAGE_NAME "health"

/* "BWHEALTH" and the size of what follows: a page of another version is not read. */
static const uint64_t page_magic = 0x42574845414c5448u ^ sizeof(struct health);

_Static_assert(sizeof(struct health) % sizeof(uint64_t) == 0, "the page holds whole words");

struct page {
	_Atomic uint64_t magic;
	_Atomic uint64_t sequence;
	_Atomic uint64_t words[WORD_COUNT];
};

_Static_assert(sizeof(struct page) <= PAGE_BYTES, "the page is allocated in full");

struct health_page {
	struct page *page; /* mapped */
};

static enum error page_problem(struct problem *problem, const char *doing, const char *path)
{
	return problem_set(problem, error_from_errno(errno), "cannot ", doing, " the health page ", path, ": ", strerror(errno));
}

static enum error page_map(struct health_page **out, int descriptor, int protection, const char *path, struct problem *problem)
{
	struct health_page *page = memory_new(1, sizeof(*page));
	void *mapped;

	if (!page)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory for the health page");
	mapped = mmap(NULL, PAGE_BYTES, protection, MAP_SHARED, descriptor, 0);
	if (mapped == MAP_FAILED) {
		memory_free(page);
		return page_problem(problem, "map", path);
	}
	page->page = mapped;
	*out = page;
	return ERROR_NONE;
}

enum error health_create(struct health_page **out, const char *run_folder, struct problem *problem)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, run_folder, PAGE_NAME, problem);
	struct health_page *page = NULL;
	int descriptor, failed;

	if (error)
		return error;
	descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, PAGE_MODE);
	if (descriptor < 0)
		return page_problem(problem, "make", path);
	failed = posix_fallocate(descriptor, 0, PAGE_BYTES);
	if (failed || fchmod(descriptor, PAGE_MODE) != 0) {
		if (failed)
			errno = failed;
		error = page_problem(problem, "make", path);
	} else {
		error = page_map(&page, descriptor, PROT_READ | PROT_WRITE, path, problem);
	}
	close(descriptor);
	if (!page)
		return error;
	/* What a collector that died left: an odd number would be taken for a writer at work. */
	if (atomic_load(&page->page->sequence) % 2)
		atomic_fetch_add(&page->page->sequence, 1);
	atomic_store(&page->page->magic, page_magic);
	*out = page;
	return ERROR_NONE;
}

enum error health_open(struct health_page **out, const char *run_folder, struct problem *problem)
{
	char path[PATH_SIZE];
	struct stat status;
	enum error error = path_join(path, run_folder, PAGE_NAME, problem);
	int descriptor;

	if (error)
		return error;
	descriptor = open(path, O_RDONLY | O_CLOEXEC);
	if (descriptor < 0)
		return page_problem(problem, "open", path);
	if (fstat(descriptor, &status) != 0)
		error = page_problem(problem, "open", path);
	else if (!S_ISREG(status.st_mode) || status.st_size < PAGE_BYTES)
		error = problem_set(problem, ERROR_NOT_FOUND, "the health page ", path, " is not complete yet");
	else
		error = page_map(out, descriptor, PROT_READ, path, problem);
	close(descriptor);
	return error;
}

void health_close(struct health_page *page)
{
	if (!page)
		return;
	munmap(page->page, PAGE_BYTES);
	memory_free(page);
}

void health_write(struct health_page *page, const struct health *health)
{
	struct page *shared = page->page;
	uint64_t words[WORD_COUNT];
	uint64_t sequence = atomic_load_explicit(&shared->sequence, memory_order_relaxed);

	memcpy(words, health, sizeof(words));
	atomic_store_explicit(&shared->sequence, sequence + 1, memory_order_relaxed);
	/* Each word's release keeps the odd number before it: who sees the word sees that number, or a later one. */
	for (unsigned i = 0; i < WORD_COUNT; i++)
		atomic_store_explicit(&shared->words[i], words[i], memory_order_release);
	atomic_store_explicit(&shared->sequence, sequence + 2, memory_order_release);
}

static bool words_read(struct page *shared, uint64_t words[static WORD_COUNT])
{
	uint64_t before = atomic_load_explicit(&shared->sequence, memory_order_acquire);

	for (unsigned i = 0; i < WORD_COUNT; i++)
		words[i] = atomic_load_explicit(&shared->words[i], memory_order_acquire);
	return before % 2 == 0 && atomic_load_explicit(&shared->sequence, memory_order_relaxed) == before;
}

enum error health_read(struct health_page *page, struct health *out)
{
	uint64_t words[WORD_COUNT];

	if (atomic_load(&page->page->magic) != page_magic)
		return ERROR_CORRUPT;
	for (unsigned i = 0; i < READ_TRIES_MAX; i++) {
		if (!words_read(page->page, words))
			continue;
		memcpy(out, words, sizeof(words));
		return ERROR_NONE;
	}
	return ERROR_AGAIN;
}

const char *health_state_name(enum health_state state)
{
	switch (state) {
	case HEALTH_STARTING:
		return "starting";
	case HEALTH_SERVING:
		return "serving";
	case HEALTH_DISK_FULL:
		return "disk full";
	case HEALTH_STOPPED:
		return "stopped";
	}
	return "unknown";
}
