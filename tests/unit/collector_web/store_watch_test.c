#include "collector/web/store_watch.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/support/temporary_folder.h"

static void make_store(const char *folder, const char *notice)
{
	struct problem problem = {0};

	cr_assert_eq(store_create(folder, notice, &problem), ERROR_NONE, "%s", problem.sentence);
}

static const char *notice_of(struct store_watch *watch)
{
	static char notice[STORE_NOTICE_BYTES_MAX + 1];
	struct store_view view;

	store_view_begin(&view, watch->store);
	store_notice(&view, notice);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return notice;
}

Test(store_watch, waits_opens_and_notices_another_store)
{
	struct temporary_folder folder = temporary_folder_make();
	struct store_watch watch;
	struct problem problem = {0};
	char state[PATH_SIZE], moved[PATH_SIZE];
	bool has_changed;

	temporary_path(&folder, "state", state);
	temporary_path(&folder, "moved", moved);
	cr_assert_eq(store_watch_init(&watch, state, &problem), ERROR_NONE);
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_NONE);
	cr_expect(!watch.store && !has_changed);
	cr_expect(strstr(watch.problem.sentence, "no store"), "%s", watch.problem.sentence);

	make_store(state, "The first.");
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_NONE);
	cr_assert(watch.store && has_changed);
	cr_expect_str_eq(notice_of(&watch), "The first.");
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_NONE);
	cr_expect(watch.store && !has_changed);

	cr_assert_eq(rename(state, moved), 0);
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_NONE);
	cr_expect(!watch.store && has_changed);
	make_store(state, "The second.");
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_NONE);
	cr_assert(watch.store && has_changed);
	cr_expect_str_eq(notice_of(&watch), "The second.");
	store_watch_close(&watch);
	temporary_folder_remove(&folder);
}

Test(store_watch, a_store_put_in_place_of_another_between_two_looks)
{
	struct temporary_folder folder = temporary_folder_make();
	struct store_watch watch;
	struct store_identity first;
	char state[PATH_SIZE], moved[PATH_SIZE];
	bool has_changed;

	temporary_path(&folder, "state", state);
	temporary_path(&folder, "moved", moved);
	make_store(state, "The first.");
	cr_assert_eq(store_watch_init(&watch, state, NULL), ERROR_NONE);
	cr_assert_eq(store_watch_look(&watch, &has_changed, NULL), ERROR_NONE);
	first = watch.identity;
	cr_assert_eq(rename(state, moved), 0);
	make_store(state, "The second.");
	cr_assert_eq(store_watch_look(&watch, &has_changed, NULL), ERROR_NONE);
	cr_expect(has_changed);
	cr_expect(memcmp(&first, &watch.identity, sizeof(first)) != 0);
	cr_expect_str_eq(notice_of(&watch), "The second.");
	store_watch_close(&watch);
	temporary_folder_remove(&folder);
}

Test(store_watch, does_not_wait_for_a_damaged_store)
{
	struct temporary_folder folder = temporary_folder_make();
	struct store_watch watch;
	struct problem problem = {0};
	char path[PATH_SIZE];
	bool has_changed;
	FILE *file;

	make_store(folder.path, "");
	cr_assert_eq(store_watch_init(&watch, folder.path, NULL), ERROR_NONE);
	file = fopen(temporary_path(&folder, "store/data.mdb", path), "r+b");
	cr_assert_not_null(file);
	for (int i = 0; i < 8192; i++)
		fputc(0x5a, file);
	fclose(file);
	cr_expect_eq(store_watch_look(&watch, &has_changed, &problem), ERROR_CORRUPT, "%s", problem.sentence);
	cr_expect_null(watch.store);
	store_watch_close(&watch);
	temporary_folder_remove(&folder);
}
