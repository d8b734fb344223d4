#include "deploy/demo_data/need_course.h"

enum { SMALL_GROUP = 3, GROUPS_UNDER_1_YEAR = 3 };

static int32_t smaller(int32_t a, int32_t b)
{
	return a < b ? a : b;
}

static int32_t known_or(int32_t value, int32_t otherwise)
{
	return value == CHILDREN_UNKNOWN ? otherwise : value;
}

/*
 * The groups of which only the sum is known: two, one of them small, because the small one alone could be worked out. The longest durations are the
 * rarest: they are made the small ones, and the last in this order takes the rest.
 */
static bool fill_durations(const int32_t *values, struct need_stock *stock)
{
	static const unsigned order[NEED_DURATIONS] = {4, 3, 0, 1, 2};
	int32_t rest = stock->plans;
	unsigned unknown = 0;

	for (unsigned i = 0; i < NEED_DURATIONS; i++) {
		stock->durations[i] = values[CHILDREN_CPP_UP_TO_3_MONTHS + i];
		if (stock->durations[i] == CHILDREN_UNKNOWN)
			unknown++;
		else
			rest -= stock->durations[i];
	}
	for (unsigned i = 0; i < NEED_DURATIONS; i++) {
		int32_t *group = &stock->durations[order[i]];

		if (*group != CHILDREN_UNKNOWN)
			continue;
		unknown--;
		*group = unknown == 0 ? rest : smaller(SMALL_GROUP, rest);
		rest -= *group;
	}
	return rest == 0;
}

static bool fill_stock(const int32_t *values, const struct need_stock *before, struct need_stock *out)
{
	out->cases = known_or(values[CHILDREN_CIN], before->cases);
	out->plans = known_or(values[CHILDREN_CPP], before->plans);
	return out->plans <= out->cases && fill_durations(values, out);
}

static int32_t under_a_year(const struct need_stock *stock)
{
	int32_t sum = 0;

	for (unsigned i = 0; i < GROUPS_UNDER_1_YEAR; i++)
		sum += stock->durations[i];
	return sum;
}

/* Whether the year can lead from `before` to its closing stock. */
static bool is_possible(const struct need_year *year, const struct need_stock *before)
{
	const int32_t *durations = year->closing.durations;

	return year->plans_repeated <= year->plans_started && under_a_year(&year->closing) <= year->plans_started &&
	       durations[3] <= under_a_year(before) && durations[4] <= before->durations[3] + before->durations[4];
}

static bool add_year(const struct children_council *council, unsigned index, struct need_course *course, const struct need_stock *before)
{
	const int32_t *values = council->values[smaller((int32_t)index, CHILDREN_YEARS - 1)];
	struct need_year *year = &course->years[course->count++];

	*year = (struct need_year){
		.eve = month_last_day(month_from(CHILDREN_YEAR_FIRST + (int)index - 1, 3)),
		.last = month_last_day(month_from(CHILDREN_YEAR_FIRST + (int)index, 3)),
	};
	if (!fill_stock(values, before, &year->closing))
		return false;
	year->plans_started = known_or(values[CHILDREN_CPP_STARTED], under_a_year(&year->closing));
	year->plans_repeated = known_or(values[CHILDREN_CPP_REPEAT], year->plans_started / 4);
	return is_possible(year, before);
}

enum error need_course_build(const struct children_council *council, struct need_course *out)
{
	static const struct need_stock nothing = {.cases = 0};
	struct need_course course = {.count = 0};
	const struct need_stock *before = &course.opening;
	unsigned first = 0, last = CHILDREN_YEARS - 1;

	while (first < CHILDREN_YEARS && council->values[first][CHILDREN_CIN] == CHILDREN_UNKNOWN)
		first++;
	while (last > 0 && council->values[last][CHILDREN_CIN] == CHILDREN_UNKNOWN)
		last--;
	if (first == CHILDREN_YEARS || !fill_stock(council->values[first], &nothing, &course.opening))
		return ERROR_NOT_FOUND;
	last = last == CHILDREN_YEARS - 1 ? CHILDREN_YEARS : last; /* one more year, which is invented */
	for (unsigned index = first == 0 ? 1 : first; index <= last; index++) {
		if (!add_year(council, index, &course, before))
			return ERROR_NOT_FOUND;
		before = &course.years[course.count - 1].closing;
	}
	*out = course;
	return ERROR_NONE;
}
