/* How many figures are spread: mean, quantiles, the median distance from the median. Pure; the figures are scaled integers. */
#pragma once

#include <stdint.h>

/* Of `count` >= 1 values in any order, in their unit. */
double distribution_mean(const int64_t *values, unsigned count);
/* Of `count` >= 1 ascending values, `share` 0 to 1: by linear interpolation (R's type 7; Hyndman and Fan, The American Statistician 50, 1996). */
double distribution_quantile(const int64_t *ascending, unsigned count, double share);
/* The median of the distances from the median, not scaled. */
double distribution_deviation(const int64_t *ascending, unsigned count);
