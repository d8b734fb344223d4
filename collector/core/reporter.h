/* Who is expected to have a figure for a month: councils, two that report as one once. Pure. */
#pragma once

#include "collector/core/column.h"

struct reporter {
	const struct council *council; /* of two that report as one, the one whose record has the figures */
	const struct council *joint;   /* the other of the two; NULL: it reports alone */
	const struct cell *cell;       /* NULL without a record; borrowed from the column */
};

/*
 * Those of the area's councils that exist on the month's last day, ascending by code; two that report as one (column_partner) when either of them is in
 * the area. `out` has room for council_count(). Returns how many there are.
 */
unsigned reporters_of(const struct column *column, const struct area *area, struct reporter *out);
