/* The column that is meant by "in this month": of returns the month's own, of releases, which come once a year, the newest one up to it. Pure. */
#pragma once

#include "collector/core/cube_view.h"

/* A published figure of an older month is not taken for this month's. */
enum { RECENT_MONTHS_MAX = 12 };

/*
 * Of returns the column of `month`; of releases that of the newest month up to it, within RECENT_MONTHS_MAX months, in which some council has the
 * indicator; NULL when there is none. Borrowed from the cube; errors are the cube's.
 */
enum error recent_column(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			 const struct column **out) MUST_CHECK;
/*
 * Whose England stands beside the figures of `own`, a column of the cube: its own where half of England's councils have reported, else that of the newest
 * release up to its month, within RECENT_MONTHS_MAX months; NULL when that has too few as well. Borrowed from the cube; errors are the cube's.
 */
enum error recent_england(const struct cube_view *cube, const struct column *own, const struct column **out) MUST_CHECK;
