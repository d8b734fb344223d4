/* The writer in a real loop with its real thread: answers after the job, a store that fails ends it for good, a stop waits for the job in flight. */
#include "collector/shell/writer.h"

#include <criterion/criterion.h>

#include "tests/support/store_fixture.h"

enum { SMALL_MAP_BYTES = 160 << 10, COUNT_MAX = 64 };

struct world {
	struct fixture fixture;
	struct secret_keys collector;
	struct council_keys council;
	uv_loop_t loop;
	struct writer *writer;
	unsigned receipts, repeated, refused, failures, stops;
	enum error failure;
	enum refusal_code last_refusal;
};

static void on_answer(void *context, const struct queued *queued, const struct batch_item *item)
{
	struct world *world = context;

	cr_expect_eq(queued->council, 342);
	cr_expect_gt(item->message.size, 0);
	world->receipts += item->kind == ANSWER_RECEIPT;
	world->repeated += item->kind == ANSWER_REPEATED;
	world->refused += item->kind == ANSWER_REFUSED;
	if (item->kind == ANSWER_REFUSED)
		world->last_refusal = item->refusal;
}

static void on_failed(void *context, enum error error)
{
	struct world *world = context;

	world->failures++;
	world->failure = error;
}

static void on_stopped(void *context)
{
	((struct world *)context)->stops++;
}

static void writer_make(struct world *world)
{
	struct writer_options options = {
		.loop = &world->loop,
		.store = world->fixture.store,
		.keys = &world->collector,
		.clock = {true, FIXTURE_NOW_S},
		.on_answer = on_answer,
		.on_failed = on_failed,
		.on_stopped = on_stopped,
		.context = world,
	};

	cr_assert_eq(writer_new(&world->writer, &options, NULL), ERROR_NONE);
}

static struct world *world_begin(void)
{
	static struct world world;

	world.fixture = fixture_begin();
	world.council = fixture_register(&world.fixture, 342, 1);
	cr_assert_eq(keys_generate(&world.collector, 0, NULL), ERROR_NONE);
	cr_assert_eq(uv_loop_init(&world.loop), 0);
	writer_make(&world);
	return &world;
}

static void turn(struct world *world)
{
	uv_run(&world->loop, UV_RUN_DEFAULT);
}

static void world_end(struct world *world)
{
	turn(world);
	writer_free(world->writer);
	cr_expect_eq(uv_loop_close(&world->loop), 0);
	fixture_end(&world->fixture);
}

static enum error submit(struct world *world, int month)
{
	struct return_sample sample = {342, month_add(month_from(2021, 9), month), 1, {{0}}, month};

	return writer_submit(world->writer, 342, SLICE_LITERAL("peer"), fixture_envelope(&world->council, &sample, &world->fixture.arena, NULL), "");
}

static struct health health_of(struct world *world)
{
	struct health health = {.state = HEALTH_STARTING};

	writer_health(world->writer, &health);
	return health;
}

Test(writer, what_waits_during_a_job_becomes_the_next_batch, .timeout = 60)
{
	struct world *world = world_begin();

	for (int i = 0; i < 20; i++)
		cr_assert_eq(submit(world, i), ERROR_NONE);
	cr_assert_eq(submit(world, 3), ERROR_NONE);
	cr_expect_eq(world->receipts, 0, "no answer before the loop has turned");
	turn(world);
	cr_expect_eq(world->receipts, 20);
	cr_expect_eq(world->repeated, 1);
	cr_expect_eq(health_of(world).commits, 2, "the first alone, the others together");
	cr_expect_eq(health_of(world).queue_depth, 0);
	cr_expect_geq(health_of(world).queue_depth_max, 19);
	world_end(world);
}

Test(writer, a_store_that_fails_ends_it_for_good, .timeout = 60)
{
	struct world *world = world_begin();
	struct store_key key = store_key_head(342);
	struct store_batch batch;

	store_batch_begin(&batch, world->fixture.store, &world->fixture.arena);
	table_put(&batch.view.transaction, TABLE_HEADS, store_key_slice(&key), SLICE_LITERAL("not a record at all"));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	cr_assert_eq(submit(world, 0), ERROR_NONE);
	cr_assert_eq(submit(world, 1), ERROR_NONE);
	turn(world);
	cr_expect_eq(world->failures, 1, "the second job is not tried");
	cr_expect_eq(world->failure, ERROR_CORRUPT);
	cr_expect_eq(world->receipts + world->repeated + world->refused, 0, "nothing is answered");
	cr_expect_eq(submit(world, 2), ERROR_AGAIN);
	world_end(world);
}

Test(writer, a_full_store_is_followed_until_a_probe_finds_space, .timeout = 60)
{
	struct world *world = world_begin();
	int month = 0;

	writer_free(world->writer);
	fixture_reopen(&world->fixture, SMALL_MAP_BYTES);
	writer_make(world);
	writer_probe(world->writer);
	cr_expect_eq(health_of(world).state, HEALTH_SERVING, "without a failure nothing is probed");
	while (!world->refused && month < COUNT_MAX) {
		cr_assert_eq(submit(world, month++ % 50), ERROR_NONE);
		turn(world);
	}
	cr_expect_eq(world->last_refusal, REFUSAL_STORE_FULL);
	cr_expect_eq(health_of(world).state, HEALTH_DISK_FULL);
	cr_expect_eq(health_of(world).commit_failures, 1);
	writer_probe(world->writer);
	turn(world);
	cr_expect_eq(health_of(world).state, HEALTH_DISK_FULL, "the probe finds none");
	cr_assert_eq(submit(world, 0), ERROR_NONE);
	turn(world);
	cr_expect_eq(world->repeated, 1, "what is stored keeps its receipt");
	cr_expect_eq(world->failures, 0);
	world_end(world);
}

Test(writer, a_stop_waits_for_the_job_in_flight_and_leaves_the_rest, .timeout = 60)
{
	struct world *world = world_begin();

	for (int i = 0; i < 10; i++)
		cr_assert_eq(submit(world, i), ERROR_NONE);
	writer_stop(world->writer);
	cr_expect_eq(world->stops, 0, "a job is in flight");
	cr_expect_eq(submit(world, 11), ERROR_AGAIN);
	turn(world);
	cr_expect_eq(world->stops, 1);
	cr_expect_eq(world->receipts, 1, "the batch in flight had the first one");
	world_end(world);
}

Test(writer, a_stop_without_a_job_is_told_at_once, .timeout = 60)
{
	struct world *world = world_begin();

	writer_stop(world->writer);
	cr_expect_eq(world->stops, 1);
	world_end(world);
}
