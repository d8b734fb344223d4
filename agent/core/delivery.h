/*
 * Delivery: the state machine that brings approved returns to the collector. Pure (invariant 10): an event with the time and a random number in it goes
 * in, bounded effects come out; sockets, disk and clock belong to the shell.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"
#include "common/month.h"

enum {
	DELIVERY_WINDOW = 16,         /* submissions without an answer at a time */
	DELIVERY_ITEMS_MAX = 512,     /* returns known and not answered; the outbox holds the rest until there is room */
	DELIVERY_EFFECTS_MAX = 24,    /* of one step */
	DELIVERY_RETRY_MIN_MS = 1000, /* between any two retries or reconnections */
	DELIVERY_CONNECT_MS = 15000,  /* until a new socket must have a session */
	DELIVERY_ANSWER_MS = 30000,   /* until a submission must have an answer, else the link is taken for dead */
	DELIVERY_STEADY_MS = 10000,   /* a session that lasted so long makes the next reconnection a first one again */
};

#define DELIVERY_NEVER_MS UINT64_MAX

/* Names an approved return of the outbox. */
struct delivery_item {
	struct month month;
	uint32_t revision;
};

enum delivery_event_kind {
	DELIVERY_TICK,             /* the time that wake_at_ms asked for, or any other */
	DELIVERY_ITEM_KNOWN,       /* an approved, unanswered return; a known one is passed over */
	DELIVERY_LINK_UP,          /* a session: the collector has said hello */
	DELIVERY_HANDSHAKE_FAILED, /* keys refused, or protocol not spoken */
	DELIVERY_LINK_DOWN,        /* the connection has gone, or could not be made */
	DELIVERY_RECEIPT,          /* verified and stored by the shell */
	DELIVERY_REFUSAL,
};

struct delivery_event {
	enum delivery_event_kind kind;
	struct delivery_item item; /* of ITEM_KNOWN, RECEIPT, REFUSAL */
	uint32_t code;             /* of REFUSAL: enum refusal_code */
};

enum delivery_effect_kind {
	DELIVERY_SEND,    /* submit the item's envelope */
	DELIVERY_REBUILD, /* close the socket if there is one, open and connect a new one */
	DELIVERY_MARK_ACKNOWLEDGED,
	DELIVERY_MARK_REFUSED, /* for good, with `code` */
};

struct delivery_effect {
	enum delivery_effect_kind kind;
	struct delivery_item item;
	uint32_t code;
	bool is_retry; /* of SEND: it was sent before */
};

struct delivery_effects {
	unsigned count;
	struct delivery_effect list[DELIVERY_EFFECTS_MAX]; /* to be performed in this order */
	uint64_t wake_at_ms;                               /* a tick is wanted then; DELIVERY_NEVER_MS: none */
};

enum delivery_link { DELIVERY_LINK_WAITING, DELIVERY_LINK_CONNECTING, DELIVERY_LINK_ESTABLISHED };

struct delivery;

/* `retry_max_ms`: the longest backoff, at least DELIVERY_RETRY_MIN_MS. NULL when there is no memory. */
struct delivery *delivery_new(uint64_t retry_max_ms) MUST_CHECK;
void delivery_free(struct delivery *delivery);
/*
 * One event. `now_ms` never goes back; `random` is any number, for the jitter. The first step asks for the first socket. Takes no memory and cannot
 * fail; an item beyond DELIVERY_ITEMS_MAX is not taken (ask delivery_has_room first).
 */
void delivery_step(struct delivery *delivery, const struct delivery_event *event, uint64_t now_ms, uint64_t random, struct delivery_effects *out);

bool delivery_has_room(const struct delivery *delivery);
bool delivery_knows(const struct delivery *delivery, struct delivery_item item);
/* Items known and not answered. */
unsigned delivery_open_count(const struct delivery *delivery);
enum delivery_link delivery_link_state(const struct delivery *delivery);
