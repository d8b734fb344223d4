/*
 * ZAP, the ZeroMQ Authentication Protocol (RFC 27), as its handler: which transport key may open a session, and as which council. CURVE only. The
 * council's code becomes the session's User-Id. A session that is open stays open: each message is checked again by whoever takes it.
 */
#pragma once

#include <uv.h>

#include "collector/shell/audit.h"
#include "collector/shell/store.h"
#include "common/shell/channel.h"
#include "common/shell/clock.h"

#define ZAP_DOMAIN "bellwether"

enum { ZAP_USER_SIZE = 8 };

enum zap_verdict {
	ZAP_ACCEPTED,
	ZAP_MALFORMED, /* not a request of the protocol's version 1.0 */
	ZAP_WRONG_DOMAIN,
	ZAP_NOT_CURVE, /* NULL, PLAIN and others */
	ZAP_UNKNOWN_KEY,
	ZAP_REVOKED_KEY,
	ZAP_STORE_FAILED, /* temporary: the store could not be asked */
};

struct zap_decision {
	enum zap_verdict verdict;
	uint16_t council; /* of the key, when it is known */
};

/* Decides about one request, in a reading transaction of its own. */
struct zap_decision zap_decide(const struct parcel *request, struct store *store);
/* "unknown_key", as the audit has it; NULL for ZAP_ACCEPTED. */
const char *zap_verdict_code(enum zap_verdict verdict);

struct zap;

struct zap_options {
	uv_loop_t *loop;
	void *zmq_context; /* the one of the sockets that are to be guarded */
	struct store *store;
	struct audit *audit;
	struct clock clock;
	void (*on_closed)(void *context); /* after zap_close, from the loop; the handler is gone then */
	void *context;
};

/* Must be open before the guarded socket is bound: without a handler every key would be let in. */
enum error zap_open(struct zap **out, const struct zap_options *options, struct problem *problem) MUST_CHECK;
void zap_close(struct zap *zap);
/* Sessions refused since the opening. */
uint64_t zap_refused_count(const struct zap *zap);
