/* The months that a question over time is about, with their columns. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"

struct month_span {
	struct month first, last; /* as far as the source has months; only with a count */
	unsigned count;
	const struct column **columns; /* ascending: of returns each month, of releases those in which some council has the indicator */
};

/*
 * From the question's first to its last month, of its source. The list is in the arena, the columns are the cube's. ERROR_INVALID, with a sentence: they end
 * before they begin. ERROR_NO_MEMORY, and the cube's errors.
 */
enum error month_span_read(const struct cube_view *cube, const struct question *question, const struct indicator *indicator, struct arena *arena,
			   struct month_span *out, struct problem *problem) MUST_CHECK;
