/* People: synthetic workers whose sums at every census are a council's published figures. */
#pragma once

#include "deploy/demo_data/components.h"
#include "deploy/demo_data/workforce.h"

/*
 * Fills `workforce` with the posts of the council's own workers and the agencies', from before the first census to the last one, so that at each census
 * FTE and headcount, and over each year between two the leavers' FTE and headcount, are exactly those of `censuses`. As many people begin as were
 * published, where that adds up; who is then too many moves within the council (reason 7). The same seed gives the same people. ERROR_NOT_FOUND, with
 * a sentence that names the council and the census, when no people can have such sums; ERROR_LIMIT when they are too many.
 */
enum error people_build(const struct published_council *council, const struct components censuses[static CENSUS_COUNT], uint64_t seed,
			struct workforce *workforce, struct problem *problem) MUST_CHECK;
