#include "deploy/demo_data/children_check.h"

static int32_t absolute_months(struct date date)
{
	return date_month(date).index;
}

/* Whole months from `start` to `date`, and whether days are left over. */
static int32_t months_between(struct date start, struct date date, bool *has_rest)
{
	int year, number, day, start_day;
	int32_t months = absolute_months(date) - absolute_months(start);

	date_split(start, &year, &number, &start_day);
	date_split(date, &year, &number, &day);
	*has_rest = day != start_day;
	return day < start_day ? months - 1 : months;
}

/* The group of the department's five: up to 3 months, to 6, under 1 year, under 2, 2 or more. */
static unsigned duration_of(struct date start, struct date date)
{
	bool has_rest;
	int32_t months = months_between(start, date, &has_rest);

	if (months < 3 || (months == 3 && !has_rest))
		return 0;
	if (months < 6 || (months == 6 && !has_rest))
		return 1;
	if (months < 12)
		return 2;
	return months < 24 ? 3 : 4;
}

static bool is_in(struct date date, struct date eve, struct date last)
{
	return date.days > eve.days && date.days <= last.days;
}

/* Children with a start, or with an end, in the year: each once. The periods stand in the order of the children. */
static int32_t children_with(const struct care *care, bool of_ends, struct date eve, struct date last)
{
	uint32_t counted = 0;
	int32_t count = 0;

	for (unsigned i = 0; i < care->count; i++) {
		const struct care_period *period = &care->periods[i];

		if (period->child == counted || !is_in(of_ends ? period->end : period->start, eve, last))
			continue;
		counted = period->child;
		count++;
	}
	return count;
}

static int32_t plans_started(const struct need *need, bool only_repeats, struct date eve, struct date last)
{
	int32_t count = 0;

	for (uint32_t i = 0; i < need->plan_count; i++)
		count += is_in(need->plans[i].start, eve, last) && (!only_repeats || need->plans[i].previous_count > 0);
	return count;
}

static int32_t plans_of(const struct need *need, unsigned duration, struct date date)
{
	int32_t count = 0;

	for (uint32_t i = 0; i < need->plan_count; i++)
		count += need_plan_holds(&need->plans[i], date) && duration_of(need->plans[i].start, date) == duration;
	return count;
}

int32_t children_count(const struct care *care, const struct need *need, enum children_measure measure, struct date date)
{
	struct date eve = month_last_day(month_add(date_month(date), -12));

	switch (measure) {
	case CHILDREN_CLA:
		return (int32_t)care_at(care, date, false);
	case CHILDREN_CLA_STARTED:
		return children_with(care, false, eve, date);
	case CHILDREN_CLA_CEASED:
		return children_with(care, true, eve, date);
	case CHILDREN_CLA_UNACCOMPANIED:
		return (int32_t)care_at(care, date, true);
	case CHILDREN_CIN:
		return (int32_t)need_cases_at(need, date);
	case CHILDREN_CPP:
		return (int32_t)need_plans_at(need, date);
	case CHILDREN_CPP_STARTED:
		return plans_started(need, false, eve, date);
	case CHILDREN_CPP_REPEAT:
		return plans_started(need, true, eve, date);
	case CHILDREN_CPP_UP_TO_3_MONTHS:
	case CHILDREN_CPP_3_TO_6_MONTHS:
	case CHILDREN_CPP_6_TO_12_MONTHS:
	case CHILDREN_CPP_1_TO_2_YEARS:
	case CHILDREN_CPP_2_YEARS_OR_MORE:
		return plans_of(need, (unsigned)(measure - CHILDREN_CPP_UP_TO_3_MONTHS), date);
	case CHILDREN_CLA_OVER_20_MILES:
	case CHILDREN_MEASURES:
		break;
	}
	return CHILDREN_UNKNOWN;
}

static void check(uint16_t council, struct date date, enum children_measure measure, int32_t published, int32_t made, struct text *unmet)
{
	if (published == CHILDREN_UNKNOWN || made == CHILDREN_UNKNOWN || published == made)
		return;
	text_put(unmet, "not met: council ");
	text_put_u64(unmet, council);
	text_put(unmet, " on ");
	text_put_date(unmet, date);
	text_put(unmet, ", ");
	text_put(unmet, children_measure_id(measure));
	text_put(unmet, ", published as ");
	text_put_i64(unmet, published);
	text_put(unmet, ": the children have ");
	text_put_i64(unmet, made);
	text_put_char(unmet, '\n');
}

void children_check(const struct children_council *council, const struct care *care, const struct need *need, struct date first, struct date last,
		    struct text *unmet)
{
	for (unsigned cell = 0; cell < CHILDREN_YEARS * CHILDREN_MEASURES; cell++) {
		enum children_measure measure = (enum children_measure)(cell % CHILDREN_MEASURES);
		struct date date = children_census_date(cell / CHILDREN_MEASURES);

		if (date.days >= first.days && date.days <= last.days)
			check(council->code, date, measure, council->values[cell / CHILDREN_MEASURES][measure],
			      children_count(care, need, measure, date), unmet);
	}
	for (unsigned i = 0; i < council->checkpoint_count; i++) {
		const struct children_checkpoint *point = &council->checkpoints[i];

		if (point->date.days >= first.days && point->date.days <= last.days)
			check(council->code, point->date, point->measure, point->value, children_count(care, need, point->measure, point->date),
			      unmet);
	}
}
