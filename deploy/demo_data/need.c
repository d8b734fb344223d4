#include "deploy/demo_data/need.h"

enum error need_init(struct need *need, struct arena *arena)
{
	struct need_case *cases = arena_take(arena, NEED_CASES_MAX, sizeof(*cases));
	struct need_plan *plans = arena_take(arena, NEED_PLANS_MAX, sizeof(*plans));

	if (cases == NULL || plans == NULL)
		return ERROR_NO_MEMORY;
	*need = (struct need){.cases = cases, .plans = plans};
	return ERROR_NONE;
}

uint32_t need_add_case(struct need *need, uint32_t child, struct date referral)
{
	if (need->case_count == NEED_CASES_MAX)
		need->error = ERROR_LIMIT;
	else
		need->case_count++;
	need->cases[need->case_count - 1] = (struct need_case){
		.child = child ? child : ++need->child_count,
		.referral = referral,
		.closure = {INT32_MAX},
		.latest_plan = NEED_NO_PLAN,
	};
	return need->case_count - 1;
}

uint32_t need_add_plan(struct need *need, uint32_t of_case, struct date start, uint8_t previous_count)
{
	if (need->plan_count == NEED_PLANS_MAX)
		need->error = ERROR_LIMIT;
	else
		need->plan_count++;
	uint32_t index = need->plan_count - 1;

	need->plans[index] = (struct need_plan){
		.of_case = of_case,
		.earlier = need->cases[of_case].latest_plan,
		.start = start,
		.end = {INT32_MAX},
		.previous_count = previous_count,
	};
	need->cases[of_case].latest_plan = index;
	return index;
}

bool need_case_holds(const struct need_case *one, struct date date)
{
	return one->referral.days <= date.days && one->closure.days > date.days;
}

bool need_plan_holds(const struct need_plan *plan, struct date date)
{
	return plan->start.days <= date.days && plan->end.days > date.days;
}

uint32_t need_cases_at(const struct need *need, struct date date)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < need->case_count; i++)
		count += !need->cases[i].is_refused && need_case_holds(&need->cases[i], date);
	return count;
}

uint32_t need_plans_at(const struct need *need, struct date date)
{
	uint32_t count = 0;

	for (uint32_t i = 0; i < need->plan_count; i++)
		count += need_plan_holds(&need->plans[i], date);
	return count;
}

struct date need_case_free_from(const struct need *need, const struct need_case *one)
{
	return one->latest_plan == NEED_NO_PLAN ? one->referral : need->plans[one->latest_plan].end;
}
