#include "common/shell/channel.h"

#include <criterion/criterion.h>
#include <sodium.h>
#include <string.h>

enum { MESSAGES = 2000, DEADLINE_MS = 60000 };

struct pair {
	uint8_t public_key[32], secret_key[32];
};

static struct pair pair_make(void)
{
	struct pair pair;

	cr_assert_geq(sodium_init(), 0);
	randombytes_buf(pair.secret_key, sizeof(pair.secret_key));
	crypto_scalarmult_curve25519_base(pair.public_key, pair.secret_key);
	return pair;
}

/* A server that echoes, its ZAP handler and one client, all in one loop. */
struct world {
	uv_loop_t loop;
	uv_timer_t deadline;
	void *zmq_context;
	struct channel *zap, *router, *dealer;
	struct pair server, client;
	const char *zap_status; /* "200" lets the client in */
	const char *zap_user;
	unsigned port, closed;
	bool without_zap; /* nobody answers the server's ZAP requests */
	unsigned sent, answered, echoed, events[4];
	unsigned parts_seen;
	char user_seen[32], address_seen[64];
	bool is_late;
	void (*on_turn)(struct world *world); /* after each event */
};

static void stop(struct world *world)
{
	channel_close(world->dealer);
	channel_close(world->router);
	channel_close(world->zap);
	uv_close((uv_handle_t *)&world->deadline, NULL);
}

static void too_late(uv_timer_t *timer)
{
	struct world *world = timer->data;

	world->is_late = true;
	stop(world);
}

static void count_closed(void *context)
{
	((struct world *)context)->closed++;
}

/* ZAP request: version, id, domain, address, identity, mechanism, key; reply: version, id, status, text, user, metadata. */
static void on_zap(void *context, const struct parcel *parcel)
{
	struct world *world = context;
	struct slice reply[6] = {
		parcel->parts[0], parcel->parts[1], slice_from_text(world->zap_status), SLICE_LITERAL(""), slice_from_text(world->zap_user),
		SLICE_LITERAL("")};

	cr_assert_eq(parcel->part_count, 7);
	cr_assert(slice_equal(parcel->parts[2], SLICE_LITERAL("test")));
	cr_assert(slice_equal(parcel->parts[6], slice_from(world->client.public_key, 32)));
	cr_assert_eq(channel_send(world->zap, reply, 6), ERROR_NONE);
}

static void on_request(void *context, const struct parcel *parcel)
{
	struct world *world = context;

	world->echoed++;
	world->parts_seen = parcel->part_count;
	strcpy(world->user_seen, parcel->user);
	strcpy(world->address_seen, parcel->peer_address);
	if (parcel->part_count == 2)
		cr_assert_eq(channel_send(world->router, parcel->parts, 2), ERROR_NONE);
	world->on_turn(world);
}

static void on_answer(void *context, const struct parcel *parcel)
{
	struct world *world = context;

	cr_assert_eq(parcel->part_count, 1);
	world->answered++;
	world->on_turn(world);
}

static void on_event(void *context, enum channel_event event)
{
	struct world *world = context;

	world->events[event]++;
	world->on_turn(world);
}

static struct channel *channel_make(struct world *world, const struct channel_options *options, void (*on_parcel)(void *, const struct parcel *))
{
	struct channel_callbacks callbacks = {on_parcel, count_closed};
	struct channel *channel = NULL;
	struct problem problem = {0};

	cr_assert_eq(channel_open(&channel, &world->loop, world->zmq_context, options, &callbacks, world, &problem), ERROR_NONE, "%s",
		     problem.sentence);
	return channel;
}

static void world_open(struct world *world, const char *zap_status, const uint8_t *server_key)
{
	struct channel_options zap = {.kind = CHANNEL_REP, .message_bytes_max = 4096, .send_queue_max = 100, .receive_queue_max = 100};
	struct channel_options router = {.kind = CHANNEL_ROUTER,
					 .message_bytes_max = 1 << 16,
					 .send_queue_max = MESSAGES,
					 .receive_queue_max = MESSAGES,
					 .curve_public = world->server.public_key,
					 .curve_secret = world->server.secret_key,
					 .zap_domain = "test"};
	struct channel_options dealer = router;
	char endpoint[64];

	dealer.kind = CHANNEL_DEALER;
	dealer.curve_public = world->client.public_key;
	dealer.curve_secret = world->client.secret_key;
	dealer.curve_server_public = server_key ? server_key : world->server.public_key;
	world->zap_status = zap_status;
	world->zap_user = strcmp(zap_status, "200") == 0 ? "342" : "";
	world->zmq_context = channel_context_new();
	cr_assert_eq(uv_loop_init(&world->loop), 0);
	world->zap = channel_make(world, &zap, on_zap);
	world->router = channel_make(world, &router, on_request);
	world->dealer = channel_make(world, &dealer, on_answer);
	if (!world->without_zap)
		cr_assert_eq(channel_bind(world->zap, "inproc://zeromq.zap.01", NULL, NULL), ERROR_NONE);
	cr_assert_eq(channel_bind(world->router, "tcp://127.0.0.1:*", &world->port, NULL), ERROR_NONE);
	cr_assert_gt(world->port, 0);
	cr_assert_eq(channel_watch(world->dealer, on_event, NULL), ERROR_NONE);
	snprintf(endpoint, sizeof(endpoint), "tcp://127.0.0.1:%u", world->port);
	cr_assert_eq(channel_connect(world->dealer, endpoint, NULL), ERROR_NONE);
	uv_timer_init(&world->loop, &world->deadline);
	world->deadline.data = world;
	uv_timer_start(&world->deadline, too_late, DEADLINE_MS, 0);
}

/* Runs until stop() was called; everything closes. */
static void world_run(struct world *world)
{
	uv_run(&world->loop, UV_RUN_DEFAULT);
	cr_assert_eq(uv_loop_close(&world->loop), 0);
	channel_context_free(world->zmq_context);
	cr_assert_eq(world->closed, 3);
	cr_assert_not(world->is_late, "%u sent, %u echoed, %u answered", world->sent, world->echoed, world->answered);
}

/* Sends what the queue takes; several at once and one by one, so that both directions are busy. */
static void send_more(struct world *world)
{
	while (world->sent < MESSAGES && world->sent - world->answered < 300) {
		struct slice payload = SLICE_LITERAL("a return's bytes");

		if (channel_send(world->dealer, &payload, 1) != ERROR_NONE)
			break;
		world->sent++;
	}
	if (world->answered == MESSAGES)
		stop(world);
}

Test(channel, two_thousand_messages_come_back, .timeout = 120)
{
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = send_more};

	world_open(&world, "200", NULL);
	world_run(&world);
	cr_assert_eq(world.answered, MESSAGES);
	cr_assert_eq(world.echoed, MESSAGES);
	cr_assert_eq(world.events[CHANNEL_HANDSHAKE_DONE], 1);
	cr_assert_str_eq(world.user_seen, "342");
	cr_assert_eq(strncmp(world.address_seen, "127.0.0.1", 9), 0, "%s", world.address_seen);
}

static void stop_when_refused(struct world *world)
{
	if (world->events[CHANNEL_HANDSHAKE_FAILED])
		stop(world);
}

Test(channel, a_refused_handshake_is_told, .timeout = 120)
{
	static const char *const statuses[] = {"400", "500"};

	for (size_t i = 0; i < 2; i++) {
		struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = stop_when_refused};

		world_open(&world, statuses[i], NULL);
		world_run(&world);
		cr_assert_eq(world.events[CHANNEL_HANDSHAKE_DONE], 0);
		cr_assert_eq(world.echoed, 0);
	}
}

static void stop_when_disconnected(struct world *world)
{
	if (world->events[CHANNEL_DISCONNECTED] || world->events[CHANNEL_HANDSHAKE_FAILED])
		stop(world);
}

Test(channel, a_server_with_another_key_is_not_spoken_to, .timeout = 120)
{
	struct pair other = pair_make();
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = stop_when_disconnected};

	world_open(&world, "200", other.public_key);
	world_run(&world);
	cr_assert_eq(world.events[CHANNEL_HANDSHAKE_DONE], 0);
	cr_assert_eq(world.echoed, 0);
}

Test(channel, without_an_answer_from_zap_nobody_comes_in, .timeout = 120)
{
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = stop_when_disconnected, .without_zap = true};

	world_open(&world, "200", NULL);
	world_run(&world);
	cr_assert_eq(world.events[CHANNEL_HANDSHAKE_DONE], 0);
	cr_assert_eq(world.echoed, 0);
}

static void send_many_parts(struct world *world)
{
	struct slice parts[CHANNEL_PARTS_MAX + 4], one = SLICE_LITERAL("whole");

	for (unsigned i = 0; i < CHANNEL_PARTS_MAX + 4; i++)
		parts[i] = SLICE_LITERAL("part");
	if (world->events[CHANNEL_HANDSHAKE_DONE] && !world->sent++) {
		cr_assert_eq(channel_send(world->dealer, parts, CHANNEL_PARTS_MAX + 4), ERROR_NONE);
		cr_assert_eq(channel_send(world->dealer, &one, 1), ERROR_NONE);
	}
	if (world->echoed == 1)
		cr_assert_eq(world->parts_seen, CHANNEL_PARTS_MAX + 5, "the routing id is one more");
	if (world->answered == 1)
		stop(world);
}

Test(channel, surplus_parts_are_counted_and_the_next_message_is_whole, .timeout = 120)
{
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = send_many_parts};

	world_open(&world, "200", NULL);
	world_run(&world);
	cr_assert_eq(world.echoed, 2);
	cr_assert_eq(world.answered, 1);
}

static void send_too_large(struct world *world)
{
	static uint8_t large[1 << 17];
	struct slice payload = slice_from(large, sizeof(large));

	if (world->events[CHANNEL_HANDSHAKE_DONE] && !world->sent++)
		cr_assert_eq(channel_send(world->dealer, &payload, 1), ERROR_NONE);
	if (world->events[CHANNEL_DISCONNECTED])
		stop(world);
}

Test(channel, a_frame_over_the_limit_ends_the_connection, .timeout = 120)
{
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = send_too_large};

	world_open(&world, "200", NULL);
	world_run(&world);
	cr_assert_eq(world.echoed, 0);
}

static void nothing(struct world *world)
{
	(void)world;
}

Test(channel, addresses_that_cannot_be_used_are_refused)
{
	struct world world = {.server = pair_make(), .client = pair_make(), .on_turn = nothing};
	struct problem problem = {0};
	struct slice parts[2] = {SLICE_LITERAL("nobody"), SLICE_LITERAL("x")};
	struct slice payload = SLICE_LITERAL("x");
	char endpoint[64];

	world_open(&world, "200", NULL);
	snprintf(endpoint, sizeof(endpoint), "tcp://127.0.0.1:%u", world.port);
	cr_assert_eq(channel_bind(world.zap, endpoint, NULL, &problem), ERROR_EXISTS);
	cr_assert_not_null(strstr(problem.sentence, "in use"));
	cr_assert_eq(channel_bind(world.zap, "tcp://192.0.2.1:5555", NULL, &problem), ERROR_INVALID, "%s", problem.sentence);
	cr_assert_eq(channel_connect(world.dealer, "no address", &problem), ERROR_INVALID, "%s", problem.sentence);
	cr_assert_eq(channel_send(world.router, parts, 2), ERROR_CLOSED, "nobody has that name");
	cr_assert_eq(channel_send(world.dealer, &payload, 1), ERROR_AGAIN, "there is no connection yet");
	stop(&world);
	cr_assert_eq(channel_send(world.dealer, &payload, 1), ERROR_CLOSED);
	world_run(&world);
}
