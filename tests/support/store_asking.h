/* A ranking of what a store has, for tests. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/shell/store_cube.h"

enum { STORE_RANKINGS_KEPT = 4 };

/* The ranking borrows from figures that are kept for the last STORE_RANKINGS_KEPT of them. */
static inline enum error store_ranking(struct store_view *view, const struct question *question, struct arena *arena, struct ranking *out)
{
	static struct store_cube cubes[STORE_RANKINGS_KEPT];
	static unsigned made;
	struct store_cube *cube = &cubes[made % STORE_RANKINGS_KEPT];
	enum error error;

	if (made >= STORE_RANKINGS_KEPT)
		store_cube_fini(cube);
	made++;
	store_cube_init(cube);
	error = store_cube_begin(cube, view, &question->moment);
	return error ? error : ranking_make(&cube->background, question, arena, out);
}
