/* Group commits: receipts only for what is committed, the same bytes get the same receipt, a full store refuses for now (invariant 2). */
#include "collector/shell/batch.h"

#include <criterion/criterion.h>

#include "common/memory.h"
#include "tests/support/store_fixture.h"

struct scene {
	struct fixture fixture;
	struct batch *batch;
	struct secret_keys collector;
	struct council_keys council;
};

static struct scene scene_begin(void)
{
	struct scene scene = {.fixture = fixture_begin(), .batch = memory_new(1, sizeof(struct batch))};

	cr_assert_not_null(scene.batch);
	batch_init(scene.batch);
	cr_assert_eq(keys_generate(&scene.collector, 0, NULL), ERROR_NONE);
	scene.council = fixture_register(&scene.fixture, 342, 1);
	return scene;
}

static void scene_end(struct scene *scene)
{
	batch_fini(scene->batch);
	memory_free(scene->batch);
	fixture_end(&scene->fixture);
}

static struct month month_of(unsigned index)
{
	return month_add(month_from(2017, 9), (int)index);
}

static struct slice envelope_at(struct scene *scene, unsigned index)
{
	struct return_sample sample = {342, month_of(index), 1, {{0}}, (int64_t)index};

	return fixture_envelope(&scene->council, &sample, &scene->fixture.arena, NULL);
}

static void add(struct scene *scene, struct slice envelope_bytes)
{
	cr_assert_lt(scene->batch->count, BATCH_COUNT_MAX);
	scene->batch->items[scene->batch->count++] = (struct batch_item){.envelope_bytes = envelope_bytes, .peer_council = 342};
}

static enum error run(struct scene *scene)
{
	return batch_run(scene->batch, scene->fixture.store, &scene->collector, FIXTURE_NOW_S);
}

static struct message message_of(struct scene *scene, unsigned index)
{
	struct message message;
	const char *field;

	cr_assert_eq(wire_unpack_message(scene->batch->items[index].message, &scene->fixture.arena, &message, &field), ERROR_NONE);
	return message;
}

static uint64_t position_of(struct scene *scene)
{
	struct store_view view;
	uint64_t position;

	store_view_begin(&view, scene->fixture.store);
	position = store_position(&view);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return position;
}

Test(batch, each_return_gets_a_receipt_that_cites_its_entry)
{
	struct scene scene = scene_begin();

	for (unsigned i = 0; i < 5; i++)
		add(&scene, envelope_at(&scene, i));
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect(scene.batch->has_committed);
	for (unsigned i = 0; i < 5; i++) {
		struct message message = message_of(&scene, i);

		cr_expect_eq(scene.batch->items[i].kind, ANSWER_RECEIPT);
		cr_assert_eq(message.kind, MESSAGE_RECEIPT);
		cr_expect_eq(message.receipt.sequence, 2 + i);
		cr_expect_eq(month_compare(message.receipt.month, month_of(i)), 0);
		cr_expect(receipt_verify(&message.receipt, &scene.collector.public_part.signing));
	}
	cr_expect_eq(position_of(&scene), 6);
	scene_end(&scene);
}

Test(batch, the_same_bytes_get_the_same_receipt_within_and_between_batches)
{
	struct scene scene = scene_begin();
	struct slice bytes = envelope_at(&scene, 0), first;

	add(&scene, bytes);
	add(&scene, bytes);
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect_eq(scene.batch->items[0].kind, ANSWER_RECEIPT);
	cr_expect_eq(scene.batch->items[1].kind, ANSWER_REPEATED);
	cr_expect(slice_equal(scene.batch->items[0].message, scene.batch->items[1].message));
	first = arena_copy(&scene.fixture.arena, scene.batch->items[0].message);
	batch_clear(scene.batch);
	add(&scene, bytes);
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect_not(scene.batch->has_committed, "there was nothing to store");
	cr_expect_eq(scene.batch->items[0].kind, ANSWER_REPEATED);
	cr_expect(slice_equal(scene.batch->items[0].message, first));
	cr_expect_eq(position_of(&scene), 2);
	scene_end(&scene);
}

Test(batch, a_refusal_costs_the_others_nothing)
{
	struct scene scene = scene_begin();
	struct council_keys stranger = fixture_keys(343, 1);
	struct return_sample foreign = {343, month_of(0), 1, {{0}}, 1};
	struct message message;

	add(&scene, SLICE_LITERAL("garbage"));
	add(&scene, envelope_at(&scene, 0));
	add(&scene, fixture_envelope(&stranger, &foreign, &scene.fixture.arena, NULL));
	foreign.council = 343;
	add(&scene, fixture_envelope(&scene.council, &foreign, &scene.fixture.arena, NULL));
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect_eq(scene.batch->items[0].refusal, REFUSAL_MALFORMED);
	cr_expect_eq(scene.batch->items[1].kind, ANSWER_RECEIPT);
	cr_expect_eq(scene.batch->items[2].refusal, REFUSAL_UNKNOWN_KEY);
	cr_expect_eq(scene.batch->items[3].refusal, REFUSAL_WRONG_COUNCIL);
	message = message_of(&scene, 3);
	cr_expect_eq(message.kind, MESSAGE_REFUSAL);
	cr_expect_eq(message.refusal.code, REFUSAL_WRONG_COUNCIL);
	cr_expect_gt(message.refusal.sentence.size, 20);
	scene_end(&scene);
}

Test(batch, a_revoked_key_is_refused_from_the_next_batch_on)
{
	struct scene scene = scene_begin();

	add(&scene, envelope_at(&scene, 0));
	cr_assert_eq(run(&scene), ERROR_NONE);
	batch_clear(scene.batch);
	cr_assert_eq(fixture_revoke(&scene.fixture, &scene.council), ERROR_NONE);
	add(&scene, envelope_at(&scene, 1));
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect_eq(scene.batch->items[0].refusal, REFUSAL_KEY_REVOKED);
	scene_end(&scene);
}

/* Fills a small map until a batch does not fit; returns the index of the first month that was not stored. */
static unsigned fill(struct scene *scene)
{
	for (unsigned i = 0; i < 90; i++) {
		enum error error;

		batch_clear(scene->batch);
		add(scene, envelope_at(scene, i));
		error = run(scene);
		if (error == ERROR_NO_SPACE)
			return i;
		cr_assert_eq(error, ERROR_NONE);
		cr_assert_eq(scene->batch->items[0].kind, ANSWER_RECEIPT);
	}
	cr_assert_fail("the map of this test is too large to fill");
	return 0;
}

Test(batch, a_full_store_refuses_for_now_and_still_answers_for_what_it_has)
{
	enum { SMALL_MAP_BYTES = 160 << 10 };
	struct scene scene = scene_begin();
	struct digest first;
	struct return_sample sample = {342, month_of(0), 1, {{0}}, 0};
	unsigned full_at;
	uint64_t position;

	fixture_reopen(&scene.fixture, SMALL_MAP_BYTES);
	fixture_envelope(&scene.council, &sample, &scene.fixture.arena, &first);
	full_at = fill(&scene);
	position = position_of(&scene);
	batch_clear(scene.batch);
	add(&scene, envelope_at(&scene, full_at));
	add(&scene, envelope_at(&scene, 0));
	add(&scene, SLICE_LITERAL("garbage"));
	/* Its predecessor waits for space itself: a gap would be for ever, and is not said. */
	sample = (struct return_sample){342, month_of(full_at), 2, first, 5};
	add(&scene, fixture_envelope(&scene.council, &sample, &scene.fixture.arena, NULL));
	sample = (struct return_sample){342, month_of(0), 1, {{0}}, 99};
	add(&scene, fixture_envelope(&scene.council, &sample, &scene.fixture.arena, NULL));
	cr_assert_eq(run(&scene), ERROR_NO_SPACE);
	cr_expect_not(scene.batch->has_committed);
	cr_expect_eq(scene.batch->items[0].refusal, REFUSAL_STORE_FULL);
	cr_expect_eq(scene.batch->items[1].kind, ANSWER_REPEATED);
	cr_expect_eq(message_of(&scene, 1).kind, MESSAGE_RECEIPT);
	cr_expect_eq(scene.batch->items[2].refusal, REFUSAL_MALFORMED);
	cr_expect_eq(scene.batch->items[3].refusal, REFUSAL_STORE_FULL);
	cr_expect_eq(scene.batch->items[4].refusal, REFUSAL_STALE_REVISION);
	cr_expect_eq(position_of(&scene), position, "nothing was stored");
	fixture_reopen(&scene.fixture, 0);
	batch_clear(scene.batch);
	add(&scene, envelope_at(&scene, full_at));
	cr_assert_eq(run(&scene), ERROR_NONE);
	cr_expect_eq(scene.batch->items[0].kind, ANSWER_RECEIPT);
	scene_end(&scene);
}

Test(batch, a_damaged_store_gives_no_answers)
{
	struct scene scene = scene_begin();
	struct store_key key = store_key_head(342);
	struct store_batch batch;

	store_batch_begin(&batch, scene.fixture.store, &scene.fixture.arena);
	table_put(&batch.view.transaction, TABLE_HEADS, store_key_slice(&key), SLICE_LITERAL("not a record at all"));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	add(&scene, envelope_at(&scene, 0));
	cr_expect_eq(run(&scene), ERROR_CORRUPT);
	cr_expect_eq(scene.batch->items[0].kind, ANSWER_NONE);
	scene_end(&scene);
}

Test(batch, a_receipt_is_never_made_of_another_entry)
{
	struct scene scene = scene_begin();
	struct slice bytes = envelope_at(&scene, 0);
	struct store_key key = store_key_revision(342, month_of(0), 1);
	struct store_revision revision;
	struct store_body forged;
	struct store_batch batch;
	struct slice body;

	add(&scene, bytes);
	add(&scene, envelope_at(&scene, 1));
	cr_assert_eq(run(&scene), ERROR_NONE);
	batch_clear(scene.batch);
	store_batch_begin(&batch, scene.fixture.store, &scene.fixture.arena);
	cr_assert(store_find(&batch.view, TABLE_REVISIONS, store_key_slice(&key), &body));
	cr_assert_eq(store_read_revision(body, &revision), ERROR_NONE);
	revision.sequence = 3; /* the other return's */
	forged = store_body_revision(&revision);
	store_put(&batch, TABLE_REVISIONS, store_key_slice(&key), store_body_slice(&forged));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	add(&scene, bytes);
	cr_expect_eq(run(&scene), ERROR_CORRUPT);
	cr_expect_eq(scene.batch->items[0].kind, ANSWER_NONE);
	scene_end(&scene);
}

/* What one submission needs too much of costs that submission only. */
Test(batch, memory_that_runs_out_for_one_is_there_for_the_next)
{
	struct scene scene = scene_begin();
	unsigned alone = 0;

	for (unsigned n = 1; n < 30; n++) {
		batch_clear(scene.batch);
		add(&scene, envelope_at(&scene, 2 * n));
		add(&scene, envelope_at(&scene, 2 * n + 1));
		memory_fail_at(n);
		cr_assert_eq(run(&scene), ERROR_NONE);
		memory_fail_at(0);
		if (scene.batch->items[0].kind == ANSWER_REFUSED && scene.batch->items[1].kind == ANSWER_RECEIPT) {
			cr_expect_eq(scene.batch->items[0].refusal, REFUSAL_TOO_BUSY);
			alone++;
		}
	}
	cr_expect_gt(alone, 0);
	scene_end(&scene);
}

/* Every allocation fails in turn: an answer may be missing, but a receipt always stands for a stored return, and nothing is stored twice. */
Test(batch, memory_that_runs_out_anywhere_acknowledges_nothing_that_is_not_stored)
{
	struct scene scene = scene_begin();
	unsigned month = 0;

	for (size_t n = 1; n < 60; n++) {
		struct slice bytes = envelope_at(&scene, month);
		uint64_t before = position_of(&scene);
		enum error error;
		bool is_stored;

		batch_clear(scene.batch);
		add(&scene, bytes);
		memory_fail_at(n);
		error = run(&scene);
		memory_fail_at(0);
		cr_assert_eq(error, ERROR_NONE, "allocation %zu", n);
		is_stored = position_of(&scene) == before + 1;
		if (scene.batch->items[0].kind == ANSWER_RECEIPT)
			cr_expect(is_stored, "allocation %zu", n);
		else if (scene.batch->items[0].kind == ANSWER_REFUSED)
			cr_expect(refusal_is_temporary(scene.batch->items[0].refusal) && !is_stored, "allocation %zu", n);
		batch_clear(scene.batch);
		add(&scene, bytes);
		cr_assert_eq(run(&scene), ERROR_NONE);
		cr_expect_eq(scene.batch->items[0].kind, is_stored ? ANSWER_REPEATED : ANSWER_RECEIPT, "allocation %zu", n);
		cr_expect_eq(position_of(&scene), before + 1);
		month++;
	}
	scene_end(&scene);
}
