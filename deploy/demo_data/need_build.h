/* Need, built: cases and plans whose counts in every year are a course's. */
#pragma once

#include "deploy/demo_data/need.h"
#include "deploy/demo_data/need_course.h"

/*
 * Fills `need` with the cases and plans of `council` from before the course's first year to the end of its last one. Most children stay in need for years
 * so that the files are small: who comes and goes makes the differences, the plans, and a little more. The same seed gives the same children.
 * ERROR_LIMIT when they are too many, ERROR_NO_MEMORY when `arena`, which is worked in, has no room.
 */
enum error need_build(const struct children_council *council, const struct need_course *course, uint64_t seed, struct arena *arena,
		      struct need *need) MUST_CHECK;
