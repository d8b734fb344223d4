#include "deploy/demo_data/components.h"

#include "common/decimal.h"

enum { CANDIDATES = 10, HUNDREDTHS_IN_TENTH = 10, WORKING_DAYS = 253, WORKING_DAYS_LEAP = 254 };

/* What each component was published as. Whole ones (people, cases) have one candidate: the published number. */
static const struct {
	enum published_measure measure;
	bool is_whole;
} sources[COMPONENT_COUNT] = {
	[COMPONENT_INPOST_HEADCOUNT] = {PUBLISHED_INPOST_HEADCOUNT, true},
	[COMPONENT_LEAVERS_HEADCOUNT] = {PUBLISHED_LEAVERS_HEADCOUNT, true},
	[COMPONENT_AGENCY_HEADCOUNT] = {PUBLISHED_AGENCY_HEADCOUNT, true},
	[COMPONENT_CASES] = {PUBLISHED_CASES, true},
	[COMPONENT_CASE_HOLDERS] = {PUBLISHED_CASE_HOLDERS_FTE, false},
	[COMPONENT_INPOST] = {PUBLISHED_INPOST_FTE, false},
	[COMPONENT_DAYS_LOST] = {PUBLISHED_WORKING_DAYS_LOST_FTE, false},
	[COMPONENT_LEAVERS] = {PUBLISHED_LEAVERS_FTE, false},
	[COMPONENT_VACANCY] = {PUBLISHED_VACANCY_FTE, false},
	[COMPONENT_AGENCY] = {PUBLISHED_AGENCY_FTE, false},
	[COMPONENT_AGENCY_COVER] = {PUBLISHED_AGENCY_COVER_FTE, false},
};

enum { NO_COMPONENT = COMPONENT_COUNT };

/* The published rates: part x multiplier / (whole + added), times the working days of the year where it is a rate of days. */
static const struct rate {
	enum published_measure measure;
	unsigned part, whole, added;
	int64_t multiplier;
	bool is_of_days;
} rates[] = {
	{PUBLISHED_TURNOVER_RATE_HEADCOUNT, COMPONENT_LEAVERS_HEADCOUNT, COMPONENT_INPOST_HEADCOUNT, NO_COMPONENT, 100, false},
	{PUBLISHED_AGENCY_RATE_HEADCOUNT, COMPONENT_AGENCY_HEADCOUNT, COMPONENT_INPOST_HEADCOUNT, COMPONENT_AGENCY_HEADCOUNT, 100, false},
	{PUBLISHED_CASELOAD_FTE, COMPONENT_CASES, COMPONENT_CASE_HOLDERS, NO_COMPONENT, 1, false},
	{PUBLISHED_ABSENCE_RATE_FTE, COMPONENT_DAYS_LOST, COMPONENT_INPOST, NO_COMPONENT, 100, true},
	{PUBLISHED_TURNOVER_RATE_FTE, COMPONENT_LEAVERS, COMPONENT_INPOST, NO_COMPONENT, 100, false},
	{PUBLISHED_VACANCY_RATE_FTE, COMPONENT_VACANCY, COMPONENT_INPOST, COMPONENT_VACANCY, 100, false},
	{PUBLISHED_AGENCY_RATE_FTE, COMPONENT_AGENCY, COMPONENT_INPOST, COMPONENT_AGENCY, 100, false},
	{PUBLISHED_AGENCY_COVER_RATE_FTE, COMPONENT_AGENCY_COVER, COMPONENT_AGENCY, NO_COMPONENT, 100, false},
	{PUBLISHED_VACANCY_AGENCY_COVER_RATE_FTE, COMPONENT_AGENCY_COVER, COMPONENT_VACANCY, NO_COMPONENT, 100, false},
};

struct search {
	const struct published_value *published; /* the census's, by measure */
	int64_t working_days;
	int64_t values[COMPONENT_COUNT];
};

static bool rate_holds(const struct search *search, const struct rate *rate)
{
	const struct published_value *published = &search->published[rate->measure];
	int64_t denominator = search->values[rate->whole];
	int64_t tenths;

	if (rate->added != NO_COMPONENT)
		denominator += search->values[rate->added];
	if (published->kind == VALUE_UNRELIABLE)
		return true;
	if (published->kind == VALUE_NOT_APPLICABLE)
		return denominator == 0;
	if (rate->is_of_days)
		denominator *= search->working_days;
	return decimal_ratio(search->values[rate->part], denominator, rate->multiplier, 1, &tenths) == ERROR_NONE && tenths == published->tenths;
}

/* Of FTE, the headcount of the same people; NO_COMPONENT for the others. */
static unsigned heads_of(unsigned component)
{
	switch (component) {
	case COMPONENT_INPOST:
		return COMPONENT_INPOST_HEADCOUNT;
	case COMPONENT_LEAVERS:
		return COMPONENT_LEAVERS_HEADCOUNT;
	case COMPONENT_AGENCY:
		return COMPONENT_AGENCY_HEADCOUNT;
	default:
		return NO_COMPONENT;
	}
}

/* Nobody works more than full time. */
static bool people_suffice(const struct search *search, unsigned component)
{
	unsigned heads = heads_of(component);

	return heads == NO_COMPONENT || search->values[component] <= search->values[heads];
}

/* Whether every rate holds whose last component is `component`: the others were looked at before, or will be. */
static bool rates_hold(const struct search *search, unsigned component)
{
	for (unsigned i = 0; i < sizeof(rates) / sizeof(rates[0]); i++) {
		const struct rate *rate = &rates[i];
		unsigned last = rate->part > rate->whole ? rate->part : rate->whole;

		if (last == component && !rate_holds(search, rate))
			return false;
	}
	return true;
}

/* Candidate `index` of a component, nearest first: 0, -1, +1, ... -4, +4, -5 hundredths, which are those that round half up to the published one. */
static int64_t candidate_at(int64_t tenths, unsigned index)
{
	int64_t step = (index + 1) / 2;

	return tenths * HUNDREDTHS_IN_TENTH + (index % 2 == 1 ? -step : step);
}

/* Fixes `component` and all behind it, depth first. At most COMPONENT_COUNT deep. */
static bool search_from(struct search *search, unsigned component)
{
	if (component == COMPONENT_COUNT)
		return true;
	const struct published_value *published = &search->published[sources[component].measure];
	bool is_whole = sources[component].is_whole;

	if (published->kind != VALUE_NUMBER || (is_whole && published->tenths % 10 != 0))
		return false;
	for (unsigned index = 0; index < (is_whole ? 1 : CANDIDATES); index++) {
		search->values[component] = candidate_at(published->tenths, index);
		if (search->values[component] < 0 || !people_suffice(search, component) || !rates_hold(search, component))
			continue;
		if (search_from(search, component + 1))
			return true;
	}
	return false;
}

/* Whether the year that ends with `date`, a 30 September, contains 29 February. */
static bool year_has_leap_day(struct date date)
{
	int year, number, day;
	struct date leap_day;

	date_split(date, &year, &number, &day);
	return date_from(year, 2, 29, &leap_day) == ERROR_NONE;
}

enum error components_search(const struct published_council *council, unsigned census, struct components *out)
{
	struct search search = {
		.published = council->values[census],
		.working_days = year_has_leap_day(census_date(census)) ? WORKING_DAYS_LEAP : WORKING_DAYS,
	};

	if (!search_from(&search, 0))
		return ERROR_NOT_FOUND;
	for (unsigned i = 0; i < COMPONENT_COUNT; i++)
		out->values[i] = search.values[i];
	return ERROR_NONE;
}
