#include "common/working_days.h"

#include <criterion/criterion.h>

#define LENGTH(table) (sizeof(table) / sizeof((table)[0]))

static struct date day_of(int year, int number, int day)
{
	struct date date;

	cr_assert_eq(date_from(year, number, day, &date), ERROR_NONE, "%d-%d-%d", year, number, day);
	return date;
}

static bool is_weekend(struct date day)
{
	/* 1969-12-27 was a Saturday. */
	return (day.days + 5) % 7 < 2;
}

Test(working_days, easter_sundays)
{
	static const struct {
		int year, number, day;
	} table[] = {{1990, 4, 15}, {1995, 4, 16}, {2000, 4, 23}, {2008, 3, 23}, {2011, 4, 24}, {2019, 4, 21}, {2024, 3, 31},
		     {2025, 4, 20}, {2035, 3, 25}, {2038, 4, 25}, {2049, 4, 18}, {2076, 4, 19}, {2099, 4, 12}, {2100, 3, 28}};

	for (size_t i = 0; i < LENGTH(table); i++)
		cr_assert_eq(easter_sunday(table[i].year).days, day_of(table[i].year, table[i].number, table[i].day).days, "%d", table[i].year);
}

/* The bank holidays of England and Wales as they were announced, month * 100 + day. */
static const struct {
	int year;
	int days[11];
} announced[] = {
	{1995, {102, 414, 417, 508, 529, 828, 1225, 1226}},           {1999, {101, 402, 405, 503, 531, 830, 1227, 1228, 1231}},
	{2000, {103, 421, 424, 501, 529, 828, 1225, 1226}},           {2002, {101, 329, 401, 506, 603, 604, 826, 1225, 1226}},
	{2010, {101, 402, 405, 503, 531, 830, 1227, 1228}},           {2011, {103, 422, 425, 429, 502, 530, 829, 1226, 1227}},
	{2012, {102, 406, 409, 507, 604, 605, 827, 1225, 1226}},      {2015, {101, 403, 406, 504, 525, 831, 1225, 1228}},
	{2016, {101, 325, 328, 502, 530, 829, 1226, 1227}},           {2017, {102, 414, 417, 501, 529, 828, 1225, 1226}},
	{2018, {101, 330, 402, 507, 528, 827, 1225, 1226}},           {2019, {101, 419, 422, 506, 527, 826, 1225, 1226}},
	{2020, {101, 410, 413, 508, 525, 831, 1225, 1228}},           {2021, {101, 402, 405, 503, 531, 830, 1227, 1228}},
	{2022, {103, 415, 418, 502, 602, 603, 829, 919, 1226, 1227}}, {2023, {102, 407, 410, 501, 508, 529, 828, 1225, 1226}},
	{2024, {101, 329, 401, 506, 527, 826, 1225, 1226}},           {2025, {101, 418, 421, 505, 526, 825, 1225, 1226}},
	{2026, {101, 403, 406, 504, 525, 831, 1225, 1228}},           {2027, {101, 326, 329, 503, 531, 830, 1227, 1228}},
};

Test(working_days, holidays_as_announced_and_no_others)
{
	for (size_t i = 0; i < LENGTH(announced); i++) {
		int found = 0;

		for (struct date day = day_of(announced[i].year, 1, 1); day.days <= day_of(announced[i].year, 12, 31).days; day.days++) {
			int year, number, of_month;

			if (is_weekend(day))
				cr_assert_not(is_working_day(day));
			if (is_weekend(day) || is_working_day(day))
				continue;
			date_split(day, &year, &number, &of_month);
			cr_assert_eq(number * 100 + of_month, announced[i].days[found], "%d: the holiday %d is %02d-%02d", year, found, number,
				     of_month);
			found++;
		}
		cr_assert_eq(announced[i].days[found], 0, "%d has holidays behind the %d. one", announced[i].year, found);
	}
}

/* Eight a year fall on weekdays, whatever the year; the proclaimed ones come on top. */
Test(working_days, every_year_from_1990_to_2100_has_its_holidays)
{
	static const struct {
		int year, more;
	} extra[] = {{1999, 1}, {2002, 1}, {2011, 1}, {2012, 1}, {2022, 2}, {2023, 1}};

	for (int year = 1990; year <= 2100; year++) {
		int count = 0, expected = 8;

		for (struct date day = day_of(year, 1, 1); day.days <= day_of(year, 12, 31).days; day.days++)
			count += !is_weekend(day) && is_bank_holiday(day);
		for (size_t i = 0; i < LENGTH(extra); i++)
			expected += extra[i].year == year ? extra[i].more : 0;
		cr_assert_eq(count, expected, "%d has %d", year, count);
	}
}

Test(working_days, counted_after_a_day)
{
	static const struct {
		int from[3];
		unsigned count;
		int to[3];
	} table[] = {
		{{2021, 9, 1}, 0, {2021, 9, 1}},    /* the day itself */
		{{2021, 9, 4}, 0, {2021, 9, 4}},    /* a Saturday is day 0 too */
		{{2021, 9, 4}, 1, {2021, 9, 6}},    /* and the Monday day 1 */
		{{2021, 9, 3}, 1, {2021, 9, 6}},    /* Friday to Monday */
		{{2021, 9, 1}, 15, {2021, 9, 22}},  /* three weeks without holidays */
		{{2021, 12, 13}, 15, {2022, 1, 6}}, /* over Christmas and New Year, three substitutes */
		{{2020, 5, 4}, 4, {2020, 5, 11}},   /* the early May holiday of 2020 is the Friday */
		{{2022, 5, 27}, 5, {2022, 6, 7}},   /* two days of the Jubilee */
		{{2022, 9, 1}, 15, {2022, 9, 23}},  /* a state funeral */
		{{2023, 3, 31}, 45, {2023, 6, 9}},  /* Easter, three Mondays of May */
		{{1969, 12, 24}, 3, {1969, 12, 31}},
	};

	for (size_t i = 0; i < LENGTH(table); i++) {
		struct date from = day_of(table[i].from[0], table[i].from[1], table[i].from[2]);
		struct date to = day_of(table[i].to[0], table[i].to[1], table[i].to[2]);

		cr_assert_eq(working_days_after(from, table[i].count).days, to.days, "entry %zu: %d days off", i,
			     working_days_after(from, table[i].count).days - to.days);
	}
}

Test(working_days, years_that_no_file_has_are_no_trouble)
{
	int count = 0;

	for (int32_t i = 0; i < 7; i++)
		count += is_working_day((struct date){INT32_MIN + i});
	cr_assert_eq(count, 5);
	cr_assert(is_working_day(day_of(2199, 12, 2)));
}
