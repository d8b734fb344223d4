/*
 * The intake: returns arrive on a ZeroMQ router, go to the writer, and are answered.
 *
 *   arrival -> refused at once, or a hello's answer, or the writer -> the writer's answers, sent on the loop's thread
 */
#pragma once

#include <uv.h>

#include "collector/shell/audit.h"
#include "collector/shell/health.h"
#include "collector/shell/store.h"
#include "common/shell/clock.h"
#include "common/shell/keys.h"

struct intake;

struct intake_options {
	uv_loop_t *loop;
	void *zmq_context;
	struct store *store;            /* borrowed */
	const struct secret_keys *keys; /* borrowed: the socket's CURVE pair and the key of receipts */
	struct audit *audit;            /* borrowed */
	struct clock clock;
	const char *endpoint; /* "tcp://127.0.0.1:0": port 0 takes a free one */
	/* The store failed (ERROR_IO, ERROR_CORRUPT): the process must stop, and nothing more is acknowledged. */
	void (*on_failed)(void *context, enum error error);
	/* A session could not begin: refused by ZAP, or failed before ZAP was asked. */
	void (*on_handshake_failed)(void *context);
	/* After intake_close, from the loop; the intake is gone then. */
	void (*on_closed)(void *context);
	void *context;
};

/* Opens and binds; *port is the one that was taken. The ZAP handler must be open. ERROR_EXISTS: the port is in use. */
enum error intake_open(struct intake **out, const struct intake_options *options, unsigned *port, struct problem *problem) MUST_CHECK;
/* Takes nothing more, waits for the batch in flight, sends its answers and closes. What still waits in the queue is not acknowledged, and is sent again. */
void intake_close(struct intake *intake);
/* Fills in what the intake knows: the state (serving or disk full), the counters and the queue. */
void intake_health(const struct intake *intake, struct health *health);
/* As writer_probe. */
void intake_probe(struct intake *intake);
