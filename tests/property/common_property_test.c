#include <criterion/criterion.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "common/decimal.h"
#include "common/month.h"
#include "common/text.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 200000 };

__extension__ typedef unsigned __int128 u128;
__extension__ typedef __int128 i128;

/* A calendar that only counts: it shares nothing with the formulas of common/month.c. */
struct calendar {
	int year, number, day;
};

static bool is_long_february(int year)
{
	if (year % 400 == 0)
		return true;
	return year % 100 != 0 && year % 4 == 0;
}

static int last_day(const struct calendar *calendar)
{
	if (calendar->number == 2)
		return is_long_february(calendar->year) ? 29 : 28;
	return calendar->number == 4 || calendar->number == 6 || calendar->number == 9 || calendar->number == 11 ? 30 : 31;
}

static void calendar_next(struct calendar *calendar)
{
	calendar->day++;
	if (calendar->day <= last_day(calendar))
		return;
	calendar->day = 1;
	calendar->number++;
	if (calendar->number <= 12)
		return;
	calendar->number = 1;
	calendar->year++;
}

static void assert_parses_to(const char *spelled, struct date date)
{
	struct date parsed;

	cr_assert_eq(date_parse(slice_from_text(spelled), &parsed), ERROR_NONE, "%s", spelled);
	cr_assert_eq(parsed.days, date.days, "%s", spelled);
}

static void assert_spellings(const struct calendar *calendar, struct date date)
{
	char spelled[64];
	char printed[64];
	struct text text;

	snprintf(spelled, sizeof(spelled), "%04d-%02d-%02d", calendar->year, calendar->number, calendar->day);
	text_init_fixed(&text, printed, sizeof(printed));
	text_put_date(&text, date);
	cr_assert_str_eq(printed, spelled);
	assert_parses_to(spelled, date);
	snprintf(spelled, sizeof(spelled), "%02d/%02d/%04d", calendar->day, calendar->number, calendar->year);
	assert_parses_to(spelled, date);
	snprintf(spelled, sizeof(spelled), "%d/%d/%04d 00:00", calendar->day, calendar->number, calendar->year);
	assert_parses_to(spelled, date);
}

Test(property, every_day_of_three_hundred_years)
{
	struct calendar calendar = {YEAR_MIN, 1, 1};
	int32_t days = -25567; /* 1 January 1900 */

	for (; calendar.year <= YEAR_MAX; calendar_next(&calendar), days++) {
		struct month month = month_from(calendar.year, calendar.number);
		struct date date;
		int year, number, day;

		cr_assert_eq(date_from(calendar.year, calendar.number, calendar.day, &date), ERROR_NONE);
		cr_assert_eq(date.days, days, "%d-%d-%d", calendar.year, calendar.number, calendar.day);
		date_split(date, &year, &number, &day);
		cr_assert(year == calendar.year && number == calendar.number && day == calendar.day, "day %" PRId32, days);
		cr_assert_eq(month_compare(date_month(date), month), 0);
		cr_assert_eq(month_first_day(month).days, days - day + 1);
		cr_assert_eq(month_last_day(month).days, days - day + last_day(&calendar));
		cr_assert_eq(date_from(year, number, last_day(&calendar) + 1, &date), ERROR_INVALID);
		assert_spellings(&calendar, (struct date){days});
	}
	cr_assert_eq(days, 84006, "1 January 2200");
}

Test(property, times_print_and_parse_back)
{
	struct random random = random_begin("times_print_and_parse_back");
	int64_t first, last;

	cr_assert_eq(time_parse(SLICE_LITERAL("1900-01-01"), &first), ERROR_NONE);
	cr_assert_eq(time_parse(SLICE_LITERAL("2199-12-31T23:59:59Z"), &last), ERROR_NONE);
	for (int round = 0; round < ROUNDS; round++) {
		int64_t seconds = first + (int64_t)random_below(&random, (uint64_t)(last - first + 1));
		int64_t parsed;
		char buffer[32];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put_time(&text, seconds);
		cr_assert_eq(time_parse(text_slice(&text), &parsed), ERROR_NONE, "%s", buffer);
		cr_assert_eq(parsed, seconds, "%s", buffer);
	}
}

/* One decimal place: the digit goes to *quotient, what is left to *rest. False when it is beyond 64 bits. */
static bool next_place(u128 *quotient, u128 *rest, u128 divisor)
{
	*rest *= 10;
	*quotient = *quotient * 10 + *rest / divisor;
	*rest %= divisor;
	return *quotient <= INT64_MAX;
}

/* numerator x multiplier / denominator as one does it on paper, digit by digit; false when it does not fit. */
static bool long_division(int64_t numerator, int64_t denominator, int64_t multiplier, unsigned decimals, int64_t *out)
{
	u128 divisor = (u128)denominator;
	u128 product = (u128)numerator * (u128)multiplier;
	u128 quotient = product / divisor;
	u128 rest = product % divisor;

	if (quotient > INT64_MAX)
		return false;
	for (unsigned i = 0; i < decimals; i++)
		if (!next_place(&quotient, &rest, divisor))
			return false;
	if (rest * 2 >= divisor)
		quotient++;
	*out = (int64_t)quotient;
	return quotient <= INT64_MAX;
}

static void assert_ratio(int64_t numerator, int64_t denominator, int64_t multiplier, unsigned decimals)
{
	int64_t expected = 0, ratio = 0;
	bool fits = long_division(numerator, denominator, multiplier, decimals, &expected);
	enum error error = decimal_ratio(numerator, denominator, multiplier, decimals, &ratio);

	cr_assert_eq(error, fits ? ERROR_NONE : ERROR_LIMIT, "%" PRId64 " x %" PRId64 " / %" PRId64 " to %u", numerator, multiplier, denominator,
		     decimals);
	cr_assert_eq(ratio, fits ? expected : 0, "%" PRId64 " x %" PRId64 " / %" PRId64 " to %u", numerator, multiplier, denominator, decimals);
}

Test(property, ratios_equal_long_division)
{
	struct random random = random_begin("ratios_equal_long_division");

	for (int round = 0; round < ROUNDS; round++)
		assert_ratio((int64_t)random_magnitude(&random, 63), (int64_t)random_magnitude(&random, 62) + 1,
			     (int64_t)random_magnitude(&random, 63), (unsigned)random_below(&random, 19));
}

/* Ties are rare among random numbers: these are exact halves at the last place, and their neighbours. */
Test(property, ratios_at_exact_ties)
{
	struct random random = random_begin("ratios_at_exact_ties");

	for (int round = 0; round < ROUNDS; round++) {
		unsigned decimals = (unsigned)random_below(&random, 3);
		int64_t half = (int64_t)random_magnitude(&random, 40) * 2 + 1;
		int64_t denominator = 2 * decimal_power(decimals);
		int64_t ratio;

		cr_assert_eq(decimal_ratio(half, denominator, 1, decimals, &ratio), ERROR_NONE);
		cr_assert_eq(ratio, half / 2 + 1, "half of %" PRId64, half);
		assert_ratio(half * 1000 - 1, denominator * 1000, 1, decimals);
		assert_ratio(half * 1000 + 1, denominator * 1000, 1, decimals);
	}
}

Test(property, rounding_is_half_up_away_from_zero)
{
	struct random random = random_begin("rounding_is_half_up_away_from_zero");

	for (int round = 0; round < ROUNDS; round++) {
		unsigned digits = (unsigned)random_below(&random, 19);
		unsigned decimals = (unsigned)random_below(&random, digits + 1);
		int64_t value = random_signed(&random, 63);
		i128 unit = decimal_power(digits - decimals);
		i128 magnitude = value < 0 ? -(i128)value : value;
		i128 expected = (2 * magnitude + unit) / (2 * unit);

		if (digits > decimals && random_below(&random, 4) == 0) { /* an exact tie */
			value = (int64_t)(value / unit / 2 * unit + (value < 0 ? -unit : unit) / 2);
			magnitude = value < 0 ? -(i128)value : value;
			expected = (2 * magnitude + unit) / (2 * unit);
		}
		cr_assert_eq(decimal_round(value, digits, decimals), (int64_t)(value < 0 ? -expected : expected), "%" PRId64 " from %u to %u", value,
			     digits, decimals);
	}
}

Test(property, decimals_print_and_parse_back)
{
	struct random random = random_begin("decimals_print_and_parse_back");

	for (int round = 0; round < ROUNDS; round++) {
		unsigned digits = (unsigned)random_below(&random, DECIMAL_DIGITS_MAX + 1);
		unsigned decimals_min = (unsigned)random_below(&random, digits + 1);
		int64_t value = random_signed(&random, 53);
		int64_t parsed;
		char buffer[64];
		const char *point;
		struct text text;

		if (random_below(&random, 4) == 0) /* many zeros at the end */
			value = value / 100000 * 100000;
		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put_decimal(&text, value, digits, decimals_min);
		cr_assert_eq(decimal_parse(text_slice(&text), digits, &parsed), ERROR_NONE, "%s", buffer);
		cr_assert_eq(parsed, value, "%s", buffer);
		point = strchr(buffer, '.');
		cr_assert_geq(point ? strlen(point + 1) : 0, decimals_min, "%s", buffer);
		if (point && strlen(point + 1) > decimals_min)
			cr_assert_neq(buffer[text.size - 1], '0', "%s has more places than it needs", buffer);
	}
}
