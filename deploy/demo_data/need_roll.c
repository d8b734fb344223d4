#include "deploy/demo_data/need_roll.h"

#include "deploy/demo_data/days.h"

enum { REFERRED_AGAIN_SHARE = 6, REFERRED_AGAIN_MIN_DAYS = 20, PLAN_AFTER_REFERRAL_DAYS = 15, CLOSURE_AFTER_PLAN_DAYS = 10, TRIES = 64 };

enum error need_roll_init(struct need_roll *roll, struct need *need, struct chance *chance, struct arena *arena)
{
	*roll = (struct need_roll){
		.need = need,
		.chance = chance,
		.cases = arena_take(arena, NEED_CASES_MAX, sizeof(uint32_t)),
		.plans = arena_take(arena, NEED_PLANS_MAX, sizeof(uint32_t)),
		.closed = arena_take(arena, NEED_CASES_MAX, sizeof(uint32_t)),
	};
	return roll->cases && roll->plans && roll->closed ? ERROR_NONE : ERROR_NO_MEMORY;
}

void need_roll_begin_year(struct need_roll *roll, struct date eve, struct date last)
{
	uint32_t kept = 0;

	roll->closed_count = 0;
	for (uint32_t i = 0; i < roll->case_count; i++) {
		const struct need_case *one = &roll->need->cases[roll->cases[i]];

		if (one->closure.days == DAYS_NEVER)
			roll->cases[kept++] = roll->cases[i];
		else if (one->latest_plan == NEED_NO_PLAN)
			roll->closed[roll->closed_count++] = roll->cases[i];
	}
	roll->case_count = kept;
	roll->eve = eve;
	roll->last = last;
}

/* A child whose case closed not long before the day; 0: none. Nobody is chosen twice. */
static uint32_t child_again(struct need_roll *roll, struct date day)
{
	if (roll->closed_count == 0 || chance_below(roll->chance, REFERRED_AGAIN_SHARE) > 0)
		return 0;
	uint32_t place = (uint32_t)chance_below(roll->chance, roll->closed_count);
	const struct need_case *one = &roll->need->cases[roll->closed[place]];
	int32_t days = day.days - one->closure.days;

	if (days < REFERRED_AGAIN_MIN_DAYS || days > DAYS_A_YEAR)
		return 0;
	roll->closed[place] = roll->closed[--roll->closed_count];
	return one->child;
}

uint32_t need_roll_refer(struct need_roll *roll, struct date day)
{
	uint32_t index = need_add_case(roll->need, child_again(roll, day), day);

	if (roll->case_count < NEED_CASES_MAX)
		roll->cases[roll->case_count++] = index;
	return index;
}

void need_roll_close(struct need_roll *roll, uint32_t index, struct date day)
{
	struct need_case *one = &roll->need->cases[index];

	INVARIANT(one->closure.days == DAYS_NEVER && day.days >= one->referral.days);
	one->closure = day;
}

static bool may_have_plan(const struct need_roll *roll, uint32_t index, struct date day, bool had_plan)
{
	const struct need_case *one = &roll->need->cases[index];
	struct date free_from = need_case_free_from(roll->need, one);

	if (one->is_refused || one->closure.days != DAYS_NEVER || one->referral.days > day.days - PLAN_AFTER_REFERRAL_DAYS)
		return false;
	if (!had_plan)
		return one->latest_plan == NEED_NO_PLAN;
	return one->latest_plan != NEED_NO_PLAN && free_from.days != DAYS_NEVER && free_from.days <= day.days - NEED_GAP_DAYS;
}

uint32_t need_roll_find(struct need_roll *roll, struct date day, bool had_plan)
{
	uint32_t first = roll->case_count ? (uint32_t)chance_below(roll->chance, roll->case_count) : 0;

	for (uint32_t i = 0; i < TRIES && roll->case_count > 0; i++) {
		uint32_t index = roll->cases[chance_below(roll->chance, roll->case_count)];

		if (may_have_plan(roll, index, day, had_plan))
			return index;
	}
	for (uint32_t i = 0; i < roll->case_count; i++) {
		uint32_t index = roll->cases[(first + i) % roll->case_count];

		if (may_have_plan(roll, index, day, had_plan))
			return index;
	}
	return NEED_NO_PLAN;
}

static bool may_close(const struct need_roll *roll, uint32_t index)
{
	const struct need_case *one = &roll->need->cases[index];
	struct date free_from = need_case_free_from(roll->need, one);

	if (one->closure.days != DAYS_NEVER || one->referral.days > roll->eve.days || free_from.days == DAYS_NEVER)
		return false;
	return free_from.days + CLOSURE_AFTER_PLAN_DAYS <= roll->last.days - NEED_EDGE_DAYS;
}

uint32_t need_roll_find_closable(struct need_roll *roll)
{
	uint32_t first = roll->case_count ? (uint32_t)chance_below(roll->chance, roll->case_count) : 0;

	for (uint32_t i = 0; i < roll->case_count; i++) {
		uint32_t index = roll->cases[(first + i) % roll->case_count];

		if (may_close(roll, index))
			return index;
	}
	return NEED_NO_PLAN;
}

uint32_t need_roll_open(const struct need_roll *roll)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < roll->case_count; i++)
		count += roll->need->cases[roll->cases[i]].closure.days == DAYS_NEVER;
	return count;
}
