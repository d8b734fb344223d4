/*
 * Who reports for a council in a column: itself, or two councils with one workforce together. Every answer asks here, and here it is asked whether two
 * columns' figures are of the same councils. Pure.
 */
#pragma once

#include "collector/core/column.h"

struct reporter {
	const struct council *council; /* of two that report as one, the one whose record has the figures */
	const struct council *joint;   /* the other of the two; NULL: it reports alone */
	const struct cell *cell;       /* NULL without a record; borrowed from the column */
};

/*
 * Of releases the release says who is in a row. In returns two councils with one workforce (council.joint_with) are one reporter of workforce indicators
 * while both exist, whichever of them sends it, unless both have sent numbers of their own; the one with numbers has the figures, else the one with a
 * record, else the one with the lower code.
 */
struct reporter reporter_of(const struct column *column, const struct council *council);
/* Whose figures the council's are as well; NULL: nobody's, or there are none. */
const struct council *reporter_other(const struct reporter *reporter, const struct council *council);
/* The same council, or the same two: only then are two months' figures of the same thing. */
bool reporter_is_same(const struct reporter *a, const struct reporter *b);
/* The cell with the council's own figure; NULL when it has none, or only one that is another council's as well. */
const struct cell *reporter_own_cell(const struct column *column, const struct council *council);
/*
 * Those of the area's councils that exist on the month's last day, ascending by code; two that report as one when either of them is in the area. `out`
 * has room for council_count(). Returns how many there are.
 */
unsigned reporters_of(const struct column *column, const struct area *area, struct reporter *out);
