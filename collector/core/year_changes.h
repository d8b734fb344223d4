/*
 * How an indicator changed over the twelve months that end with a month, at all of England's councils, and how far each one's change stands out among
 * theirs. For what has no monthly series of its own (a release comes once a year), and for sums over twelve months, whose months share eleven of them. Pure.
 */
#pragma once

#include "collector/core/cube_view.h"
#include "common/arena.h"

enum {
	CHANGE_MONTHS = 12,
	CHANGE_YEARS_MAX = 10, /* earlier changes from which the tails are known, this one included */
	CHANGE_SIZE_MIN = 20,  /* a smaller denominator is not judged, */
	CHANGE_COUNT_MIN = 5,  /* nor a numerator below this both times; nor, of a share, the rest */
};

struct year_change {
	const struct cell *before, *now;
	const struct council *joint; /* the other one of a joint reporter; NULL: none */
	double z;                    /* standard deviations above the median change */
};

struct year_changes {
	const struct indicator *indicator;
	struct month month;
	unsigned small_count; /* have both figures, but too small ones */
	bool is_judged;       /* there are enough of them, and they differ; else the list has no z */
	unsigned count;
	struct year_change *list; /* ascending by council; a joint reporter once */
	double freedom;           /* of the tails, for year_change_p; by year_changes_judge */
};

/* The changes with their z. Only the columns of `month` and of the one a year before are asked for. Errors of the cube, ERROR_NO_MEMORY. */
enum error year_changes_read(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			     struct arena *arena, struct year_changes *out) MUST_CHECK;
/*
 * The same with the freedom of the tails that this and earlier years' changes had (12, 24, ... months before, up to CHANGE_YEARS_MAX): nothing later than `month`
 * is asked for.
 */
enum error year_changes_judge(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			      struct arena *arena, struct year_changes *out) MUST_CHECK;
/* The chance of a change at least as far from the median, either way; of changes that were judged. */
double year_change_p(const struct year_changes *changes, const struct year_change *change);
/* NULL when the council has no change that is in the list. */
const struct year_change *year_changes_find(const struct year_changes *changes, uint16_t council);
