/* Stores that the programs of older format versions have made become stores of this version, or stay as they were. */
#include <stdlib.h>
#include <sys/stat.h>

#include "collector/shell/key_session.h"
#include "collector/shell/state.h"
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { BUDGET_BYTES = 1 << 20, FULL_MAP_BYTES = 256 << 10 };

/* What tests/data/store_version_N was made of. */
static const struct old_store {
	unsigned version;
	uint64_t entries, cube_records;
	uint32_t revision;     /* of St Helens' return of September 2021 */
	int64_t inpost;        /* its posts */
	uint64_t plans_stored; /* releases of the plans' series */
} old_stores[] = {
	{1, 6, 3, 2, 100000002, 0},
	{2, 12, 10, 2, 100000004, 2},
	{3, 12, 10, 2, 100000004, 2}, /* that of version 2, upgraded by the program of version 3 */
};

enum { OLD_STORES = sizeof(old_stores) / sizeof(old_stores[0]) };

/* A state folder with the store. */
static struct temporary_folder old_state(const struct old_store *old)
{
	struct temporary_folder folder = temporary_folder_make();
	char command[3000];
	struct problem problem = {0};

	cr_assert_eq(state_make(folder.path, &problem), ERROR_NONE, "%s", problem.sentence);
	snprintf(command, sizeof(command),
		 "cp '%s/tests/data/store_version_%u/data.mdb' '%s/store/data.mdb' && chmod 0640 '%s/store/data.mdb' && : >'%s/store/lock.mdb'",
		 BELLWETHER_SOURCE_DIR, old->version, folder.path, folder.path, folder.path);
	cr_assert_eq(system(command), 0);
	return folder;
}

static void expect_old_refused(const struct old_store *old, const char *folder, bool read_only, bool upgrades)
{
	struct store_options options = {.folder = folder, .read_only = read_only, .upgrades = upgrades};
	struct problem problem = {0};
	struct store *store;
	char version[24];

	snprintf(version, sizeof(version), "version %u", old->version);
	cr_assert_eq(store_open(&store, &options, &problem), ERROR_CORRUPT);
	cr_expect(strstr(problem.sentence, version) && strstr(problem.sentence, "version 4"), "%s", problem.sentence);
	cr_expect(strstr(problem.sentence, "start the collector"), "%s", problem.sentence);
}

static void expect_verified(const struct old_store *old, struct store *store)
{
	struct verification found;
	struct text findings;

	text_init_growing(&findings, 1 << 16);
	cr_assert_eq(store_verify(store, &found, &findings), ERROR_NONE);
	cr_expect_eq(found.damaged, 0, "%s", findings.data);
	cr_expect_eq(found.entries, old->entries);
	cr_expect_eq(found.cube_records, old->cube_records);
	text_fini(&findings);
}

static void expect_whole(const struct old_store *old, struct store *store)
{
	struct month august = month_from(2021, 8), september = month_from(2021, 9);
	struct cube_record *records;
	struct store_view view;
	struct arena arena;
	unsigned count;

	expect_verified(old, store);
	arena_init(&arena, BUDGET_BYTES);
	store_view_begin(&view, store);
	cr_assert_eq(store_month(&view, SOURCE_RETURNS, september, &arena, &records, &count), ERROR_NONE);
	cr_assert_eq(count, 2);
	cr_expect_eq(records[1].council, 342);
	cr_expect_eq(records[1].revision, old->revision);
	cr_expect_eq(cube_measure(&records[1], MEASURE_INPOST_FTE)->value, old->inpost);
	cr_assert_eq(store_series(&view, SOURCE_RETURNS, 342, august, september, &arena, &records, &count), ERROR_NONE);
	cr_expect_eq(records[count - 1].revision, old->revision);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	arena_fini(&arena);
}

Test(upgrade, a_store_of_an_older_version_is_upgraded_when_it_may_be)
{
	for (unsigned i = 0; i < OLD_STORES; i++) {
		const struct old_store *old = &old_stores[i];
		struct temporary_folder folder = old_state(old);
		struct store_options options = {.folder = folder.path, .upgrades = true};
		struct problem problem = {0};
		struct store *store;

		expect_old_refused(old, folder.path, true, true);
		expect_old_refused(old, folder.path, false, false);
		expect_old_refused(old, folder.path, true, false);
		cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
		expect_whole(old, store);
		cr_expect_eq(release_import(store, SLICE_LITERAL(PLANS_HEADER ST_HELENS("2025", "1", "1"))), old->plans_stored + 1);
		store_close(store);
		options = (struct store_options){.folder = folder.path, .read_only = true};
		cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
		store_close(store);
		temporary_folder_remove(&folder);
	}
}

/* Beside a collector that runs, which must be of the older version, nothing is changed. */
Test(upgrade, a_command_upgrades_only_what_no_collector_holds)
{
	const struct old_store *old = &old_stores[1];
	struct temporary_folder folder = old_state(old);
	struct problem problem = {0};
	struct lock lock = {-1};
	struct store *store;
	char path[PATH_SIZE];

	cr_assert_eq(path_join(path, folder.path, STATE_LOCK, &problem), ERROR_NONE);
	cr_assert_eq(lock_take(&lock, path, "the store", &problem), ERROR_NONE, "%s", problem.sentence);
	cr_expect_eq(session_open_to_write(folder.path, &store, &problem), ERROR_CORRUPT);
	cr_expect(strstr(problem.sentence, "version 2"), "%s", problem.sentence);
	expect_old_refused(old, folder.path, true, false);
	lock_release(&lock);
	cr_assert_eq(session_open_to_write(folder.path, &store, &problem), ERROR_NONE, "%s", problem.sentence);
	expect_whole(old, store);
	store_close(store);
	temporary_folder_remove(&folder);
}

/* The store of version 2 has a return that was made with the first catalogue, and two vintages of one series. */
Test(upgrade, records_say_by_which_catalogue_they_were_made)
{
	struct temporary_folder folder = old_state(&old_stores[1]);
	struct store_options options = {.folder = folder.path, .upgrades = true};
	struct cube_record first, second, official;
	struct problem problem = {0};
	struct store_view view;
	struct store *store;
	struct arena arena;

	cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
	arena_init(&arena, BUDGET_BYTES);
	store_view_begin(&view, store);
	cr_assert_eq(store_record(&view, SOURCE_RETURNS, month_from(2021, 8), 340, &arena, &first), ERROR_NONE);
	cr_assert_eq(store_record(&view, SOURCE_RETURNS, month_from(2021, 8), 342, &arena, &second), ERROR_NONE);
	cr_assert_eq(store_record(&view, SOURCE_OFFICIAL, month_from(2023, 3), 342, &arena, &official), ERROR_NONE);
	cr_expect_eq(first.catalogue, 1);
	cr_expect_neq(second.catalogue, 1, "that of the program that made the store");
	cr_expect_eq(official.catalogue, 0);
	cr_expect_eq(cube_measure(&official, MEASURE_CPP_STARTED_12M)->value, 191, "of the newer vintage");
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	arena_fini(&arena);
	store_close(store);
	temporary_folder_remove(&folder);
}

/* One entry an hour, but that the second revision of September was recorded an hour before the first, by a clock that had been set back. */
Test(upgrade, positions_have_the_times_of_their_entries)
{
	static const int hours[] = {0, 1, 2, 3, 4, 6, 5, 7, 8, 9, 10, 11};
	struct temporary_folder folder = old_state(&old_stores[1]);
	struct store_options options = {.folder = folder.path, .upgrades = true};
	struct problem problem = {0};
	struct store_view view;
	struct store *store;

	cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
	store_view_begin(&view, store);
	for (unsigned i = 0; i < sizeof(hours) / sizeof(hours[0]); i++) {
		struct store_place place;

		cr_assert_eq(store_place_at(&view, i + 1, &place), ERROR_NONE);
		cr_expect_eq(place.recorded_at_s, FIXTURE_NOW_S + hours[i] * 3600, "position %u", i + 1);
	}
	cr_expect_eq(store_position_at(&view, FIXTURE_NOW_S + 5 * 3600), 5);
	cr_expect_eq(store_position_at(&view, FIXTURE_NOW_S + 6 * 3600), 7);
	cr_expect_eq(store_length_at(&view, RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, 8), 1);
	cr_expect_eq(store_length_at(&view, RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, 9), 2);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_close(store);
	temporary_folder_remove(&folder);
}

/* A table of the old store, behind the back of the program that made it. */
static struct environment *old_table(const struct temporary_folder *folder, const char *const *name, size_t map_bytes)
{
	struct environment_options options = {.tables = name, .table_count = 1, .map_bytes = map_bytes, .data_mode = 0640, .lock_mode = 0660};
	struct environment *environment;
	struct problem problem = {0};
	char path[PATH_SIZE];

	options.folder = temporary_path(folder, "store", path);
	cr_assert_eq(environment_open(&environment, &options, &problem), ERROR_NONE, "%s", problem.sentence);
	return environment;
}

/* Takes a record out of the old store's cube. */
static void record_lose(const struct temporary_folder *folder, struct store_key key)
{
	static const char *const name[] = {"cube"};
	struct environment *environment = old_table(folder, name, 1 << 20);
	struct transaction transaction;

	transaction_begin(&transaction, environment, true);
	cr_assert(table_remove(&transaction, 0, store_key_slice(&key)));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	environment_close(environment);
}

/* Puts one record of the old store's index of revisions in the place of another. */
static void record_exchange(const struct temporary_folder *folder, struct store_key to, struct store_key from)
{
	static const char *const name[] = {"revisions"};
	struct environment *environment = old_table(folder, name, 1 << 20);
	struct transaction transaction;
	struct slice value;
	uint8_t copy[256];

	transaction_begin(&transaction, environment, true);
	cr_assert(table_find(&transaction, 0, store_key_slice(&from), &value));
	cr_assert_leq(value.size, sizeof(copy));
	memcpy(copy, value.data, value.size);
	table_put(&transaction, 0, store_key_slice(&to), slice_from(copy, value.size));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	environment_close(environment);
}

/* Another return's hash in the old index of revisions. */
Test(upgrade, an_index_that_does_not_agree_is_not_upgraded)
{
	const struct old_store *old = &old_stores[1];
	struct temporary_folder folder = old_state(old);
	struct store_options options = {.folder = folder.path, .upgrades = true};
	struct problem problem = {0};
	struct store *store;

	record_exchange(&folder, store_key_revision(342, month_from(2021, 8), 1), store_key_revision(340, month_from(2021, 8), 1));
	cr_expect_eq(store_open(&store, &options, &problem), ERROR_CORRUPT);
	cr_expect(strstr(problem.sentence, "cannot be upgraded"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}

/* Fills the map, but for a few pages and those that are freed, in which tables can be made and the cube cannot. */
static void map_fill(const struct temporary_folder *folder, unsigned pages_left)
{
	static const char *const name[] = {"ballast"};
	static const uint8_t page[3000];
	struct environment *environment = old_table(folder, name, FULL_MAP_BYTES);
	enum error error = ERROR_NONE;
	uint8_t number = 0;

	while (!error) {
		struct transaction transaction;

		number++;
		transaction_begin(&transaction, environment, true);
		table_put(&transaction, 0, slice_from(&number, 1), slice_from(page, sizeof(page)));
		error = transaction_commit(&transaction);
	}
	cr_assert_eq(error, ERROR_NO_SPACE);
	for (unsigned i = 0; i < pages_left; i++) {
		struct transaction transaction;

		number--;
		transaction_begin(&transaction, environment, true);
		cr_assert(table_remove(&transaction, 0, slice_from(&number, 1)));
		cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	}
	environment_close(environment);
}

Test(upgrade, a_full_map_is_said_and_nothing_is_changed)
{
	const struct old_store *old = &old_stores[1];

	for (unsigned pages_left = 1; pages_left <= 3; pages_left++) {
		struct temporary_folder folder = old_state(old);
		struct store_options options = {.folder = folder.path, .upgrades = true, .map_bytes = FULL_MAP_BYTES};
		struct problem problem = {0};
		struct store *store;

		map_fill(&folder, pages_left);
		cr_assert_eq(store_open(&store, &options, &problem), ERROR_NO_SPACE, "%u: %s", pages_left, problem.sentence);
		cr_expect(strstr(problem.sentence, "the store's map is full"), "%s", problem.sentence);
		expect_old_refused(old, folder.path, true, false);
		options.map_bytes = 0;
		cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
		expect_whole(old, store);
		store_close(store);
		temporary_folder_remove(&folder);
	}
}

/* A bit that has flipped in the old ledger: it is neither upgraded nor changed. */
Test(upgrade, a_damaged_store_stays_as_it_was)
{
	const struct old_store *old = &old_stores[1];
	struct temporary_folder folder = old_state(old);
	struct store_options options = {.folder = folder.path, .upgrades = true};
	struct problem problem = {0};
	struct store *store;
	char path[PATH_SIZE], command[3000];

	/* The approver's role stands in each envelope. */
	snprintf(command, sizeof(command), "LC_ALL=C sed -i 's/performance officer/performance 0fficer/g' '%s'",
		 temporary_path(&folder, "store/data.mdb", path));
	cr_assert_eq(system(command), 0);
	cr_expect_eq(store_open(&store, &options, &problem), ERROR_CORRUPT);
	cr_expect(strstr(problem.sentence, "cannot be upgraded") && strstr(problem.sentence, "is as it was"), "%s", problem.sentence);
	expect_old_refused(old, folder.path, true, false);
	temporary_folder_remove(&folder);
}

/* What is wrong is not papered over: the newer cube would have the record again, and nobody would hear of the damage. */
Test(upgrade, a_cube_that_had_lost_a_record_is_not_upgraded)
{
	const struct old_store *old = &old_stores[1];
	struct temporary_folder folder = old_state(old);
	struct store_options options = {.folder = folder.path, .upgrades = true};
	struct problem problem = {0};
	struct store *store;

	record_lose(&folder, store_key_cube(SOURCE_RETURNS, month_from(2021, 8), 342));
	cr_expect_eq(store_open(&store, &options, &problem), ERROR_CORRUPT);
	cr_expect(strstr(problem.sentence, "cannot be upgraded"), "%s", problem.sentence);
	temporary_folder_remove(&folder);
}
