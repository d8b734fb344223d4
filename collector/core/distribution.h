/* Where one figure lies among many: mean, quantiles, robust distance, share of as extreme ones. Pure; the figures are scaled integers. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Of `count` >= 1 values in any order, in their unit. */
double distribution_mean(const int64_t *values, unsigned count);
/* Of `count` >= 1 ascending values, `share` 0 to 1: by linear interpolation (R's type 7; Hyndman and Fan, The American Statistician 50, 1996). */
double distribution_quantile(const int64_t *ascending, unsigned count, double share);
/* The median of the distances from the median, not scaled. */
double distribution_deviation(const int64_t *ascending, unsigned count);
/*
 * How many standard deviations `value` lies above the median when those of a normal distribution with this median deviation are taken (1.4826 times
 * it), so that the far ones do not hide themselves. False, and nothing written, when half of the values or more are alike.
 */
bool distribution_robust_z(const int64_t *ascending, unsigned count, int64_t value, double *z);
/*
 * The chance of a value as high, and as low, as this one if it were one more of the `count` ascending others (itself not among them): (1 + as extreme
 * ones) / (1 + count), which is never 0. Two-sided twice the smaller, at most 1. Davison and Hinkley, "Bootstrap methods and their application" (1997), 4.2.
 */
struct distribution_tails {
	double high;
	double low;
	double two_sided;
};

struct distribution_tails distribution_tails(const int64_t *ascending, unsigned count, int64_t value);
