/* Events and groups of a store, now and as they stood. */
#include "collector/shell/store_notes.h"

#include "tests/support/event_samples.h"
#include "tests/support/store_fixture.h"

static const uint16_t two[] = {340, 342};

static void group_note(struct fixture *fixture, const char *id, const char *name, unsigned count)
{
	struct group group = {.id = id, .name = name, .council_count = count, .councils = two};
	struct slice body;

	cr_assert_eq(group_pack(&group, &fixture->arena, &body), ERROR_NONE);
	fixture_note(fixture, ENTRY_GROUP, body, FIXTURE_NOW_S);
}

static unsigned standing_count(struct fixture *fixture, uint64_t upto)
{
	struct store_view view;
	struct event_fold fold;
	struct event *events;
	size_t count;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_events(&view, upto, &fixture->arena, &fold), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_assert_eq(event_fold_events(&fold, 0, &fixture->arena, &events, &count), ERROR_NONE);
	return (unsigned)count;
}

static const struct group *group_of(struct fixture *fixture, uint64_t upto, const char *id)
{
	struct store_view view;
	struct group *groups;
	unsigned count;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_groups(&view, upto, &fixture->arena, &groups, &count), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return group_find(groups, count, slice_from_text(id));
}

Test(store_notes, events_stand_as_they_did_at_each_place_of_the_chain)
{
	static const unsigned expected[] = {0, 1, 2, 1};
	struct fixture fixture = fixture_begin();
	struct event first = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD), second = inspection(341, day(2023, 3, 13), JUDGEMENT_INADEQUATE);

	fixture_note(&fixture, ENTRY_EVENTS, batch_bytes(&first, 1, day(2025, 3, 1), 1, &fixture.arena), FIXTURE_NOW_S);
	fixture_note(&fixture, ENTRY_EVENTS, batch_bytes(&second, 1, day(2025, 3, 1), 0, &fixture.arena), FIXTURE_NOW_S);
	fixture_note(&fixture, ENTRY_EVENTS_WITHDRAWN, withdrawal_bytes(first.key, day(2025, 3, 1), &fixture.arena), FIXTURE_NOW_S);
	for (unsigned i = 0; i < 4; i++)
		cr_expect_eq(standing_count(&fixture, i), expected[i], "up to %u", i);
	cr_expect_eq(standing_count(&fixture, UINT64_MAX), 1);
	fixture_end(&fixture);
}

Test(store_notes, groups_stand_as_they_did_at_each_place_of_the_chain)
{
	struct fixture fixture = fixture_begin();

	group_note(&fixture, "mine", "Mine", 1);
	group_note(&fixture, "mine", "Ours", 2);
	group_note(&fixture, "mine", "", 0);
	cr_expect_null(group_of(&fixture, 0, "mine"));
	cr_expect_str_eq(group_of(&fixture, 1, "mine")->name, "Mine");
	cr_expect_str_eq(group_of(&fixture, 2, "mine")->name, "Ours");
	cr_expect_null(group_of(&fixture, UINT64_MAX, "mine"));
	cr_expect_not_null(group_of(&fixture, 0, "liverpool-city-region"));
	fixture_end(&fixture);
}

Test(store_notes, a_body_that_is_none_is_corrupt)
{
	struct fixture fixture = fixture_begin();
	struct event_fold fold;
	struct store_view view;

	fixture_note(&fixture, ENTRY_EVENTS, SLICE_LITERAL("no event"), FIXTURE_NOW_S);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_events(&view, UINT64_MAX, &fixture.arena, &fold), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}
