/*
 * Returns acknowledged per second by a running collector, each receipt durable, from one or more agents' sessions at once (window of 16 each); and in
 * the same run the peer: bare LMDB, one commit for each of the same envelopes.
 *
 * Usage: delivery_bench ENDPOINT COLLECTOR-PUBLIC-KEYS FOLDER RETURNS AGENT-KEYS-FOLDER...
 * FOLDER is on the disk to be measured. Prints one JSON object.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <uv.h>
#include <zmq.h>

#include "common/shell/channel.h"
#include "common/shell/clock.h"
#include "common/shell/environment.h"
#include "common/shell/files.h"
#include "common/shell/keys.h"
#include "proto/catalogue.h"
#include "proto/signing.h"
#include "proto/wire.h"

enum { WINDOW = 16, SESSIONS_MAX = 32, MONTHS = 60, ENVELOPE_ROOM = 4096 };

struct parcel_bytes {
	size_t envelope_size, message_size;
	uint8_t envelope[ENVELOPE_ROOM];
	uint8_t message[ENVELOPE_ROOM];
	bool is_acknowledged;
};

struct session {
	struct bench *bench;
	struct secret_keys keys;
	struct channel *channel;
	struct parcel_bytes *items;
	unsigned sent, acknowledged;
};

struct bench {
	uv_loop_t loop;
	struct public_keys collector;
	struct session sessions[SESSIONS_MAX];
	unsigned session_count, per_session, finished;
	uint64_t started_ns, ended_ns;
};

static _Noreturn void fail(const char *what, const struct problem *problem)
{
	fprintf(stderr, "delivery_bench: %s: %s\n", what, problem != NULL ? problem->sentence : "");
	exit(1);
}

/* Signs the returns of a session beforehand: MONTHS months, then the next revision of each, and so on. */
static void session_prepare(struct session *session, unsigned count)
{
	struct digest previous[MONTHS];
	memset(previous, 0, sizeof previous);
	session->items = calloc(count, sizeof *session->items);
	if (session->items == NULL)
		fail("memory", NULL);
	unsigned measures = catalogue_measure_count();
	for (unsigned i = 0; i < count; i++) {
		struct arena arena;
		arena_init(&arena, 1 << 20);
		struct return_measure *cells = arena_take(&arena, measures, sizeof *cells);
		for (unsigned m = 0; cells != NULL && m < measures; m++)
			cells[m] = (struct return_measure){.number = catalogue_measure_at(m)->number, .value = 1000000 + (int64_t)i};
		struct council_return content = {.council = session->keys.public_part.council,
						 .month = month_add(month_from(2017, 9), (int)(i % MONTHS)),
						 .revision = i / MONTHS + 1,
						 .previous = previous[i % MONTHS],
						 .catalogue = catalogue_hash(),
						 .policy = SLICE_LITERAL("workforce-open-1"),
						 .agent_version = SLICE_LITERAL("bench"),
						 .measure_count = measures,
						 .measures = cells};
		struct envelope envelope = {.prepared_at_s = 1700000000, .approved_at_s = 1700000000, .approver_role = SLICE_LITERAL("Bench")};
		struct slice bytes, packed;
		struct message message = {.kind = MESSAGE_SUBMIT};
		if (wire_pack_return(&content, &arena, &envelope.return_bytes) != ERROR_NONE)
			fail("return", NULL);
		previous[i % MONTHS] = digest_sha256(envelope.return_bytes);
		envelope_sign(&envelope, &session->keys.public_part.signing, &session->keys.signing_secret);
		if (wire_pack_envelope(&envelope, &arena, &bytes) != ERROR_NONE || bytes.size > ENVELOPE_ROOM)
			fail("envelope", NULL);
		message.submit = bytes;
		if (wire_pack_message(&message, &arena, &packed) != ERROR_NONE || packed.size > ENVELOPE_ROOM)
			fail("message", NULL);
		memcpy(session->items[i].envelope, bytes.data, bytes.size);
		memcpy(session->items[i].message, packed.data, packed.size);
		session->items[i].envelope_size = bytes.size;
		session->items[i].message_size = packed.size;
		arena_fini(&arena);
	}
}

static void session_send_more(struct session *session)
{
	while (session->sent < session->bench->per_session && session->sent - session->acknowledged < WINDOW) {
		const struct parcel_bytes *item = &session->items[session->sent];
		struct slice part = {item->message, item->message_size};
		enum error error = channel_send(session->channel, &part, 1);
		if (error == ERROR_AGAIN)
			return;
		if (error != ERROR_NONE)
			fail("send", NULL);
		session->sent++;
	}
}

static void session_on_parcel(void *context, const struct parcel *parcel)
{
	struct session *session = context;
	struct bench *bench = session->bench;
	struct arena arena;
	struct message message;
	const char *field = "";
	arena_init(&arena, 1 << 20);
	if (parcel->part_count != 1 || wire_unpack_message(parcel->parts[0], &arena, &message, &field) != ERROR_NONE)
		fail("the answer is not a message", NULL);
	if (message.kind == MESSAGE_REFUSAL) {
		fprintf(stderr, "refused: %" PRIu32 " %.*s\n", message.refusal.code, (int)message.refusal.sentence.size,
			(const char *)message.refusal.sentence.data);
		exit(1);
	}
	if (message.kind == MESSAGE_RECEIPT) {
		if (!receipt_verify(&message.receipt, &bench->collector.signing))
			fail("a receipt's signature", NULL);
		session->acknowledged++;
		session_send_more(session);
		if (session->acknowledged == bench->per_session && ++bench->finished == bench->session_count) {
			bench->ended_ns = uv_hrtime();
			for (unsigned i = 0; i < bench->session_count; i++)
				channel_close(bench->sessions[i].channel);
		}
	}
	arena_fini(&arena);
}

static void session_on_closed(void *context)
{
	(void)context;
}

/* Begins when the handshake is done; the clock runs from before the first connection. */
static void session_on_event(void *context, enum channel_event event)
{
	if (event == CHANNEL_HANDSHAKE_DONE)
		session_send_more(context);
	else if (event == CHANNEL_HANDSHAKE_FAILED)
		fail("a handshake", NULL);
}

static void session_open(struct session *session, void *zmq, const char *endpoint)
{
	static const struct channel_callbacks callbacks = {.on_parcel = session_on_parcel, .on_closed = session_on_closed};
	struct problem problem;
	struct channel_options options = {.kind = CHANNEL_DEALER,
					  .message_bytes_max = MESSAGE_BYTES_MAX,
					  .send_queue_max = 64,
					  .receive_queue_max = 64,
					  .curve_public = session->keys.public_part.curve,
					  .curve_secret = session->keys.curve_secret,
					  .curve_server_public = session->bench->collector.curve};
	if (channel_open(&session->channel, &session->bench->loop, zmq, &options, &callbacks, session, &problem) != ERROR_NONE ||
	    channel_watch(session->channel, session_on_event, &problem) != ERROR_NONE ||
	    channel_connect(session->channel, endpoint, &problem) != ERROR_NONE)
		fail(endpoint, &problem);
}

/* Commits a second of bare LMDB: the same envelopes, one commit each. */
static double bare_commits(struct bench *bench, const char *folder, unsigned count)
{
	static const char *const tables[] = {"returns"};
	struct environment *environment;
	struct problem problem;
	struct environment_options options = {
		.folder = folder, .map_bytes = (size_t)4 << 30, .tables = tables, .table_count = 1, .data_mode = 0640, .lock_mode = 0660};
	if (environment_open(&environment, &options, &problem) != ERROR_NONE)
		fail(folder, &problem);
	uint64_t started = uv_hrtime();
	for (unsigned i = 0; i < count; i++) {
		const struct parcel_bytes *item = &bench->sessions[i % bench->session_count].items[i / bench->session_count];
		uint8_t key[4] = {(uint8_t)(i >> 24), (uint8_t)(i >> 16), (uint8_t)(i >> 8), (uint8_t)i};
		struct transaction transaction;
		transaction_begin(&transaction, environment, true);
		table_put(&transaction, 0, slice_from(key, sizeof key), slice_from(item->envelope, item->envelope_size));
		if (transaction_commit(&transaction) != ERROR_NONE)
			fail("commit", NULL);
	}
	double seconds = (double)(uv_hrtime() - started) / 1e9;
	environment_close(environment);
	return (double)count / seconds;
}

int main(int argc, char **argv)
{
	static struct bench bench;
	struct problem problem;
	if (argc < 6 || argc - 5 > SESSIONS_MAX) {
		fprintf(stderr, "usage: delivery_bench ENDPOINT COLLECTOR-PUBLIC-KEYS FOLDER RETURNS AGENT-KEYS-FOLDER...\n");
		return 2;
	}
	bench.session_count = (unsigned)(argc - 5);
	bench.per_session = (unsigned)strtoul(argv[4], NULL, 10) / bench.session_count;
	if (bench.per_session == 0 || bench.per_session > (unsigned)MONTHS * REVISION_MAX)
		fail("the number of returns is out of range", NULL);
	if (keys_load_public(argv[2], &bench.collector, &problem) != ERROR_NONE)
		fail(argv[2], &problem);
	void *zmq = zmq_ctx_new();
	if (uv_loop_init(&bench.loop) != 0 || zmq == NULL)
		fail("loop", NULL);
	for (unsigned i = 0; i < bench.session_count; i++) {
		struct session *session = &bench.sessions[i];
		session->bench = &bench;
		if (keys_load_secret(argv[5 + i], &session->keys, &problem) != ERROR_NONE)
			fail(argv[5 + i], &problem);
		session_prepare(session, bench.per_session);
	}
	bench.started_ns = uv_hrtime();
	for (unsigned i = 0; i < bench.session_count; i++)
		session_open(&bench.sessions[i], zmq, argv[1]);
	uv_run(&bench.loop, UV_RUN_DEFAULT);
	if (uv_loop_close(&bench.loop) != 0 || zmq_ctx_term(zmq) != 0)
		fail("shutdown", NULL);

	unsigned total = bench.per_session * bench.session_count;
	double seconds = (double)(bench.ended_ns - bench.started_ns) / 1e9;
	double bare = bare_commits(&bench, argv[3], total);
	printf("{\"agents\":%u,\"returns\":%u,\"envelope_bytes\":%zu,\"acknowledged_per_second\":%.0f,\"bare_commits_per_second\":%.0f,\"ratio\":%."
	       "2f}\n",
	       bench.session_count, total, bench.sessions[0].items[0].envelope_size, (double)total / seconds, bare, (double)total / seconds / bare);
	for (unsigned i = 0; i < bench.session_count; i++)
		free(bench.sessions[i].items);
	return 0;
}
