/* One council's months, and one record: what the cube shows by month, read the other way. */
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { MONTHS = 6 };

static const uint16_t st_helens = 342, sefton = 343;

static struct month month_of(unsigned index)
{
	return month_add(month_from(2021, 9), (int)index);
}

/* Two councils; St Helens has no return of the third month, and a second revision of the first. */
static struct fixture populated(void)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys[] = {fixture_register(&fixture, st_helens, 1), fixture_register(&fixture, sefton, 1)};
	struct digest first = {{0}};

	for (unsigned i = MONTHS; i-- > 0;) {
		fixture_store(&fixture, &keys[1], month_of(i), 100 + (int64_t)i);
		if (i != 2)
			first = fixture_store(&fixture, &keys[0], month_of(i), (int64_t)i);
	}
	cr_assert_eq(fixture_submit(&fixture, st_helens,
				    fixture_envelope(&keys[0], &(struct return_sample){st_helens, month_of(0), 2, first, 50}, &fixture.arena, NULL))
			     .verdict,
		     VERDICT_STORE);
	return fixture;
}

static unsigned series_of(struct fixture *fixture, uint16_t council, unsigned first, unsigned last, struct cube_record **records)
{
	struct store_view view;
	unsigned count = 99;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_series(&view, SOURCE_RETURNS, council, month_of(first), month_of(last), &fixture->arena, records, &count), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return count;
}

Test(series, months_ascend_and_lie_within_what_was_asked_for)
{
	static const struct {
		uint16_t council;
		unsigned first, last, count, months[MONTHS];
	} table[] = {
		{342, 0, MONTHS - 1, 5, {0, 1, 3, 4, 5}},
		{342, 1, 3, 2, {1, 3}},
		{342, 2, 2, 0, {0}},
		{343, 2, 3, 2, {2, 3}},
		{344, 0, 5, 0, {0}},
		{342, 3, 1, 0, {0}},
	};
	struct fixture fixture = populated();

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct cube_record *records;

		cr_assert_eq(series_of(&fixture, table[i].council, table[i].first, table[i].last, &records), table[i].count, "row %zu", i);
		for (unsigned j = 0; j < table[i].count; j++) {
			cr_expect_eq(records[j].council, table[i].council, "row %zu", i);
			cr_expect_eq(month_compare(records[j].month, month_of(table[i].months[j])), 0, "row %zu", i);
		}
	}
	fixture_end(&fixture);
}

Test(series, has_the_newest_revision_and_its_catalogue)
{
	struct fixture fixture = populated();
	struct digest catalogue = catalogue_hash();
	struct cube_record *records;

	cr_assert_eq(series_of(&fixture, st_helens, 0, 0, &records), 1);
	cr_expect_eq(records[0].revision, 2);
	cr_expect_eq(cube_measure(&records[0], MEASURE_INPOST_FTE)->value, 100000050);
	cr_expect_eq(records[0].catalogue, catalogue_version(&catalogue));
	cr_expect_gt(records[0].catalogue, 1);
	fixture_end(&fixture);
}

Test(series, of_releases_has_their_months)
{
	struct fixture fixture = fixture_begin();
	struct cube_record *records;
	struct store_view view;
	unsigned count;

	release_import(fixture.store, SLICE_LITERAL(PLANS_HEADER ST_HELENS("2022", "180", "30") ST_HELENS("2023", "190", "40")));
	release_import(fixture.store, SLICE_LITERAL(PLANS_HEADER ST_HELENS("2023", "191", "40") KNOWSLEY("2023", "90", "c")));
	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_series(&view, SOURCE_OFFICIAL, st_helens, month_from(2000, 1), month_from(2100, 1), &fixture.arena, &records, &count),
		     ERROR_NONE);
	cr_assert_eq(count, 2);
	cr_expect_eq(cube_measure(&records[1], MEASURE_CPP_STARTED_12M)->value, 191);
	cr_expect_eq(store_series_count(&view, SOURCE_OFFICIAL, st_helens), 2);
	cr_expect_eq(store_series_count(&view, SOURCE_RETURNS, st_helens), 0);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(series, one_record_is_found_or_is_not_there)
{
	struct fixture fixture = populated();
	struct cube_record record;
	struct store_view view;

	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_record(&view, SOURCE_RETURNS, month_of(3), sefton, &fixture.arena, &record), ERROR_NONE);
	cr_expect_eq(record.council, sefton);
	cr_expect_eq(cube_measure(&record, MEASURE_INPOST_FTE)->value, 100000103);
	cr_expect_eq(store_record(&view, SOURCE_RETURNS, month_of(2), st_helens, &fixture.arena, &record), ERROR_NOT_FOUND);
	cr_expect_eq(store_record(&view, SOURCE_OFFICIAL, month_of(3), sefton, &fixture.arena, &record), ERROR_NOT_FOUND);
	cr_assert_eq(store_view_end(&view), ERROR_NONE, "not to be there is no error of the view");
	fixture_end(&fixture);
}

static void record_lose(struct fixture *fixture, enum store_table table, struct store_key key)
{
	struct store_batch batch;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	cr_assert(table_remove(&batch.view.transaction, table, store_key_slice(&key)));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

Test(series, a_vanished_record_is_noticed)
{
	static const enum store_table tables[] = {TABLE_SERIES, TABLE_SERIES_COUNTS, TABLE_CUBE};

	for (size_t i = 0; i < sizeof(tables) / sizeof(tables[0]); i++) {
		struct fixture fixture = populated();
		struct store_key keys[] = {
			store_key_series(SOURCE_RETURNS, st_helens, month_of(4)),
			store_key_series_count(SOURCE_RETURNS, st_helens),
			store_key_cube(SOURCE_RETURNS, month_of(4), st_helens),
		};
		struct cube_record *records, record;
		struct store_view view;
		unsigned count;
		enum error error;

		record_lose(&fixture, tables[i], keys[i]);
		store_view_begin(&view, fixture.store);
		if (tables[i] == TABLE_CUBE)
			error = store_record(&view, SOURCE_RETURNS, month_of(4), st_helens, &fixture.arena, &record);
		else /* the month that is lost was not even asked for */
			error = store_series(&view, SOURCE_RETURNS, st_helens, month_of(0), month_of(1), &fixture.arena, &records, &count);
		cr_expect_eq(error, ERROR_CORRUPT, "row %zu", i);
		cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
		fixture_end(&fixture);
	}
}

/* Its checksum is right, its place is not. */
Test(series, a_record_in_anothers_place_is_never_shown)
{
	struct fixture fixture = populated();
	struct store_key here = store_key_series(SOURCE_RETURNS, st_helens, month_of(0));
	struct store_key there = store_key_series(SOURCE_RETURNS, sefton, month_of(0));
	struct store_key cube_here = store_key_cube(SOURCE_RETURNS, month_of(0), st_helens);
	struct cube_record *records, record;
	struct store_batch batch;
	struct store_view view;
	struct slice value;
	unsigned count;

	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert(table_find(&batch.view.transaction, TABLE_SERIES, store_key_slice(&there), &value));
	value = arena_copy(&fixture.arena, value);
	table_put(&batch.view.transaction, TABLE_SERIES, store_key_slice(&here), value);
	table_put(&batch.view.transaction, TABLE_CUBE, store_key_slice(&cube_here), value);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_series(&view, SOURCE_RETURNS, st_helens, month_of(0), month_of(1), &fixture.arena, &records, &count), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_record(&view, SOURCE_RETURNS, month_of(0), st_helens, &fixture.arena, &record), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}
