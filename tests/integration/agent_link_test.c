/* The link against a small collector of the test's own, over real sockets with CURVE and ZAP, all in one loop. */
#include "agent/shell/link.h"

#include "common/memory.h"
#include "tests/support/agent_fixture.h"
#include "tests/support/small_collector.h"

enum { DEADLINE_MS = 60000, RETRY_MAX_MS = 1000 };

struct world {
	struct agent_fixture fixture;
	struct small_collector collector;
	uv_loop_t loop;
	uv_timer_t deadline;
	struct clock clock;
	struct link *link;
	bool is_closing, is_late, is_link_closed;
	bool (*is_done)(struct world *world);
};

static void world_stop(struct world *world)
{
	if (world->is_closing)
		return;
	world->is_closing = true;
	uv_close((uv_handle_t *)&world->deadline, NULL);
	link_close(world->link);
	small_collector_close(&world->collector);
}

static void too_late(uv_timer_t *timer)
{
	struct world *world = timer->data;

	world->is_late = true;
	world_stop(world);
}

static void on_link_change(void *context)
{
	struct world *world = context;

	if (world->is_done(world))
		world_stop(world);
}

static void on_link_closed(void *context)
{
	((struct world *)context)->is_link_closed = true;
}

static void on_hello(struct small_collector *collector)
{
	on_link_change(collector->context);
}

static struct world *world_open(bool (*is_done)(struct world *))
{
	struct world *world = memory_new(1, sizeof(*world));
	struct link_options options;

	agent_fixture_open(&world->fixture);
	cr_assert_eq(uv_loop_init(&world->loop), 0);
	cr_assert_eq(keys_generate(&world->collector.keys, 0, NULL), ERROR_NONE);
	small_collector_open(&world->collector, &world->loop, &world->fixture.keys.public_part);
	world->collector.on_hello = on_hello;
	world->collector.context = world;
	world->is_done = is_done;
	options = (struct link_options){.loop = &world->loop,
					.endpoint = world->collector.endpoint,
					.keys = &world->fixture.keys,
					.collector = &world->collector.keys.public_part,
					.outbox = world->fixture.outbox,
					.clock = &world->clock,
					.retry_max_ms = RETRY_MAX_MS,
					.on_change = on_link_change,
					.on_closed = on_link_closed,
					.context = world};
	cr_assert_eq(link_open(&world->link, &options, NULL), ERROR_NONE);
	uv_timer_init(&world->loop, &world->deadline);
	world->deadline.data = world;
	uv_timer_start(&world->deadline, too_late, DEADLINE_MS, 0);
	return world;
}

/* Offers what was approved, and runs until the test's condition holds; everything closes. */
static void world_run(struct world *world)
{
	cr_assert_eq(link_offer(world->link, NULL), ERROR_NONE);
	link_start(world->link);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	cr_assert_eq(uv_loop_close(&world->loop), 0);
	cr_assert(world->is_link_closed);
	link_free(world->link);
	small_collector_fini(&world->collector);
	cr_assert_not(world->is_late, "%u handshakes, %u submissions", world->collector.handshake_count, world->collector.submission_count);
}

static void world_close(struct world *world)
{
	agent_fixture_close(&world->fixture);
	memory_free(world);
}

static bool nothing_is_open(struct world *world)
{
	struct link_report report;

	link_report(world->link, &report);
	return report.open_count == 0 && report.acknowledged + report.refused > 0;
}

static void approve_months(struct world *world, int count)
{
	char text[8192] = FIXTURE_POSTS_HEADER;

	for (int i = 0; i < count; i++) {
		struct month month = month_add(fixture_september, -i);
		size_t size = strlen(text);

		snprintf(text + size, sizeof(text) - size, "%d-%02d,%d,1,1,20,1.5,3\n", month_year(month), month_number(month), i);
	}
	fixture_put(&world->fixture, "posts.csv", text);
	for (int i = 0; i < count; i++)
		fixture_approve(&world->fixture, month_add(fixture_september, -i));
}

static unsigned acknowledged_count(struct world *world, int count)
{
	unsigned acknowledged = 0;

	for (int i = 0; i < count; i++)
		acknowledged += fixture_entry(&world->fixture, month_add(fixture_september, -i), 1).state == OUTBOX_ACKNOWLEDGED;
	return acknowledged;
}

Test(agent_link, everything_approved_is_acknowledged_and_the_receipts_are_kept, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open);
	struct outbox_entry entry;
	struct message message;
	const char *field;

	approve_months(world, 40);
	world_run(world);
	cr_assert_eq(acknowledged_count(world, 40), 40);
	cr_assert_eq(world->collector.submission_count, 40, "each was sent once");
	cr_assert_eq(world->collector.hello_count, 1);
	entry = fixture_entry(&world->fixture, fixture_september, 1);
	cr_assert_eq(wire_unpack_message(entry.receipt, &world->fixture.arena, &message, &field), ERROR_NONE);
	cr_assert(receipt_verify(&message.receipt, &world->collector.keys.public_part.signing), "a kept receipt can be verified by anybody");
	world_close(world);
}

static bool nothing_is_open_and_the_trouble_was_told(struct world *world)
{
	struct link_report report;

	link_report(world->link, &report);
	if (report.state == DELIVERY_LINK_WAITING)
		cr_assert_not_null(strstr(report.trouble, "refuses our key"), "'%s'", report.trouble);
	if (report.state == DELIVERY_LINK_ESTABLISHED)
		cr_assert_str_eq(report.trouble, "");
	return nothing_is_open(world);
}

Test(agent_link, a_council_that_is_not_registered_yet_keeps_trying, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open_and_the_trouble_was_told);

	world->collector.refuse_handshakes = 2;
	approve_months(world, 1);
	world_run(world);
	cr_assert_eq(acknowledged_count(world, 1), 1);
	cr_assert_eq(world->collector.handshake_count, 3);
	for (unsigned i = 1; i < 3; i++)
		cr_assert_geq(world->collector.handshakes_ms[i] - world->collector.handshakes_ms[i - 1], 950, "at most one a second");
	world_close(world);
}

/* Good, but the message is not one frame. */
static void receipt_in_two_parts(struct small_collector *collector, struct slice peer, struct receipt receipt)
{
	struct slice parts[3] = {peer, {0}, SLICE_LITERAL("more")};
	struct message message = {.kind = MESSAGE_RECEIPT};

	receipt_sign(&receipt, &collector->keys.public_part.signing, &collector->keys.signing_secret);
	message.receipt = receipt;
	cr_assert_eq(wire_pack_message(&message, &collector->arena, &parts[1]), ERROR_NONE);
	cr_assert_eq(channel_send(collector->router, parts, 3), ERROR_NONE);
}

/* Each submission is first answered with everything that is no receipt for it. */
static void answer_badly_first(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	struct slice garbage[2] = {peer, SLICE_LITERAL("garbage")};
	struct secret_keys stranger;
	struct receipt bad;

	cr_assert_eq(keys_generate(&stranger, 0, NULL), ERROR_NONE);
	small_collector_receipt(collector, peer, *good, &stranger);
	bad = *good;
	bad.council = 343;
	small_collector_receipt(collector, peer, bad, &collector->keys);
	bad = *good;
	bad.revision = 2;
	small_collector_receipt(collector, peer, bad, &collector->keys);
	bad = *good;
	bad.month = month_add(bad.month, 1);
	small_collector_receipt(collector, peer, bad, &collector->keys);
	bad = *good;
	bad.return_hash.bytes[0] ^= 1;
	small_collector_receipt(collector, peer, bad, &collector->keys);
	bad = *good;
	bad.envelope_hash.bytes[0] ^= 1;
	small_collector_receipt(collector, peer, bad, &collector->keys);
	cr_assert_eq(channel_send(collector->router, garbage, 2), ERROR_NONE);
	receipt_in_two_parts(collector, peer, *good);
	if (collector->submission_count == 2)
		small_collector_receipt(collector, peer, *good, &collector->keys);
	else
		small_collector_refusal(collector, peer, good, REFUSAL_TOO_BUSY, "again, please");
}

Test(agent_link, a_receipt_that_does_not_verify_is_ignored, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open);
	struct message message;
	const char *field;

	world->collector.answer = answer_badly_first;
	approve_months(world, 1);
	world_run(world);
	cr_assert_eq(world->collector.submission_count, 2, "none of the bad ones settled it");
	cr_assert_eq(wire_unpack_message(fixture_entry(&world->fixture, fixture_september, 1).receipt, &world->fixture.arena, &message, &field),
		     ERROR_NONE);
	cr_assert_eq(message.receipt.sequence, 2);
	cr_assert(receipt_verify(&message.receipt, &world->collector.keys.public_part.signing));
	world_close(world);
}

static void answer_with_refusals(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	if (collector->submission_count == 1)
		small_collector_refusal(collector, peer, good, REFUSAL_VALUE_OUT_OF_RANGE, "vacancy_fte is 9,000");
	else
		small_collector_refusal(collector, peer, good, REFUSAL_MONTH_TOO_EARLY, "2016-09 is too early");
}

Test(agent_link, a_refusal_for_good_is_kept_with_its_sentence, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open);
	struct outbox_entry august, september;

	world->collector.answer = answer_with_refusals;
	approve_months(world, 2);
	world_run(world);
	august = fixture_entry(&world->fixture, month_add(fixture_september, -1), 1);
	september = fixture_entry(&world->fixture, fixture_september, 1);
	cr_assert_eq(august.state, OUTBOX_REFUSED);
	cr_assert_eq(august.refusal_code, REFUSAL_VALUE_OUT_OF_RANGE);
	cr_assert(slice_equal(august.sentence, SLICE_LITERAL("vacancy_fte is 9,000")));
	cr_assert_eq(september.refusal_code, REFUSAL_MONTH_TOO_EARLY);
	cr_assert(slice_equal(september.sentence, SLICE_LITERAL("2016-09 is too early")));
	cr_assert_eq(world->collector.submission_count, 2);
	world_close(world);
}

static void answer_later(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	if (collector->submission_count < 3)
		small_collector_refusal(collector, peer, good, REFUSAL_STORE_FULL, "no space");
	else
		small_collector_answer_well(collector, peer, good);
}

Test(agent_link, a_refusal_for_now_is_followed_by_another_try_with_the_same_bytes, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open);

	world->collector.answer = answer_later;
	approve_months(world, 1);
	world_run(world);
	cr_assert_eq(acknowledged_count(world, 1), 1);
	cr_assert_eq(world->collector.submission_count, 3);
	cr_assert(digest_equal(&world->collector.submitted[0], &world->collector.submitted[2]));
	world_close(world);
}

/* Takes what comes, says nothing, and goes away; a new one at the same address answers. */
static void answer_by_going_away(struct small_collector *collector, struct slice peer, const struct receipt *good)
{
	(void)peer;
	(void)good;
	if (collector->submission_count < 3)
		return;
	collector->answer = small_collector_answer_well;
	channel_close(collector->router);
	collector->router = NULL;
}

static void listen_again(uv_timer_t *timer)
{
	struct small_collector *collector = timer->data;

	if (collector->router)
		return;
	small_collector_listen(collector);
	uv_close((uv_handle_t *)timer, NULL);
}

Test(agent_link, what_was_on_its_way_when_the_collector_went_is_sent_again, .timeout = 120)
{
	struct world *world = world_open(nothing_is_open);
	uint64_t begun_ms = clock_monotonic_ms();
	uv_timer_t timer;

	uv_timer_init(&world->loop, &timer);
	timer.data = &world->collector;
	uv_timer_start(&timer, listen_again, 300, 300);
	world->collector.answer = answer_by_going_away;
	approve_months(world, 3);
	world_run(world);
	cr_assert_eq(acknowledged_count(world, 3), 3);
	cr_assert_lt(clock_monotonic_ms() - begun_ms, DELIVERY_ANSWER_MS, "that the connection went was noticed at once");
	cr_assert_eq(world->collector.submission_count, 6);
	cr_assert_eq(world->collector.hello_count, 2);
	for (unsigned i = 0; i < 3; i++) {
		unsigned same = 0;

		for (unsigned j = 3; j < 6; j++)
			same += digest_equal(&world->collector.submitted[i], &world->collector.submitted[j]);
		cr_assert_eq(same, 1, "the same bytes again");
	}
	world_close(world);
}

static bool two_hellos_came(struct world *world)
{
	return world->collector.hello_count == 2;
}

Test(agent_link, a_collector_of_another_version_gets_nothing, .timeout = 120)
{
	struct world *world = world_open(two_hellos_came);

	world->collector.protocol_version = PROTOCOL_VERSION + 1;
	approve_months(world, 1);
	world_run(world);
	cr_assert_eq(world->collector.submission_count, 0);
	cr_assert_eq(acknowledged_count(world, 1), 0);
	world_close(world);
}

static bool approves_a_second_one(struct world *world)
{
	struct link_report report;

	link_report(world->link, &report);
	if (report.acknowledged == 1 && report.open_count == 0 && !fixture_has_entry(&world->fixture, fixture_september, 2)) {
		fixture_put(&world->fixture, "posts.csv", FIXTURE_POSTS_HEADER "2021-09,9,1,1,21,1.5,3\n");
		fixture_approve(&world->fixture, fixture_september);
		cr_assert_eq(link_offer(world->link, NULL), ERROR_NONE);
		cr_assert_eq(link_offer(world->link, NULL), ERROR_NONE, "what is known already is passed over");
	}
	return report.acknowledged == 2;
}

Test(agent_link, what_is_approved_later_is_noticed_once, .timeout = 120)
{
	struct world *world = world_open(approves_a_second_one);

	approve_months(world, 1);
	world_run(world);
	cr_assert_eq(world->collector.submission_count, 2);
	cr_assert_eq(fixture_entry(&world->fixture, fixture_september, 2).state, OUTBOX_ACKNOWLEDGED);
	world_close(world);
}

Test(agent_link, addresses_are_checked)
{
	static const struct {
		const char *endpoint;
		enum error error;
	} cases[] = {
		{"tcp://127.0.0.1:5555", ERROR_NONE},   {"tcp://collector.example:1", ERROR_NONE},
		{"tcp://[::1]:65535", ERROR_NONE},      {"", ERROR_INVALID},
		{"127.0.0.1:5555", ERROR_INVALID},      {"tcp://", ERROR_INVALID},
		{"tcp://host", ERROR_INVALID},          {"tcp://host:", ERROR_INVALID},
		{"tcp://host:0", ERROR_INVALID},        {"tcp://host:65536", ERROR_INVALID},
		{"tcp://host:12x", ERROR_INVALID},      {"tcp://:5555", ERROR_INVALID},
		{"ipc:///tmp/socket:1", ERROR_INVALID}, {"tcp://host:99999999999999999999", ERROR_INVALID},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct problem problem = {0};

		cr_assert_eq(endpoint_check(cases[i].endpoint, &problem), cases[i].error, "'%s'", cases[i].endpoint);
		cr_assert_eq(problem.sentence[0] != '\0', cases[i].error != ERROR_NONE);
	}
}
