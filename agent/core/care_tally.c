#include "agent/core/care_tally.h"

enum { MONTHS_PER_YEAR = 12, TWO_YEARS_MONTHS = 24, LONG_TERM_MONTHS = 30, FOUR_WEEKS_DAYS = 28, LEAVER_AGE_MIN = 17, LEAVER_AGE_MAX = 21 };

_Static_assert(MEASURE_CARE_LEAVERS_17_TO_18_ACTIVITY_UNKNOWN_12M < CARE_MEASURES_FIRST + CARE_MEASURES_COUNT, "every measure has its count");

bool care_dates_of(const struct care_years *years, struct month month, struct care_dates *out)
{
	struct care_dates dates = {.reviews_since = care_years_since(years, CARE_REVIEW, month)};
	const struct {
		int months;
		uint16_t *day;
	} ends[] = {
		{0, &dates.last},
		{1, &dates.before[0]},
		{MONTHS_PER_YEAR, &dates.before[1]},
		{TWO_YEARS_MONTHS, &dates.two_years},
		{LONG_TERM_MONTHS, &dates.long_term},
	};

	for (unsigned i = 0; i < sizeof(ends) / sizeof(ends[0]); i++)
		if (!care_day_from(month_last_day(month_add(month, -ends[i].months)), ends[i].day))
			return false;
	dates.four_weeks = (uint16_t)(dates.last - FOUR_WEEKS_DAYS);
	*out = dates;
	return true;
}

void care_tally_add(struct care_tally *tally, enum measure_number measure, int64_t value)
{
	tally->counts[measure - CARE_MEASURES_FIRST] += value;
}

struct care_tally care_tally_count(const struct care_store *store, const struct care_dates *dates)
{
	struct care_tally tally = {.counts = {0}};

	for (uint32_t i = 0; i < care_store_child_count(store); i++) {
		const struct care_child *child = care_store_child_at(store, i);

		care_tally_stock(&tally, store, child, dates);
		care_tally_flows(&tally, store, child, dates);
		care_tally_leavers(&tally, store, child, dates);
	}
	return tally;
}

uint16_t care_birthday(uint16_t birth, int age)
{
	struct date date;
	uint16_t day;
	int year, number, of_month;

	date_split(care_day_date(birth), &year, &number, &of_month);
	if (date_from(year + age, number, of_month, &date) && date_from(year + age, number + 1, 1, &date))
		return CARE_DAY_NONE;
	return care_day_from(date, &day) ? day : CARE_DAY_NONE;
}

/* The two age groups have the same questions; their measures stand in the same order. */
enum leaver_measure {
	LEAVER_ALL,
	LEAVER_IN_TOUCH,
	LEAVER_NOT_IN_TOUCH,
	LEAVER_SUITABLE,
	LEAVER_UNSUITABLE,
	LEAVER_ACCOM_UNKNOWN,
	LEAVER_EET,
	LEAVER_NEET,
	LEAVER_ACTIVITY_UNKNOWN,
};

_Static_assert(MEASURE_CARE_LEAVERS_17_TO_18_ACTIVITY_UNKNOWN_12M == MEASURE_CARE_LEAVERS_17_TO_18_12M + LEAVER_ACTIVITY_UNKNOWN,
	       "in the order of the questions");
_Static_assert(MEASURE_CARE_LEAVERS_19_TO_21_ACTIVITY_UNKNOWN_12M == MEASURE_CARE_LEAVERS_19_TO_21_12M + LEAVER_ACTIVITY_UNKNOWN,
	       "in the order of the questions");

static enum leaver_measure answer_measure(uint8_t answer, enum leaver_measure yes, enum leaver_measure no, enum leaver_measure unknown)
{
	return answer == ANSWER_YES ? yes : answer == ANSWER_NO ? no : unknown;
}

/* Whom the council does not know to be in touch is not in touch. */
static void leaver_add(struct care_tally *tally, const struct care_record *leaver, enum measure_number first)
{
	const enum leaver_measure measures[] = {
		LEAVER_ALL,
		answer_measure(leaver->leaver.in_touch, LEAVER_IN_TOUCH, LEAVER_NOT_IN_TOUCH, LEAVER_NOT_IN_TOUCH),
		answer_measure(leaver->leaver.accommodation, LEAVER_SUITABLE, LEAVER_UNSUITABLE, LEAVER_ACCOM_UNKNOWN),
		answer_measure(leaver->leaver.activity, LEAVER_EET, LEAVER_NEET, LEAVER_ACTIVITY_UNKNOWN),
	};

	for (unsigned i = 0; i < sizeof(measures) / sizeof(measures[0]); i++)
		tally->counts[first - CARE_MEASURES_FIRST + measures[i]]++;
}

/* Each row is of one collection year, and speaks of the birthday in it. A window of twelve months holds one birthday. */
void care_tally_leavers(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates)
{
	const struct care_record *leaver = child->birth == CARE_DAY_NONE ? NULL : care_first_of(store, child, CARE_LEAVER);

	for (; leaver; leaver = care_next_of(store, leaver)) {
		for (int age = LEAVER_AGE_MIN; age <= LEAVER_AGE_MAX && !leaver->leaver.is_left_out; age++) {
			uint16_t day = care_birthday(child->birth, age);

			if (day <= dates->before[1] || day > dates->last || !leaver->year || care_year_of(day) != leaver->year)
				continue;
			leaver_add(tally, leaver, age >= 19 ? MEASURE_CARE_LEAVERS_19_TO_21_12M : MEASURE_CARE_LEAVERS_17_TO_18_12M);
		}
	}
}
