/*
 * The queue of submissions that wait for the writer: first in, first out, bounded in number, in bytes and per council, so that nobody can fill it for the
 * others. What does not fit is refused as too busy, and the agent tries again.
 */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum {
	QUEUE_COUNT_MAX = 4096,        /* 153 councils with a window of 16 have 2,448 on their way */
	QUEUE_BYTES_MAX = 32 << 20,    /* of envelopes */
	QUEUE_COUNCIL_COUNT_MAX = 128, /* of one council: its window, eight times */
	QUEUE_CODES = 1000,
};

/* One submission with all that its answer needs; one block of memory. */
struct queued {
	uint16_t council;
	struct slice peer; /* the routing id */
	struct slice envelope_bytes;
	char peer_address[64];
	uint8_t bytes[]; /* what the slices point at */
};

struct queue {
	struct queued *ring[QUEUE_COUNT_MAX];
	unsigned first, count, count_max; /* count_max: the most there ever were */
	size_t bytes;
	uint16_t of_council[QUEUE_CODES];
};

void queue_init(struct queue *queue);
/* Frees what still waits. */
void queue_fini(struct queue *queue);
/* Copies everything. `council` < QUEUE_CODES. ERROR_AGAIN: a bound is reached; ERROR_NO_MEMORY. */
enum error queue_push(struct queue *queue, uint16_t council, struct slice peer, struct slice envelope_bytes, const char *peer_address) MUST_CHECK;
/* The oldest, now the caller's; NULL when there is none. Free it with queued_free. */
struct queued *queue_pop(struct queue *queue);
void queued_free(struct queued *queued);
