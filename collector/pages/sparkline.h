/* A sparkline: the last figures of a cell, which a script draws and words tell to whoever sees no picture. Pure; strings are in the composer's arena. */
#pragma once

#include "collector/core/reporter.h"
#include "collector/pages/figure.h"

enum { SPARKLINE_POINTS_MAX = 12 };

/* Begin it as {.indicator, .last, .step}, then add point after point, the oldest first. */
struct sparkline {
	const struct indicator *indicator;
	struct month last; /* of the newest point */
	int step;          /* months from one point to the next */
	unsigned count;
	struct indicator_value points[SPARKLINE_POINTS_MAX];
};

/* How many months of a source there are from one figure to the next. */
int sparkline_step(enum cube_source source);
/* The next point; NULL: there is none. */
void sparkline_add(struct sparkline *line, const struct indicator_value *value);
/* A council's next point: none where its figure is of other councils than the newest one, or is not known to mean the same. */
void sparkline_add_reporter(struct sparkline *line, const struct reporter *newest, const struct reporter *then);
/* What a script draws: "10.2 11.3 - 12.0"; NULL with fewer than two numbers. */
const char *sparkline_values(const struct sparkline *line, struct composer *composer);
/* The place of the first point with a number; only of a line with values. */
unsigned sparkline_first(const struct sparkline *line);
struct month sparkline_month(const struct sparkline *line, unsigned place);
/* Both in a cell that has the newest figure: its line, and in words where it comes from; nothing with fewer than two numbers. */
void sparkline_mark(const struct sparkline *line, struct figure_cell *cell, struct composer *composer);
