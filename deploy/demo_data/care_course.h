/* The course: how many children start, cease, return and leave again in each year, from a council's published figures. */
#pragma once

#include "deploy/demo_data/children_published.h"

/* One more than was published: the year after the last one is invented. */
enum { CARE_YEARS_MAX = CHILDREN_YEARS };

/*
 * A year, from the day after `eve` to `last`, and its children, each in one of six ways: new (out, then in), gone (in, then out), passing (started and
 * ceased), again_in (started, ceased, started: out at the start and in at the end), again_out (ceased, started, ceased: the reverse).
 * started = new + passing + again_in + again_out; ceased = gone + passing + again_in + again_out; closing = opening + started - ceased + again_in -
 * again_out.
 */
struct care_year {
	struct date eve, last;
	int32_t opening;
	int32_t new, gone, passing, again_in, again_out;
	int32_t unaccompanied_new, unaccompanied_gone; /* among the new and the gone */
};

struct care_course {
	int32_t opening; /* looked after on the first year's eve */
	int32_t opening_unaccompanied;
	unsigned count;
	struct care_year years[CARE_YEARS_MAX];
};

/*
 * The course from the council's first 31 March with a figure, or, for a council that begins later than the table, from one year before its first
 * figure, with as many children as the identity asks for without any return. What was published as a symbol is invented. ERROR_NOT_FOUND when the
 * published flows cannot be: more children leave than are there, or fewer start than return.
 */
enum error care_course_build(const struct children_council *council, struct care_course *out) MUST_CHECK;
