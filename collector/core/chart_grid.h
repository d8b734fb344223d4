/* The last three years' monthly readings of an indicator at all councils, and how much a month has in common with the next. Pure. */
#pragma once

#include "collector/core/cube_view.h"
#include "collector/core/xmr.h"
#include "common/arena.h"

/* A chart is not read where neighbouring months have more in common: limits and runs lose their meaning. */
#define CHART_CORRELATION_MAX 0.5

enum {
	CHART_MONTHS = 36,
	CHART_SERIES_MIN = 5, /* series that a correlation is the median of */
};

struct chart_grid {
	struct month month; /* the last one */
	bool is_long;       /* some series has the readings that a chart needs; else there are no readings */
	bool has_correlation;
	double correlation; /* -1 to below 1 */
	struct xmr_reading *readings;
};

/* Whether the indicator's months are of their own: not sums over twelve of them. */
bool indicator_can_be_charted(const struct indicator *indicator);
/* A chart's reading of a figure; not known where it is no number, or larger than a chart takes. */
struct xmr_reading chart_reading(const struct indicator *indicator, const struct indicator_value *value);
/*
 * The correlation of neighbouring months is the median over all series of England that are long enough for a chart: each one's sum of products of
 * neighbouring distances from its mean over its sum of squares, both by their number; plus (1 + 4 x it) / n for the mean being its own (Marriott and Pope,
 * Biometrika 41, 1954). The median, because a few councils that move must not make all series look slow. Errors of the cube, ERROR_NO_MEMORY.
 */
enum error chart_grid_read(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			   struct arena *arena, struct chart_grid *out) MUST_CHECK;
/* The correlation alone. *is_known is false where there is none, as of releases. */
enum error chart_grid_correlate(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
				bool *is_known, double *correlation) MUST_CHECK;
/* CHART_MONTHS readings of the council with this index in the council table, the last one of the grid's month. Only of a grid that is long. */
const struct xmr_reading *chart_grid_of(const struct chart_grid *grid, unsigned place);
