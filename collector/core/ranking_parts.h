/* The steps that make a ranking. Private to ranking.c. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/core/reporter.h"

/* The columns that a ranking reads: the month's own, those that it is compared with, and what releases have of the month. `since`: NULL, not asked. */
struct ranking_columns {
	const struct column *now, *month_before, *year_before, *since, *official;
};

/* Rows in order, ranked ones first, numbered from both ends; with all that the reporters, and the columns of their own, tell. */
enum error ranking_rows_make(const struct ranking_columns *columns, struct ranking *ranking, struct arena *arena) MUST_CHECK;
/* Intervals, rank intervals and possible ranks. */
enum error ranking_certainty_make(struct ranking *ranking, struct arena *arena) MUST_CHECK;
/* What moved the ranks since the compared month. */
enum error ranking_moves_make(struct ranking *ranking, struct arena *arena) MUST_CHECK;
/* The returns that are corrections, and what the chosen council's and its passers' were before. Errors as of cube_history. */
enum error ranking_corrections_make(const struct cube_view *cube, struct ranking *ranking, struct arena *arena) MUST_CHECK;
/*
 * The cell of an earlier column whose figure is of the same council, or of the same two together; NULL when there is none, or it is of another number of
 * councils.
 */
const struct cell *ranking_cell_before(const struct ranking_row *row, const struct column *before);
