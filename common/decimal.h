/* Scaled decimals: 64-bit integers in units of 10^-digits. No floating point anywhere between a file and a page (invariant 7). */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum { DECIMAL_DIGITS_MAX = 9, FTE_DIGITS = 6 };

/* 10^digits, digits 0 to 18. */
int64_t decimal_power(unsigned digits);
/*
 * "12", "0.85", ".5", "-3", "1,234.5" is refused. ERROR_MALFORMED when it is not such a number, ERROR_LIMIT when it has more non-zero decimals
 * than `digits` or does not fit 53 bits (so that every JSON reader has it exactly).
 */
enum error decimal_parse(struct slice text, unsigned digits, int64_t *out) MUST_CHECK;
/* From `digits` to fewer `decimals`, half up (away from zero for negative values). */
int64_t decimal_round(int64_t value, unsigned digits, unsigned decimals);
/* Sums that cannot overflow silently: ERROR_LIMIT. */
enum error decimal_add(int64_t a, int64_t b, int64_t *out) MUST_CHECK;
/*
 * numerator x multiplier / denominator, rounded half up to `decimals`, in integers throughout; *out is in units of 10^-decimals. numerator and
 * denominator are in the same unit. ERROR_INVALID when the denominator is 0 (the caller shows `z`), or either is negative; ERROR_LIMIT when it
 * does not fit.
 */
enum error decimal_ratio(int64_t numerator, int64_t denominator, int64_t multiplier, unsigned decimals, int64_t *out) MUST_CHECK;
