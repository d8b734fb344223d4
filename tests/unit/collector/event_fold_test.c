#include "collector/core/event_fold.h"

#include "tests/support/event_samples.h"

struct fold_scene {
	struct arena arena;
	struct event_fold fold;
	uint64_t sequence;
};

static void scene_begin(struct fold_scene *scene)
{
	arena_init(&scene->arena, EVENT_SAMPLES_BUDGET_BYTES);
	event_fold_init(&scene->fold, &scene->arena);
	scene->sequence = 0;
}

/* One event of a file, or by hand (file 0). */
static void take(struct fold_scene *scene, struct event event, struct date edition, uint8_t file)
{
	struct slice bytes = batch_bytes(&event, 1, edition, file, &scene->arena);

	cr_assert_eq(event_fold_take(&scene->fold, false, ++scene->sequence, 1000, bytes), ERROR_NONE);
}

static void withdraw(struct fold_scene *scene, struct event_key key, struct date edition)
{
	cr_assert_eq(event_fold_take(&scene->fold, true, ++scene->sequence, 1000, withdrawal_bytes(key, edition, &scene->arena)), ERROR_NONE);
}

Test(event_fold, of_nothing_is_nothing)
{
	struct fold_scene scene;
	struct event_record *list;
	size_t count = 9;

	scene_begin(&scene);
	event_fold_finish(&scene.fold);
	cr_assert_eq(event_fold_standing(&scene.fold, 0, &scene.arena, &list, &count), ERROR_NONE);
	cr_expect_eq(count, 0);
	cr_expect_null(event_fold_find(&scene.fold, &(struct event_key){342, day(2023, 7, 10), EVENT_DIRECTION}));
	arena_fini(&scene.arena);
}

Test(event_fold, a_newer_edition_takes_an_event_s_place_in_any_order_of_import)
{
	const struct event old = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD),
			   corrected = inspection(342, day(2023, 7, 10), JUDGEMENT_OUTSTANDING);

	for (int newer_first = 0; newer_first < 2; newer_first++) {
		struct fold_scene scene;
		const struct event_record *history;
		size_t count;

		scene_begin(&scene);
		take(&scene, newer_first ? corrected : old, newer_first ? day(2025, 3, 1) : day(2024, 3, 1), 1);
		take(&scene, newer_first ? old : corrected, newer_first ? day(2024, 3, 1) : day(2025, 3, 1), 2);
		event_fold_finish(&scene.fold);
		history = event_fold_history(&scene.fold, &old.key, &count);
		cr_assert_eq(count, 2);
		cr_expect(event_says_same(&history[0].event, &old));
		cr_expect_not(history[0].stands);
		cr_expect(history[1].stands);
		cr_expect(event_says_same(&history[1].event, &corrected));
		cr_expect_eq(event_fold_find(&scene.fold, &old.key), &history[1]);
		arena_fini(&scene.arena);
	}
}

Test(event_fold, of_one_edition_the_later_entry_stands)
{
	const struct event first = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD),
			   second = inspection(342, day(2023, 7, 10), JUDGEMENT_INADEQUATE);
	struct fold_scene scene;

	scene_begin(&scene);
	take(&scene, first, day(2025, 3, 1), 1);
	take(&scene, second, day(2025, 3, 1), 0);
	event_fold_finish(&scene.fold);
	cr_assert_not_null(event_fold_find(&scene.fold, &first.key));
	cr_expect(event_says_same(&event_fold_find(&scene.fold, &first.key)->event, &second));
	cr_expect(event_fold_find(&scene.fold, &first.key)->is_by_hand);
	cr_expect_eq(event_fold_find(&scene.fold, &first.key)->sequence, 2);
	arena_fini(&scene.arena);
}

Test(event_fold, what_was_withdrawn_stays_away_until_a_newer_edition_has_it)
{
	const struct event event = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct fold_scene scene;
	struct event_record *list;
	size_t count;

	scene_begin(&scene);
	take(&scene, event, day(2024, 3, 1), 1);
	withdraw(&scene, event.key, day(2024, 6, 1));
	take(&scene, event, day(2024, 5, 1), 2);
	event_fold_finish(&scene.fold);
	cr_expect_null(event_fold_find(&scene.fold, &event.key));
	cr_assert_eq(event_fold_standing(&scene.fold, 0, &scene.arena, &list, &count), ERROR_NONE);
	cr_expect_eq(count, 0);
	take(&scene, event, day(2025, 3, 1), 3);
	event_fold_finish(&scene.fold);
	cr_expect_not_null(event_fold_find(&scene.fold, &event.key));
	event_fold_history(&scene.fold, &event.key, &count);
	cr_expect_eq(count, 4);
	arena_fini(&scene.arena);
}

Test(event_fold, standing_events_ascend_by_date)
{
	enum { EVENTS = 500 };
	static const uint16_t councils[] = {340, 341, 342, 343, 344};
	struct fold_scene scene;
	struct event_record *list;
	struct event *events;
	uint32_t random = 1;
	size_t count, event_count;

	scene_begin(&scene);
	for (unsigned i = 0; i < EVENTS; i++) {
		struct event event;

		random = random * 1664525 + 1013904223;
		event = inspection(councils[random >> 8 & 3], (struct date){day(2018, 1, 1).days + (int32_t)(random >> 16 & 1023)}, JUDGEMENT_GOOD);
		take(&scene, event, day(2025, 3, 1), 1);
	}
	event_fold_finish(&scene.fold);
	cr_assert_eq(event_fold_standing(&scene.fold, 0, &scene.arena, &list, &count), ERROR_NONE);
	cr_expect(count > EVENTS / 2 && count < EVENTS, "%zu", count);
	for (size_t i = 1; i < count; i++)
		cr_expect(list[i - 1].event.key.date.days < list[i].event.key.date.days ||
			  (list[i - 1].event.key.date.days == list[i].event.key.date.days &&
			   list[i - 1].event.key.council < list[i].event.key.council));
	cr_assert_eq(event_fold_standing(&scene.fold, 341, &scene.arena, &list, &count), ERROR_NONE);
	cr_assert_gt(count, 0);
	for (size_t i = 0; i < count; i++)
		cr_expect_eq(list[i].event.key.council, 341);
	cr_assert_eq(event_fold_events(&scene.fold, 341, &scene.arena, &events, &event_count), ERROR_NONE);
	cr_assert_eq(event_count, count);
	for (size_t i = 0; i < count; i++)
		cr_expect(event_says_same(&events[i], &list[i].event));
	arena_fini(&scene.arena);
}

Test(event_fold, damaged_bodies_are_told)
{
	const struct event event = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct fold_scene scene;
	struct slice bytes;

	scene_begin(&scene);
	bytes = batch_bytes(&event, 1, day(2025, 3, 1), 1, &scene.arena);
	cr_expect_eq(event_fold_take(&scene.fold, false, 1, 0, slice_from(bytes.data, bytes.size - 1)), ERROR_CORRUPT);
	cr_expect_eq(event_fold_take(&scene.fold, true, 1, 0, bytes), ERROR_CORRUPT);
	arena_fini(&scene.arena);
}
