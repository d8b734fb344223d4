/* A moment as a position of the ledger, and how long each chain was then. */
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { HOUR_S = 3600 };

/* In hours; the clock was a day ahead for a while, and was set back. */
static const int64_t hours[] = {0, 1, 1, 26, 2, 3, 4, 5, 6, 7, 27};

enum { ENTRIES = sizeof(hours) / sizeof(hours[0]) };

static int64_t time_of(int64_t hour)
{
	return FIXTURE_NOW_S + hour * HOUR_S;
}

static uint64_t position_at(struct fixture *fixture, int64_t time_s)
{
	struct store_view view;
	uint64_t position;

	store_view_begin(&view, fixture->store);
	position = store_position_at(&view, time_s);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return position;
}

Test(position, a_time_is_the_last_position_with_nothing_later_before_it)
{
	static const struct {
		int64_t hour;
		uint64_t position;
	} table[] = {
		{-1, 0}, {0, 1},   {1, 3},   {2, 3},     {7, 3}, {10, 3}, /* what was recorded then stands behind something later */
		{25, 3}, {26, 10}, {27, 11}, {1000, 11},
	};
	struct fixture fixture = fixture_begin();

	cr_expect_eq(position_at(&fixture, time_of(0)), 0, "an empty ledger");
	for (unsigned i = 0; i < ENTRIES; i++)
		fixture_note(&fixture, ENTRY_GROUP, SLICE_LITERAL("a group"), time_of(hours[i]));
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_expect_eq(position_at(&fixture, time_of(table[i].hour)), table[i].position, "row %zu", i);
	cr_expect_eq(position_at(&fixture, time_of(1) - 1), 1, "a second too early");
	cr_expect_eq(position_at(&fixture, INT64_MIN), 0);
	cr_expect_eq(position_at(&fixture, INT64_MAX), ENTRIES);
	fixture_end(&fixture);
}

/* Against a walk, for every position. */
Test(position, chains_are_as_long_as_the_positions_say)
{
	static const uint16_t chains[] = {EVENTS_CHAIN, GROUPS_CHAIN, RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, RELEASE_CHAIN_BASE + 99};
	struct fixture fixture = fixture_begin();
	struct store_view view;
	uint64_t last;

	for (unsigned i = 0; i < 20; i++) {
		fixture_note(&fixture, i % 3 ? ENTRY_EVENTS : ENTRY_GROUP, SLICE_LITERAL("a note"), time_of(i));
		if (i % 5 == 0)
			release_import(fixture.store, SLICE_LITERAL(PLANS_HEADER ST_HELENS("2022", "180", "30")));
	}
	store_view_begin(&view, fixture.store);
	last = store_position(&view);
	for (size_t i = 0; i < sizeof(chains) / sizeof(chains[0]); i++) {
		uint64_t length = 0;

		for (uint64_t position = 0; position <= last; position++) {
			struct store_place place = {.council = 0};

			if (position)
				cr_assert_eq(store_place_at(&view, position, &place), ERROR_NONE);
			length += place.council == chains[i];
			cr_expect_eq(store_length_at(&view, chains[i], position), length, "chain %u at %u", chains[i], (unsigned)position);
		}
		cr_expect_eq(store_length_at(&view, chains[i], UINT64_MAX), length);
	}
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(position, a_vanished_record_is_noticed)
{
	struct fixture fixture = fixture_begin();
	struct store_key position, place = store_key_ledger(GROUPS_CHAIN, 2);
	struct store_batch batch;
	struct store_view view;

	for (unsigned i = 0; i < 3; i++)
		fixture_note(&fixture, ENTRY_GROUP, SLICE_LITERAL("a group"), time_of(i));
	position = store_key_position(2);
	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert(table_remove(&batch.view.transaction, TABLE_POSITIONS, store_key_slice(&position)));
	cr_assert(table_remove(&batch.view.transaction, TABLE_PLACES, store_key_slice(&place)));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_position_at(&view, time_of(1)), 0);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_length_at(&view, GROUPS_CHAIN, 2), 0);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}
