/* How councils report, as a store tells it: times, keys, repeats, near months, refusals, and which returns were corrected. */
#include "collector/shell/store_cube.h"
#include "tests/support/store_fixture.h"

enum { HOUR_S = 3600, DAY_S = 24 * HOUR_S };

struct scene {
	struct fixture fixture;
	struct council_keys keys;
	struct store_cube cube;
	struct store_view view;
	struct digest last; /* hash of the return that was stored last */
};

static void scene_begin(struct scene *scene)
{
	scene->fixture = fixture_begin();
	scene->keys = fixture_register(&scene->fixture, 342, 1);
	store_cube_init(&scene->cube);
}

static void scene_end(struct scene *scene)
{
	store_cube_fini(&scene->cube);
	fixture_end(&scene->fixture);
}

static struct month september(void)
{
	return month_from(2021, 9);
}

/* Stores a revision at a time; the one before it is that of the last call. */
static void put(struct scene *scene, struct month month, uint32_t revision, int64_t number, int64_t now_s)
{
	struct return_sample sample = {342, month, revision, revision > 1 ? scene->last : (struct digest){{0}}, number};
	struct slice bytes = fixture_envelope(&scene->keys, &sample, &scene->fixture.arena, &scene->last);
	struct submission submission = {bytes, 342, now_s};
	struct store_batch batch;
	struct ledger_view ledger;
	struct decision decision;
	struct entry entry;
	struct digest hash;

	store_batch_begin(&batch, scene->fixture.store, &scene->fixture.arena);
	ledger = store_batch_ledger(&batch);
	cr_assert_eq(check_submission(&submission, &ledger, &scene->fixture.arena, &decision), ERROR_NONE);
	cr_assert_eq(decision.verdict, VERDICT_STORE, "%s", refusal_id(decision.refusal));
	cr_assert_eq(store_append_return(&batch, &decision, bytes, now_s, &entry, &hash), ERROR_NONE);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

static void begin(struct scene *scene, struct moment moment)
{
	store_view_begin(&scene->view, scene->fixture.store);
	cr_assert_eq(store_cube_begin(&scene->cube, &scene->view, &moment), ERROR_NONE);
}

/* What is known of St Helens and the month at the moment. */
static struct sending sending_at(struct scene *scene, struct month month, struct moment moment)
{
	const struct sending *list;
	struct sending found;
	unsigned count;

	begin(scene, moment);
	cr_assert_eq(cube_sendings(&scene->cube.view, month, &list, &count), ERROR_NONE);
	cr_assert_eq(count, 1);
	found = list[0];
	cr_assert_eq(store_view_end(&scene->view), ERROR_NONE);
	return found;
}

static const struct moment now = {.has_date = false};

Test(sending_store, a_return_has_the_times_of_its_first_and_its_newest_revision)
{
	struct scene scene;
	struct sending found;

	scene_begin(&scene);
	put(&scene, september(), 1, 1, FIXTURE_NOW_S + HOUR_S);
	put(&scene, september(), 2, 2, FIXTURE_NOW_S + 2 * HOUR_S);
	put(&scene, september(), 3, 3, FIXTURE_NOW_S + 3 * HOUR_S);
	found = sending_at(&scene, september(), now);
	cr_expect_eq(found.council, 342);
	cr_expect(found.has_return && found.is_registered && found.has_key);
	cr_expect_eq(found.registered_at_s, FIXTURE_NOW_S);
	cr_expect_eq(found.revision, 3);
	cr_expect_eq(found.first_recorded_at_s, FIXTURE_NOW_S + HOUR_S);
	cr_expect_eq(found.recorded_at_s, FIXTURE_NOW_S + 3 * HOUR_S);
	cr_expect_eq(found.reason, REVISION_REASON_LATE_DATA);
	cr_expect_str_eq(found.approver_role, "performance officer");
	found = sending_at(&scene, september(), (struct moment){.has_position = true, .position = 3});
	cr_expect_eq(found.revision, 2);
	cr_expect_eq(found.recorded_at_s, FIXTURE_NOW_S + 2 * HOUR_S);
	found = sending_at(&scene, september(), (struct moment){.has_position = true, .position = 1});
	cr_expect_not(found.has_return);
	scene_end(&scene);
}

Test(sending_store, a_return_repeats_when_every_measure_is_that_of_the_month_before)
{
	static const struct {
		int64_t before, number;
		bool repeats;
	} table[] = {{7, 7, true}, {7, 8, false}};

	for (unsigned i = 0; i < 2; i++) {
		struct scene scene;

		scene_begin(&scene);
		put(&scene, month_from(2021, 8), 1, table[i].before, FIXTURE_NOW_S);
		put(&scene, september(), 1, table[i].number, FIXTURE_NOW_S);
		cr_expect_eq(sending_at(&scene, september(), now).repeats, table[i].repeats, "row %u", i);
		cr_expect_not(sending_at(&scene, month_from(2021, 8), now).repeats, "there is no month before it");
		scene_end(&scene);
	}
}

Test(sending_store, a_month_that_is_missing_has_its_neighbours)
{
	struct scene scene;
	struct sending found;

	scene_begin(&scene);
	put(&scene, month_from(2020, 9), 1, 1, FIXTURE_NOW_S);
	put(&scene, month_from(2021, 7), 1, 1, FIXTURE_NOW_S);
	put(&scene, month_from(2021, 11), 1, 1, FIXTURE_NOW_S);
	found = sending_at(&scene, september(), now);
	cr_expect_not(found.has_return);
	cr_expect(found.has_before && month_compare(found.before, month_from(2021, 7)) == 0);
	cr_expect(found.has_after && month_compare(found.after, month_from(2021, 11)) == 0);
	found = sending_at(&scene, month_from(2023, 1), now);
	cr_expect_not(found.has_before, "it is more than a year ago");
	cr_expect_not(found.has_after);
	found = sending_at(&scene, september(), (struct moment){.has_position = true, .position = 3});
	cr_expect(found.has_before);
	cr_expect_not(found.has_after, "it was not there yet");
	scene_end(&scene);
}

Test(sending_store, a_key_counts_from_its_registration_to_its_revocation)
{
	struct scene scene;
	struct sending found;

	scene_begin(&scene);
	put(&scene, september(), 1, 1, FIXTURE_NOW_S);
	cr_assert_eq(fixture_revoke(&scene.fixture, &scene.keys), ERROR_NONE); /* a second later */
	found = sending_at(&scene, september(), now);
	cr_expect(found.is_registered);
	cr_expect_not(found.has_key);
	found = sending_at(&scene, september(), (struct moment){.has_position = true, .position = 2});
	cr_expect(found.has_key);
	scene_end(&scene);
}

/* There is no history of refusals: what was refused at an earlier moment, and what was not yet, is not known. */
Test(sending_store, a_refusal_is_shown_of_now_only)
{
	struct refusal_note note = {.council = 342, .month = {0}, .revision = 2, .code = REFUSAL_REVISION_GAP, .field = "revision"};
	struct store_batch batch;
	struct scene scene;

	scene_begin(&scene);
	put(&scene, month_from(2021, 8), 1, 1, FIXTURE_NOW_S);
	note.month = september();
	store_batch_begin(&batch, scene.fixture.store, &scene.fixture.arena);
	cr_assert_eq(store_note_refusal(&batch, &note), ERROR_NONE);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	cr_expect(sending_at(&scene, september(), now).is_refused);
	cr_expect_eq(sending_at(&scene, september(), now).refusal.code, REFUSAL_REVISION_GAP);
	cr_expect_not(sending_at(&scene, month_from(2021, 8), now).is_refused);
	cr_expect_not(sending_at(&scene, september(), (struct moment){.has_position = true, .position = 1}).is_refused);
	cr_expect(sending_at(&scene, september(), (struct moment){.has_position = true, .position = 2}).is_refused, "which is now");
	scene_end(&scene);
}

Test(sending_store, today_is_the_clocks_and_of_the_past_the_moments)
{
	static const struct {
		int64_t now_s;
		struct moment moment;
		int64_t today_s;
	} table[] = {
		{FIXTURE_NOW_S + 9 * DAY_S, {.has_date = false}, FIXTURE_NOW_S + 9 * DAY_S},
		{0, {.has_date = false}, FIXTURE_NOW_S + 2 * DAY_S},
		{FIXTURE_NOW_S + 9 * DAY_S, {.has_date = true, .date = {FIXTURE_NOW_S / DAY_S + 1}}, FIXTURE_NOW_S + DAY_S},
		{FIXTURE_NOW_S + 9 * DAY_S, {.has_date = true, .date = {FIXTURE_NOW_S / DAY_S + 50}}, FIXTURE_NOW_S + 9 * DAY_S},
		{FIXTURE_NOW_S + 9 * DAY_S, {.has_position = true, .position = 1}, FIXTURE_NOW_S},
		{FIXTURE_NOW_S + 9 * DAY_S, {.has_position = true, .position = 2}, FIXTURE_NOW_S + 9 * DAY_S},
	};
	struct scene scene;

	scene_begin(&scene);
	put(&scene, september(), 1, 1, FIXTURE_NOW_S + 2 * DAY_S);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		scene.cube.now_s = table[i].now_s;
		begin(&scene, table[i].moment);
		cr_expect_eq(scene.cube.background.today.days, table[i].today_s / DAY_S, "row %zu", i);
		cr_assert_eq(store_view_end(&scene.view), ERROR_NONE);
	}
	scene_end(&scene);
}

Test(sending_store, corrections_come_newest_first_within_their_moment)
{
	static const struct {
		struct moment moment;
		int64_t since_s;
		unsigned count;
		uint32_t first; /* revision of the first one */
	} table[] = {
		{{.has_date = false}, 0, 3, 2},
		{{.has_date = false}, FIXTURE_NOW_S + 2 * HOUR_S - 1, 3, 2},
		{{.has_date = false}, FIXTURE_NOW_S + 2 * HOUR_S, 2, 2},
		{{.has_date = false}, FIXTURE_NOW_S + 5 * HOUR_S, 0, 0},
		{{.has_position = true, .position = 4}, 0, 2, 3},
	};
	const struct correction *list;
	struct scene scene;
	unsigned count;

	scene_begin(&scene);
	put(&scene, september(), 1, 1, FIXTURE_NOW_S + HOUR_S);
	put(&scene, september(), 2, 2, FIXTURE_NOW_S + 2 * HOUR_S);
	put(&scene, september(), 3, 3, FIXTURE_NOW_S + 3 * HOUR_S);
	put(&scene, month_from(2021, 8), 1, 1, FIXTURE_NOW_S + 4 * HOUR_S);
	put(&scene, month_from(2021, 8), 2, 2, FIXTURE_NOW_S + 5 * HOUR_S);
	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		begin(&scene, table[i].moment);
		cr_assert_eq(cube_corrections(&scene.cube.view, table[i].since_s, &list, &count), ERROR_NONE);
		cr_assert_eq(count, table[i].count, "row %zu: %u", i, count);
		if (count)
			cr_expect_eq(list[0].revision, table[i].first, "row %zu", i);
		for (unsigned j = 1; j < count; j++)
			cr_expect_lt(list[j].position, list[j - 1].position);
		cr_assert_eq(store_view_end(&scene.view), ERROR_NONE);
	}
	scene_end(&scene);
}
