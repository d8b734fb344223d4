/*
 * Batches of events and of withdrawals, as the ledger keeps them: the canonical bytes of an entry's body. A batch is one file of Ofsted's list, or one
 * event entered by hand. It knows as of which day it speaks (its edition), so that of two batches about an event the one that knows more is taken,
 * in whatever order they were imported.
 */
#pragma once

#include "collector/core/event.h"
#include "common/arena.h"
#include "common/cursor.h"
#include "common/digest.h"
#include "common/error.h"

enum { EVENT_BATCH_EVENTS_MAX = 4096 };

/* A batch without its events. */
struct event_batch_head {
	struct date edition;     /* the newest day of a report in the file; of an event entered by hand the day of its entry */
	struct digest file_hash; /* SHA-256 of the file; zero: entered by hand */
	struct slice source;     /* of all events of the batch, or empty in a batch of withdrawals; borrowed */
	uint32_t count;          /* 1 to EVENT_BATCH_EVENTS_MAX */
};

struct event_batch {
	struct event_batch_head head;
	const struct event *events; /* ascending by key, each key once; the source of each is the head's */
};

/* Events that are no longer to be shown. */
struct event_withdrawal {
	struct date edition;
	uint32_t count;
	const struct event_key *keys; /* ascending, each once */
};

/* The canonical bytes, in the arena. ERROR_INVALID: they are not sound; ERROR_NO_MEMORY. */
enum error event_batch_pack(const struct event_batch *batch, struct arena *arena, struct slice *out) MUST_CHECK;
enum error event_withdrawal_pack(const struct event_withdrawal *withdrawal, struct arena *arena, struct slice *out) MUST_CHECK;

/* Canonical bytes under way: without memory of its own. */
struct event_batch_reader {
	struct event_batch_head head;
	bool is_withdrawal;
	struct reader reader;
	uint32_t read_count;
	struct event_key last;
};

/* Reads the head. ERROR_CORRUPT: these are not the bytes of a batch (or of withdrawals, when `is_withdrawal`). Borrows from `bytes`. */
enum error event_batch_begin(struct slice bytes, bool is_withdrawal, struct event_batch_reader *out) MUST_CHECK;
/* The next event; of withdrawals only its key is there. *has_event is false at the end. ERROR_CORRUPT. */
enum error event_batch_next(struct event_batch_reader *batch, struct event *out, bool *has_event) MUST_CHECK;
/* Whether these are canonical bytes to the end. */
bool event_batch_is_sound(struct slice bytes, bool is_withdrawal);
