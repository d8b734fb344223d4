/* Need: the episodes of need and the protection plans of a synthetic council's children. No row is about anybody. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/month.h"

enum { NEED_CASES_MAX = 65536, NEED_PLANS_MAX = 32768, NEED_NO_PLAN = INT32_MAX };

/* From a referral to its closure. A child's cases follow each other, they never overlap. */
struct need_case {
	uint32_t child;
	struct date referral;
	struct date closure;  /* first day no longer in need; INT32_MAX days: none is known */
	uint32_t latest_plan; /* index, NEED_NO_PLAN: none; its `earlier` leads to the others */
	bool is_refused;      /* no further action was taken: not in need */
};

/* A protection plan, within its case. A case's plans follow each other. */
struct need_plan {
	uint32_t of_case;
	uint32_t earlier;
	struct date start;
	struct date end; /* first day no longer open; INT32_MAX days: none is known */
	uint8_t previous_count;
};

struct need {
	struct need_case *cases; /* both in the arena that need_init was given */
	struct need_plan *plans;
	uint32_t case_count, plan_count, child_count;
	enum error error; /* sticky: ERROR_LIMIT once there was no room */
};

enum error need_init(struct need *need, struct arena *arena) MUST_CHECK;
/* A case of `child` (0: of a new one) that has not ended; its index. When there is no room, the sticky error is set and the last one overwritten. */
uint32_t need_add_case(struct need *need, uint32_t child, struct date referral);
/* A plan of the case that has not ended, behind those that it has; its index. */
uint32_t need_add_plan(struct need *need, uint32_t of_case, struct date start, uint8_t previous_count);
/* Open on `date`. */
bool need_case_holds(const struct need_case *one, struct date date);
bool need_plan_holds(const struct need_plan *plan, struct date date);
/* Cases open on `date`, those without further action not counted; plans open on `date`. */
uint32_t need_cases_at(const struct need *need, struct date date);
uint32_t need_plans_at(const struct need *need, struct date date);
/* The first day on which the case may close: when its last plan has ended; INT32_MAX days while it is open. */
struct date need_case_free_from(const struct need *need, const struct need_case *one);
