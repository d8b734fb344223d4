#include "common/decimal.h"

#include <stddef.h>

enum { POWERS_COUNT = 19 };

/* The largest integer that a double, and so every JSON reader, holds exactly along with all smaller ones: 2^53 - 1. */
static const uint64_t SAFE_MAX = (UINT64_C(1) << 53) - 1;

__extension__ typedef unsigned __int128 u128;

int64_t decimal_power(unsigned digits)
{
	int64_t power = 1;

	INVARIANT(digits < POWERS_COUNT);
	while (digits-- > 0)
		power *= 10;
	return power;
}

/* A number's spelling, taken apart: -whole.fraction. */
struct spelling {
	bool is_negative;
	struct slice whole;
	struct slice fraction;
};

static bool all_digits(struct slice text)
{
	for (size_t i = 0; i < text.size; i++)
		if (text.data[i] < '0' || text.data[i] > '9')
			return false;
	return true;
}

static enum error spelling_split(struct slice text, struct spelling *out)
{
	struct slice rest = text;
	bool is_negative = text.size > 0 && text.data[0] == '-';
	struct slice whole;

	if (is_negative)
		rest = slice_from(text.data + 1, text.size - 1);
	if (rest.size == 0 || rest.data[rest.size - 1] == '.')
		return ERROR_MALFORMED;
	whole = slice_split(&rest, '.');
	if (!all_digits(whole) || !all_digits(rest))
		return ERROR_MALFORMED;
	*out = (struct spelling){.is_negative = is_negative, .whole = whole, .fraction = rest};
	return ERROR_NONE;
}

/* Appends the digit to *value; false when the value is then more than SAFE_MAX. */
static bool append_digit(uint64_t *value, unsigned digit)
{
	*value = *value * 10 + digit;
	return *value <= SAFE_MAX;
}

enum error decimal_parse(struct slice text, unsigned digits, int64_t *out)
{
	struct spelling spelling;
	uint64_t value = 0;
	enum error error = spelling_split(text, &spelling);

	INVARIANT(digits < POWERS_COUNT);
	if (error)
		return error;
	for (size_t i = 0; i < spelling.whole.size; i++)
		if (!append_digit(&value, (unsigned)(spelling.whole.data[i] - '0')))
			return ERROR_LIMIT;
	for (size_t i = 0; i < digits; i++)
		if (!append_digit(&value, i < spelling.fraction.size ? (unsigned)(spelling.fraction.data[i] - '0') : 0))
			return ERROR_LIMIT;
	for (size_t i = digits; i < spelling.fraction.size; i++)
		if (spelling.fraction.data[i] != '0')
			return ERROR_LIMIT;
	*out = spelling.is_negative ? -(int64_t)value : (int64_t)value;
	return ERROR_NONE;
}

int64_t decimal_round(int64_t value, unsigned digits, unsigned decimals)
{
	int64_t unit, quotient, rest;

	INVARIANT(decimals <= digits);
	unit = decimal_power(digits - decimals);
	quotient = value / unit;
	rest = value % unit;
	if (rest < 0)
		return -rest >= unit + rest ? quotient - 1 : quotient;
	return rest >= unit - rest ? quotient + 1 : quotient;
}

enum error decimal_add(int64_t a, int64_t b, int64_t *out)
{
	int64_t sum;

	if (__builtin_add_overflow(a, b, &sum))
		return ERROR_LIMIT;
	*out = sum;
	return ERROR_NONE;
}

enum error decimal_ratio(int64_t numerator, int64_t denominator, int64_t multiplier, unsigned decimals, int64_t *out)
{
	u128 scaled, quotient, rest;
	u128 divisor = (u128)denominator;

	if (denominator <= 0 || numerator < 0 || multiplier < 0)
		return ERROR_INVALID;
	/* A product beyond 128 bits over a denominator below 2^63 is beyond 64 bits: refusing it refuses nothing that would fit. */
	scaled = (u128)numerator * (u128)multiplier;
	if (__builtin_mul_overflow(scaled, (u128)decimal_power(decimals), &scaled))
		return ERROR_LIMIT;
	quotient = scaled / divisor;
	rest = scaled % divisor;
	if (rest >= divisor - rest)
		quotient++;
	if (quotient > INT64_MAX)
		return ERROR_LIMIT;
	*out = (int64_t)quotient;
	return ERROR_NONE;
}
