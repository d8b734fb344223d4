#include "deploy/demo_data/need_build.h"

#include "deploy/demo_data/days.h"
#include "deploy/demo_data/need_roll.h"

enum {
	STREAM_OF_NEED = 40000, /* added to the council's code */
	OPEN_MAX_DAYS = 3 * DAYS_A_YEAR,
	PLAN_MIN_DAYS = 20,
	GROUPS_UNDER_1_YEAR = 3,
	TURNOVER_PERCENT = 3, /* of the cases close, and as many are opened, whatever the balance */
	REFUSED_SHARE = 4,    /* one for so many of those */
	CLOSED_AFTER_PLAN_PERCENT = 65,
	AFTER_PLAN_DAYS = 10,
};

/* How long before the year's last day the plans of a group started: well away from the groups' edges, which are days of the month. */
static const int32_t windows[NEED_DURATIONS][2] = {{-86, -2}, {-178, -94}, {-360, -188}, {-725, -370}, {-1300, -740}};

static struct date day_in_year(const struct need_roll *roll, int32_t low, int32_t high)
{
	int32_t first = roll->eve.days + NEED_EDGE_DAYS, last = roll->last.days - NEED_EDGE_DAYS;

	return day_of_work(roll->chance, low > first ? low : first, high < last ? high : last);
}

static struct date any_day(const struct need_roll *roll)
{
	return day_in_year(roll, INT32_MIN, INT32_MAX);
}

static void roll_plan(struct need_roll *roll, uint32_t of_case, struct date start, uint8_t previous_count)
{
	uint32_t index = need_add_plan(roll->need, of_case, start, previous_count);

	if (roll->plan_count < NEED_PLANS_MAX)
		roll->plans[roll->plan_count++] = index;
}

/* Those in need when the course begins; the plans are the first cases', whose referrals go before them. */
static void open_roll(struct need_roll *roll, const struct need_stock *opening)
{
	int32_t eve = roll->eve.days;
	uint32_t next = 0;

	for (int32_t i = 0; i < opening->cases; i++) {
		int32_t ago = (int32_t)chance_between(roll->chance, NEED_EDGE_DAYS, OPEN_MAX_DAYS);
		int32_t other = (int32_t)chance_between(roll->chance, NEED_EDGE_DAYS, OPEN_MAX_DAYS);
		int32_t day = eve - (ago < other ? ago : other);

		(void)need_roll_refer(roll, day_of_work(roll->chance, day - 6, day));
	}
	for (unsigned group = 0; group < NEED_DURATIONS; group++) {
		for (int32_t i = 0; i < opening->durations[group] && next < roll->need->case_count; i++, next++) {
			struct need_case *one = &roll->need->cases[next];
			struct date start = day_of_work(roll->chance, eve + windows[group][0], eve + windows[group][1]);
			int32_t referral = start.days - (int32_t)chance_between(roll->chance, 20, 60);

			if (one->referral.days > referral)
				one->referral = day_of_work(roll->chance, referral - 6, referral);
			roll_plan(roll, next, start, chance_below(roll->chance, 5) == 0);
		}
	}
}

static void shuffle(struct need_roll *roll)
{
	for (uint32_t i = roll->plan_count; i > 1; i--) {
		uint32_t other = (uint32_t)chance_below(roll->chance, i), moved = roll->plans[i - 1];

		roll->plans[i - 1] = roll->plans[other];
		roll->plans[other] = moved;
	}
}

/* Ends all plans but as many as shall have lasted one year, and two, at the year's end. */
static void end_plans(struct need_roll *roll, const struct need_year *year)
{
	struct date eve_before = collection_eve(collection_year(year->eve));
	int32_t keep[2] = {year->closing.durations[GROUPS_UNDER_1_YEAR], year->closing.durations[GROUPS_UNDER_1_YEAR + 1]};
	uint32_t kept = 0;

	shuffle(roll);
	for (uint32_t i = 0; i < roll->plan_count; i++) {
		struct need_plan *plan = &roll->need->plans[roll->plans[i]];
		int32_t *left = &keep[plan->start.days > eve_before.days ? 0 : 1];

		if (*left > 0) {
			(*left)--;
			roll->plans[kept++] = roll->plans[i];
		} else {
			plan->end = day_in_year(roll, plan->start.days + PLAN_MIN_DAYS, INT32_MAX);
		}
	}
	roll->plan_count = kept;
}

/* The case in which a plan starts: an open one, or a child who was referred for it. */
static uint32_t case_for_plan(struct need_roll *roll, struct date start, bool is_repeat)
{
	uint32_t found = NEED_NO_PLAN;
	bool may_be_new = start.days - PLAN_MIN_DAYS > roll->eve.days + NEED_EDGE_DAYS;

	if (is_repeat && chance_below(roll->chance, 2) == 0)
		found = need_roll_find(roll, start, true);
	if (found == NEED_NO_PLAN && (!may_be_new || chance_below(roll->chance, 2) == 0))
		found = need_roll_find(roll, start, false);
	if (found != NEED_NO_PLAN)
		return found;
	return need_roll_refer(roll, day_in_year(roll, start.days - 60, start.days - PLAN_MIN_DAYS));
}

/* Starts a plan; one of those that are still to be repeats if chance has it so, and surely once all that are left must be. */
static struct need_plan *start_plan(struct need_roll *roll, struct date start, int32_t *left, int32_t *repeats)
{
	bool is_repeat = (int32_t)chance_below(roll->chance, (uint64_t)*left) < *repeats;
	uint32_t of_case = case_for_plan(roll, start, is_repeat);
	uint32_t earlier = roll->need->cases[of_case].latest_plan;
	uint8_t previous = 0;

	(*left)--;
	if (is_repeat) {
		(*repeats)--;
		previous = earlier == NEED_NO_PLAN ? 1 : (uint8_t)(roll->need->plans[earlier].previous_count + 1);
	}
	roll_plan(roll, of_case, start, previous);
	return &roll->need->plans[roll->need->plan_count - 1];
}

static void start_plans(struct need_roll *roll, const struct need_year *year)
{
	int32_t left = year->plans_started, repeats = year->plans_repeated, last = year->last.days;
	int32_t staying = 0;

	for (unsigned group = 0; group < GROUPS_UNDER_1_YEAR; group++)
		staying += year->closing.durations[group];
	for (int32_t i = year->plans_started - staying; i > 0; i--) {
		struct date start = day_in_year(roll, INT32_MIN, last - 60);
		struct need_plan *plan = start_plan(roll, start, &left, &repeats);

		plan->end = day_in_year(roll, start.days + PLAN_MIN_DAYS, INT32_MAX);
		roll->plan_count--;
	}
	for (unsigned group = 0; group < GROUPS_UNDER_1_YEAR; group++) {
		for (int32_t i = 0; i < year->closing.durations[group]; i++)
			(void)start_plan(roll, day_in_year(roll, last + windows[group][0], last + windows[group][1]), &left, &repeats);
	}
}

/* Most cases close some weeks after the plan has ended. */
static void close_after_plans(struct need_roll *roll)
{
	for (uint32_t i = 0; i < roll->need->plan_count; i++) {
		const struct need_plan *plan = &roll->need->plans[i];
		const struct need_case *one = &roll->need->cases[plan->of_case];

		if (plan->end.days == DAYS_NEVER || plan->end.days <= roll->eve.days || one->latest_plan != i || one->closure.days != DAYS_NEVER)
			continue;
		if (plan->end.days + AFTER_PLAN_DAYS > roll->last.days - NEED_EDGE_DAYS ||
		    chance_below(roll->chance, 100) >= CLOSED_AFTER_PLAN_PERCENT)
			continue;
		need_roll_close(roll, plan->of_case, day_in_year(roll, plan->end.days + AFTER_PLAN_DAYS, plan->end.days + 150));
	}
}

static bool close_one(struct need_roll *roll)
{
	uint32_t index = need_roll_find_closable(roll);

	if (index == NEED_NO_PLAN)
		return false;
	struct date free_from = need_case_free_from(roll->need, &roll->need->cases[index]);

	need_roll_close(roll, index, day_in_year(roll, free_from.days + AFTER_PLAN_DAYS, INT32_MAX));
	return true;
}

/* A few come and go whatever the balance; the rest is what the closing number asks for. */
static void balance(struct need_roll *roll, const struct need_year *year)
{
	uint32_t turnover = need_roll_open(roll) * TURNOVER_PERCENT / 100, closing = (uint32_t)year->closing.cases;

	for (uint32_t i = 0; i < turnover; i++) {
		(void)close_one(roll);
		(void)need_roll_refer(roll, any_day(roll));
	}
	for (uint32_t i = need_roll_open(roll); i < closing; i++)
		(void)need_roll_refer(roll, any_day(roll));
	for (uint32_t i = need_roll_open(roll); i > closing; i--) {
		if (!close_one(roll))
			break;
	}
	for (uint32_t i = 0; i < turnover / REFUSED_SHARE; i++) {
		uint32_t index = need_roll_refer(roll, any_day(roll));
		struct need_case *one = &roll->need->cases[index];

		one->is_refused = true;
		need_roll_close(roll, index, day_in_year(roll, one->referral.days, one->referral.days + 5));
	}
}

/* Moves the ends of plans over the date, either way, until as many are open on it as were reported. */
static void meet_plans(struct need_roll *roll, struct date date, int32_t value)
{
	struct need *need = roll->need;
	int32_t excess = (int32_t)need_plans_at(need, date) - value;

	for (uint32_t i = 0; i < need->plan_count && excess != 0; i++) {
		struct need_plan *plan = &need->plans[i];
		bool is_late = plan->end.days > date.days;

		if (plan->end.days == DAYS_NEVER || plan->end.days <= roll->eve.days || need->cases[plan->of_case].latest_plan != i)
			continue;
		if (is_late && excess > 0 && plan->start.days + PLAN_MIN_DAYS < date.days - NEED_EDGE_DAYS) {
			plan->end = day_in_year(roll, plan->start.days + PLAN_MIN_DAYS, date.days - NEED_EDGE_DAYS);
			excess--;
		} else if (!is_late && excess < 0) {
			plan->end = day_in_year(roll, date.days + NEED_EDGE_DAYS, INT32_MAX);
			excess++;
		}
	}
}

/* The same with the closures of cases without plans, and then with children who come before the date and go after it. */
static void meet_cases(struct need_roll *roll, struct date date, int32_t value)
{
	struct need *need = roll->need;
	int32_t excess = (int32_t)need_cases_at(need, date) - value;

	for (uint32_t i = 0; i < need->case_count && excess != 0; i++) {
		struct need_case *one = &need->cases[i];
		bool is_late = one->closure.days > date.days;

		if (one->is_refused || one->latest_plan != NEED_NO_PLAN || one->closure.days <= roll->eve.days || one->referral.days > roll->eve.days)
			continue;
		if (is_late && one->closure.days != DAYS_NEVER && excess > 0) {
			one->closure = day_in_year(roll, INT32_MIN, date.days - NEED_EDGE_DAYS);
			excess--;
		} else if (!is_late && excess < 0) {
			one->closure = day_in_year(roll, date.days + NEED_EDGE_DAYS, INT32_MAX);
			excess++;
		}
	}
	for (; excess < 0; excess++) {
		uint32_t index = need_roll_refer(roll, day_in_year(roll, INT32_MIN, date.days - NEED_EDGE_DAYS));

		need_roll_close(roll, index, day_in_year(roll, date.days + NEED_EDGE_DAYS, INT32_MAX));
	}
}

static void meet_checkpoints(struct need_roll *roll, const struct children_council *council, enum children_measure measure)
{
	for (unsigned i = 0; i < council->checkpoint_count; i++) {
		const struct children_checkpoint *checkpoint = &council->checkpoints[i];

		if (checkpoint->measure != measure || checkpoint->date.days <= roll->eve.days || checkpoint->date.days >= roll->last.days)
			continue;
		if (measure == CHILDREN_CPP)
			meet_plans(roll, checkpoint->date, checkpoint->value);
		else
			meet_cases(roll, checkpoint->date, checkpoint->value);
	}
}

enum error need_build(const struct children_council *council, const struct need_course *course, uint64_t seed, struct arena *arena, struct need *need)
{
	struct chance chance;
	struct need_roll roll;

	chance_init(&chance, seed, (uint64_t)council->code + STREAM_OF_NEED);
	if (need_roll_init(&roll, need, &chance, arena))
		return ERROR_NO_MEMORY;
	need_roll_begin_year(&roll, course->years[0].eve, course->years[0].last);
	open_roll(&roll, &course->opening);
	for (unsigned i = 0; i < course->count && !need->error; i++) {
		const struct need_year *year = &course->years[i];

		need_roll_begin_year(&roll, year->eve, year->last);
		end_plans(&roll, year);
		start_plans(&roll, year);
		meet_checkpoints(&roll, council, CHILDREN_CPP);
		close_after_plans(&roll);
		balance(&roll, year);
		meet_checkpoints(&roll, council, CHILDREN_CIN);
	}
	return need->error;
}
