#include "collector/shell/zap.h"

#include "common/log.h"
#include "common/memory.h"
#include "common/text.h"

/* A request's frames, in order; a CURVE one has the client's key behind them. */
enum { FRAME_VERSION, FRAME_REQUEST_ID, FRAME_DOMAIN, FRAME_ADDRESS, FRAME_IDENTITY, FRAME_MECHANISM, FRAME_KEY, CURVE_FRAME_COUNT };

enum { REPLY_FRAME_COUNT = 6, ZAP_MESSAGE_BYTES_MAX = 4096, ZAP_QUEUE_MAX = 1000 };

struct zap {
	struct channel *channel;
	struct zap_options options;
	uint64_t refused;
};

static struct zap_decision decide_key(struct slice key, struct store *store)
{
	struct zap_decision decision = {ZAP_UNKNOWN_KEY, 0};
	struct key_record record;
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, store);
	error = store_key_by_curve(&view, key.data, &record);
	view_error = store_view_end(&view);
	if (view_error || (error && error != ERROR_NOT_FOUND)) {
		decision.verdict = ZAP_STORE_FAILED;
	} else if (!error) {
		decision.verdict = record.is_revoked ? ZAP_REVOKED_KEY : ZAP_ACCEPTED;
		decision.council = record.council;
	}
	return decision;
}

struct zap_decision zap_decide(const struct parcel *request, struct store *store)
{
	const struct slice *parts = request->parts;

	if (request->part_count <= FRAME_MECHANISM || !slice_equal(parts[FRAME_VERSION], SLICE_LITERAL("1.0")))
		return (struct zap_decision){ZAP_MALFORMED, 0};
	if (!slice_equal(parts[FRAME_DOMAIN], SLICE_LITERAL(ZAP_DOMAIN)))
		return (struct zap_decision){ZAP_WRONG_DOMAIN, 0};
	if (!slice_equal(parts[FRAME_MECHANISM], SLICE_LITERAL("CURVE")))
		return (struct zap_decision){ZAP_NOT_CURVE, 0};
	if (request->part_count != CURVE_FRAME_COUNT || parts[FRAME_KEY].size != PUBLIC_KEY_SIZE)
		return (struct zap_decision){ZAP_MALFORMED, 0};
	return decide_key(parts[FRAME_KEY], store);
}

const char *zap_verdict_code(enum zap_verdict verdict)
{
	switch (verdict) {
	case ZAP_ACCEPTED:
		break;
	case ZAP_MALFORMED:
		return "malformed";
	case ZAP_WRONG_DOMAIN:
		return "wrong_domain";
	case ZAP_NOT_CURVE:
		return "not_curve";
	case ZAP_UNKNOWN_KEY:
		return "unknown_key";
	case ZAP_REVOKED_KEY:
		return "key_revoked";
	case ZAP_STORE_FAILED:
		return "store_failed";
	}
	return NULL;
}

/* The status codes of RFC 27: 200 success, 400 refused, 500 the handler failed. */
static const char *status_code(enum zap_verdict verdict)
{
	switch (verdict) {
	case ZAP_ACCEPTED:
		return "200";
	case ZAP_STORE_FAILED:
		return "500";
	case ZAP_MALFORMED:
	case ZAP_WRONG_DOMAIN:
	case ZAP_NOT_CURVE:
	case ZAP_UNKNOWN_KEY:
	case ZAP_REVOKED_KEY:
		break;
	}
	return "400";
}

static void reply(struct zap *zap, const struct parcel *request, const struct zap_decision *decision)
{
	char user[ZAP_USER_SIZE];
	struct text text;
	struct slice parts[REPLY_FRAME_COUNT] = {
		SLICE_LITERAL("1.0"),
		request->part_count > FRAME_REQUEST_ID ? request->parts[FRAME_REQUEST_ID] : slice_from(NULL, 0),
		slice_from_text(status_code(decision->verdict)),
	};

	text_init_fixed(&text, user, sizeof(user));
	if (decision->verdict == ZAP_ACCEPTED)
		text_put_u64(&text, decision->council);
	parts[3] = slice_from_text(decision->verdict == ZAP_ACCEPTED ? "" : "refused");
	parts[4] = text_slice(&text);
	if (channel_send(zap->channel, parts, REPLY_FRAME_COUNT))
		log_line(LOG_WARNING, "zap", "an answer about a session could not be sent");
}

static void record_refusal(struct zap *zap, const struct parcel *request, const struct zap_decision *decision)
{
	char address[64] = "";
	struct audit_event event = {
		.time_s = clock_now_s(&zap->options.clock),
		.event = "session_refused",
		.council = decision->council,
		.code = zap_verdict_code(decision->verdict),
		.peer_address = address,
	};

	if (request->part_count > FRAME_ADDRESS)
		slice_copy_text(request->parts[FRAME_ADDRESS], address, sizeof(address));
	zap->refused++;
	audit_write(zap->options.audit, &event);
}

static void on_parcel(void *context, const struct parcel *request)
{
	struct zap *zap = context;
	struct zap_decision decision = zap_decide(request, zap->options.store);

	if (decision.verdict != ZAP_ACCEPTED)
		record_refusal(zap, request, &decision);
	reply(zap, request, &decision);
}

static void on_closed(void *context)
{
	struct zap *zap = context;
	struct zap_options options = zap->options;

	memory_free(zap);
	if (options.on_closed)
		options.on_closed(options.context);
}

enum error zap_open(struct zap **out, const struct zap_options *options, struct problem *problem)
{
	static const struct channel_callbacks callbacks = {.on_parcel = on_parcel, .on_closed = on_closed};
	static const struct channel_options channel_options = {
		.kind = CHANNEL_REP,
		.message_bytes_max = ZAP_MESSAGE_BYTES_MAX,
		.send_queue_max = ZAP_QUEUE_MAX,
		.receive_queue_max = ZAP_QUEUE_MAX,
	};
	struct zap *zap = memory_new(1, sizeof(*zap));
	enum error error;

	if (!zap)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to check keys");
	zap->options = *options;
	error = channel_open(&zap->channel, options->loop, options->zmq_context, &channel_options, &callbacks, zap, problem);
	if (error) {
		memory_free(zap);
		return error;
	}
	error = channel_bind(zap->channel, "inproc://zeromq.zap.01", NULL, problem);
	if (error) {
		zap->options.on_closed = NULL;
		channel_close(zap->channel);
		return error;
	}
	*out = zap;
	return ERROR_NONE;
}

void zap_close(struct zap *zap)
{
	channel_close(zap->channel);
}

uint64_t zap_refused_count(const struct zap *zap)
{
	return zap->refused;
}
