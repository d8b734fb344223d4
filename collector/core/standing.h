/*
 * Where councils stand among those of an area in one column: rank, place from the highest, quartile band. The same rules as a ranking's, without its rows,
 * for answers that need many of them. Pure.
 */
#pragma once

#include "collector/core/cube_view.h"
#include "common/arena.h"

/* The councils of an area in a column. */
struct field {
	const struct column *column;
	struct column_summary summary;
	const int64_t *values; /* ascending; summary.counted of them */
	/*
	 * Bands are cut over England's councils in the release of that month, where it has half of them at least; else over the area's, and nowhere
	 * (not known) where quartiles_cut_bands says no.
	 */
	bool has_england_bands;
	const struct area *band_area; /* NULL: they are cut nowhere */
	struct quartiles bands;
};

/* All 0: the council has no value. */
struct standing {
	unsigned rank;         /* from the best, or from the highest without polarity; ties share the lowest number */
	unsigned from_highest; /* ties share the lowest number */
	char band;             /* 'A' to 'D'; 0 without polarity or bands */
};

/* Values go to the arena. ERROR_NO_MEMORY, and the cube's errors. */
enum error field_make(const struct cube_view *cube, const struct column *column, const struct area *area, struct arena *arena,
		      struct field *out) MUST_CHECK;
/* Of a cell of the column, or NULL. */
struct standing field_standing(const struct field *field, const struct cell *cell);
