/*
 * From the ledger's batches and withdrawals to the events that stand. Of all that was recorded of an event (council, day and kind), the record of the
 * newest edition stands, of one edition the later entry; when that is a withdrawal, none does. What no longer stands is kept: it is the event's history.
 */
#pragma once

#include "collector/core/event_batch.h"

enum { EVENT_RECORDS_MAX = 1 << 16 };

/* One record of an event. */
struct event_record {
	struct event event; /* of a withdrawal only the key */
	struct date edition;
	uint64_t sequence; /* of the ledger entry, in the chain of events */
	int64_t recorded_at_s;
	bool is_withdrawal;
	bool is_by_hand; /* not of a file */
	bool stands;
};

struct event_fold {
	struct arena *arena;       /* of the list and the sources */
	struct event_record *list; /* after event_fold_finish by key, edition, sequence */
	size_t count, room;
};

void event_fold_init(struct event_fold *fold, struct arena *arena);
/* Takes the body of an entry in; entries come in any order, each once. ERROR_CORRUPT: it is not sound; ERROR_LIMIT: there are too many; ERROR_NO_MEMORY. */
enum error event_fold_take(struct event_fold *fold, bool is_withdrawal, uint64_t sequence, int64_t recorded_at_s, struct slice body) MUST_CHECK;
/* Puts the records in order and marks those that stand; no more is taken then. */
void event_fold_finish(struct event_fold *fold);
/* The records of one event, oldest edition first; *count is 0 when there are none. After event_fold_finish; borrowed. */
const struct event_record *event_fold_history(const struct event_fold *fold, const struct event_key *key, size_t *count);
/* The record that stands, NULL when none does. */
const struct event_record *event_fold_find(const struct event_fold *fold, const struct event_key *key);
/*
 * The records that stand, of one council or of all (0), ascending by date, then council and kind; in the arena. After event_fold_finish.
 * ERROR_NO_MEMORY.
 */
enum error event_fold_standing(const struct event_fold *fold, uint16_t council, struct arena *arena, struct event_record **list,
			       size_t *count) MUST_CHECK;
/* The same events without their records, the sources borrowed from the fold. ERROR_NO_MEMORY. */
enum error event_fold_events(const struct event_fold *fold, uint16_t council, struct arena *arena, struct event **list, size_t *count) MUST_CHECK;
