/* Counts of children summed over several councils, as they are shown: rounded, as in the Department for Education's regional figures. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum { POOLED_COUNT_UNIT = 10 };

/* Whether sums of the measure are rounded: those of children, or over them. Workforce sums, populations and money are exact. */
bool pooled_count_is_rounded(uint16_t measure);
/*
 * The sum as it is shown: a rounded one half up to POOLED_COUNT_UNIT. Rates are worked out from the exact sum. What a council suppressed is in no sum
 * (pool_part), so no sum less the other councils gives it away; the rounding is for those who know a council's own figure from elsewhere.
 */
int64_t pooled_count_shown(uint16_t measure, int64_t sum);
