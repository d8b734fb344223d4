/* A council beside its ten statistical neighbours. Pure. */
#pragma once

#include "collector/core/column.h"

/*
 * Over the neighbours' rounded values, as the Department for Education's two tools do: its interactive one shows the mean, its dashboard the median.
 * A neighbour whose figures are in a joint row has none of its own.
 */
struct neighbour_summary {
	unsigned expected;         /* neighbours that the model has; 0: it has none of this council */
	unsigned count;            /* with a value; mean and median are known with one at least */
	unsigned other_definition; /* of these, values that mean something else than the column's newest (cell_is_other) */
	int64_t mean, median;      /* with one decimal more than the indicator, rounded half up */
};

/* Where the council stands among itself and those of its neighbours that have a value. All 0: it has none of its own, or the model has no neighbours. */
struct neighbour_standing {
	unsigned rank;    /* from the best, or from the highest without polarity; ties share the lowest number */
	unsigned counted; /* with a value, the council itself too */
};

struct neighbour_summary neighbours_of(const struct column *column, const struct council *council);
struct neighbour_standing neighbours_standing(const struct column *column, const struct council *council);
/* Whether the council is one of the other's neighbours: the model's links are not mutual. */
bool neighbours_name(const struct council *council, const struct council *other);
/* The decimals of mean and median. */
unsigned neighbour_decimals(const struct indicator *indicator);
