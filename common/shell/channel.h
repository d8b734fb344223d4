/*
 * A ZeroMQ socket in a libuv loop: the adapter between the two libraries. ZMQ_FD only signals transitions, so prepare, check, idle and poll watchers
 * together ask ZMQ_EVENTS before the loop blocks, and the user is called with a receive budget.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <uv.h>

#include "common/error.h"
#include "common/slice.h"

enum { CHANNEL_PARTS_MAX = 8, CHANNEL_RECEIVE_BUDGET = 64 };

/* One received multipart message; parts are borrowed until the callback returns. */
struct parcel {
	unsigned part_count; /* parts that were received in all; more than CHANNEL_PARTS_MAX are drained and counted, not kept */
	struct slice parts[CHANNEL_PARTS_MAX];
	char user[32]; /* ZAP User-Id of the peer, "" without ZAP */
	char peer_address[64];
};

/* The library's context, one a process, for channel_open; NULL when there is no memory. Free it after the loop has closed every channel. */
void *channel_context_new(void) MUST_CHECK;
void channel_context_free(void *zmq_context);

struct channel;

struct channel_callbacks {
	void (*on_parcel)(void *context, const struct parcel *parcel); /* on the loop's thread */
	void (*on_closed)(void *context);                              /* the last callback; the channel is gone */
};

/* A dealer does not reconnect by itself: watch it, and open another one when your own backoff says so. A router refuses to send to a peer that has gone. */
enum channel_kind { CHANNEL_ROUTER, CHANNEL_DEALER, CHANNEL_REP, CHANNEL_PAIR };

struct channel_options {
	enum channel_kind kind;
	size_t message_bytes_max;
	int send_queue_max, receive_queue_max; /* messages */
	/* CURVE; all NULL for none (inproc only). */
	const uint8_t *curve_public, *curve_secret; /* own, 32 bytes each */
	const uint8_t *curve_server_public;         /* client: the server's; NULL: this side is the server */
	const char *zap_domain;                     /* server; with ZMQ_ZAP_ENFORCE_DOMAIN */
};

/* `zmq_context` is one of channel_context_new (or zmq_ctx_new), owned by the caller. The socket is made but neither bound nor connected. */
enum error channel_open(struct channel **out, uv_loop_t *loop, void *zmq_context, const struct channel_options *options,
			const struct channel_callbacks *callbacks, void *context, struct problem *problem) MUST_CHECK;
/* Binds; `port` may be NULL; port 0 ("tcp://127.0.0.1:*" or ":0") picks a free one, told in *port. ERROR_EXISTS: the port is in use. */
enum error channel_bind(struct channel *channel, const char *endpoint, unsigned *port, struct problem *problem) MUST_CHECK;
enum error channel_connect(struct channel *channel, const char *endpoint, struct problem *problem) MUST_CHECK;
/* Queues one multipart message. ERROR_AGAIN: the queue is full; ERROR_CLOSED: a router's peer has gone. Never blocks. */
enum error channel_send(struct channel *channel, const struct slice *parts, unsigned part_count) MUST_CHECK;
/* Reports connection events of this channel (socket monitor): called on the loop's thread. */
enum channel_event { CHANNEL_CONNECTED, CHANNEL_HANDSHAKE_DONE, CHANNEL_HANDSHAKE_FAILED, CHANNEL_DISCONNECTED };
enum error channel_watch(struct channel *channel, void (*on_event)(void *context, enum channel_event event), struct problem *problem) MUST_CHECK;
/* Closes the watchers, then the socket, then calls on_closed from the loop. */
void channel_close(struct channel *channel);
