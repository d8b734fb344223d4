/*
 * Care spells: a child's joined episodes. Consecutive and overlapping episodes are one period of care; a day between them ends it. Episodes of short
 * breaks (V3, V4) are no care. Within a period, placements: a child moves when an episode says so (RNE P or B, or S), or says nothing and differs in
 * its place; a change of legal status, a change with the same carers, a temporary placement (T0 to T4) and the return from it are no move. A place is
 * the same when its code, its provider and, where both episodes have them, the home's number (URN) and postcode are.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/care_store.h"

/* Days: looked after from `start` on, no longer on `end` (CARE_DAY_OPEN: still). */
struct care_spell {
	uint16_t start, end;
	const struct care_record *first; /* the episode that began it */
	const struct care_record *last;  /* the episode that ended it, or that is to */
};

struct care_placement {
	uint16_t start, end;
	const struct care_record *first;
};

/* Goes through a child's episodes; the store must have been merged. */
struct care_walk {
	const struct care_store *store;
	const struct care_record *next; /* an episode, or NULL */
};

struct care_walk care_walk_begin(const struct care_store *store, const struct care_child *child);
/* The next episode of care; false: none. */
bool care_walk_next(struct care_walk *walk, const struct care_record **episode);
/* The next period of care; false: none. */
bool care_spell_next(struct care_walk *walk, struct care_spell *spell);

/* The first record of a kind; the others of the kind follow by `next`. NULL: none. */
const struct care_record *care_first_of(const struct care_store *store, const struct care_child *child, enum care_kind kind);
/* The next one of the same kind; NULL: none. */
const struct care_record *care_next_of(const struct care_store *store, const struct care_record *record);

/* Goes through the placements of a period of care. */
struct care_moves {
	struct care_walk walk;
	struct care_spell spell;
	const struct care_record *pending; /* begins the next placement; NULL: the period is over */
};

struct care_moves care_moves_begin(const struct care_store *store, const struct care_spell *spell);
/* False: no more. A period that is all temporary placements has none. */
bool care_moves_next(struct care_moves *moves, struct care_placement *placement);

bool care_is_open_on(uint16_t start, uint16_t end, uint16_t day);
