#include "collector/shell/health.h"

#include <criterion/criterion.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#include "tests/support/temporary_folder.h"

Test(health, what_is_written_is_read_by_another_mapping)
{
	struct temporary_folder folder = temporary_folder_make();
	struct health written = {.state = HEALTH_DISK_FULL, .pid = 77, .updated_at_s = 5, .accepted = 9, .oldest_reader_lag = 3}, found;
	struct health_page *writer, *reader;
	struct problem problem = {0};

	cr_assert_eq(health_create(&writer, folder.path, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(health_open(&reader, folder.path, &problem), ERROR_NONE, "%s", problem.sentence);
	health_write(writer, &written);
	cr_assert_eq(health_read(reader, &found), ERROR_NONE);
	cr_expect_eq(memcmp(&found, &written, sizeof(found)), 0);
	health_close(reader);
	health_close(writer);
	temporary_folder_remove(&folder);
}

Test(health, without_a_page_nothing_has_run_here)
{
	struct temporary_folder folder = temporary_folder_make();
	struct health_page *page;
	struct problem problem = {0};

	cr_expect_eq(health_open(&page, folder.path, &problem), ERROR_NOT_FOUND);
	cr_expect(strstr(problem.sentence, "health"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}

Test(health, the_page_is_allocated_in_full_and_stays_the_same_file)
{
	struct temporary_folder folder = temporary_folder_make();
	struct health health = {.state = HEALTH_SERVING}, found;
	struct health_page *writer, *again, *reader;
	struct problem problem = {0};
	char path[PATH_SIZE];
	struct stat status;

	cr_assert_eq(health_create(&writer, folder.path, &problem), ERROR_NONE);
	cr_assert_eq(stat(temporary_path(&folder, "health", path), &status), 0);
	cr_expect_eq(status.st_size, 4096);
	cr_expect_geq(status.st_blocks * 512, 4096);
	cr_expect_eq(status.st_mode & 0777, 0640);
	cr_assert_eq(health_open(&reader, folder.path, &problem), ERROR_NONE);
	health_close(writer);
	cr_assert_eq(health_create(&again, folder.path, &problem), ERROR_NONE);
	health_write(again, &health);
	cr_assert_eq(health_read(reader, &found), ERROR_NONE, "a reader of the first collector reads what the second one writes");
	cr_expect_eq(found.state, HEALTH_SERVING);
	health_close(reader);
	health_close(again);
	temporary_folder_remove(&folder);
}

/* A page whose writer died between its two steps, and one of another version. */
Test(health, a_page_that_cannot_be_trusted_is_not_read)
{
	enum { MAGIC_AT = 0, SEQUENCE_AT = 8 };
	static const struct {
		off_t at;
		enum error expected;
	} rows[] = {{SEQUENCE_AT, ERROR_AGAIN}, {MAGIC_AT, ERROR_CORRUPT}};

	for (unsigned i = 0; i < 2; i++) {
		struct temporary_folder folder = temporary_folder_make();
		struct health health = {.state = HEALTH_SERVING}, found;
		struct health_page *writer, *reader;
		struct problem problem = {0};
		char path[PATH_SIZE];
		const uint64_t odd = 1;
		int descriptor;

		cr_assert_eq(health_create(&writer, folder.path, &problem), ERROR_NONE);
		health_write(writer, &health);
		health_close(writer);
		descriptor = open(temporary_path(&folder, "health", path), O_WRONLY);
		cr_assert_eq(pwrite(descriptor, &odd, sizeof(odd), rows[i].at), sizeof(odd));
		close(descriptor);
		cr_assert_eq(health_open(&reader, folder.path, &problem), ERROR_NONE);
		cr_expect_eq(health_read(reader, &found), rows[i].expected, "row %u", i);
		cr_assert_eq(health_create(&writer, folder.path, &problem), ERROR_NONE);
		health_write(writer, &health);
		cr_expect_eq(health_read(reader, &found), ERROR_NONE, "row %u: the next collector mends it", i);
		health_close(reader);
		health_close(writer);
		temporary_folder_remove(&folder);
	}
}

struct contest {
	struct health_page *page;
	_Atomic bool is_over;
};

static void *write_pairs(void *context)
{
	struct contest *contest = context;

	for (uint64_t i = 1; !atomic_load(&contest->is_over); i++) {
		struct health health = {.accepted = i, .oldest_reader_lag = i};

		health_write(contest->page, &health);
	}
	return NULL;
}

Test(health, a_copy_is_never_torn)
{
	enum { READS = 200000 };
	struct temporary_folder folder = temporary_folder_make();
	struct contest contest = {.is_over = false};
	struct health_page *reader;
	struct problem problem = {0};
	unsigned torn = 0, read = 0;
	pthread_t thread;

	cr_assert_eq(health_create(&contest.page, folder.path, &problem), ERROR_NONE);
	cr_assert_eq(health_open(&reader, folder.path, &problem), ERROR_NONE);
	cr_assert_eq(pthread_create(&thread, NULL, write_pairs, &contest), 0);
	for (unsigned i = 0; i < READS; i++) {
		struct health found;

		if (health_read(reader, &found))
			continue;
		read++;
		torn += found.accepted != found.oldest_reader_lag;
	}
	atomic_store(&contest.is_over, true);
	pthread_join(thread, NULL);
	cr_expect_eq(torn, 0);
	cr_expect_gt(read, READS / 2);
	health_close(reader);
	health_close(contest.page);
	temporary_folder_remove(&folder);
}

Test(health, without_room_for_the_whole_page_there_is_none)
{
	struct temporary_folder folder = temporary_folder_make();
	struct problem problem = {0};
	struct health_page *page;
	struct rlimit was, small;

	signal(SIGXFSZ, SIG_IGN);
	cr_assert_eq(getrlimit(RLIMIT_FSIZE, &was), 0);
	small = was;
	small.rlim_cur = 100;
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	cr_expect_neq(health_create(&page, folder.path, &problem), ERROR_NONE);
	cr_assert_eq(setrlimit(RLIMIT_FSIZE, &was), 0);
	cr_expect(strstr(problem.sentence, "health page"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}

Test(health, states_have_names)
{
	cr_expect_str_eq(health_state_name(HEALTH_SERVING), "serving");
	cr_expect_str_eq(health_state_name(HEALTH_DISK_FULL), "disk full");
	cr_expect_str_eq(health_state_name((enum health_state)99), "unknown");
}
