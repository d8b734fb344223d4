#include "collector/core/note.h"

#include "tests/support/event_samples.h"

static const uint16_t two[] = {340, 342};

static struct slice group_bytes(const char *id, struct arena *arena)
{
	struct group group = {.id = id, .name = "Two", .council_count = 2, .councils = two};
	struct slice bytes = {NULL, 0};

	cr_assert_eq(group_pack(&group, arena, &bytes), ERROR_NONE);
	return bytes;
}

Test(note, a_body_is_sound_for_its_own_kind_only)
{
	static const enum entry_kind kinds[] = {ENTRY_EVENTS, ENTRY_EVENTS_WITHDRAWN, ENTRY_GROUP, ENTRY_RETURN, ENTRY_RELEASE};
	const struct event event = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct arena arena;
	struct slice bodies[3];

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	bodies[0] = batch_bytes(&event, 1, day(2025, 3, 1), 1, &arena);
	bodies[1] = withdrawal_bytes(event.key, day(2025, 3, 1), &arena);
	bodies[2] = group_bytes("two", &arena);
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		for (size_t j = 0; j < 3; j++)
			cr_expect_eq(note_is_sound(kinds[i], bodies[j]), i == j, "%zu %zu", i, j);
	arena_fini(&arena);
}

Test(note, entries_become_what_stands)
{
	static struct group_fold groups;
	const struct event event = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct event_fold events;
	struct group *all;
	struct arena arena;
	struct entry entry;
	unsigned count;

	arena_init(&arena, EVENT_SAMPLES_BUDGET_BYTES);
	event_fold_init(&events, &arena);
	group_fold_init(&groups, &arena);
	entry = (struct entry){.kind = ENTRY_EVENTS, .council = EVENTS_CHAIN, .sequence = 1, .recorded_at_s = 77};
	entry.body = batch_bytes(&event, 1, day(2025, 3, 1), 1, &arena);
	cr_assert_eq(note_take_event(&events, &entry), ERROR_NONE);
	event_fold_finish(&events);
	cr_assert_not_null(event_fold_find(&events, &event.key));
	cr_expect_eq(event_fold_find(&events, &event.key)->recorded_at_s, 77);
	cr_expect_eq(note_take_group(&groups, &entry), ERROR_CORRUPT, "an event among the groups");
	entry = (struct entry){.kind = ENTRY_EVENTS_WITHDRAWN, .council = EVENTS_CHAIN, .sequence = 2};
	entry.body = withdrawal_bytes(event.key, day(2025, 3, 1), &arena);
	cr_assert_eq(note_take_event(&events, &entry), ERROR_NONE);
	event_fold_finish(&events);
	cr_expect_null(event_fold_find(&events, &event.key));
	entry = (struct entry){.kind = ENTRY_GROUP, .council = GROUPS_CHAIN, .sequence = 1, .body = group_bytes("two", &arena)};
	cr_assert_eq(note_take_group(&groups, &entry), ERROR_NONE);
	cr_expect_eq(note_take_event(&events, &entry), ERROR_CORRUPT, "a group among the events");
	cr_assert_eq(group_fold_all(&groups, &all, &count), ERROR_NONE);
	cr_expect_not_null(group_find(all, count, SLICE_LITERAL("two")));
	arena_fini(&arena);
}
