/* People: synthetic workers whose sums at every census are a council's published figures. */
#pragma once

#include "deploy/demo_data/history.h"
#include "deploy/demo_data/workforce.h"

/*
 * Fills `workforce` with the posts of the council's own workers and the agencies', from before the first census of `history` to the last one, so that
 * at each census FTE and headcount, and over each year between two the leavers' FTE and headcount, are exactly those of the history. As many people
 * begin as were published, where that adds up; who is then too many moves within the council (reason 7). Where more FTE leaves than there are
 * leavers, some of them come back to a second post and leave that in the same year. The same seed gives the same people. ERROR_NOT_FOUND, with a
 * sentence that names the council and the census, when no people can have such sums; ERROR_LIMIT when they are too many.
 */
enum error people_build(const struct history *history, uint64_t seed, struct workforce *workforce, struct problem *problem) MUST_CHECK;
