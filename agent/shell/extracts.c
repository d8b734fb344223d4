#include "agent/shell/extracts.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "agent/shell/listing.h"
#include "common/cursor.h"
#include "common/memory.h"
#include "common/shell/clock.h"

/* What is said of a file that is not read at all; NULL: it can be read. */
static const char *unreadable(int descriptor)
{
	struct stat status;

	if (descriptor < 0)
		return errno == EACCES || errno == EPERM ? "cannot be read by this user; give it read permission" : "cannot be opened";
	if (fstat(descriptor, &status) != 0 || !S_ISREG(status.st_mode))
		return "is not a regular file";
	if (status.st_size > EXTRACT_FILE_BYTES_MAX)
		return "is larger than 1 GiB";
	return NULL;
}

static enum error feed_problem(enum error error, const char *name, struct problem *problem)
{
	if (error == ERROR_NO_MEMORY || error == ERROR_LIMIT)
		return problem_set(problem, error, "the extracts are larger than the agent can hold in memory; it stopped in ", name);
	return error;
}

/* What one reading of files goes through. */
struct feeding {
	struct reading *reading;
	struct progress progress;
	uint64_t rows_before; /* of the files before the one that is open */
	uint8_t *piece;       /* EXTRACT_PIECE_BYTES of a file */
};

static void piece_show(struct feeding *feeding, size_t bytes)
{
	const struct file_report *report = reading_file_at(feeding->reading, reading_file_count(feeding->reading) - 1);

	feeding->progress.bytes += bytes;
	feeding->progress.rows = feeding->rows_before + report->rows;
	progress_show(&feeding->progress, clock_monotonic_ms());
}

/* Feeds the open file to its end, at most to the limit: it may grow while it is read. */
static enum error file_feed(struct feeding *feeding, int descriptor, const char *name, struct problem *problem)
{
	uint64_t total = 0;
	enum error error = ERROR_NONE;

	while (!error && total <= EXTRACT_FILE_BYTES_MAX) {
		ssize_t count = read(descriptor, feeding->piece, EXTRACT_PIECE_BYTES);

		if (count < 0 && errno == EINTR)
			continue;
		if (count < 0)
			return problem_set(problem, ERROR_IO, "reading ", name, " failed: ", strerror(errno), "; copy the file there again");
		if (count == 0)
			break;
		total += (uint64_t)count;
		error = reading_file_feed(feeding->reading, slice_from(feeding->piece, (size_t)count));
		piece_show(feeding, (size_t)count);
	}
	if (!error && total > EXTRACT_FILE_BYTES_MAX)
		return problem_set(problem, ERROR_LIMIT, name, " grew beyond 1 GiB while it was read; wait until it is written, and begin again");
	return feed_problem(error, name, problem);
}

static enum error file_take(struct feeding *feeding, int folder, const char *name, struct problem *problem)
{
	int descriptor = openat(folder, name, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
	const char *why = unreadable(descriptor);
	struct slice slice = slice_from_text(name);
	enum error error;

	feeding->progress.file++;
	if (why) {
		error = feed_problem(reading_file_skip(feeding->reading, slice, why), name, problem);
		goto out;
	}
	error = feed_problem(reading_file_begin(feeding->reading, slice), name, problem);
	if (error)
		goto out;
	error = file_feed(feeding, descriptor, name, problem);
	if (!error)
		error = feed_problem(reading_file_end(feeding->reading), name, problem);
	feeding->rows_before = feeding->progress.rows;
out:
	if (descriptor >= 0)
		close(descriptor);
	return error;
}

/* What there is to read. */
struct measured {
	unsigned files;
	uint64_t bytes;
};

static enum error path_measure(const char *path, struct measured *measured, struct problem *problem)
{
	struct listing listing;
	struct stat status;
	enum error error = listing_open(&listing, path, problem);

	if (error)
		return error;
	for (unsigned i = 0; i < listing_count(&listing); i++)
		if (fstatat(listing_folder(&listing), listing_name(&listing, i), &status, 0) == 0 && S_ISREG(status.st_mode))
			measured->bytes += (uint64_t)status.st_size;
	measured->files += listing_count(&listing);
	listing_close(&listing);
	return ERROR_NONE;
}

static enum error path_take(struct feeding *feeding, const char *path, struct problem *problem)
{
	struct listing listing;
	enum error error = listing_open(&listing, path, problem);

	if (error)
		return error;
	for (unsigned i = 0; i < listing_count(&listing) && !error; i++)
		error = file_take(feeding, listing_folder(&listing), listing_name(&listing, i), problem);
	listing_close(&listing);
	return error;
}

static enum error paths_read(const char *const *paths, unsigned count, int terminal, struct reading *reading, struct problem *problem)
{
	struct feeding feeding = {.reading = reading};
	struct measured measured = {.files = 0};
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < count && !error; i++)
		error = path_measure(paths[i], &measured, problem);
	if (!error && measured.files > READING_FILES_MAX)
		error = problem_set(problem, ERROR_LIMIT, "there are more than 256 files; name fewer of them");
	if (error)
		return error;
	feeding.piece = memory_new(EXTRACT_PIECE_BYTES, 1);
	if (!feeding.piece)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read the extracts");
	progress_begin(&feeding.progress, terminal, measured.files, measured.bytes, clock_monotonic_ms());
	for (unsigned i = 0; i < count && !error; i++)
		error = path_take(&feeding, paths[i], problem);
	progress_end(&feeding.progress);
	explicit_bzero(feeding.piece, EXTRACT_PIECE_BYTES);
	memory_free(feeding.piece);
	return error;
}

enum error extracts_read_paths(const char *const *paths, unsigned count, struct reading *reading, struct problem *problem)
{
	return paths_read(paths, count, STDERR_FILENO, reading, problem);
}

/* Anything but a folder is refused: it is named with --extracts. */
static enum error folder_read(const char *folder, int terminal, struct reading *reading, struct problem *problem)
{
	struct listing listing;
	enum error error = listing_open_folder(&listing, folder, problem);

	if (error)
		return error;
	listing_close(&listing);
	return paths_read(&folder, 1, terminal, reading, problem);
}

enum error extracts_read(const char *folder, struct reading *reading, struct problem *problem)
{
	return folder_read(folder, -1, reading, problem);
}

enum error extracts_read_shown(const char *folder, struct reading *reading, struct problem *problem)
{
	return folder_read(folder, STDERR_FILENO, reading, problem);
}

/* Mixes a file's name, size and times into the digest. */
static void look_add(struct extracts_look *look, int folder, const char *name)
{
	uint8_t buffer[DIGEST_SIZE];
	struct writer writer;
	struct stat status;

	if (fstatat(folder, name, &status, 0) != 0)
		memset(&status, 0, sizeof(status));
	writer_init(&writer, buffer, sizeof(buffer));
	writer_i64(&writer, status.st_size);
	writer_i64(&writer, status.st_mtim.tv_sec ^ ((int64_t)status.st_mtim.tv_nsec << 32));
	writer_i64(&writer, status.st_ctim.tv_sec ^ ((int64_t)status.st_ctim.tv_nsec << 32));
	writer_u64(&writer, status.st_ino);
	look->digest = digest_blake2b(digest_slice(&look->digest), slice_from_text(name));
	look->digest = digest_blake2b(digest_slice(&look->digest), writer_done(&writer));
	if (status.st_ctim.tv_sec > look->changed_at_s)
		look->changed_at_s = status.st_ctim.tv_sec;
}

enum error extracts_look(const char *folder, struct extracts_look *out, struct problem *problem)
{
	struct extracts_look look = {0};
	struct listing listing;
	enum error error = listing_open_folder(&listing, folder, problem);

	if (error)
		return error;
	for (unsigned i = 0; i < listing_count(&listing); i++)
		look_add(&look, listing_folder(&listing), listing_name(&listing, i));
	listing_close(&listing);
	*out = look;
	return ERROR_NONE;
}
