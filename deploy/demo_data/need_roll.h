/* The roll: which cases and plans are open while a council's years are built, and how one is found or ended. */
#pragma once

#include "deploy/demo_data/chance.h"
#include "deploy/demo_data/need.h"

enum { NEED_EDGE_DAYS = 2 /* nothing happens next to a 31 March */, NEED_GAP_DAYS = 45 /* from one plan to the next, at least */ };

struct need_roll {
	struct need *need; /* borrowed, as are all */
	struct chance *chance;
	uint32_t *cases; /* indexes of the open ones, and of some that have closed this year */
	uint32_t case_count;
	uint32_t *plans; /* indexes of the open ones */
	uint32_t plan_count;
	uint32_t *closed; /* indexes of the cases without a plan that closed lately */
	uint32_t closed_count;
	struct date eve, last; /* of the year that is being built */
};

enum error need_roll_init(struct need_roll *roll, struct need *need, struct chance *chance, struct arena *arena) MUST_CHECK;
/* Drops what closed before the year, and begins it. */
void need_roll_begin_year(struct need_roll *roll, struct date eve, struct date last);
/* A new referral on the day: of a child whose case closed within the year before it, one time in six. */
uint32_t need_roll_refer(struct need_roll *roll, struct date day);
/* Closes the case. */
void need_roll_close(struct need_roll *roll, uint32_t index, struct date day);
/* An open case in which a plan may start on the day: one that had a plan before, or one that had none; NEED_NO_PLAN when there is none. */
uint32_t need_roll_find(struct need_roll *roll, struct date day, bool had_plan);
/* Any case from before the year that may close in it; NEED_NO_PLAN when there is none. */
uint32_t need_roll_find_closable(struct need_roll *roll);
/* Cases open on the year's last day, as far as is known. */
uint32_t need_roll_open(const struct need_roll *roll);
