/*
 * How often a sequence was followed by trouble in the history held, beside how often there was trouble without it. Only what had happened, and was
 * published, by the month that was asked for. Pure.
 */
#pragma once

#include "collector/core/event.h"
#include "collector/core/sequence.h"

enum { TROUBLE_QUARTERS = 8 /* two years in which trouble is looked for */ };

/* Councils, each once a year; and how many of them came into trouble. */
struct trouble_count {
	unsigned looked_at, in_trouble;
};

struct trouble_rates {
	struct trouble_count with, without; /* councils with the sequence, and the others that could be judged */
};

struct sequence_record {
	unsigned year_count; /* moments in the past that were looked at */
	struct month first, last;
	bool has_inspections; /* events were given that say something of these years */
	/* An inspection in the two years judged the council inadequate, or worse than its last one. */
	struct trouble_rates inspections;
	/* In the two years the council came newly into England's worst quarter of an indicator of trouble. */
	struct trouble_rates figures;
};

/* What councils' trouble is known by. */
struct trouble_grid;

/* Events ascending by date. Reads all columns of the indicators of trouble. Errors of the cube, ERROR_NO_MEMORY. */
enum error trouble_grid_make(const struct sequence_grid *sequences, const struct event *events, unsigned event_count,
			     const struct trouble_grid **out) MUST_CHECK;
/*
 * Looks at two, three, ... years before the grid's month: each council that could be judged then counts once in each. The two years after them overlap, so
 * that the counts depend on each other more than an interval for them says.
 */
enum error sequence_record_make(struct sequence_grid *grid, const struct trouble_grid *trouble, const struct sequence *sequence,
				struct sequence_record *out) MUST_CHECK;
