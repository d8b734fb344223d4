/*
 * How councils stand against England's, indicator by indicator and step by step back in time: the robust z that patterns are made of, and the figures
 * themselves. Pure.
 */
#pragma once

#include "collector/core/cube_view.h"
#include "common/arena.h"
#include "proto/councils.h"

/* A z is cut off here either way, so that one figure does not make the whole distance. */
#define PATTERN_Z_MAX 5.0

struct pattern_figure {
	bool has_value, has_z;
	double z;
	int64_t value;
};

struct pattern_grid {
	unsigned indicator_count, step_count, council_count;
	int step_months;
	struct month last;                     /* of step 0; step n is so many steps before */
	const struct pattern_figure *cells;    /* of indicator, step, council's place in the council table */
	const struct column_summary **england; /* of indicator and step; NULL: no column */
};

/*
 * `step_count` steps back from `last`, this one included: of returns each month's own figures, of releases the newest up to it, within a year. In the arena;
 * England's summaries are the cube's. ERROR_NO_MEMORY, and the cube's errors.
 */
enum error pattern_grid_make(const struct cube_view *cube, enum cube_source source, const struct indicator *const *indicators,
			     unsigned indicator_count, struct month last, unsigned step_count, struct arena *arena,
			     struct pattern_grid *out) MUST_CHECK;
const struct pattern_figure *pattern_grid_at(const struct pattern_grid *grid, unsigned indicator, unsigned step, unsigned council);
/* England's median, rounded as it is shown; false when there is none. */
bool pattern_grid_median(const struct pattern_grid *grid, unsigned indicator, unsigned step, int64_t *median);
