/* A row of a ranking beside what it is compared with: the rest of its area, the rest of England, its statistical neighbours. Pure. */
#pragma once

#include "collector/core/neighbours.h"
#include "collector/core/ranking.h"

/* One of them. Differences are the row's less the other's, with an interval at CERTAINTY_CONFIDENCE where one fits the indicator. */
struct ranking_beside {
	bool is_known;
	unsigned included, expected; /* of a rest: councils in its sums, and those that exist */
	int64_t value;               /* the other's */
	int64_t difference;          /* of rounded values */
	bool has_interval;           /* around the exact difference */
	int64_t low, high;
};

struct ranking_comparison {
	/*
	 * All others of the area, and of England, pooled: a council is a part of the area, so its difference to the whole would be too small and have
	 * no usual interval. In units of 10^-decimals. Intervals: difference_interval.
	 */
	struct ranking_beside area, england;
	struct neighbour_summary neighbours; /* of two that report as one, those of the council whose row it is */
	/*
	 * The neighbours' mean, with one decimal more. Its interval is composed of the councils' own ones as a difference's is (MOVER: Donner and Zou,
	 * Statistical Methods in Medical Research 21 (2012)), for the mean of the proportions or rates, each counting alike; known when all have one.
	 */
	struct ranking_beside mean;
};

/* Nothing is known of a row without a value. The ranking's cube must still be there. */
void ranking_compare(const struct ranking *ranking, const struct ranking_row *row, struct ranking_comparison *out);
