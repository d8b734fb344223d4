#include "common/month.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>

Test(month, year_number_and_order)
{
	struct month september = month_from(2021, 9);

	cr_assert_eq(month_year(september), 2021);
	cr_assert_eq(month_number(september), 9);
	cr_assert_eq(month_compare(september, month_from(2021, 9)), 0);
	cr_assert_lt(month_compare(september, month_from(2021, 10)), 0);
	cr_assert_gt(month_compare(september, month_from(2020, 12)), 0);
}

Test(month, adding_crosses_years)
{
	static const struct {
		int months, year, number;
	} table[] = {{0, 2021, 9}, {3, 2021, 12}, {4, 2022, 1}, {-8, 2021, 1}, {-9, 2020, 12}, {-12, 2020, 9}, {1200, 2121, 9}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(month_compare(month_add(month_from(2021, 9), table[i].months), month_from(table[i].year, table[i].number)), 0,
			     "entry %zu", i);
}

Test(month, before_year_zero_the_numbers_stay_between_1_and_12)
{
	struct month month = month_add((struct month){0}, -1);

	cr_assert_eq(month_year(month), -1);
	cr_assert_eq(month_number(month), 12);
	cr_assert_str_eq(month_name(month), "December");
}

Test(month, thirteen_is_a_programming_error, .signal = SIGABRT)
{
	(void)month_from(2021, 13);
}

Test(month, a_year_out_of_range_is_a_programming_error, .signal = SIGABRT)
{
	(void)month_from(2200, 1);
}

Test(month, adding_past_the_end_is_a_programming_error, .signal = SIGABRT)
{
	(void)month_add(month_from(2021, 9), INT32_MAX);
}

Test(month, names)
{
	static const char *const names[] = {"January", "February", "March",     "April",   "May",      "June",
					    "July",    "August",   "September", "October", "November", "December"};

	for (int number = 1; number <= 12; number++)
		cr_assert_str_eq(month_name(month_from(2021, number)), names[number - 1]);
}

Test(month, must_parse)
{
	static const struct {
		const char *text;
		int year, number;
	} table[] = {{"2021-09", 2021, 9}, {"1900-01", 1900, 1}, {"2199-12", 2199, 12}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct month month;

		cr_assert_eq(month_parse(slice_from_text(table[i].text), &month), ERROR_NONE, "%s", table[i].text);
		cr_assert_eq(month_compare(month, month_from(table[i].year, table[i].number)), 0, "%s", table[i].text);
	}
}

Test(month, must_not_parse)
{
	static const struct {
		const char *text;
		enum error error;
	} table[] = {
		{"", ERROR_MALFORMED},         {"2021", ERROR_MALFORMED},       {"2021-9", ERROR_MALFORMED},    {"2021-009", ERROR_MALFORMED},
		{"2021-09-", ERROR_MALFORMED}, {"2021-09-30", ERROR_MALFORMED}, {"2021/09", ERROR_MALFORMED},   {"202109", ERROR_MALFORMED},
		{" 2021-09", ERROR_MALFORMED}, {"2021-09 ", ERROR_MALFORMED},   {"+021-09", ERROR_MALFORMED},   {"2021--9", ERROR_MALFORMED},
		{"-021-09", ERROR_MALFORMED},  {"2021-O9", ERROR_MALFORMED},    {"September", ERROR_MALFORMED}, {"2021-00", ERROR_INVALID},
		{"2021-13", ERROR_INVALID},    {"1899-12", ERROR_LIMIT},        {"2200-01", ERROR_LIMIT},       {"0000-01", ERROR_LIMIT},
		{"9999-12", ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct month month = {-77};

		cr_assert_eq(month_parse(slice_from_text(table[i].text), &month), table[i].error, "\"%s\"", table[i].text);
		cr_assert_eq(month.index, -77, "\"%s\" was refused and changed the month", table[i].text);
	}
	cr_assert_eq(month_parse(slice_from(NULL, 0), &(struct month){0}), ERROR_MALFORMED);
}

Test(month, as_a_number)
{
	static const struct {
		uint32_t number;
		enum error error;
	} refused[] = {
		{0, ERROR_INVALID},      {202100, ERROR_INVALID},     {202113, ERROR_INVALID},
		{202199, ERROR_INVALID}, {12, ERROR_LIMIT},           {189912, ERROR_LIMIT},
		{220001, ERROR_LIMIT},   {UINT32_MAX, ERROR_INVALID}, {UINT32_C(4294967201), ERROR_LIMIT},
	};
	struct month month = {-77};

	cr_assert_eq(month_to_number(month_from(2021, 9)), 202109);
	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++) {
		cr_assert_eq(month_from_number(refused[i].number, &month), refused[i].error, "%" PRIu32, refused[i].number);
		cr_assert_eq(month.index, -77);
	}
	for (struct month each = month_from(YEAR_MIN, 1); month_compare(each, month_from(YEAR_MAX, 12)) <= 0; each = month_add(each, 1)) {
		cr_assert_eq(month_from_number(month_to_number(each), &month), ERROR_NONE);
		cr_assert_eq(month_compare(month, each), 0);
	}
}

static struct date date(int year, int number, int day)
{
	struct date made = {INT32_MIN};

	cr_assert_eq(date_from(year, number, day, &made), ERROR_NONE, "%d-%d-%d", year, number, day);
	return made;
}

Test(date, days_since_1970)
{
	static const struct {
		int year, number, day;
		int32_t days;
	} table[] = {
		{1970, 1, 1, 0},     {1970, 1, 2, 1},      {1969, 12, 31, -1},   {2000, 2, 29, 11016},
		{2000, 3, 1, 11017}, {1900, 1, 1, -25567}, {2038, 1, 19, 24855}, {2199, 12, 31, 84005},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(date(table[i].year, table[i].number, table[i].day).days, table[i].days, "entry %zu", i);
}

Test(date, impossible_days)
{
	static const struct {
		int year, number, day;
		enum error error;
	} table[] = {
		{2021, 2, 29, ERROR_INVALID},   {1900, 2, 29, ERROR_INVALID},   {2100, 2, 29, ERROR_INVALID}, {2020, 2, 30, ERROR_INVALID},
		{2021, 4, 31, ERROR_INVALID},   {2021, 1, 32, ERROR_INVALID},   {2021, 1, 0, ERROR_INVALID},  {2021, 1, -1, ERROR_INVALID},
		{2021, 0, 1, ERROR_INVALID},    {2021, 13, 1, ERROR_INVALID},   {1899, 12, 31, ERROR_LIMIT},  {2200, 1, 1, ERROR_LIMIT},
		{INT32_MAX, 1, 1, ERROR_LIMIT}, {INT32_MIN, 1, 1, ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct date out = {77};

		cr_assert_eq(date_from(table[i].year, table[i].number, table[i].day, &out), table[i].error, "entry %zu", i);
		cr_assert_eq(out.days, 77);
	}
	cr_assert_eq(date(2020, 2, 29).days + 1, date(2020, 3, 1).days);
	cr_assert_eq(date(2000, 2, 29).days + 1, date(2000, 3, 1).days);
}

Test(date, must_parse)
{
	static const struct {
		const char *text;
		int year, number, day;
	} table[] = {
		{"2021-09-30", 2021, 9, 30},
		{"30/09/2021", 2021, 9, 30},
		{"3/9/2021", 2021, 9, 3},
		{"03/9/2021", 2021, 9, 3},
		{"3/09/2021", 2021, 9, 3},
		{"2020-02-29", 2020, 2, 29},
		{"1900-01-01", 1900, 1, 1},
		{"31/12/2199", 2199, 12, 31},
		{"2021-09-30T00:00:00", 2021, 9, 30},
		{"2021-09-30 00:00:00", 2021, 9, 30},
		{"2021-09-30 00:00", 2021, 9, 30},
		{"30/09/2021 00:00", 2021, 9, 30},
		{"30/09/2021 00:00:00", 2021, 9, 30},
		{"1/2/2021T00:00:00", 2021, 2, 1},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct date out;

		cr_assert_eq(date_parse(slice_from_text(table[i].text), &out), ERROR_NONE, "%s", table[i].text);
		cr_assert_eq(out.days, date(table[i].year, table[i].number, table[i].day).days, "%s", table[i].text);
	}
}

Test(date, must_not_parse)
{
	static const struct {
		const char *text;
		enum error error;
	} table[] = {
		{"", ERROR_MALFORMED},
		{"-", ERROR_MALFORMED},
		{"/", ERROR_MALFORMED},
		{"//", ERROR_MALFORMED},
		{"2021-09", ERROR_MALFORMED},
		{"2021-9-30", ERROR_MALFORMED},
		{"2021-09-3", ERROR_MALFORMED},
		{"2021/09/30", ERROR_MALFORMED},
		{"30-09-2021", ERROR_MALFORMED},
		{"30/09/21", ERROR_MALFORMED},
		{"030/09/2021", ERROR_MALFORMED},
		{"30/009/2021", ERROR_MALFORMED},
		{"/9/2021", ERROR_MALFORMED},
		{"3//2021", ERROR_MALFORMED},
		{"3/9/", ERROR_MALFORMED},
		{"3/9/202", ERROR_MALFORMED},
		{"3/9/20211", ERROR_MALFORMED},
		{"20x1-09-30", ERROR_MALFORMED},
		{"2021-0x-30", ERROR_MALFORMED},
		{"2021/09-30", ERROR_MALFORMED},
		{"2021-09/30", ERROR_MALFORMED},
		{"3/x/2021", ERROR_MALFORMED},
		{"3/9/20x1", ERROR_MALFORMED},
		{"20210930", ERROR_MALFORMED},
		{"30 September 2021", ERROR_MALFORMED},
		{"44469", ERROR_MALFORMED}, /* a spreadsheet's serial number */
		{" 2021-09-30", ERROR_MALFORMED},
		{"2021-09-30 ", ERROR_MALFORMED},
		{"2021-09-30T", ERROR_MALFORMED},
		{"2021-09-30T00:00", ERROR_MALFORMED},
		{"2021-09-30T00:00:01", ERROR_MALFORMED},
		{"2021-09-30T00:00:00Z", ERROR_MALFORMED},
		{"2021-09-30 12:00", ERROR_MALFORMED},
		{"2021-09-30 00:00:00.000", ERROR_MALFORMED},
		{"2021-09-3O", ERROR_MALFORMED},
		{"2021-09--1", ERROR_MALFORMED},
		{"-1/09/2021", ERROR_MALFORMED},
		{"2021-02-31", ERROR_INVALID},
		{"31/02/2021", ERROR_INVALID},
		{"29/02/2021", ERROR_INVALID},
		{"09/30/2021", ERROR_INVALID}, /* month first */
		{"2021-00-10", ERROR_INVALID},
		{"2021-13-10", ERROR_INVALID},
		{"2021-09-00", ERROR_INVALID},
		{"00/01/2021", ERROR_INVALID},
		{"1/0/2021", ERROR_INVALID},
		{"0/1/2021", ERROR_INVALID},
		{"1899-12-31", ERROR_LIMIT},
		{"2200-01-01", ERROR_LIMIT},
		{"01/01/0001", ERROR_LIMIT},
		{"01/01/0000", ERROR_LIMIT},
		{"0000-01-01", ERROR_LIMIT},
		{"9999-12-31", ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct date out = {77};

		cr_assert_eq(date_parse(slice_from_text(table[i].text), &out), table[i].error, "\"%s\"", table[i].text);
		cr_assert_eq(out.days, 77, "\"%s\" was refused and changed the date", table[i].text);
	}
	cr_assert_eq(date_parse(slice_from(NULL, 0), &(struct date){0}), ERROR_MALFORMED);
	cr_assert_eq(date_parse(SLICE_LITERAL("2021-09-30\0"), &(struct date){0}), ERROR_MALFORMED);
}

Test(date, first_and_last_day_of_a_month)
{
	static const struct {
		int year, number, last;
	} table[] = {{2021, 1, 31}, {2021, 2, 28}, {2020, 2, 29}, {2000, 2, 29}, {1900, 2, 28}, {2021, 4, 30}, {2021, 12, 31}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct month month = month_from(table[i].year, table[i].number);

		cr_assert_eq(month_first_day(month).days, date(table[i].year, table[i].number, 1).days);
		cr_assert_eq(month_last_day(month).days, date(table[i].year, table[i].number, table[i].last).days);
		cr_assert_eq(month_compare(date_month(month_first_day(month)), month), 0);
		cr_assert_eq(month_compare(date_month(month_last_day(month)), month), 0);
	}
}

Test(date, of_a_time)
{
	static const struct {
		int64_t seconds;
		int32_t days;
	} table[] = {
		{0, 0},
		{86399, 0},
		{86400, 1},
		{-1, -1},
		{-86400, -1},
		{-86401, -2},
		{1000000000, 11574},
		{INT64_MAX, 2932896}, /* 9999-12-31 */
		{INT64_MIN, -719528}, /* 0000-01-01 */
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(date_of_time(table[i].seconds).days, table[i].days, "entry %zu", i);
}

Test(time, must_parse)
{
	static const struct {
		const char *text;
		int64_t seconds;
	} table[] = {
		{"1970-01-01T00:00:00Z", 0},
		{"1970-01-01", 0},
		{"1970-01-02", 86400},
		{"1969-12-31T23:59:59Z", -1},
		{"2001-09-09T01:46:40Z", 1000000000},
		{"2038-01-19T03:14:08Z", INT64_C(2147483648)},
		{"2020-02-29T12:00:00Z", 1582977600},
		{"2199-12-31T23:59:59Z", INT64_C(7258118399)},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t seconds = -77;

		cr_assert_eq(time_parse(slice_from_text(table[i].text), &seconds), ERROR_NONE, "%s", table[i].text);
		cr_assert_eq(seconds, table[i].seconds, "%s is %" PRId64, table[i].text, seconds);
	}
}

Test(time, must_not_parse)
{
	static const struct {
		const char *text;
		enum error error;
	} table[] = {
		{"", ERROR_MALFORMED},
		{"now", ERROR_MALFORMED},
		{"1700000000", ERROR_MALFORMED},
		{"30/09/2021", ERROR_MALFORMED},
		{"2026-11-23T02:31:09", ERROR_MALFORMED},
		{"2026-11-23T02:31:09z", ERROR_MALFORMED},
		{"2026-11-23t02:31:09Z", ERROR_MALFORMED},
		{"2026-11-23 02:31:09Z", ERROR_MALFORMED},
		{"2026-11-23T02:31Z", ERROR_MALFORMED},
		{"2026-11-23T02:31:09+0", ERROR_MALFORMED},
		{"2026-11-23T02:31:09.5Z", ERROR_MALFORMED},
		{"2026-11-23T02-31:09Z", ERROR_MALFORMED},
		{"2026-11-23T02:31-09Z", ERROR_MALFORMED},
		{"2026-11-23T-2:31:09Z", ERROR_MALFORMED},
		{"2026-11-23T02:x1:09Z", ERROR_MALFORMED},
		{"2026-11-23T02:31:x9Z", ERROR_MALFORMED},
		{"2026-11-23T02:31:09ZZ", ERROR_MALFORMED},
		{"2026-11-23Z", ERROR_MALFORMED},
		{"2026-11-23T24:00:00Z", ERROR_INVALID},
		{"2026-11-23T02:60:09Z", ERROR_INVALID},
		{"2026-12-31T23:59:60Z", ERROR_INVALID},
		{"2026-02-29T00:00:00Z", ERROR_INVALID},
		{"2026-02-29", ERROR_INVALID},
		{"1899-12-31", ERROR_LIMIT},
		{"2200-01-01T00:00:00Z", ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t seconds = 77;

		cr_assert_eq(time_parse(slice_from_text(table[i].text), &seconds), table[i].error, "\"%s\"", table[i].text);
		cr_assert_eq(seconds, 77, "\"%s\" was refused and changed the time", table[i].text);
	}
}
