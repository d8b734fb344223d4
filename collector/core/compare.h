/* Comparisons: an indicator's value from its measures, ranks, bands, quartiles and pooled rates. Pure, in integers. Rules: docs/definitions.md. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "collector/core/cube.h"
#include "common/month.h"
#include "proto/catalogue.h"
#include "proto/status.h"

/* One council's indicator for one month. */
struct indicator_value {
	enum symbol symbol;  /* SYMBOL_NONE: value holds */
	int64_t value;       /* in units of 10^-decimals of the indicator, rounded half up */
	bool has_parts;      /* numerator and denominator are numbers */
	int64_t numerator;   /* the measure's stored integer */
	int64_t denominator; /* sum of the denominator's measures, before the working days */
};

/* The symbol when a part has one (the numerator's first), `z` when the denominator is 0, `x` when `record` is NULL or lacks a part. */
struct indicator_value indicator_compute(const struct indicator *indicator, const struct cube_record *record, struct month month);

/* 253, or 254 when the twelve months that end with `month` contain 29 February. */
unsigned working_days(struct month month);

/*
 * Pooled: the sum of numerators over the sum of denominators (invariant 5). A council whose numerator or denominator is missing leaves both sides,
 * whatever the symbol but `k`, which counts as 0 with its denominator staying. ERROR_LIMIT when the sums overflow.
 */
struct pooled {
	struct indicator_value value;
	unsigned included; /* councils on both sides */
};

/* What a council gives to a pooled sum: both sides, or nothing. */
struct pool_part {
	bool is_in;
	bool overflows; /* its own sum; the pool's is an error then */
	int64_t numerator, denominator;
};

/*
 * Figures of releases are pooled as the Department for Education does it: there, `x` agency workers or leavers count as 0 as well, with their denominator
 * staying. In councils' own returns they do not.
 */
struct pool_part pool_part(const struct indicator *indicator, enum cube_source source, const struct cube_record *record);

struct pool {
	int64_t numerator, denominator;
	unsigned included;
	enum error error; /* sticky */
};

void pool_add_part(struct pool *pool, const struct pool_part *part);
struct pooled pool_result(const struct pool *pool, const struct indicator *indicator, struct month month);

/*
 * Quartiles by linear interpolation between order statistics (type 7 of Hyndman and Fan, 1996), not rounded: quarters[i] is in units of
 * 10^-decimals / 4, so that it is exact. `values` ascending, count >= 1.
 */
struct quartiles {
	bool is_known;
	int64_t quarters[3]; /* Q1, median, Q3 times 4 */
};

/* Fewer councils with a value are not spoken of, or drawn, by quarters. */
enum { QUARTER_COUNCILS_MIN = 4 };

/* Whether bands can be cut at the quartiles of the councils with a value: they are half of the `expected` ones at least, and not fewer than that. */
static inline bool quartiles_cut_bands(unsigned counted, unsigned expected)
{
	return counted >= QUARTER_COUNCILS_MIN && counted * 2 >= expected;
}

void values_sort(int64_t *values, unsigned count); /* ascending */
struct quartiles quartiles_of(const int64_t *values, unsigned count);
/* Q1 (index 0), median or Q3 as it is shown: rounded half up to units of 10^-decimals. Only of quartiles that are known. */
int64_t quartile_rounded(const struct quartiles *quartiles, unsigned index);
/* 'A' (best) to 'D'; 0 without polarity or without quartiles. A value on a cut falls in the better band where low is good, the worse where high is. */
char quartile_band(const struct quartiles *quartiles, enum polarity polarity, int64_t value);
