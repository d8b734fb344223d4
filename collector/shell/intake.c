#include "collector/shell/intake.h"

#include <string.h>

#include "collector/shell/arrival.h"
#include "collector/shell/writer.h"
#include "collector/shell/zap.h"
#include "common/log.h"
#include "common/memory.h"
#include "proto/catalogue.h"

enum {
	SEND_QUEUE_MAX = 4096, /* answers to one peer that it has not read */
	RECEIVE_QUEUE_MAX = 1024,
	ANSWER_BUDGET_BYTES = 64 << 10,
	KEYS_BUDGET_BYTES = 4 << 20, /* every council with as many keys as it may have */
	/* Between the last answer and the end of the socket, which throws away what has not left it. */
	CLOSE_DELAY_MS = 200,
};

struct intake {
	struct intake_options options;
	struct channel *channel;
	struct writer *writer;
	uv_timer_t close_timer;
	bool is_closing;
	uint64_t accepted, repeated, refused;
};

static void record_refusal(struct intake *intake, uint16_t council, enum refusal_code code, const char *field, const char *peer_address)
{
	struct audit_event event = {
		.time_s = clock_now_s(&intake->options.clock),
		.event = "refused",
		.council = council,
		.code = refusal_id(code),
		.field = field,
		.peer_address = peer_address,
	};

	intake->refused++;
	audit_write(intake->options.audit, &event);
}

/* A peer that has gone, or does not read, asks again: its answer is not kept. */
static void answer(struct intake *intake, struct slice peer, struct slice message)
{
	struct slice parts[] = {peer, message};

	if (channel_send(intake->channel, parts, 2))
		log_line(LOG_DEBUG, "intake", "an answer could not be delivered");
}

static void answer_refusal(struct intake *intake, const struct arrival *arrival, const char *peer_address)
{
	struct decision decision = {.verdict = VERDICT_REFUSE, .refusal = arrival->refusal, .field = arrival->field};
	struct arena arena;
	struct slice message;

	if (arrival->envelope_bytes.size)
		decision.envelope_hash = digest_sha256(arrival->envelope_bytes);
	record_refusal(intake, arrival->council, arrival->refusal, arrival->field, peer_address);
	arena_init(&arena, ANSWER_BUDGET_BYTES);
	if (!refusal_pack(&decision, &arena, &message))
		answer(intake, arrival->peer, message);
	arena_fini(&arena);
}

static void answer_hello(struct intake *intake, const struct arrival *arrival)
{
	struct message hello = {.kind = MESSAGE_HELLO, .hello = {PROTOCOL_VERSION, SLICE_LITERAL(BELLWETHER_VERSION), catalogue_hash()}};
	struct arena arena;
	struct slice message;

	arena_init(&arena, ANSWER_BUDGET_BYTES);
	if (!wire_pack_message(&hello, &arena, &message))
		answer(intake, arrival->peer, message);
	arena_fini(&arena);
}

/* Whether the council has a key that is not revoked. A store that cannot be read refuses nobody: the writer will meet the same error and stop. */
static bool council_has_key(struct intake *intake, uint16_t council)
{
	struct key_record *keys;
	struct store_view view;
	struct arena arena;
	unsigned count;
	bool has_key = false;
	enum error error;

	arena_init(&arena, KEYS_BUDGET_BYTES);
	store_view_begin(&view, intake->options.store);
	error = store_keys(&view, council, &arena, &keys, &count);
	for (unsigned i = 0; !error && i < count; i++)
		has_key |= !keys[i].is_revoked;
	if (store_view_end(&view) || error)
		has_key = true;
	arena_fini(&arena);
	return has_key;
}

static void refuse(struct intake *intake, struct arrival *arrival, enum refusal_code code, const char *peer_address)
{
	arrival->refusal = code;
	arrival->field = "";
	answer_refusal(intake, arrival, peer_address);
}

static void perform(struct intake *intake, struct arrival *arrival, const char *peer_address)
{
	switch (arrival->kind) {
	case ARRIVAL_REFUSE:
		answer_refusal(intake, arrival, peer_address);
		return;
	case ARRIVAL_HELLO:
		if (council_has_key(intake, arrival->council))
			answer_hello(intake, arrival);
		else
			refuse(intake, arrival, REFUSAL_KEY_REVOKED, peer_address);
		return;
	case ARRIVAL_SUBMIT:
		if (writer_submit(intake->writer, arrival->council, arrival->peer, arrival->envelope_bytes, peer_address))
			refuse(intake, arrival, REFUSAL_TOO_BUSY, peer_address);
		return;
	}
}

static void on_parcel(void *context, const struct parcel *parcel)
{
	struct intake *intake = context;
	struct arrival arrival;
	struct arena arena;

	if (intake->is_closing)
		return;
	arena_init(&arena, ARRIVAL_BUDGET_BYTES);
	arrival = arrival_decide(parcel, &arena);
	perform(intake, &arrival, parcel->peer_address);
	arena_fini(&arena);
}

static void on_answer(void *context, const struct queued *queued, const struct batch_item *item)
{
	struct intake *intake = context;

	switch (item->kind) {
	case ANSWER_NONE:
		log_line(LOG_WARNING, "intake", "there was no memory to answer council %u", (unsigned)queued->council);
		break;
	case ANSWER_RECEIPT:
		intake->accepted++;
		break;
	case ANSWER_REPEATED:
		intake->repeated++;
		break;
	case ANSWER_REFUSED:
		record_refusal(intake, queued->council, item->refusal, item->field, queued->peer_address);
		break;
	}
	if (item->kind != ANSWER_NONE)
		answer(intake, queued->peer, item->message);
}

static void on_failed(void *context, enum error error)
{
	struct intake *intake = context;

	intake->options.on_failed(intake->options.context, error);
}

void intake_probe(struct intake *intake)
{
	writer_probe(intake->writer);
}

static void intake_free(struct intake *intake)
{
	writer_free(intake->writer);
	memory_free(intake);
}

static void on_channel_closed(void *context)
{
	struct intake *intake = context;
	struct intake_options options = intake->options;

	intake_free(intake);
	if (options.on_closed)
		options.on_closed(options.context);
}

static void on_timer_closed(uv_handle_t *handle)
{
	struct intake *intake = handle->data;

	channel_close(intake->channel);
}

static void on_close_timer(uv_timer_t *timer)
{
	uv_close((uv_handle_t *)timer, on_timer_closed);
}

static void on_stopped(void *context)
{
	struct intake *intake = context;

	uv_timer_start(&intake->close_timer, on_close_timer, CLOSE_DELAY_MS, 0);
}

void intake_close(struct intake *intake)
{
	INVARIANT(!intake->is_closing);
	intake->is_closing = true;
	writer_stop(intake->writer);
}

static enum error writer_make(struct intake *intake, struct problem *problem)
{
	struct writer_options options = {
		.loop = intake->options.loop,
		.store = intake->options.store,
		.keys = intake->options.keys,
		.clock = intake->options.clock,
		.on_answer = on_answer,
		.on_failed = on_failed,
		.on_stopped = on_stopped,
		.context = intake,
	};

	return writer_new(&intake->writer, &options, problem);
}

static void on_event(void *context, enum channel_event event)
{
	struct intake *intake = context;

	if (event == CHANNEL_HANDSHAKE_FAILED && !intake->is_closing)
		intake->options.on_handshake_failed(intake->options.context);
}

static enum error channel_make(struct intake *intake, unsigned *port, struct problem *problem)
{
	static const struct channel_callbacks callbacks = {.on_parcel = on_parcel, .on_closed = on_channel_closed};
	struct channel_options options = {
		.kind = CHANNEL_ROUTER,
		.message_bytes_max = MESSAGE_BYTES_MAX,
		.send_queue_max = SEND_QUEUE_MAX,
		.receive_queue_max = RECEIVE_QUEUE_MAX,
		.curve_public = intake->options.keys->public_part.curve,
		.curve_secret = intake->options.keys->curve_secret,
		.zap_domain = ZAP_DOMAIN,
	};
	enum error error = channel_open(&intake->channel, intake->options.loop, intake->options.zmq_context, &options, &callbacks, intake, problem);

	if (error) {
		intake_free(intake);
		return error;
	}
	error = channel_watch(intake->channel, on_event, problem);
	if (!error)
		error = channel_bind(intake->channel, intake->options.endpoint, port, problem);
	if (error) {
		intake->options.on_closed = NULL;
		channel_close(intake->channel); /* frees the intake from the loop */
	}
	return error;
}

enum error intake_open(struct intake **out, const struct intake_options *options, unsigned *port, struct problem *problem)
{
	struct intake *intake = memory_new(1, sizeof(*intake));
	enum error error;

	if (!intake)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to take returns");
	intake->options = *options;
	error = writer_make(intake, problem);
	if (error) {
		intake_free(intake);
		return error;
	}
	error = channel_make(intake, port, problem);
	if (error)
		return error;
	uv_timer_init(options->loop, &intake->close_timer);
	intake->close_timer.data = intake;
	*out = intake;
	return ERROR_NONE;
}

void intake_health(const struct intake *intake, struct health *health)
{
	writer_health(intake->writer, health);
	health->accepted = intake->accepted;
	health->repeated = intake->repeated;
	health->refused = intake->refused;
}
