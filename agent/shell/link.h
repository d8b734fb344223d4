/*
 * The link to the collector: performs what delivery decides, over a DEALER with CURVE. It verifies what comes back and settles it in the outbox; one
 * connection, made by us, nothing listens.
 */
#pragma once

#include <uv.h>

#include "agent/core/delivery.h"
#include "agent/shell/outbox.h"
#include "common/shell/clock.h"
#include "common/shell/keys.h"

struct link;

struct link_options {
	uv_loop_t *loop;
	const char *endpoint;                /* "tcp://collector.example:5555" */
	const struct secret_keys *keys;      /* our own */
	const struct public_keys *collector; /* the collector's */
	struct outbox *outbox;
	const struct clock *clock;
	uint64_t retry_max_ms;
	void (*on_change)(void *context); /* the link's state or a return's has changed */
	void (*on_closed)(void *context); /* after link_close, the last callback: free it then */
	void *context;
};

/* How the link is doing, for status. */
struct link_report {
	enum delivery_link state;
	const char *trouble;            /* why there is no session, static or borrowed; "" when there is one or nothing is known */
	unsigned open_count;            /* returns that wait for an answer */
	uint64_t acknowledged, refused; /* since the start */
};

/* "tcp://HOST:PORT" with a port of 1 to 65535; ERROR_INVALID with the sentence. */
enum error endpoint_check(const char *endpoint, struct problem *problem) MUST_CHECK;
/* All that the options point to must outlive the link. Nothing is connected before link_start. */
enum error link_open(struct link **out, const struct link_options *options, struct problem *problem) MUST_CHECK;
/* Connects. */
void link_start(struct link *link);
/* Offers the outbox's approved returns again: those that are known already are passed over. Call it after an approval, and on a timer. */
enum error link_offer(struct link *link, struct problem *problem) MUST_CHECK;
void link_report(const struct link *link, struct link_report *out);
/* Ends the connection; what has no answer stays in the outbox. on_closed is called from the loop. */
void link_close(struct link *link);
void link_free(struct link *link);
