/* The course: how many children are in need, and how many plans start, end and last how long, in each year, from a council's published figures. */
#pragma once

#include "deploy/demo_data/children_published.h"

enum { NEED_YEARS_MAX = CHILDREN_YEARS, NEED_DURATIONS = 5 };

/* How long the open plans have lasted, as the department groups them: up to 3 months, to 6, under 1 year, under 2, 2 or more. */
struct need_stock {
	int32_t cases;
	int32_t plans;
	int32_t durations[NEED_DURATIONS]; /* add up to `plans` */
};

struct need_year {
	struct date eve, last;
	struct need_stock closing;
	int32_t plans_started;
	int32_t plans_repeated; /* among them: of children who had a plan before */
};

struct need_course {
	struct need_stock opening; /* on the first year's eve */
	unsigned count;
	struct need_year years[NEED_YEARS_MAX];
};

/*
 * The course from the council's first 31 March with figures; a council that begins later than the table opens with as many as it has a year later. What
 * was published as a symbol is invented. ERROR_NOT_FOUND when the published plans cannot be: more have lasted less than a year than started in it, or
 * more have lasted longer than were there.
 */
enum error need_course_build(const struct children_council *council, struct need_course *out) MUST_CHECK;
