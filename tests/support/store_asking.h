/* A ranking of what a store has, for tests. */
#pragma once

#include <string.h>

#include "collector/core/ranking.h"
#include "collector/shell/store_cube.h"

static inline enum error store_ranking(struct store_view *view, const struct question *question, struct arena *arena, struct ranking *out)
{
	struct store_cube cube;
	enum error error;

	store_cube_init(&cube);
	error = store_cube_begin(&cube, view, &question->moment);
	if (!error)
		error = ranking_make(&cube.background, question, arena, out);
	if (!error)
		out->notice = (const char *)arena_copy(arena, slice_from(out->notice, strlen(out->notice) + 1)).data;
	store_cube_fini(&cube);
	return error;
}
