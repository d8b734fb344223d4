/* The figures of a file as they are read, in the file's order; sorted and joined to records, they are a release. */
#pragma once

#include "collector/core/release.h"

struct release_cell {
	struct month month;
	uint16_t council, joint;
	struct return_measure figure;
	uint64_t line; /* of the file */
};

struct release_cells {
	struct release_cell *list; /* in the arena */
	size_t count, room;
};

enum { RELEASE_CELLS_MAX = 1 << 19 };

/* ERROR_LIMIT: there are RELEASE_CELLS_MAX; ERROR_NO_MEMORY. */
enum error release_cells_add(struct release_cells *cells, const struct release_cell *cell, struct arena *arena) MUST_CHECK;
/*
 * Records of all cells, in the arena, ascending. ERROR_INVALID: a council's figure of a month stands in the file twice with two values, or once alone
 * and once jointly; *line is the line of the second one. What stands there twice with the same value counts once. ERROR_LIMIT, ERROR_NO_MEMORY.
 */
enum error release_cells_records(struct release_cells *cells, struct arena *arena, struct release *out, uint64_t *line) MUST_CHECK;
