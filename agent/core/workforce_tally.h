/* Tallies: what a list of posts says of one window of days. Pure. The rules are those of workforce_measure. */
#pragma once

#include "agent/core/workforce.h"

/* The days after `before`, up to and including `last`. */
struct window {
	struct date before, last;
};

enum tally_item {
	TALLY_INPOST_FTE,
	TALLY_INPOST_PEOPLE,
	TALLY_AGENCY_FTE,
	TALLY_AGENCY_PEOPLE,
	TALLY_LEAVERS_FTE,
	TALLY_LEAVERS_PEOPLE,
	TALLY_STARTERS_FTE,
	TALLY_STARTERS_PEOPLE,
	TALLY_INPOST_OTHER_ROLES, /* FTE; then by role, 1 to ROLE_LAST */
	TALLY_INPOST_ROLE_LAST = TALLY_INPOST_OTHER_ROLES + ROLE_LAST,
	TALLY_LEAVERS_TEAM_MANAGERS, /* FTE */
	TALLY_LEAVERS_OTHER_ROLES,
	TALLY_STARTERS_NEWLY_QUALIFIED, /* people, as below */
	TALLY_STARTERS_FROM_COUNCILS,
	TALLY_STARTERS_OTHER_ORIGIN,
	TALLY_LEAVERS_TO_COUNCILS,
	TALLY_LEAVERS_OTHER_DESTINATION,
	TALLY_PEOPLE_MOVED,        /* in post when the window began and in none at its end, and no leavers: they moved within the council */
	TALLY_LEAVERS_FTE_UNKNOWN, /* people among the leavers who left a post of which no FTE is known */
	TALLY_COUNT,
};

/* FTE in millionths. No sum can overflow: 2^32 posts of at most a million millionths are below 2^63. */
struct tally {
	int64_t values[TALLY_COUNT];
};

/* The month's days, or those of the `months` that end with it. */
struct window window_ending_with(struct month month, int months);
/* `posts` ordered as post_list_sort leaves them. */
struct tally tally_window(const struct post *posts, unsigned count, struct window window);
