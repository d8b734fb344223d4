/*
 * A month at a glance: the headline indicators of an area's councils, with their changes over the year and their last months, and the rates of the area and
 * of England beside them. Tables and sentences are made of it. Pure.
 */
#pragma once

#include "collector/core/matrix.h"
#include "collector/pages/glance_change.h"
#include "collector/pages/headline.h"
#include "collector/pages/page.h"
#include "collector/pages/sparkline.h"

enum { GLANCE_POINTS_MAX = SPARKLINE_POINTS_MAX };

struct glance_column {
	struct headline headline;
	const struct matrix_row *row;
	/* The columns up to the row's own, the last: of returns month by month, of releases year by year. Borrowed from the cube. */
	unsigned points_count;
	const struct column *points[GLANCE_POINTS_MAX];
	struct column_summary sums[GLANCE_POINTS_MAX]; /* of the area, in step */
	const struct column *before;                   /* a year before the row's */
	struct column_summary before_sum;
	/* England's: of the row's source where it has half of its councils, else the newest release within a year; NULL: there is none. */
	const struct column *england;
};

struct glance {
	struct matrix matrix;          /* of the headline indicators alone */
	struct glance_column *columns; /* in step with the matrix's rows */
	const unsigned *by_name;       /* the places of the matrix's councils in the order of their names: whoever looks for one knows its name */
};

/* Of the request's area, month and source. Errors of the cube, ERROR_NO_MEMORY. */
enum error glance_make(const struct page_request *request, struct glance *out) MUST_CHECK;
/* The change of a council's figure; `council` by its place in the matrix. */
struct glance_change glance_council_change(const struct glance *glance, unsigned column, unsigned council);
/* The change of the area's rate: known when both have all councils, or equally many. */
struct glance_change glance_area_change(const struct glance_column *column);
struct sparkline glance_council_line(const struct glance *glance, unsigned column, unsigned council);
/* Of the months in which half of the area's councils have a figure. */
struct sparkline glance_area_line(const struct glance_column *column);
