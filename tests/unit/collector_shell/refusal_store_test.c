/* What the store keeps of refused returns: the newest one of a council and month, in the council's own name only, until a return is accepted. */
#include "collector/shell/batch.h"

#include "common/memory.h"
#include "tests/support/store_fixture.h"

struct scene {
	struct fixture fixture;
	struct batch *batch;
	struct secret_keys collector;
	struct council_keys council;
};

static void scene_begin(struct scene *scene)
{
	*scene = (struct scene){.fixture = fixture_begin(), .batch = memory_new(1, sizeof(struct batch))};
	cr_assert_not_null(scene->batch);
	batch_init(scene->batch);
	cr_assert_eq(keys_generate(&scene->collector, 0, NULL), ERROR_NONE);
	scene->council = fixture_register(&scene->fixture, 342, 1);
}

static void scene_end(struct scene *scene)
{
	batch_fini(scene->batch);
	memory_free(scene->batch);
	fixture_end(&scene->fixture);
}

/* A batch of one: what the collector does with it at the time. */
static enum answer_kind submit(struct scene *scene, struct slice envelope_bytes, int64_t now_s)
{
	enum answer_kind kind;

	scene->batch->items[scene->batch->count++] = (struct batch_item){.envelope_bytes = envelope_bytes, .peer_council = 342};
	cr_assert_eq(batch_run(scene->batch, scene->fixture.store, &scene->collector, now_s), ERROR_NONE);
	kind = scene->batch->items[0].kind;
	batch_clear(scene->batch);
	return kind;
}

/* A return of revision `revision`, which is refused when the one before it is not there. */
static struct slice envelope(struct scene *scene, struct month month, uint32_t revision, int64_t number)
{
	struct return_sample sample = {342, month, revision, {{0}}, number};

	if (revision > 1)
		sample.previous.bytes[0] = 1;
	return fixture_envelope(&scene->council, &sample, &scene->fixture.arena, NULL);
}

/* A figure that is refused before the month is looked at. */
static struct slice implausible(struct scene *scene, struct month month)
{
	struct return_measure measure = {.number = MEASURE_CASES, .value = INT64_MAX};
	struct return_sample sample = {342, month, 1, {{0}}, 1};

	return fixture_envelope_of(&scene->council, &sample, &measure, 1, &scene->fixture.arena, NULL);
}

static unsigned notes_read(struct scene *scene, struct month month, struct refusal_note **notes)
{
	struct store_view view;
	unsigned count = 0;

	store_view_begin(&view, scene->fixture.store);
	cr_assert_eq(store_refusals(&view, month, &scene->fixture.arena, notes, &count), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return count;
}

static uint64_t changes(struct scene *scene)
{
	struct store_view view;
	uint64_t count;

	store_view_begin(&view, scene->fixture.store);
	count = store_refusal_changes(&view);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return count;
}

static void expect_verified(struct scene *scene)
{
	struct verification found;
	struct text findings;

	text_init_growing(&findings, 1 << 16);
	cr_assert_eq(store_verify(scene->fixture.store, &found, &findings), ERROR_NONE);
	cr_expect_eq(found.damaged, 0, "%s", findings.data);
	text_fini(&findings);
}

Test(refusal_store, the_newest_refusal_stands_until_a_return_is_accepted)
{
	struct month september = month_from(2021, 9);
	struct refusal_note *notes;
	struct scene scene;

	scene_begin(&scene);
	cr_expect_eq(notes_read(&scene, september, &notes), 0);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 2, 1), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 3, 1), FIXTURE_NOW_S + 60), ANSWER_REFUSED);
	cr_assert_eq(notes_read(&scene, september, &notes), 1);
	cr_expect_eq(notes[0].council, 342);
	cr_expect_eq(month_compare(notes[0].month, september), 0);
	cr_expect_eq(notes[0].revision, 3);
	cr_expect_eq(notes[0].code, REFUSAL_REVISION_GAP);
	cr_expect_str_eq(notes[0].field, "revision");
	cr_expect_eq(notes[0].refused_at_s, FIXTURE_NOW_S + 60);
	expect_verified(&scene);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 1, 1), FIXTURE_NOW_S + 120), ANSWER_RECEIPT);
	cr_expect_eq(notes_read(&scene, september, &notes), 0);
	expect_verified(&scene);
	scene_end(&scene);
}

Test(refusal_store, each_month_has_its_own)
{
	struct month august = month_from(2021, 8), september = month_from(2021, 9);
	struct refusal_note *notes;
	struct scene scene;

	scene_begin(&scene);
	cr_expect_eq(submit(&scene, envelope(&scene, august, 2, 1), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 2, 1), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(submit(&scene, envelope(&scene, august, 1, 1), FIXTURE_NOW_S), ANSWER_RECEIPT);
	cr_expect_eq(notes_read(&scene, august, &notes), 0);
	cr_expect_eq(notes_read(&scene, september, &notes), 1);
	cr_expect_eq(notes_read(&scene, month_from(2021, 10), &notes), 0);
	scene_end(&scene);
}

/* Whoever has a session, but not the council's key, cannot write into its line; nor can a council into months that nobody expects. */
Test(refusal_store, nothing_is_noted_that_the_council_has_not_signed_or_that_nobody_waits_for)
{
	struct month september = month_from(2021, 9), future = month_from(2030, 1);
	struct council_keys stranger = fixture_keys(342, 9);
	struct refusal_note *notes;
	struct slice bytes;
	struct scene scene;
	uint8_t *forged;

	scene_begin(&scene);
	bytes = envelope(&scene, september, 2, 1);
	forged = arena_take(&scene.fixture.arena, bytes.size, 1);
	memcpy(forged, bytes.data, bytes.size);
	forged[bytes.size - 1] ^= 1; /* the signature stands last */
	cr_expect_eq(submit(&scene, slice_from(forged, bytes.size), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(submit(&scene, fixture_envelope(&stranger, &(struct return_sample){342, september, 2, {{1}}, 1}, &scene.fixture.arena, NULL),
			    FIXTURE_NOW_S),
		     ANSWER_REFUSED);
	cr_expect_eq(submit(&scene, SLICE_LITERAL("garbage"), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(notes_read(&scene, september, &notes), 0);
	cr_expect_eq(submit(&scene, implausible(&scene, future), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(notes_read(&scene, future, &notes), 0);
	cr_expect_eq(submit(&scene, implausible(&scene, september), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(notes_read(&scene, september, &notes), 1, "the same of a month that is over");
	cr_expect_eq(changes(&scene), 1);
	scene_end(&scene);
}

/* What is kept of an answer is kept while neither the position nor this number moves. */
Test(refusal_store, every_change_is_counted)
{
	struct month september = month_from(2021, 9);
	struct scene scene;

	scene_begin(&scene);
	cr_expect_eq(changes(&scene), 0);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 2, 1), FIXTURE_NOW_S), ANSWER_REFUSED);
	cr_expect_eq(changes(&scene), 1);
	cr_expect_eq(submit(&scene, envelope(&scene, september, 1, 1), FIXTURE_NOW_S), ANSWER_RECEIPT);
	cr_expect_eq(changes(&scene), 2);
	cr_expect_eq(submit(&scene, envelope(&scene, month_from(2021, 8), 1, 1), FIXTURE_NOW_S), ANSWER_RECEIPT);
	cr_expect_eq(changes(&scene), 2, "there was no refusal of it");
	scene_end(&scene);
}

Test(refusal_store, damage_is_found_and_nothing_beside_it_is_shown)
{
	struct month september = month_from(2021, 9);
	struct store_key key = store_key_refusal(september, 342), other = store_key_refusal(september, 999);
	struct refusal_note *notes;
	struct verification found;
	struct transaction transaction;
	struct store_view view;
	struct text findings;
	struct scene scene;
	unsigned count;

	scene_begin(&scene);
	transaction_begin(&transaction, scene.fixture.store->environment, true);
	table_put(&transaction, TABLE_REFUSALS, store_key_slice(&key), SLICE_LITERAL("not a record of this store"));
	table_put(&transaction, TABLE_REFUSALS, store_key_slice(&other), SLICE_LITERAL("of no council"));
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	store_view_begin(&view, scene.fixture.store);
	cr_expect_eq(store_refusals(&view, september, &scene.fixture.arena, &notes, &count), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	text_init_growing(&findings, 1 << 16);
	cr_assert_eq(store_verify(scene.fixture.store, &found, &findings), ERROR_NONE);
	cr_expect_eq(found.damaged, 3, /* the two records, and that there are more than the store says */
		     "%s", findings.data);
	cr_expect(strstr(findings.data, "council 342, 2021-09: the note of its refusal does not match its checksum"), "%s", findings.data);
	text_fini(&findings);
	scene_end(&scene);
}
