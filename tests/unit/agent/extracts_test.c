#include "agent/shell/extracts.h"

#include <criterion/criterion.h>
#include <string.h>
#include <sys/stat.h>

#include "common/memory.h"
#include "tests/support/temporary_folder.h"

#define POSTS "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n2021-09,3,1,1,21,1.5,3\n"

static void put(const struct temporary_folder *folder, const char *name, struct slice bytes)
{
	char path[PATH_SIZE];

	cr_assert_eq(file_write_atomically(temporary_path(folder, name, path), bytes, 0600, NULL), ERROR_NONE);
}

static struct reading *read_folder(const struct temporary_folder *folder)
{
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct problem problem = {0};

	cr_assert_eq(extracts_read(folder->path, reading, &problem), ERROR_NONE, "%s", problem.sentence);
	return reading;
}

Test(extracts, files_are_read_by_name_and_the_rest_is_passed_over)
{
	static const char *const expected[] = {"B.csv", "a.csv", "b.txt", "pipe", "z.csv"};
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE];
	struct reading *reading;

	put(&folder, "z.csv", SLICE_LITERAL(POSTS));
	put(&folder, "a.csv", SLICE_LITERAL("nothing,known\n1,2\n"));
	put(&folder, "B.csv", SLICE_LITERAL(""));
	put(&folder, "b.txt", SLICE_LITERAL("text"));
	put(&folder, ".hidden.csv", SLICE_LITERAL(POSTS));
	cr_assert_eq(mkdir(temporary_path(&folder, "older", path), 0700), 0);
	put(&folder, "older/posts.csv", SLICE_LITERAL(POSTS));
	cr_assert_eq(mkfifo(temporary_path(&folder, "pipe", path), 0600), 0);
	reading = read_folder(&folder);
	cr_assert_eq(reading_file_count(reading), 5);
	for (unsigned i = 0; i < 5; i++)
		cr_assert_str_eq(reading_file_at(reading, i)->name, expected[i]);
	cr_assert_str_eq(reading_file_at(reading, 3)->why, "is not a regular file");
	cr_assert_eq(reading_file_at(reading, 4)->kind, TABLE_POSTS);
	cr_assert_eq(reading_file_at(reading, 4)->rows, 1);
	reading_free(reading);
	temporary_folder_remove(&folder);
}

Test(extracts, a_file_larger_than_a_piece_is_read_whole)
{
	enum { ROWS = 20000 };
	static const char header[] = "AgencyWorker,SWENo,FTE,RoleStartDate,RoleEndDate,ReasonLeave\n";
	struct temporary_folder folder = temporary_folder_make();
	size_t size = sizeof(header) - 1;
	char *text = memory_new(ROWS + 10, 40);
	struct reading *reading;

	memcpy(text, header, size);
	for (int row = 0; row < ROWS; row++)
		size += (size_t)sprintf(text + size, "0,SW%06d,1,2015-01-01,,\n", row);
	put(&folder, "workers.csv", slice_from(text, size));
	cr_assert_gt(size, 5 * EXTRACT_PIECE_BYTES);
	reading = read_folder(&folder);
	cr_assert_eq(reading_file_at(reading, 0)->rows, ROWS);
	cr_assert_eq(reading_file_at(reading, 0)->rows_refused, 0);
	cr_assert_eq(reading_file_at(reading, 0)->bytes, size);
	reading_free(reading);
	memory_free(text);
	temporary_folder_remove(&folder);
}

Test(extracts, a_missing_folder_says_what_to_do)
{
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct extracts_look look;
	struct problem problem = {0};

	cr_assert_eq(extracts_read("/nowhere/at/all", reading, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "/nowhere/at/all does not exist"), "%s", problem.sentence);
	cr_assert_not_null(strstr(problem.sentence, "--extracts"));
	cr_assert_eq(extracts_look("/nowhere/at/all", &look, &problem), ERROR_NOT_FOUND);
	reading_free(reading);
}

Test(extracts, a_file_is_no_folder)
{
	struct temporary_folder folder = temporary_folder_make();
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct problem problem = {0};
	char path[PATH_SIZE];

	put(&folder, "workers.csv", SLICE_LITERAL(""));
	cr_assert_eq(extracts_read(temporary_path(&folder, "workers.csv", path), reading, &problem), ERROR_NOT_FOUND);
	cr_assert_not_null(strstr(problem.sentence, "/workers.csv is not a folder"), "%s", problem.sentence);
	reading_free(reading);
	temporary_folder_remove(&folder);
}

Test(extracts, files_and_folders_are_read_in_the_order_given)
{
	static const char *const expected[] = {"posts.csv", "a.csv", "b.csv", "posts.csv"};
	struct temporary_folder folder = temporary_folder_make();
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	char file[PATH_SIZE], inner[PATH_SIZE], nothing[PATH_SIZE];
	const char *paths[] = {temporary_path(&folder, "posts.csv", file), temporary_path(&folder, "inner", inner), file};
	const char *missing[] = {temporary_path(&folder, "nothing", nothing)};
	struct problem problem = {0};

	cr_assert_eq(mkdir(inner, 0700), 0);
	put(&folder, "posts.csv", SLICE_LITERAL(POSTS));
	put(&folder, "inner/b.csv", SLICE_LITERAL("nothing,known\n"));
	put(&folder, "inner/a.csv", SLICE_LITERAL(""));
	cr_assert_eq(extracts_read_paths(paths, 3, reading, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(reading_file_count(reading), 4);
	for (unsigned i = 0; i < 4; i++)
		cr_assert_str_eq(reading_file_at(reading, i)->name, expected[i]);
	cr_assert_eq(extracts_read_paths(missing, 1, reading, &problem), ERROR_NOT_FOUND);
	cr_assert(strstr(problem.sentence, "/nothing does not exist"), "%s", problem.sentence);
	reading_free(reading);
	temporary_folder_remove(&folder);
}

Test(extracts, too_many_files_are_refused)
{
	struct temporary_folder folder = temporary_folder_make();
	struct reading *reading = reading_new(READING_BUDGET_BYTES);
	struct problem problem = {0};
	char name[32];

	for (int i = 0; i <= READING_FILES_MAX; i++) {
		snprintf(name, sizeof(name), "%d.csv", i);
		put(&folder, name, SLICE_LITERAL(""));
	}
	cr_assert_eq(extracts_read(folder.path, reading, &problem), ERROR_LIMIT);
	cr_assert_not_null(strstr(problem.sentence, "256 files"));
	reading_free(reading);
	temporary_folder_remove(&folder);
}

Test(extracts, a_look_tells_changes_from_outside)
{
	struct temporary_folder folder = temporary_folder_make();
	struct extracts_look before, same, longer, renamed, hidden;
	char from[PATH_SIZE], to[PATH_SIZE];

	put(&folder, "posts.csv", SLICE_LITERAL(POSTS));
	cr_assert_eq(extracts_look(folder.path, &before, NULL), ERROR_NONE);
	cr_assert_eq(extracts_look(folder.path, &same, NULL), ERROR_NONE);
	cr_assert(digest_equal(&before.digest, &same.digest));
	cr_assert_gt(before.changed_at_s, 1600000000);
	put(&folder, ".hidden", SLICE_LITERAL("x"));
	cr_assert_eq(extracts_look(folder.path, &hidden, NULL), ERROR_NONE);
	cr_assert(digest_equal(&before.digest, &hidden.digest), "what is not read does not count");
	put(&folder, "posts.csv", SLICE_LITERAL(POSTS POSTS));
	cr_assert_eq(extracts_look(folder.path, &longer, NULL), ERROR_NONE);
	cr_assert_not(digest_equal(&before.digest, &longer.digest));
	cr_assert_eq(rename(temporary_path(&folder, "posts.csv", from), temporary_path(&folder, "post.csv", to)), 0);
	cr_assert_eq(extracts_look(folder.path, &renamed, NULL), ERROR_NONE);
	cr_assert_not(digest_equal(&longer.digest, &renamed.digest));
	temporary_folder_remove(&folder);
}
