/* Of how many councils the sums and means of a table are, from the row with the fewest to the one with the most; to be said below it. Pure. */
#pragma once

#include "collector/core/column.h"
#include "common/text.h"

struct extent {
	bool is_known; /* some row has one */
	bool has_gaps; /* of England: some row has too few to be called so */
	unsigned counted_least, counted_most;
	unsigned expected_least, expected_most;
};

/* Whether a column's sums over England are to be called England's: at least half of its councils have reported, as bands need it. */
bool extent_is_england(const struct column_summary *england);
/* A row's sum or mean is of `counted` of `expected` councils. */
void extent_see(struct extent *extent, unsigned counted, unsigned expected);
/* As above, when the row's sum has a value; of England only where it is called so. */
void extent_see_sum(struct extent *extent, const struct column_summary *summary);
void extent_see_england(struct extent *extent, const struct column_summary *england);
/* "4 to 10 of 10"; "none" when no row has one. */
void extent_put(struct text *text, const struct extent *extent);
/* "the sums of 4 to 10 of 10 councils"; "none" when no row has one. */
void extent_put_sums(struct text *text, const struct extent *extent);
/* The same of England, and where a dash stands in its place. */
void extent_put_england(struct text *text, const struct extent *extent);
