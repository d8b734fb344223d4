/*
 * The collector as a process of its own, and raw ZeroMQ clients that do what no agent would. Each attack is refused with its code where a session exists,
 * audited, stored nowhere, and costs the others nothing (invariants 2, 8 and 9).
 */
#include <criterion/criterion.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <time.h>
#include <zmq.h>

#include "collector/shell/health.h"
#include "collector/shell/service.h"
#include "collector/shell/state.h"
#include "common/exit_code.h"
#include "common/shell/clock.h"
#include "proto/councils.h"
#include "tests/support/store_fixture.h"

enum { DEADLINE_MS = 30000, POLL_MS = 20, SILENCE_MS = 700, MESSAGE_BYTES = 4096 };

/* An agent's keys: a real CURVE pair beside the signing pair. */
struct agent {
	struct secret_keys secret;
	struct council_keys council;
};

struct world {
	struct fixture fixture; /* its store is open in this process only between store_here and store_away */
	struct secret_keys collector;
	struct agent st_helens, sefton, stranger;
	pid_t pid;
	unsigned port;
	void *zmq_context;
	size_t map_bytes;
};

static struct agent agent_of(uint16_t council)
{
	struct agent agent;

	cr_assert_eq(keys_generate(&agent.secret, council, NULL), ERROR_NONE);
	agent.council.record = (struct key_record){.council = council, .signing = agent.secret.public_part.signing};
	agent.council.record.id = signing_key_id(&agent.secret.public_part.signing);
	memcpy(agent.council.record.curve, agent.secret.public_part.curve, PUBLIC_KEY_SIZE);
	agent.council.secret = agent.secret.signing_secret;
	return agent;
}

static void store_here(struct world *world)
{
	fixture_open(&world->fixture, 0);
}

static void store_away(struct world *world)
{
	store_close(world->fixture.store);
	world->fixture.store = NULL;
}

static bool port_is_known(struct world *world)
{
	char path[PATH_SIZE], text[16] = "";
	int descriptor = open(temporary_path(&world->fixture.folder, STATE_PORT, path), O_RDONLY);
	ssize_t size = descriptor < 0 ? -1 : read(descriptor, text, sizeof(text) - 1);

	if (descriptor >= 0)
		close(descriptor);
	if (size <= 0)
		return false;
	world->port = (unsigned)strtoul(text, NULL, 10);
	return true;
}

static void pause_briefly(void)
{
	struct timespec interval = {0, (long)POLL_MS * 1000 * 1000};

	nanosleep(&interval, NULL);
}

static struct service_options options_of(struct world *world, unsigned port)
{
	return (struct service_options){world->fixture.folder.path, "127.0.0.1", port, world->map_bytes, {true, FIXTURE_NOW_S}};
}

static const char *file_text(struct world *world, const char *name)
{
	char path[PATH_SIZE], *text;
	struct slice bytes;

	cr_assert_eq(file_read(temporary_path(&world->fixture.folder, name, path), 1 << 20, &world->fixture.arena, &bytes, NULL), ERROR_NONE);
	text = arena_take(&world->fixture.arena, bytes.size + 1, 1);
	if (bytes.size)
		memcpy(text, bytes.data, bytes.size);
	return text;
}

/* The service in a process of its own; its standard error goes to `log` in the folder. */
static void collector_start(struct world *world)
{
	struct service_options options = options_of(world, 0);
	uint64_t deadline = clock_monotonic_ms() + DEADLINE_MS;
	char path[PATH_SIZE];

	world->pid = fork();
	cr_assert_geq(world->pid, 0);
	if (world->pid == 0) {
		struct problem problem = {0};
		int log = open(temporary_path(&world->fixture.folder, "log", path), O_WRONLY | O_CREAT | O_APPEND, 0600);

		prctl(PR_SET_PDEATHSIG, SIGKILL); /* a test that fails leaves no collector behind */
		dup2(log, STDERR_FILENO);
		if (collector_run(&options, &problem))
			dprintf(STDERR_FILENO, "%s\n", problem.sentence);
		_exit((int)exit_code_for(problem.error));
	}
	while (!port_is_known(world)) {
		int status = 0;

		cr_assert_eq(waitpid(world->pid, &status, WNOHANG), 0, "the collector has ended (%d): %s", status, file_text(world, "log"));
		cr_assert_lt(clock_monotonic_ms(), deadline, "the collector does not listen in time: %s", file_text(world, "log"));
		pause_briefly();
	}
}

/* The exit status of a clean stop. */
static int collector_stop(struct world *world)
{
	int status;

	cr_assert_eq(kill(world->pid, SIGTERM), 0);
	cr_assert_eq(waitpid(world->pid, &status, 0), world->pid);
	world->pid = 0;
	return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

static struct world world_begin(size_t map_bytes)
{
	struct world world = {.fixture = {.folder = temporary_folder_make()}, .map_bytes = map_bytes};
	struct problem problem = {0};
	char keys[PATH_SIZE];

	arena_init(&world.fixture.arena, FIXTURE_BUDGET_BYTES);
	cr_assert_eq(state_make(world.fixture.folder.path, &problem), ERROR_NONE, "%s", problem.sentence);
	cr_assert_eq(store_create(world.fixture.folder.path, "", &problem), ERROR_NONE);
	cr_assert_eq(keys_generate(&world.collector, 0, &problem), ERROR_NONE);
	cr_assert_eq(keys_save(&world.collector, temporary_path(&world.fixture.folder, STATE_KEYS, keys), &problem), ERROR_NONE);
	world.st_helens = agent_of(342);
	world.sefton = agent_of(343);
	world.stranger = agent_of(340);
	store_here(&world);
	cr_assert_eq(fixture_try_register(&world.fixture, &world.st_helens.council), ERROR_NONE);
	cr_assert_eq(fixture_try_register(&world.fixture, &world.sefton.council), ERROR_NONE);
	store_away(&world);
	collector_start(&world);
	world.zmq_context = zmq_ctx_new();
	return world;
}

/* Stops what still runs; the store must be whole, whatever was done to the collector. */
static void world_end(struct world *world)
{
	struct verification found;
	struct text findings;

	if (world->pid)
		cr_expect_eq(collector_stop(world), EXIT_CODE_OK);
	zmq_ctx_term(world->zmq_context);
	store_here(world);
	text_init_growing(&findings, 1 << 20);
	cr_assert_eq(store_verify(world->fixture.store, &found, &findings), ERROR_NONE);
	cr_expect_eq(found.damaged, 0, "%s", findings.data);
	text_fini(&findings);
	fixture_end(&world->fixture);
}

static void set_number(void *socket, int option, int value)
{
	cr_assert_eq(zmq_setsockopt(socket, option, &value, sizeof(value)), 0);
}

/* A plain socket to the collector; the caller has set its security. */
static void *connected(struct world *world, void *socket)
{
	char endpoint[64];
	struct text text;

	text_init_fixed(&text, endpoint, sizeof(endpoint));
	text_put(&text, "tcp://127.0.0.1:");
	text_put_u64(&text, world->port);
	set_number(socket, ZMQ_LINGER, 0);
	cr_assert_eq(zmq_connect(socket, endpoint), 0);
	return socket;
}

static void *session_with(struct world *world, const struct agent *agent, const uint8_t *server_key)
{
	void *socket = zmq_socket(world->zmq_context, ZMQ_DEALER);

	cr_assert_eq(zmq_setsockopt(socket, ZMQ_CURVE_SERVERKEY, server_key, CURVE_KEY_SIZE), 0);
	cr_assert_eq(zmq_setsockopt(socket, ZMQ_CURVE_PUBLICKEY, agent->secret.public_part.curve, CURVE_KEY_SIZE), 0);
	cr_assert_eq(zmq_setsockopt(socket, ZMQ_CURVE_SECRETKEY, agent->secret.curve_secret, CURVE_KEY_SIZE), 0);
	return connected(world, socket);
}

static void *session(struct world *world, const struct agent *agent)
{
	return session_with(world, agent, world->collector.public_part.curve);
}

static void send_frame(void *socket, struct slice frame, int flags)
{
	cr_assert_geq(zmq_send(socket, frame.data ? frame.data : (const uint8_t *)"", frame.size, flags), 0);
}

/* The bytes of the next message, in the arena; empty when none comes within `wait_ms`. */
static struct slice receive_bytes(struct world *world, void *socket, int wait_ms)
{
	uint8_t buffer[MESSAGE_BYTES];
	int size;

	set_number(socket, ZMQ_RCVTIMEO, wait_ms);
	size = zmq_recv(socket, buffer, sizeof(buffer), 0);
	return size < 0 ? slice_from(NULL, 0) : arena_copy(&world->fixture.arena, slice_from(buffer, (size_t)size));
}

static struct message unpacked(struct world *world, struct slice bytes)
{
	struct message message = {.kind = 0};
	const char *field;

	cr_assert_gt(bytes.size, 0, "there was no answer in time");
	cr_assert_eq(wire_unpack_message(bytes, &world->fixture.arena, &message, &field), ERROR_NONE);
	return message;
}

static struct message receive(struct world *world, void *socket)
{
	return unpacked(world, receive_bytes(world, socket, DEADLINE_MS));
}

static struct slice message_bytes(struct world *world, const struct message *message)
{
	struct slice bytes;

	cr_assert_eq(wire_pack_message(message, &world->fixture.arena, &bytes), ERROR_NONE);
	return bytes;
}

static struct slice hello_bytes(struct world *world)
{
	struct message hello = {.kind = MESSAGE_HELLO, .hello = {PROTOCOL_VERSION, SLICE_LITERAL("0.1.0"), catalogue_hash()}};

	return message_bytes(world, &hello);
}

static struct slice submit_bytes(struct world *world, const struct agent *signer, uint16_t council, int month, int64_t number)
{
	struct return_sample sample = {council, month_add(month_from(2021, 9), -month), 1, {{0}}, number};
	struct message submit = {.kind = MESSAGE_SUBMIT};

	submit.submit = fixture_envelope(&signer->council, &sample, &world->fixture.arena, NULL);
	return message_bytes(world, &submit);
}

static void expect_refusal(struct world *world, void *socket, enum refusal_code code)
{
	struct message message = receive(world, socket);

	cr_assert_eq(message.kind, MESSAGE_REFUSAL, "expected %s", refusal_id(code));
	cr_expect_eq(message.refusal.code, code, "%s instead of %s", refusal_id(message.refusal.code), refusal_id(code));
}

/* The session is as good as ever: a return of a month of its own is stored. */
static void expect_unaffected(struct world *world, void *socket, const struct agent *agent, int month)
{
	struct message message;

	send_frame(socket, submit_bytes(world, agent, agent->council.record.council, month, month), 0);
	message = receive(world, socket);
	cr_assert_eq(message.kind, MESSAGE_RECEIPT, "%s", message.kind == MESSAGE_REFUSAL ? refusal_id(message.refusal.code) : "");
	cr_expect(receipt_verify(&message.receipt, &world->collector.public_part.signing));
}

/* The audit has the line within the deadline: a failed handshake is told to nobody else. */
static void expect_audit(struct world *world, const char *words)
{
	uint64_t deadline = clock_monotonic_ms() + DEADLINE_MS;

	while (!strstr(file_text(world, STATE_AUDIT), words)) {
		cr_assert_lt(clock_monotonic_ms(), deadline, "the audit does not have \"%s\":\n%s", words, file_text(world, STATE_AUDIT));
		pause_briefly();
	}
}

static unsigned sessions_refused(struct world *world)
{
	unsigned count = 0;

	for (const char *at = strstr(file_text(world, STATE_AUDIT), "session_refused"); at; at = strstr(at + 1, "session_refused"))
		count++;
	return count;
}

/* The audit has grown by a session that was not let in. */
static void expect_one_more_session_refused(struct world *world, unsigned before, unsigned attack)
{
	uint64_t deadline = clock_monotonic_ms() + DEADLINE_MS;

	while (sessions_refused(world) == before) {
		cr_assert_lt(clock_monotonic_ms(), deadline, "attack %u is not in the audit:\n%s", attack, file_text(world, STATE_AUDIT));
		pause_briefly();
	}
}

static uint64_t position_of(struct world *world)
{
	struct store_view view;
	uint64_t position;

	store_here(world);
	store_view_begin(&view, world->fixture.store);
	position = store_position(&view);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	store_away(world);
	return position;
}

Test(collector_intake, a_hello_is_answered_and_a_return_gets_its_receipt, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens);
	struct message message;

	send_frame(socket, hello_bytes(&world), 0);
	message = receive(&world, socket);
	cr_assert_eq(message.kind, MESSAGE_HELLO);
	cr_expect_eq(message.hello.protocol_version, PROTOCOL_VERSION);
	expect_unaffected(&world, socket, &world.st_helens, 0);
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, the_same_bytes_get_the_same_receipt_also_from_the_next_process, .timeout = 120)
{
	struct world world = world_begin(0);
	struct slice submit = submit_bytes(&world, &world.st_helens, 342, 0, 1), receipts[3];
	void *socket = session(&world, &world.st_helens);

	for (int i = 0; i < 2; i++) {
		send_frame(socket, submit, 0);
		receipts[i] = receive_bytes(&world, socket, DEADLINE_MS);
	}
	zmq_close(socket);
	cr_expect_eq(collector_stop(&world), EXIT_CODE_OK);
	collector_start(&world);
	socket = session(&world, &world.st_helens);
	send_frame(socket, submit, 0);
	receipts[2] = receive_bytes(&world, socket, DEADLINE_MS);
	cr_expect_eq(unpacked(&world, receipts[0]).kind, MESSAGE_RECEIPT);
	cr_expect(slice_equal(receipts[0], receipts[1]));
	cr_expect(slice_equal(receipts[0], receipts[2]));
	zmq_close(socket);
	cr_expect_eq(position_of(&world), 3, "two keys and one return");
	world_end(&world);
}

Test(collector_intake, frames_that_are_no_messages_are_refused_and_the_session_goes_on, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens), *other = session(&world, &world.sefton);
	struct slice submit = submit_bytes(&world, &world.st_helens, 342, 0, 1);
	uint8_t *large = arena_take(&world.fixture.arena, FRAME_BYTES_MAX + 1, 1);

	cr_assert_not_null(large);
	send_frame(socket, slice_from(large, FRAME_BYTES_MAX + 1), 0);
	expect_refusal(&world, socket, REFUSAL_FRAME_TOO_LARGE);
	send_frame(socket, slice_from(large, FRAME_BYTES_MAX), 0);
	expect_refusal(&world, socket, REFUSAL_LIMIT_EXCEEDED);
	send_frame(socket, submit, ZMQ_SNDMORE);
	send_frame(socket, submit, ZMQ_SNDMORE);
	send_frame(socket, submit, 0);
	expect_refusal(&world, socket, REFUSAL_PART_COUNT);
	for (int i = 0; i < 9999; i++)
		send_frame(socket, slice_from(NULL, 0), ZMQ_SNDMORE);
	send_frame(socket, submit, 0);
	expect_refusal(&world, socket, REFUSAL_PART_COUNT);
	send_frame(socket, slice_from(submit.data, submit.size / 2), 0);
	expect_refusal(&world, socket, REFUSAL_MALFORMED);
	send_frame(socket, SLICE_LITERAL("\x01\x02 this is no message"), 0);
	expect_refusal(&world, socket, REFUSAL_MALFORMED);
	send_frame(socket, slice_from(NULL, 0), 0);
	expect_refusal(&world, socket, REFUSAL_MALFORMED);
	cr_expect_eq(position_of(&world), 2, "nothing was stored");
	expect_unaffected(&world, socket, &world.st_helens, 0);
	expect_unaffected(&world, other, &world.sefton, 0);
	expect_audit(&world, "refused council=342 code=frame_too_large peer=127.0.0.1");
	expect_audit(&world, "refused council=342 code=part_count peer=127.0.0.1");
	expect_audit(&world, "refused council=342 code=malformed");
	zmq_close(other);
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, a_message_above_the_limit_of_the_library_ends_its_connection_only, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens), *other = session(&world, &world.sefton);
	uint8_t *large = arena_take(&world.fixture.arena, MESSAGE_BYTES_MAX + 1, 1);

	cr_assert_not_null(large);
	expect_unaffected(&world, socket, &world.st_helens, 0);
	send_frame(socket, slice_from(large, MESSAGE_BYTES_MAX + 1), 0);
	cr_expect_eq(receive_bytes(&world, socket, SILENCE_MS).size, 0);
	expect_unaffected(&world, other, &world.sefton, 0);
	zmq_close(other);
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, another_councils_return_is_refused_whoever_signed_it, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens);
	struct slice forged = submit_bytes(&world, &world.st_helens, 342, 1, 5);

	send_frame(socket, submit_bytes(&world, &world.st_helens, 343, 0, 1), 0);
	expect_refusal(&world, socket, REFUSAL_WRONG_COUNCIL);
	send_frame(socket, submit_bytes(&world, &world.sefton, 343, 0, 1), 0);
	expect_refusal(&world, socket, REFUSAL_WRONG_COUNCIL);
	send_frame(socket, submit_bytes(&world, &world.stranger, 342, 0, 1), 0);
	expect_refusal(&world, socket, REFUSAL_UNKNOWN_KEY);
	/* The signature's last byte. */
	((uint8_t *)(uintptr_t)forged.data)[forged.size - 1] ^= 1;
	send_frame(socket, forged, 0);
	expect_refusal(&world, socket, REFUSAL_BAD_SIGNATURE);
	cr_expect_eq(position_of(&world), 2, "nothing was stored");
	expect_unaffected(&world, socket, &world.st_helens, 0);
	send_frame(socket, submit_bytes(&world, &world.st_helens, 342, 0, 99), 0);
	expect_refusal(&world, socket, REFUSAL_STALE_REVISION);
	expect_audit(&world, "refused council=342 code=wrong_council");
	expect_audit(&world, "refused council=342 code=bad_signature");
	expect_audit(&world, "refused council=342 code=stale_revision");
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, a_key_that_is_revoked_during_its_session_is_refused_at_the_next_message, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens), *other = session(&world, &world.sefton);

	expect_unaffected(&world, socket, &world.st_helens, 0);
	store_here(&world);
	cr_assert_eq(fixture_revoke(&world.fixture, &world.st_helens.council), ERROR_NONE);
	store_away(&world);
	send_frame(socket, submit_bytes(&world, &world.st_helens, 342, 1, 1), 0);
	expect_refusal(&world, socket, REFUSAL_KEY_REVOKED);
	send_frame(socket, hello_bytes(&world), 0);
	expect_refusal(&world, socket, REFUSAL_KEY_REVOKED);
	expect_audit(&world, "refused council=342 code=key_revoked");
	zmq_close(socket);
	socket = session(&world, &world.st_helens);
	send_frame(socket, hello_bytes(&world), 0);
	cr_expect_eq(receive_bytes(&world, socket, SILENCE_MS).size, 0, "a new session is not let in");
	expect_audit(&world, "session_refused council=342 code=key_revoked peer=127.0.0.1");
	expect_unaffected(&world, other, &world.sefton, 0);
	zmq_close(other);
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, a_key_that_is_registered_while_it_runs_is_let_in, .timeout = 120)
{
	struct world world = world_begin(0);
	void *socket;

	store_here(&world);
	cr_assert_eq(fixture_try_register(&world.fixture, &world.stranger.council), ERROR_NONE);
	store_away(&world);
	socket = session(&world, &world.stranger);
	expect_unaffected(&world, socket, &world.stranger, 0);
	zmq_close(socket);
	world_end(&world);
}

static void *stranger_open(struct world *world)
{
	return session(world, &world->stranger);
}

static void *wrong_server_open(struct world *world)
{
	return session_with(world, &world->st_helens, world->stranger.secret.public_part.curve);
}

static void *null_open(struct world *world)
{
	return connected(world, zmq_socket(world->zmq_context, ZMQ_DEALER));
}

static void *plain_open(struct world *world)
{
	void *socket = zmq_socket(world->zmq_context, ZMQ_DEALER);

	cr_assert_eq(zmq_setsockopt(socket, ZMQ_PLAIN_USERNAME, "342", 3), 0);
	cr_assert_eq(zmq_setsockopt(socket, ZMQ_PLAIN_PASSWORD, "secret", 6), 0);
	return connected(world, socket);
}

Test(collector_intake, without_a_registered_key_nothing_is_answered, .timeout = 120)
{
	void *(*const opens[])(struct world *) = {stranger_open, wrong_server_open, null_open, plain_open};
	struct world world = world_begin(0);
	void *good = session(&world, &world.sefton);

	for (unsigned i = 0; i < sizeof(opens) / sizeof(opens[0]); i++) {
		unsigned before = sessions_refused(&world);
		void *socket = opens[i](&world);

		send_frame(socket, submit_bytes(&world, &world.st_helens, 342, 0, 1), 0);
		cr_expect_eq(receive_bytes(&world, socket, SILENCE_MS).size, 0, "attack %u", i);
		expect_one_more_session_refused(&world, before, i);
		zmq_close(socket);
		expect_unaffected(&world, good, &world.sefton, (int)i);
	}
	expect_audit(&world, "session_refused code=unknown_key peer=127.0.0.1");
	expect_audit(&world, "session_refused code=handshake_failed");
	cr_expect_eq(position_of(&world), 2 + sizeof(opens) / sizeof(opens[0]), "only the good council's returns were stored");
	zmq_close(good);
	world_end(&world);
}

/* More at once than a batch holds, from two councils. */
Test(collector_intake, many_at_once_are_all_acknowledged_once, .timeout = 120)
{
	enum { EACH = 48 };
	struct world world = world_begin(0);
	void *sockets[] = {session(&world, &world.st_helens), session(&world, &world.sefton)};
	const struct agent *agents[] = {&world.st_helens, &world.sefton};

	for (int i = 0; i < EACH; i++)
		for (int j = 0; j < 2; j++)
			send_frame(sockets[j], submit_bytes(&world, agents[j], agents[j]->council.record.council, i, i), 0);
	for (int j = 0; j < 2; j++) {
		for (uint64_t i = 0; i < EACH; i++) {
			struct message message = receive(&world, sockets[j]);

			cr_assert_eq(message.kind, MESSAGE_RECEIPT);
			cr_expect_eq(message.receipt.sequence, i + 2, "in the order in which they were sent");
		}
		zmq_close(sockets[j]);
	}
	cr_expect_eq(position_of(&world), 2 + 2 * EACH);
	world_end(&world);
}

Test(collector_intake, a_stop_in_the_middle_breaks_no_promise, .timeout = 120)
{
	enum { COUNT = 48, ANSWERED_MAX = COUNT };
	struct world world = world_begin(0);
	void *socket = session(&world, &world.st_helens);
	struct slice submits[COUNT], held[ANSWERED_MAX];
	unsigned answered = 0;
	uint64_t stored;

	for (int i = 0; i < COUNT; i++)
		submits[i] = submit_bytes(&world, &world.st_helens, 342, i, i);
	send_frame(socket, submits[0], 0);
	held[answered++] = receive_bytes(&world, socket, DEADLINE_MS);
	for (int i = 1; i < COUNT; i++)
		send_frame(socket, submits[i], 0);
	cr_expect_eq(collector_stop(&world), EXIT_CODE_OK);
	for (struct slice bytes = receive_bytes(&world, socket, SILENCE_MS); bytes.size; bytes = receive_bytes(&world, socket, SILENCE_MS))
		held[answered++] = bytes;
	zmq_close(socket);
	stored = position_of(&world) - 2;
	cr_expect_eq(answered, stored, "what was stored before the end was answered, and nothing else: %u of %u", answered, (unsigned)stored);
	collector_start(&world);
	socket = session(&world, &world.st_helens);
	for (unsigned i = 0; i < COUNT; i++) {
		struct slice again;

		send_frame(socket, submits[i], 0);
		again = receive_bytes(&world, socket, DEADLINE_MS);
		cr_expect_eq(unpacked(&world, again).kind, MESSAGE_RECEIPT);
		if (i < answered)
			cr_expect(slice_equal(again, held[i]), "receipt %u", i);
	}
	cr_expect_eq(position_of(&world), 2 + COUNT, "each is stored once");
	zmq_close(socket);
	world_end(&world);
}

static enum health_state state_of(struct world *world)
{
	char run[PATH_SIZE];
	struct health_page *page;
	struct health health = {.state = HEALTH_STARTING};

	cr_assert_eq(health_open(&page, temporary_path(&world->fixture.folder, STATE_RUN, run), NULL), ERROR_NONE);
	cr_assert_eq(health_read(page, &health), ERROR_NONE);
	health_close(page);
	return (enum health_state)health.state;
}

static void expect_state(struct world *world, enum health_state state)
{
	uint64_t deadline = clock_monotonic_ms() + DEADLINE_MS;

	while (state_of(world) != state) {
		cr_assert_lt(clock_monotonic_ms(), deadline, "the state does not become %s", health_state_name(state));
		pause_briefly();
	}
}

Test(collector_intake, a_full_map_refuses_for_now_and_a_larger_one_takes_the_same_bytes, .timeout = 120)
{
	enum { SMALL_MAP_BYTES = 160 << 10, MONTHS_MAX = 48 };
	struct world world = world_begin(SMALL_MAP_BYTES);
	void *socket = session(&world, &world.st_helens);
	struct slice first = submit_bytes(&world, &world.st_helens, 342, 0, 0), refused = first;
	struct message message = {.kind = MESSAGE_RECEIPT};

	for (int month = 0; month < MONTHS_MAX && message.kind == MESSAGE_RECEIPT; month++) {
		refused = submit_bytes(&world, &world.st_helens, 342, month, month);
		send_frame(socket, refused, 0);
		message = receive(&world, socket);
	}
	cr_assert_eq(message.kind, MESSAGE_REFUSAL, "the map of this test is too large to fill");
	cr_expect_eq(message.refusal.code, REFUSAL_STORE_FULL);
	expect_state(&world, HEALTH_DISK_FULL);
	send_frame(socket, first, 0);
	cr_expect_eq(receive(&world, socket).kind, MESSAGE_RECEIPT, "what is stored keeps its receipt");
	zmq_close(socket);
	cr_expect_eq(collector_stop(&world), EXIT_CODE_OK);
	world.map_bytes = 0;
	collector_start(&world);
	expect_state(&world, HEALTH_SERVING);
	socket = session(&world, &world.st_helens);
	send_frame(socket, refused, 0);
	cr_expect_eq(receive(&world, socket).kind, MESSAGE_RECEIPT);
	zmq_close(socket);
	world_end(&world);
}

Test(collector_intake, a_second_collector_and_a_port_in_use_are_told, .timeout = 120)
{
	struct world world = world_begin(0);
	struct temporary_folder other = temporary_folder_make();
	struct service_options second = options_of(&world, 0), elsewhere = options_of(&world, world.port);
	struct problem problem = {0};
	struct secret_keys keys;
	char path[PATH_SIZE];

	cr_expect_eq(collector_run(&second, &problem), ERROR_EXISTS);
	cr_expect(strstr(problem.sentence, "holds the collector's store"), "%s", problem.sentence);
	elsewhere.state = other.path;
	cr_assert_eq(state_make(other.path, &problem), ERROR_NONE);
	cr_assert_eq(store_create(other.path, "", &problem), ERROR_NONE);
	cr_assert_eq(keys_generate(&keys, 0, &problem), ERROR_NONE);
	cr_assert_eq(keys_save(&keys, temporary_path(&other, STATE_KEYS, path), &problem), ERROR_NONE);
	cr_expect_eq(collector_run(&elsewhere, &problem), ERROR_EXISTS);
	cr_expect(strstr(problem.sentence, "in use"), "%s", problem.sentence);
	temporary_folder_remove(&other);
	world_end(&world);
}

Test(collector_intake, a_clean_stop_says_so_and_takes_its_port_file_away, .timeout = 120)
{
	struct world world = world_begin(0);
	char path[PATH_SIZE];

	expect_state(&world, HEALTH_SERVING);
	cr_expect_eq(collector_stop(&world), EXIT_CODE_OK);
	cr_expect_eq(state_of(&world), HEALTH_STOPPED);
	cr_expect_neq(access(temporary_path(&world.fixture.folder, STATE_PORT, path), F_OK), 0);
	world_end(&world);
}
