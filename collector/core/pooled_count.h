/* Sums of children over councils as they are shown in public: to the nearest ten, as the Department for Education publishes its own. Pure. */
#pragma once

#include "proto/catalogue.h"

/*
 * A pooled sum of the measure, in its stored units: of children rounded to 10, half up, of all else (the workforce, populations) as it is. Rates are
 * made from the sums before this rounding.
 */
int64_t pooled_count_shown(uint16_t measure, int64_t sum);
/* Whether sums of the measure are rounded. */
bool pooled_count_is_rounded(uint16_t measure);
