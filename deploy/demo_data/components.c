#include "deploy/demo_data/components.h"

#include "common/decimal.h"

enum { CANDIDATES = 10, HUNDREDTHS_IN_TENTH = 10, WORKING_DAYS = 253, WORKING_DAYS_LEAP = 254 };

/*
 * What each component was published as. Whole ones (people, cases) have one candidate: the published number. Without those that may not be missing
 * there are no people.
 */
static const struct {
	enum published_measure measure;
	bool is_whole, may_be_missing;
} sources[COMPONENT_COUNT] = {
	[COMPONENT_INPOST_HEADCOUNT] = {PUBLISHED_INPOST_HEADCOUNT, true, false},
	[COMPONENT_LEAVERS_HEADCOUNT] = {PUBLISHED_LEAVERS_HEADCOUNT, true, false},
	[COMPONENT_AGENCY_HEADCOUNT] = {PUBLISHED_AGENCY_HEADCOUNT, true, false},
	[COMPONENT_CASES] = {PUBLISHED_CASES, true, true},
	[COMPONENT_CASE_HOLDERS] = {PUBLISHED_CASE_HOLDERS_FTE, false, true},
	[COMPONENT_INPOST] = {PUBLISHED_INPOST_FTE, false, false},
	[COMPONENT_DAYS_LOST] = {PUBLISHED_WORKING_DAYS_LOST_FTE, false, true},
	[COMPONENT_LEAVERS] = {PUBLISHED_LEAVERS_FTE, false, false},
	[COMPONENT_VACANCY] = {PUBLISHED_VACANCY_FTE, false, true},
	[COMPONENT_AGENCY] = {PUBLISHED_AGENCY_FTE, false, false},
	[COMPONENT_AGENCY_COVER] = {PUBLISHED_AGENCY_COVER_FTE, false, true},
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
	struct components found;
};

static bool is_absent(const struct published_value *published)
{
	return published->kind == VALUE_UNRELIABLE || published->kind == VALUE_NOT_AVAILABLE;
}

static bool rate_holds(const struct search *search, const struct rate *rate)
{
	const struct published_value *published = &search->published[rate->measure];
	int64_t denominator = search->found.values[rate->whole];
	int64_t tenths;

	if (is_absent(published))
		return true;
	if (search->found.is_missing[rate->part] || search->found.is_missing[rate->whole])
		return false;
	if (rate->added != NO_COMPONENT)
		denominator += search->found.values[rate->added];
	if (published->kind == VALUE_NOT_APPLICABLE)
		return denominator == 0;
	if (rate->is_of_days)
		denominator *= search->working_days;
	return decimal_ratio(search->found.values[rate->part], denominator, rate->multiplier, 1, &tenths) == ERROR_NONE &&
	       tenths == published->tenths;
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

static bool is_published_beyond(const struct search *search, enum published_measure part, enum published_measure whole)
{
	return search->published[part].tenths > search->published[whole].tenths;
}

/*
 * Nobody works more than full time, and no more agency workers cover vacancies than there are. A leaver may have left one post and another one later:
 * only where more leaves than there are people, because it can hardly have been meant otherwise.
 */
static bool people_suffice(const struct search *search, unsigned component)
{
	unsigned heads = heads_of(component);
	int64_t posts;

	if (component == COMPONENT_AGENCY_COVER && !is_published_beyond(search, PUBLISHED_AGENCY_COVER_FTE, PUBLISHED_AGENCY_FTE))
		return search->found.values[component] <= search->found.values[COMPONENT_AGENCY];
	if (heads == NO_COMPONENT)
		return true;
	posts = search->found.values[heads];
	if (component == COMPONENT_LEAVERS && is_published_beyond(search, PUBLISHED_LEAVERS_FTE, PUBLISHED_LEAVERS_HEADCOUNT))
		posts *= 2;
	return search->found.values[component] <= posts;
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

static bool search_from(struct search *search, unsigned component);

/* Nothing was published: no figure, and no rate of it either. */
static bool search_without(struct search *search, unsigned component)
{
	search->found.is_missing[component] = true;
	search->found.values[component] = 0;
	return sources[component].may_be_missing && rates_hold(search, component) && search_from(search, component + 1);
}

/* Fixes `component` and all behind it, depth first. At most COMPONENT_COUNT deep. */
static bool search_from(struct search *search, unsigned component)
{
	if (component == COMPONENT_COUNT)
		return true;
	const struct published_value *published = &search->published[sources[component].measure];
	bool is_whole = sources[component].is_whole;

	if (is_absent(published))
		return search_without(search, component);
	if (published->kind != VALUE_NUMBER || (is_whole && published->tenths % 10 != 0))
		return false;
	for (unsigned index = 0; index < (is_whole ? 1 : CANDIDATES); index++) {
		search->found.values[component] = candidate_at(published->tenths, index);
		if (search->found.values[component] < 0 || !people_suffice(search, component) || !rates_hold(search, component))
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

enum error components_search(const struct published_value values[static PUBLISHED_COUNT], unsigned census, struct components *out)
{
	struct search search = {
		.published = values,
		.working_days = year_has_leap_day(census_date(census)) ? WORKING_DAYS_LEAP : WORKING_DAYS,
	};

	if (!search_from(&search, 0))
		return ERROR_NOT_FOUND;
	*out = search.found;
	return ERROR_NONE;
}

bool components_case_holders(const struct published_value values[static PUBLISHED_COUNT], const struct components *found, unsigned index,
			     int64_t *out)
{
	struct search search = {.published = values, .found = *found};
	int64_t *holders = &search.found.values[COMPONENT_CASE_HOLDERS];

	for (unsigned i = 0, seen = 0; i < CANDIDATES; i++) {
		*holders = candidate_at(values[PUBLISHED_CASE_HOLDERS_FTE].tenths, i);
		if (*holders < 0 || !rates_hold(&search, COMPONENT_CASE_HOLDERS) || seen++ < index)
			continue;
		*out = *holders;
		return true;
	}
	return false;
}
