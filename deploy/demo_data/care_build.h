/* Care, built: children's periods whose counts in every year are a course's. */
#pragma once

#include "deploy/demo_data/care.h"
#include "deploy/demo_data/care_course.h"

/* Whose children a council has taken over on its first day. */
struct care_heritage {
	const struct care *care; /* borrowed: the council's before it */
	unsigned turn;           /* which of the two that share them: 0 or 1 */
};

/*
 * Fills `care` with the periods of the children of `council` from before the course's first year to the end of its last one, sorted by child; the stocks
 * that were reported at other dates come out where the ends of the year's leavers can be moved so. Children taken over (`heritage` may be NULL) keep
 * the start dates that they had; the two who share them have none twice. The same seed gives the same children. ERROR_LIMIT when they are too many.
 */
enum error care_build(const struct children_council *council, const struct care_course *course, const struct care_heritage *heritage, uint64_t seed,
		      struct care *care) MUST_CHECK;
