#include "common/shell/environment.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <signal.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "common/exit_code.h"
#include "tests/support/temporary_folder.h"

enum { FRUIT, COLOURS };

static const char *const table_names[] = {"fruit", "colours"};

static struct environment_options options_for(const struct temporary_folder *folder)
{
	return (struct environment_options){
		.folder = folder->path, .map_bytes = 1 << 20, .tables = table_names, .table_count = 2, .data_mode = 0640, .lock_mode = 0660};
}

static struct environment *opened(const struct temporary_folder *folder)
{
	struct environment_options options = options_for(folder);
	struct environment *environment = NULL;
	struct problem problem = {0};

	cr_assert_eq(environment_open(&environment, &options, &problem), ERROR_NONE, "%s", problem.sentence);
	return environment;
}

static void store(struct environment *environment, const char *key, const char *value)
{
	struct transaction transaction;

	transaction_begin(&transaction, environment, true);
	table_put(&transaction, FRUIT, slice_from_text(key), slice_from_text(value));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
}

static bool holds(struct environment *environment, const char *key, const char *value)
{
	struct transaction transaction;
	struct slice found = {0};
	bool is_there;

	transaction_begin(&transaction, environment, false);
	is_there = table_find(&transaction, FRUIT, slice_from_text(key), &found) && slice_equal(found, slice_from_text(value));
	cr_assert_eq(transaction.error, ERROR_NONE);
	transaction_end(&transaction);
	return is_there;
}

Test(environment, what_is_committed_outlives_the_process_that_wrote_it)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);

	store(environment, "apple", "red");
	cr_assert(holds(environment, "apple", "red"));
	environment_close(environment);
	environment = opened(&folder);
	cr_assert(holds(environment, "apple", "red"));
	cr_assert_not(holds(environment, "pear", "green"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, what_is_given_up_is_not_there)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;

	transaction_begin(&transaction, environment, true);
	table_put(&transaction, FRUIT, SLICE_LITERAL("apple"), SLICE_LITERAL("red"));
	transaction_end(&transaction);
	transaction_end(&transaction);
	cr_assert_not(holds(environment, "apple", "red"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, an_error_sticks_and_nothing_is_stored)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;
	struct slice value;

	store(environment, "apple", "red");
	transaction_begin(&transaction, environment, true);
	table_put(&transaction, FRUIT, SLICE_LITERAL("pear"), SLICE_LITERAL("green"));
	table_insert(&transaction, FRUIT, SLICE_LITERAL("apple"), SLICE_LITERAL("brown"));
	cr_assert_eq(transaction.error, ERROR_EXISTS);
	table_put(&transaction, FRUIT, SLICE_LITERAL("plum"), SLICE_LITERAL("blue"));
	cr_assert_not(table_find(&transaction, FRUIT, SLICE_LITERAL("apple"), &value), "nothing works after an error");
	cr_assert_eq(transaction_commit(&transaction), ERROR_EXISTS);
	cr_assert(holds(environment, "apple", "red"));
	cr_assert_not(holds(environment, "pear", "green"));
	cr_assert_not(holds(environment, "plum", "blue"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, entries_are_counted_and_removed)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;

	store(environment, "apple", "red");
	store(environment, "pear", "green");
	transaction_begin(&transaction, environment, true);
	cr_assert_eq(table_count(&transaction, FRUIT), 2);
	cr_assert_eq(table_count(&transaction, COLOURS), 0, "tables are apart");
	cr_assert(table_remove(&transaction, FRUIT, SLICE_LITERAL("apple")));
	cr_assert_not(table_remove(&transaction, FRUIT, SLICE_LITERAL("apple")));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE, "not to be there is no error");
	cr_assert_not(holds(environment, "apple", "red"));
	cr_assert(holds(environment, "pear", "green"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, a_cleared_table_is_empty_and_the_others_are_not)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;

	store(environment, "apple", "red");
	store(environment, "pear", "green");
	transaction_begin(&transaction, environment, true);
	table_clear(&transaction, COLOURS);
	cr_assert_eq(table_count(&transaction, FRUIT), 2);
	table_clear(&transaction, FRUIT);
	cr_assert_eq(table_count(&transaction, FRUIT), 0);
	table_put(&transaction, FRUIT, SLICE_LITERAL("plum"), SLICE_LITERAL("blue"));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	cr_assert(holds(environment, "plum", "blue"));
	cr_assert_not(holds(environment, "apple", "red"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

static void expect_walk(struct environment *environment, const char *from, const char *expected)
{
	struct transaction transaction;
	struct walk walk;
	char seen[64] = "";

	transaction_begin(&transaction, environment, false);
	for (bool found = walk_begin(&walk, &transaction, FRUIT, slice_from_text(from)); found; found = walk_next(&walk))
		strncat(seen, (const char *)walk.key.data, walk.key.size);
	walk_end(&walk);
	cr_assert_eq(transaction.error, ERROR_NONE);
	transaction_end(&transaction);
	cr_assert_str_eq(seen, expected, "from '%s'", from);
}

static void expect_before(struct environment *environment, const char *before, const char *expected)
{
	struct transaction transaction;
	struct walk walk;
	bool found;

	transaction_begin(&transaction, environment, false);
	found = walk_begin_before(&walk, &transaction, FRUIT, slice_from_text(before));
	cr_assert_eq(found, expected != NULL, "before '%s'", before);
	if (found)
		cr_assert(slice_equal(walk.key, slice_from_text(expected)), "before '%s'", before);
	walk_end(&walk);
	cr_assert_eq(transaction.error, ERROR_NONE);
	transaction_end(&transaction);
}

Test(environment, a_walk_goes_in_byte_order)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);

	expect_walk(environment, "", "");
	expect_before(environment, "z", NULL);
	store(environment, "d", "4");
	store(environment, "b", "2");
	store(environment, "f", "6");
	expect_walk(environment, "", "bdf");
	expect_walk(environment, "c", "df");
	expect_walk(environment, "d", "df");
	expect_walk(environment, "g", "");
	expect_before(environment, "a", NULL);
	expect_before(environment, "b", NULL);
	expect_before(environment, "c", "b");
	expect_before(environment, "f", "d");
	expect_before(environment, "z", "f");
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, reading_waits_for_a_store_and_its_tables)
{
	static const char *const more_names[] = {"fruit", "colours", "shapes"};
	struct temporary_folder folder = temporary_folder_make();
	struct environment_options options = options_for(&folder);
	struct environment *environment = NULL;

	options.read_only = true;
	cr_assert_eq(environment_open(&environment, &options, NULL), ERROR_NOT_FOUND);
	environment_close(opened(&folder));
	options.tables = more_names;
	options.table_count = 3;
	cr_assert_eq(environment_open(&environment, &options, NULL), ERROR_NOT_FOUND);
	options.table_count = 2;
	cr_assert_eq(environment_open(&environment, &options, NULL), ERROR_NONE);
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, a_lock_file_that_cannot_be_written_is_refused)
{
	struct temporary_folder folder = temporary_folder_make();
	int status;
	pid_t child;

	cr_assert_eq(chmod(folder.path, 0755), 0);
	environment_close(opened(&folder));
	child = fork(); /* as another user where the test runs as root, who may write anything */
	if (child == 0) {
		struct environment_options options = options_for(&folder);
		struct environment *environment = NULL;
		struct problem problem = {0};
		char lock[PATH_SIZE], data[PATH_SIZE];

		options.read_only = true;
		if (path_join(lock, folder.path, "lock.mdb", NULL) || path_join(data, folder.path, "data.mdb", NULL))
			_exit(2);
		if (chmod(lock, 0444) || chmod(data, 0444) || (getuid() == 0 && setuid(65534)))
			_exit(3);
		_exit(environment_open(&environment, &options, &problem) == ERROR_IO && strstr(problem.sentence, lock) ? 0 : 1);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(WEXITSTATUS(status), 0);
	temporary_folder_remove(&folder);
}

Test(environment, a_store_that_this_user_may_not_see_is_not_said_to_be_missing)
{
	struct temporary_folder folder = temporary_folder_make();
	pid_t child;
	int status;

	environment_close(opened(&folder));
	child = fork();
	if (child == 0) {
		struct environment_options options = options_for(&folder);
		struct environment *environment = NULL;
		struct problem problem = {0};

		options.read_only = true;
		if (chmod(folder.path, 0) || (getuid() == 0 && setuid(65534)))
			_exit(3);
		_exit(environment_open(&environment, &options, &problem) == ERROR_IO && strstr(problem.sentence, "Permission denied") ? 0 : 1);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(WEXITSTATUS(status), 0);
	cr_assert_eq(chmod(folder.path, 0700), 0);
	temporary_folder_remove(&folder);
}

Test(environment, an_empty_data_file_says_what_it_may_be)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment_options options = options_for(&folder);
	struct environment *environment = NULL;
	struct problem problem = {0};
	char path[PATH_SIZE];

	environment_close(opened(&folder));
	cr_assert_eq(truncate(temporary_path(&folder, "data.mdb", path), 0), 0);
	options.read_only = true;
	cr_assert_eq(environment_open(&environment, &options, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "is empty"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}

enum { PAGE = 4096, FIRST_PAGE = 2 }; /* behind LMDB's two meta pages */

/* How a process ends that opens the store and walks all of it; -1: killed by a signal. */
static int walked_to_the_end(const struct temporary_folder *folder)
{
	int status;
	pid_t child = fork();

	if (child == 0) {
		struct environment_options options = options_for(folder);
		struct environment *environment;
		struct transaction transaction;
		struct walk walk;

		if (!freopen("/dev/null", "w", stderr) || environment_open(&environment, &options, NULL))
			_exit(1);
		transaction_begin(&transaction, environment, false);
		for (bool found = walk_begin(&walk, &transaction, FRUIT, slice_from(NULL, 0)); found; found = walk_next(&walk)) {
		}
		walk_end(&walk);
		_exit(transaction.error ? 1 : 0);
	}
	cr_assert_eq(waitpid(child, &status, 0), child);
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static void fill(const struct temporary_folder *folder)
{
	struct environment *environment = opened(folder);
	char key[16], value[1000];

	memset(value, 'x', sizeof(value));
	value[sizeof(value) - 1] = 0;
	for (int i = 0; i < 100; i++) {
		snprintf(key, sizeof(key), "%03d", i);
		store(environment, key, value);
	}
	environment_close(environment);
}

Test(environment, a_store_that_was_cut_short_ends_the_process_with_a_documented_code)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];

	fill(&folder);
	cr_assert_eq(walked_to_the_end(&folder), 0);
	cr_assert_eq(truncate(temporary_path(&folder, "data.mdb", path), 8 * PAGE), 0);
	cr_assert_eq(walked_to_the_end(&folder), EXIT_CODE_INCOMPATIBLE);
	temporary_folder_remove(&folder);
}

Test(environment, a_store_that_was_cut_within_a_page_is_not_opened)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment_options options = options_for(&folder);
	struct environment *environment = NULL;
	struct problem problem = {0};
	char path[PATH_SIZE];

	fill(&folder);
	cr_assert_eq(truncate(temporary_path(&folder, "data.mdb", path), 8 * PAGE + 1), 0);
	cr_assert_eq(environment_open(&environment, &options, &problem), ERROR_CORRUPT);
	cr_assert_not_null(strstr(problem.sentence, "cut short"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}

/* Each page in turn is given the header of another kind: LMDB checks it and would abort. */
Test(environment, a_page_that_is_another_ends_the_process_with_a_documented_code)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];
	unsigned ended = 0;
	struct stat status;
	FILE *file;

	fill(&folder);
	file = fopen(temporary_path(&folder, "data.mdb", path), "r+b");
	cr_assert_not_null(file);
	cr_assert_eq(stat(path, &status), 0);
	for (long page = FIRST_PAGE; page < status.st_size / PAGE; page++) {
		const long flags_at = page * PAGE + 10;
		uint8_t before[2], other[2] = {0x08, 0}; /* the flags of a meta page, little-endian */
		int end;

		cr_assert_eq(fseek(file, flags_at, SEEK_SET) || fread(before, 2, 1, file) != 1, 0);
		cr_assert_eq(fseek(file, flags_at, SEEK_SET) || fwrite(other, 2, 1, file) != 1 || fflush(file), 0);
		end = walked_to_the_end(&folder);
		cr_assert_neq(end, -1, "page %ld", page);
		ended += end == EXIT_CODE_INCOMPATIBLE;
		cr_assert_eq(fseek(file, flags_at, SEEK_SET) || fwrite(before, 2, 1, file) != 1 || fflush(file), 0);
	}
	cr_assert_gt(ended, 0);
	fclose(file);
	temporary_folder_remove(&folder);
}

Test(environment, the_files_have_the_modes_that_were_asked_for)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];
	struct stat status;

	umask(077);
	environment_close(opened(&folder));
	cr_assert_eq(stat(temporary_path(&folder, "data.mdb", path), &status), 0);
	cr_assert_eq(status.st_mode & 07777, 0640);
	cr_assert_eq(stat(temporary_path(&folder, "lock.mdb", path), &status), 0);
	cr_assert_eq(status.st_mode & 07777, 0660);
	temporary_folder_remove(&folder);
}

/* A hole in it would be a bus error on a full disk: LMDB writes through a mapping. */
Test(environment, the_lock_file_has_no_holes)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];
	struct stat status;

	temporary_path(&folder, "lock.mdb", path);
	for (int i = 0; i < 2; i++) {
		environment_close(opened(&folder));
		cr_assert_eq(stat(path, &status), 0);
		cr_assert_geq(status.st_size, 8192);
		cr_assert_geq(status.st_blocks * 512, status.st_size, "round %d", i);
		cr_assert_eq(truncate(path, 0), 0);
		cr_assert_eq(truncate(path, 8192), 0, "all hole for the second round");
	}
	temporary_folder_remove(&folder);
}

Test(environment, a_full_map_stores_nothing_and_can_be_used_again)
{
	static char large[1 << 19];
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;

	store(environment, "apple", "red");
	transaction_begin(&transaction, environment, true);
	table_put(&transaction, FRUIT, SLICE_LITERAL("pear"), SLICE_LITERAL("green"));
	table_put(&transaction, FRUIT, SLICE_LITERAL("one"), slice_from(large, sizeof(large)));
	table_put(&transaction, FRUIT, SLICE_LITERAL("two"), slice_from(large, sizeof(large)));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NO_SPACE);
	cr_assert_not(holds(environment, "pear", "green"));
	store(environment, "plum", "blue");
	cr_assert(holds(environment, "plum", "blue"));
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, a_file_that_is_no_store_is_refused)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment_options options = options_for(&folder);
	struct environment *environment = NULL;
	struct problem problem = {0};
	char path[PATH_SIZE], junk[16384];

	memset(junk, 'j', sizeof(junk));
	cr_assert_eq(file_write_atomically(temporary_path(&folder, "data.mdb", path), slice_from(junk, sizeof(junk)), 0640, NULL), ERROR_NONE);
	cr_assert_eq(environment_open(&environment, &options, &problem), ERROR_CORRUPT);
	cr_assert_not_null(strstr(problem.sentence, folder.path));
	temporary_folder_remove(&folder);
}

Test(environment, readers_that_were_killed_are_cleared)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment;
	int ready[2], status;
	char byte;
	pid_t child;

	cr_assert_eq(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		struct transaction transaction;

		environment = opened(&folder);
		transaction_begin(&transaction, environment, false);
		if (write(ready[1], "r", 1) == 1)
			pause();
		_exit(1);
	}
	cr_assert_eq(read(ready[0], &byte, 1), 1);
	environment = opened(&folder);
	cr_assert_eq(environment_tend(environment), 0, "it still lives");
	cr_assert_eq(kill(child, SIGKILL), 0);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(environment_tend(environment), 1);
	cr_assert_eq(environment_tend(environment), 0);
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, usage_tells_the_oldest_reader)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;
	struct environment_usage usage;

	cr_assert_eq(environment_usage(environment, &usage), ERROR_NONE);
	cr_assert_eq(usage.map_bytes, 1 << 20);
	cr_assert_gt(usage.used_bytes, 0);
	cr_assert_lt(usage.used_bytes, 1 << 17);
	cr_assert_eq(usage.readers, 0);
	transaction_begin(&transaction, environment, false);
	for (int i = 0; i < 3; i++)
		store(environment, "apple", "red");
	cr_assert_eq(environment_usage(environment, &usage), ERROR_NONE);
	cr_assert_eq(usage.readers, 1);
	cr_assert_eq(usage.oldest_reader_lag, 3);
	transaction_end(&transaction);
	cr_assert_eq(environment_usage(environment, &usage), ERROR_NONE);
	cr_assert_eq(usage.oldest_reader_lag, 0);
	environment_close(environment);
	temporary_folder_remove(&folder);
}

/* Another process with a larger map makes the file grow beyond ours. */
Test(environment, a_file_that_another_process_made_larger_is_mapped_again)
{
	static char large[1 << 21];
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment;
	int go[2], status;
	char byte;
	pid_t child;

	cr_assert_eq(pipe(go), 0);
	child = fork();
	if (child == 0) {
		struct environment_options options = options_for(&folder);
		struct transaction transaction;

		options.map_bytes = 1 << 24;
		if (read(go[0], &byte, 1) != 1 || environment_open(&environment, &options, NULL))
			_exit(1);
		transaction_begin(&transaction, environment, true);
		table_put(&transaction, FRUIT, SLICE_LITERAL("large"), slice_from(large, sizeof(large)));
		_exit(transaction_commit(&transaction) ? 1 : 0);
	}
	environment = opened(&folder);
	store(environment, "apple", "red");
	cr_assert_eq(write(go[1], "g", 1), 1);
	cr_assert_eq(waitpid(child, &status, 0), child);
	cr_assert_eq(status, 0);
	cr_assert(holds(environment, "apple", "red"));
	store(environment, "pear", "green");
	environment_close(environment);
	temporary_folder_remove(&folder);
}

Test(environment, opening_twice_is_a_programming_error, .signal = SIGABRT)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *first = opened(&folder);

	(void)first;
	opened(&folder);
}

static void *commit_elsewhere(void *transaction)
{
	cr_assert_eq(transaction_commit(transaction), ERROR_NONE);
	return NULL;
}

Test(environment, committing_on_another_thread_is_a_programming_error, .signal = SIGABRT)
{
	struct temporary_folder folder = temporary_folder_make();
	struct environment *environment = opened(&folder);
	struct transaction transaction;
	pthread_t thread;

	transaction_begin(&transaction, environment, true);
	pthread_create(&thread, NULL, commit_elsewhere, &transaction);
	pthread_join(thread, NULL);
}
