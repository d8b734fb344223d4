/*
 * Children: the files about children which a council's systems would have produced: the SSDA903 sets and the CIN censuses, of synthetic children who have
 * the council's published figures (children_published.def) on every 31 March. All else about them is invented; nobody in them exists.
 */
#pragma once

#include "common/arena.h"
#include "common/text.h"
#include "deploy/demo_data/children_published.h"
#include "deploy/demo_data/period.h"
#include "deploy/demo_data/sink.h"

/* What one council's children and one of their files take at most. */
enum { CHILDREN_ARENA_BYTES = 16 << 20, CHILDREN_FILE_BYTES = 64 << 20 };

struct children_order {
	const struct children_council *council;     /* borrowed, as is the next one */
	const struct children_council *predecessor; /* whose children it has taken over; NULL: nobody's */
	unsigned turn;                              /* which of the predecessor's two successors it is: 0 or 1 */
	unsigned index;                             /* of the council among the demo's: how its systems write follows from it */
	struct period period; /* of the council's own: its agent shall compute each of its months, flows over twelve months included */
	uint64_t seed;
};

/*
 * Hands the files of every collection year (1 April to 31 March) that the period needs to `sink`: ssda903_YEAR_TABLE.csv and cin_YEAR.xml, from the year
 * in which the twelve months before the period begin, or the council does, to the one in which the period ends. They know nothing of what comes after
 * it; the children are the same whatever the period. A published figure that the children do not have is a line of `unmet`; nothing is ever made to
 * fit. ERROR_NOT_FOUND, with a sentence, when no children have what was published; what the sink returned. Memory from `arena`, which is reset first.
 */
enum error children_write(const struct children_order *order, struct arena *arena, const struct sink *sink, struct text *unmet,
			  struct problem *problem) MUST_CHECK;
