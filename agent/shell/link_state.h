/* The inside of a link: what link.c (socket, effects) and link_answers.c (what comes back) share. Nobody else includes it. */
#pragma once

#include "agent/shell/link.h"
#include "common/shell/channel.h"

enum { LINK_ITEM_TEXT_SIZE = 16, LINK_ARENA_BYTES = 4 * RETURN_BYTES_MAX + UNPACK_BUDGET_BYTES };

/* A return that delivery knows, or whose refusal could not be stored. */
struct known_item {
	struct delivery_item item;
	struct digest envelope_hash;
	bool is_new;     /* delivery does not know it yet */
	bool is_settled; /* delivery has forgotten it */
};

/* A verified receipt that waits for the end of the turn. */
struct pending_receipt {
	struct delivery_item item;
	struct digest envelope_hash;
	uint64_t sequence;
	size_t frame_bytes;
	uint8_t frame[OUTBOX_RECEIPT_BYTES_MAX];
};

struct link {
	struct link_options options;
	void *zmq_context;
	struct delivery *delivery;
	struct channel *channel; /* the current socket; NULL: none */
	unsigned open_channels;  /* that one and those that are closing */
	uv_timer_t wake_timer;   /* delivery's tick */
	uv_timer_t turn_timer;   /* the end of a turn with receipts */
	unsigned open_timers;
	bool is_closing;
	const char *trouble;
	uint64_t acknowledged, refused;
	struct refusal refusal; /* the one that delivery is being asked about; borrowed for that time */
	unsigned known_count;
	struct known_item known[DELIVERY_ITEMS_MAX];
	unsigned pending_count;
	struct pending_receipt pending[OUTBOX_BATCH_MAX];
};

/* "2021-09/1", for the log. */
const char *link_item_text(struct delivery_item item, char buffer[static LINK_ITEM_TEXT_SIZE]);
/* One event through delivery, and its effects performed. */
void link_step(struct link *link, struct delivery_event event);
/* The session has ended, or will not come: `trouble` is static and says why. Nothing when that is known already. */
void link_lose(struct link *link, enum delivery_event_kind kind, const char *trouble);
/* NULL when there is none. */
struct known_item *link_known_find(struct link *link, const struct digest *envelope_hash);
/* A message of the collector; on the loop's thread. */
void link_on_parcel(void *context, const struct parcel *parcel);
/* Stores the receipts that have been verified and not yet stored, then tells delivery. */
void link_settle_receipts(struct link *link);
