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
