#include "collector/core/compare.h"

#include <stddef.h>
#include <stdlib.h>

#include "common/decimal.h"

__extension__ typedef __int128 i128;

enum {
	WORKING_DAYS = 253,
	MONTHS_PER_YEAR = 12,
	FEBRUARY = 2,
	LEAP_FEBRUARY_DAYS = 29,
	/* Quarters are printed as decimals by 25 per hundredth: what is known must take that without overflow. */
	QUARTER_HUNDREDTHS = 25,
};

unsigned working_days(struct month month)
{
	/* Twelve months in a row contain exactly one February. */
	struct month february = month_add(month, -((month_number(month) - FEBRUARY + MONTHS_PER_YEAR) % MONTHS_PER_YEAR));
	int days = month_last_day(february).days - month_first_day(february).days + 1;

	return days == LEAP_FEBRUARY_DAYS ? WORKING_DAYS + 1 : WORKING_DAYS;
}

/* One measure as a part of an indicator: a number, or the symbol in its place. */
struct part {
	enum symbol symbol;
	int64_t value;
};

static struct part part_of(const struct cube_record *record, uint16_t number)
{
	const struct return_measure *measure = record ? cube_measure(record, number) : NULL;

	if (!measure && record && record->reference)
		measure = cube_measure(record->reference, number);
	if (!measure)
		return (struct part){.symbol = SYMBOL_X};
	return (struct part){.symbol = (enum symbol)measure->symbol, .value = measure->value};
}

/* Both sides of an indicator for one council. */
struct sides {
	struct part numerator;
	struct part denominator; /* the sum; of several symbols the first */
	bool overflows;
};

static void part_add(struct sides *sides, struct part part)
{
	struct part *sum = &sides->denominator;

	if (!sum->symbol && part.symbol)
		*sum = part;
	if (!sum->symbol && decimal_add(sum->value, part.value, &sum->value))
		sides->overflows = true;
}

/* What a symbol says in a pooled sum: whether it counts as 0. */
static bool counts_as_zero(const struct indicator *indicator, enum cube_source source, uint16_t number, enum symbol symbol)
{
	static const uint16_t zero_in_releases[] = {MEASURE_AGENCY_FTE, MEASURE_AGENCY_HEADCOUNT, MEASURE_LEAVERS_FTE_12M,
						    MEASURE_LEAVERS_HEADCOUNT_12M};

	if (symbol == SYMBOL_K)
		return true;
	if (symbol != SYMBOL_X || source != SOURCE_OFFICIAL || number != indicator->numerator)
		return false;
	for (size_t i = 0; i < sizeof zero_in_releases / sizeof zero_in_releases[0]; i++)
		if (zero_in_releases[i] == number)
			return true;
	return false;
}

/* Of a pooled sum (`source` is not NULL) with what counts as 0 there. */
static struct sides sides_of(const struct indicator *indicator, const struct cube_record *record, const enum cube_source *source)
{
	const uint16_t numbers[3] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};
	struct part parts[3] = {{SYMBOL_NONE, 0}, {SYMBOL_NONE, 0}, {SYMBOL_NONE, 0}};
	struct sides sides = {.overflows = false};

	for (size_t i = 0; i < 3; i++) {
		if (numbers[i] != MEASURE_NONE)
			parts[i] = part_of(record, numbers[i]);
		if (source && record && counts_as_zero(indicator, *source, numbers[i], parts[i].symbol))
			parts[i] = (struct part){.symbol = SYMBOL_NONE};
	}
	sides.numerator = parts[0];
	part_add(&sides, parts[1]);
	part_add(&sides, parts[2]);
	return sides;
}

/* Digits of the stored integers of a measure that the catalogue must have. */
static unsigned digits_of(uint16_t number)
{
	const struct measure *measure = catalogue_measure(number);

	INVARIANT(measure);
	return measure_digits(measure);
}

/* Numerator and denominator may be stored with different digits: cases are whole, the FTE of those who hold them is in millionths. */
static enum error ratio_of(const struct indicator *indicator, int64_t numerator, int64_t denominator, struct month month, int64_t *out)
{
	unsigned above = digits_of(indicator->numerator);
	unsigned below = digits_of(indicator->denominator[0]);
	int64_t multiplier = indicator->multiplier;
	int64_t divisor = denominator;

	INVARIANT(indicator->denominator[1] == MEASURE_NONE || digits_of(indicator->denominator[1]) == below);
	if (indicator->per == PER_WORKING_DAYS && __builtin_mul_overflow(divisor, (int64_t)working_days(month), &divisor))
		return ERROR_LIMIT;
	if (above > below && __builtin_mul_overflow(divisor, decimal_power(above - below), &divisor))
		return ERROR_LIMIT;
	if (below > above && __builtin_mul_overflow(multiplier, decimal_power(below - above), &multiplier))
		return ERROR_LIMIT;
	return decimal_ratio(numerator, divisor, multiplier, indicator->decimals, out);
}

/* The value of two numbers: `z` over 0, `x` when it is beyond all bounds. */
static struct indicator_value value_of(const struct indicator *indicator, int64_t numerator, int64_t denominator, struct month month)
{
	struct indicator_value value = {.has_parts = true, .numerator = numerator, .denominator = denominator};

	if (denominator == 0)
		value.symbol = SYMBOL_Z;
	else if (ratio_of(indicator, numerator, denominator, month, &value.value))
		value.symbol = SYMBOL_X;
	return value;
}

struct indicator_value indicator_compute(const struct indicator *indicator, const struct cube_record *record, struct month month)
{
	struct sides sides = sides_of(indicator, record, NULL);

	if (sides.numerator.symbol)
		return (struct indicator_value){.symbol = sides.numerator.symbol};
	if (sides.denominator.symbol)
		return (struct indicator_value){.symbol = sides.denominator.symbol};
	if (sides.overflows)
		return (struct indicator_value){.symbol = SYMBOL_X};
	return value_of(indicator, sides.numerator.value, sides.denominator.value, month);
}

struct pool_part pool_part(const struct indicator *indicator, enum cube_source source, const struct cube_record *record)
{
	struct sides sides = sides_of(indicator, record, &source);

	if (sides.numerator.symbol || sides.denominator.symbol)
		return (struct pool_part){.is_in = false};
	return (struct pool_part){true, sides.overflows, sides.numerator.value, sides.denominator.value};
}

void pool_add_part(struct pool *pool, const struct pool_part *part)
{
	if (pool->error || !part->is_in)
		return;
	if (part->overflows || decimal_add(pool->numerator, part->numerator, &pool->numerator) ||
	    decimal_add(pool->denominator, part->denominator, &pool->denominator)) {
		pool->error = ERROR_LIMIT;
		return;
	}
	pool->included++;
}

struct pooled pool_result(const struct pool *pool, const struct indicator *indicator, struct month month)
{
	if (pool->error || pool->included == 0)
		return (struct pooled){.value = {.symbol = SYMBOL_X}};
	return (struct pooled){.value = value_of(indicator, pool->numerator, pool->denominator, month), .included = pool->included};
}

static int value_compare(const void *a, const void *b)
{
	const int64_t *left = a, *right = b;

	return (*left > *right) - (*left < *right);
}

void values_sort(int64_t *values, unsigned count)
{
	qsort(values, count, sizeof(*values), value_compare);
}

struct quartiles quartiles_of(const int64_t *values, unsigned count)
{
	struct quartiles quartiles = {.is_known = true};

	INVARIANT(count >= 1);
	for (unsigned i = 0; i < 3; i++) {
		/* The cut lies at (count - 1) x (i + 1) / 4 places behind the smallest: whole places and quarters of one. */
		uint64_t quarter_places = (uint64_t)(count - 1) * (i + 1);
		unsigned place = (unsigned)(quarter_places / 4);
		unsigned quarters = (unsigned)(quarter_places % 4);
		i128 cut = (i128)values[place] * (4 - quarters) + (quarters ? (i128)values[place + 1] * quarters : 0);

		if (cut > INT64_MAX / QUARTER_HUNDREDTHS || cut < INT64_MIN / QUARTER_HUNDREDTHS)
			return (struct quartiles){.is_known = false};
		quartiles.quarters[i] = (int64_t)cut;
	}
	return quartiles;
}

int64_t quartile_rounded(const struct quartiles *quartiles, unsigned index)
{
	int64_t quarters = quartiles->quarters[index];

	INVARIANT(quartiles->is_known);
	return (quarters < 0 ? quarters - 2 : quarters + 2) / 4;
}

char quartile_band(const struct quartiles *quartiles, enum polarity polarity, int64_t value)
{
	static const char bands[] = "ABCD";
	unsigned cuts_below = 0;

	if (polarity == POLARITY_NONE || !quartiles->is_known)
		return 0;
	while (cuts_below < 3 && (i128)value * 4 > quartiles->quarters[cuts_below])
		cuts_below++;
	return polarity == POLARITY_LOW_IS_GOOD ? bands[cuts_below] : bands[3 - cuts_below];
}
