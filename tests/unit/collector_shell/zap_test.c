/* The ZAP handler: its decisions as a table, and its answers over the real in-process socket. */
#include "collector/shell/zap.h"

#include <criterion/criterion.h>
#include <string.h>
#include <zmq.h>

#include "tests/support/store_fixture.h"

struct scene {
	struct fixture fixture;
	struct council_keys known, revoked, stranger;
};

static struct scene scene_begin(void)
{
	struct scene scene = {.fixture = fixture_begin()};

	scene.known = fixture_register(&scene.fixture, 342, 1);
	scene.revoked = fixture_register(&scene.fixture, 343, 1);
	scene.stranger = fixture_keys(340, 1);
	cr_assert_eq(fixture_revoke(&scene.fixture, &scene.revoked), ERROR_NONE);
	return scene;
}

/* A request as the library sends it; a NULL key leaves the frame out. */
struct request {
	const char *version, *domain, *mechanism;
	const uint8_t *key;
	unsigned surplus_parts; /* behind the key: PLAIN has a password there */
};

static struct parcel parcel_of(const struct request *request)
{
	struct parcel parcel = {.part_count = 6};

	parcel.parts[0] = slice_from_text(request->version);
	parcel.parts[1] = SLICE_LITERAL("7");
	parcel.parts[2] = slice_from_text(request->domain);
	parcel.parts[3] = SLICE_LITERAL("127.0.0.1");
	parcel.parts[5] = slice_from_text(request->mechanism);
	if (request->key)
		parcel.parts[parcel.part_count++] = slice_from(request->key, PUBLIC_KEY_SIZE);
	for (unsigned i = 0; i < request->surplus_parts; i++)
		parcel.parts[parcel.part_count++] = SLICE_LITERAL("password");
	return parcel;
}

Test(zap, only_a_registered_key_is_let_in)
{
	struct scene scene = scene_begin();
	const uint8_t *known = scene.known.record.curve;
	const struct {
		struct request request;
		enum zap_verdict verdict;
		uint16_t council;
	} rows[] = {
		{{"1.0", "bellwether", "CURVE", known, 0}, ZAP_ACCEPTED, 342},
		{{"1.0", "bellwether", "CURVE", scene.stranger.record.curve, 0}, ZAP_UNKNOWN_KEY, 0},
		{{"1.0", "bellwether", "CURVE", scene.revoked.record.curve, 0}, ZAP_REVOKED_KEY, 343},
		{{"1.0", "bellwether", "NULL", NULL, 0}, ZAP_NOT_CURVE, 0},
		{{"1.0", "bellwether", "PLAIN", known, 1}, ZAP_NOT_CURVE, 0},
		{{"1.0", "bellwether", "GSSAPI", known, 0}, ZAP_NOT_CURVE, 0},
		{{"1.0", "global", "CURVE", known, 0}, ZAP_WRONG_DOMAIN, 0},
		{{"1.0", "", "CURVE", known, 0}, ZAP_WRONG_DOMAIN, 0},
		{{"2.0", "bellwether", "CURVE", known, 0}, ZAP_MALFORMED, 0},
		{{"1.0", "bellwether", "CURVE", NULL, 0}, ZAP_MALFORMED, 0},
		{{"1.0", "bellwether", "CURVE", known, 1}, ZAP_MALFORMED, 0},
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct parcel parcel = parcel_of(&rows[i].request);
		struct zap_decision decision = zap_decide(&parcel, scene.fixture.store);

		cr_expect_eq(decision.verdict, rows[i].verdict, "row %u", i);
		cr_expect_eq(decision.council, rows[i].council, "row %u", i);
		cr_expect_eq(zap_verdict_code(decision.verdict) == NULL, decision.verdict == ZAP_ACCEPTED, "row %u", i);
	}
	fixture_end(&scene.fixture);
}

Test(zap, a_short_request_and_a_short_key_are_malformed)
{
	struct scene scene = scene_begin();
	struct request request = {"1.0", "bellwether", "CURVE", scene.known.record.curve, 0};
	struct parcel parcel = parcel_of(&request);

	parcel.parts[6].size = 31;
	cr_expect_eq(zap_decide(&parcel, scene.fixture.store).verdict, ZAP_MALFORMED);
	for (unsigned count = 0; count < 6; count++) {
		parcel = parcel_of(&request);
		parcel.part_count = count;
		cr_expect_eq(zap_decide(&parcel, scene.fixture.store).verdict, ZAP_MALFORMED, "%u parts", count);
	}
	fixture_end(&scene.fixture);
}

Test(zap, a_store_that_cannot_be_read_lets_nobody_in)
{
	struct scene scene = scene_begin();
	struct request request = {"1.0", "bellwether", "CURVE", scene.known.record.curve, 0};
	struct parcel parcel = parcel_of(&request);
	struct store_batch batch;

	store_batch_begin(&batch, scene.fixture.store, &scene.fixture.arena);
	table_put(&batch.view.transaction, TABLE_KEYS, slice_from(scene.known.record.id.bytes, KEY_ID_SIZE), SLICE_LITERAL("damaged"));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	cr_expect_eq(zap_decide(&parcel, scene.fixture.store).verdict, ZAP_STORE_FAILED);
	fixture_end(&scene.fixture);
}

/* The handler in a loop, asked through the socket by which the library asks. */
struct world {
	struct scene scene;
	uv_loop_t loop;
	void *zmq_context;
	struct zap *zap;
	struct audit *audit;
	bool is_closed;
};

static void on_closed(void *context)
{
	((struct world *)context)->is_closed = true;
}

static struct world *world_begin(void)
{
	static struct world world;
	char path[PATH_SIZE];
	struct problem problem = {0};
	struct zap_options options;

	world.scene = scene_begin();
	cr_assert_eq(uv_loop_init(&world.loop), 0);
	world.zmq_context = zmq_ctx_new();
	cr_assert_eq(audit_open(&world.audit, temporary_path(&world.scene.fixture.folder, "audit.log", path), AUDIT_BYTES_MAX, &problem), ERROR_NONE);
	options = (struct zap_options){&world.loop, world.zmq_context, world.scene.fixture.store, world.audit, {true, FIXTURE_NOW_S}, on_closed,
				       &world};
	cr_assert_eq(zap_open(&world.zap, &options, &problem), ERROR_NONE, "%s", problem.sentence);
	return &world;
}

static void world_end(struct world *world)
{
	zap_close(world->zap);
	uv_run(&world->loop, UV_RUN_DEFAULT);
	cr_expect(world->is_closed);
	cr_expect_eq(uv_loop_close(&world->loop), 0);
	zmq_ctx_term(world->zmq_context);
	audit_close(world->audit);
	fixture_end(&world->scene.fixture);
}

/* Asks once; the answer's frames as one text, each followed by a bar. */
static void ask(struct world *world, const struct request *request, char out[static 128])
{
	struct parcel parcel = parcel_of(request);
	void *socket = zmq_socket(world->zmq_context, ZMQ_REQ);
	struct text text;
	int received = -1, more = 1;
	size_t more_size = sizeof(more);

	text_init_fixed(&text, out, 128);
	cr_assert_eq(zmq_connect(socket, "inproc://zeromq.zap.01"), 0);
	for (unsigned i = 0; i < parcel.part_count; i++)
		cr_assert_geq(zmq_send(socket, parcel.parts[i].data, parcel.parts[i].size, i + 1 < parcel.part_count ? ZMQ_SNDMORE : 0), 0);
	while (more) {
		char frame[64];

		for (received = -1; received < 0;) {
			uv_run(&world->loop, UV_RUN_NOWAIT);
			received = zmq_recv(socket, frame, sizeof(frame), ZMQ_DONTWAIT);
		}
		text_put_slice(&text, slice_from(frame, (size_t)received));
		text_put(&text, "|");
		zmq_getsockopt(socket, ZMQ_RCVMORE, &more, &more_size);
	}
	zmq_close(socket);
}

Test(zap, answers_follow_the_protocol_and_refusals_are_audited, .timeout = 30)
{
	struct world *world = world_begin();
	struct request known = {"1.0", "bellwether", "CURVE", world->scene.known.record.curve, 0},
		       unknown = {"1.0", "bellwether", "CURVE", world->scene.stranger.record.curve, 0},
		       revoked = {"1.0", "bellwether", "CURVE", world->scene.revoked.record.curve, 0};
	char answer[128], path[PATH_SIZE];
	struct slice log;

	ask(world, &known, answer);
	cr_expect_str_eq(answer, "1.0|7|200||342||");
	ask(world, &unknown, answer);
	cr_expect_str_eq(answer, "1.0|7|400|refused|||");
	ask(world, &revoked, answer);
	cr_expect_str_eq(answer, "1.0|7|400|refused|||");
	cr_expect_eq(zap_refused_count(world->zap), 2);
	cr_assert_eq(file_read(temporary_path(&world->scene.fixture.folder, "audit.log", path), 1 << 16, &world->scene.fixture.arena, &log, NULL),
		     ERROR_NONE);
	cr_expect(slice_equal(log, SLICE_LITERAL("2025-11-23T00:00:00Z session_refused code=unknown_key peer=127.0.0.1\n"
						 "2025-11-23T00:00:00Z session_refused council=343 code=key_revoked peer=127.0.0.1\n")),
		  "%.*s", (int)log.size, (const char *)log.data);
	world_end(world);
}
