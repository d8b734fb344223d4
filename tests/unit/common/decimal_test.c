#include "common/decimal.h"

#include <criterion/criterion.h>
#include <inttypes.h>
#include <signal.h>

#define SAFE_MAX INT64_C(9007199254740991)

Test(decimal, powers_of_ten)
{
	cr_assert_eq(decimal_power(0), 1);
	cr_assert_eq(decimal_power(6), 1000000);
	cr_assert_eq(decimal_power(18), INT64_C(1000000000000000000));
}

Test(decimal, a_power_beyond_64_bits_is_a_programming_error, .signal = SIGABRT)
{
	decimal_power(19);
}

Test(decimal, must_parse)
{
	static const struct {
		const char *text;
		unsigned digits;
		int64_t value;
	} table[] = {
		{"0", 6, 0},
		{"12", 0, 12},
		{"12", 2, 1200},
		{"0.85", 2, 85},
		{"0.85", 6, 850000},
		{".5", 1, 5},
		{"-3", 2, -300},
		{"-.25", 2, -25},
		{"-0", 2, 0},
		{"007", 0, 7},
		{"1.0", 0, 1},
		{"0.850000000000", 2, 85},
		{"143.300000", 6, 143300000},
		{"9007199254740991", 0, SAFE_MAX},
		{"-9007199254740991", 0, -SAFE_MAX},
		{"9007199254.740991", 6, SAFE_MAX},
		{"0000000000000000000000000000000001", 0, 1},
		{"0.000000000000000000000000000000000", 9, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t value = -1;

		cr_assert_eq(decimal_parse(slice_from_text(table[i].text), table[i].digits, &value), ERROR_NONE, "%s", table[i].text);
		cr_assert_eq(value, table[i].value, "%s is %" PRId64, table[i].text, value);
	}
}

Test(decimal, must_not_parse)
{
	static const struct {
		const char *text;
		unsigned digits;
		enum error error;
	} table[] = {
		{"", 2, ERROR_MALFORMED},
		{"-", 2, ERROR_MALFORMED},
		{".", 2, ERROR_MALFORMED},
		{"-.", 2, ERROR_MALFORMED},
		{"1.", 2, ERROR_MALFORMED},
		{"1.2.3", 2, ERROR_MALFORMED},
		{"1..2", 2, ERROR_MALFORMED},
		{"--1", 2, ERROR_MALFORMED},
		{"+1", 2, ERROR_MALFORMED},
		{"1,234.5", 2, ERROR_MALFORMED},
		{"1 234", 2, ERROR_MALFORMED},
		{" 1", 2, ERROR_MALFORMED},
		{"1 ", 2, ERROR_MALFORMED},
		{"1e3", 2, ERROR_MALFORMED},
		{"0x10", 2, ERROR_MALFORMED},
		{"NaN", 2, ERROR_MALFORMED},
		{"inf", 2, ERROR_MALFORMED},
		{"1.-5", 2, ERROR_MALFORMED},
		{"1-", 2, ERROR_MALFORMED},
		{"\xd9\xa3", 2, ERROR_MALFORMED}, /* an Arabic-Indic three */
		{"99999999999999999999x", 2, ERROR_MALFORMED},
		{"0.855", 2, ERROR_LIMIT},
		{"0.0000001", 6, ERROR_LIMIT},
		{"1.5", 0, ERROR_LIMIT},
		{"9007199254740992", 0, ERROR_LIMIT},
		{"-9007199254740992", 0, ERROR_LIMIT},
		{"9007199254.740992", 6, ERROR_LIMIT},
		{"9007199255", 6, ERROR_LIMIT},
		{"18446744073709551617", 0, ERROR_LIMIT},                    /* 2^64 + 1 */
		{"340282366920938463463374607431768211457", 0, ERROR_LIMIT}, /* 2^128 + 1 */
		{"1", 16, ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t value = 77;

		cr_assert_eq(decimal_parse(slice_from_text(table[i].text), table[i].digits, &value), table[i].error, "\"%s\"", table[i].text);
		cr_assert_eq(value, 77, "\"%s\" was refused and changed the value", table[i].text);
	}
	cr_assert_eq(decimal_parse(slice_from(NULL, 0), 2, &(int64_t){0}), ERROR_MALFORMED);
	cr_assert_eq(decimal_parse(SLICE_LITERAL("1\0"), 2, &(int64_t){0}), ERROR_MALFORMED);
}

Test(decimal, rounds_half_up_and_away_from_zero)
{
	static const struct {
		int64_t value;
		unsigned digits, decimals;
		int64_t rounded;
	} table[] = {
		{17596, 3, 1, 176},
		{17621, 3, 1, 176},
		{12345, 2, 2, 12345},
		{125, 2, 1, 13},
		{124, 2, 1, 12},
		{135, 2, 1, 14},
		{-125, 2, 1, -13},
		{-124, 2, 1, -12},
		{499999, 6, 0, 0},
		{500000, 6, 0, 1},
		{-499999, 6, 0, 0},
		{-500000, 6, 0, -1},
		{0, 9, 0, 0},
		{INT64_MAX, 18, 0, 9},
		{INT64_MIN, 18, 0, -9},
		{INT64_MAX, 1, 0, INT64_C(922337203685477581)},
		{INT64_MIN, 1, 0, -INT64_C(922337203685477581)},
		{INT64_MIN, 0, 0, INT64_MIN},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_eq(decimal_round(table[i].value, table[i].digits, table[i].decimals), table[i].rounded, "entry %zu", i);
}

Test(decimal, rounding_to_more_decimals_is_a_programming_error, .signal = SIGABRT)
{
	decimal_round(1, 1, 2);
}

Test(decimal, sums_are_checked)
{
	int64_t sum = 77;

	cr_assert_eq(decimal_add(INT64_MAX, 1, &sum), ERROR_LIMIT);
	cr_assert_eq(decimal_add(INT64_MIN, -1, &sum), ERROR_LIMIT);
	cr_assert_eq(sum, 77);
	cr_assert_eq(decimal_add(INT64_MAX, INT64_MIN, &sum), ERROR_NONE);
	cr_assert_eq(sum, -1);
}

Test(decimal, ratios)
{
	static const struct {
		int64_t numerator, denominator, multiplier;
		unsigned decimals;
		int64_t ratio;
	} table[] = {
		/* The vacancy rate of St. Helens in 2021: 35.0 of 178.3, in millionths. */
		{35000000, 178300000, 100, 1, 196},
		{0, 5, 100, 1, 0},
		{5, 5, 100, 1, 1000},
		/* Exact ties go up: 0.05, 12.5, 2.45. */
		{1, 20, 1, 1, 1},
		{1, 8, 100, 0, 13},
		{245, 10000, 100, 1, 25},
		/* Just below and above a tie. */
		{49999999, 100000000, 1, 0, 0},
		{50000001, 100000000, 1, 0, 1},
		/* 66.66... and 33.33... */
		{2, 3, 100, 1, 667},
		{1, 3, 100, 1, 333},
		/* Rates over 100% and per 10,000. */
		{3, 2, 100, 1, 1500},
		{467, 36521, 10000, 0, 128},
		/* The largest values: all of 64 bits. */
		{INT64_MAX, INT64_MAX, 1, 0, 1},
		{INT64_MAX, 1, 1, 0, INT64_MAX},
		{INT64_MAX, INT64_MAX, INT64_MAX, 0, INT64_MAX},
		{INT64_MAX - 1, INT64_MAX, 1, 18, INT64_C(1000000000000000000)},
		{1, INT64_MAX, 1, 0, 0},
		{INT64_MAX / 2, INT64_MAX, 1, 0, 0},
		{INT64_MAX / 2 + 1, INT64_MAX, 1, 0, 1},
		{7, 7, 0, 3, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t ratio = -1;

		cr_assert_eq(decimal_ratio(table[i].numerator, table[i].denominator, table[i].multiplier, table[i].decimals, &ratio), ERROR_NONE,
			     "entry %zu", i);
		cr_assert_eq(ratio, table[i].ratio, "entry %zu is %" PRId64, i, ratio);
	}
}

Test(decimal, ratios_that_do_not_exist_or_fit)
{
	static const struct {
		int64_t numerator, denominator, multiplier;
		unsigned decimals;
		enum error error;
	} table[] = {
		{1, 0, 100, 1, ERROR_INVALID},
		{0, 0, 100, 1, ERROR_INVALID},
		{-1, 5, 100, 1, ERROR_INVALID},
		{1, -5, 100, 1, ERROR_INVALID},
		{1, 5, -100, 1, ERROR_INVALID},
		{INT64_MIN, INT64_MIN, 1, 0, ERROR_INVALID},
		/* More than 64 bits hold, by a factor, by the decimals, and only by the rounding. */
		{INT64_MAX, 1, 2, 0, ERROR_LIMIT},
		{INT64_MAX, 2, 1, 1, ERROR_LIMIT},
		/* 2^63 - 1/2: (2^32 + 1) x (2^32 - 1) / 2. */
		{INT64_C(4294967297), 2, INT64_C(4294967295), 0, ERROR_LIMIT},
		/* More than 128 bits in between. */
		{INT64_MAX, INT64_MAX, INT64_MAX, 18, ERROR_LIMIT},
		{INT64_MAX, 1, INT64_MAX, 9, ERROR_LIMIT},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		int64_t ratio = 77;

		cr_assert_eq(decimal_ratio(table[i].numerator, table[i].denominator, table[i].multiplier, table[i].decimals, &ratio), table[i].error,
			     "entry %zu", i);
		cr_assert_eq(ratio, 77, "entry %zu was refused and changed the value", i);
	}
}
