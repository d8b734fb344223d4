/* The census: one year's CIN census of a council, as far as it goes on a day. */
#pragma once

#include "deploy/demo_data/grid.h"
#include "deploy/demo_data/need.h"

/* Whose census it is. */
struct need_teller {
	const struct need *need; /* borrowed */
	uint64_t seed;
	uint16_t council;
	struct date horizon; /* the last day that the cases know of */
	uint32_t *by_child;  /* case indexes in the order of the children, each child's in the order of the referrals */
};

/* ERROR_NO_MEMORY when `arena` has no room for the order of the cases. */
enum error need_teller_init(struct need_teller *teller, const struct need *need, uint64_t seed, uint16_t council, struct date horizon,
			    struct arena *arena) MUST_CHECK;
/* Appends the census of collection year `year`: the children with a case that was open in it, and what had happened by `last`. */
void need_census_write(const struct need_teller *teller, int year, struct date last, const struct grid_dress *dress, struct text *text);
