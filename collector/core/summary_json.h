/* What councils make together, as members of the API's objects. Pure. */
#pragma once

#include "collector/core/column.h"
#include "collector/core/neighbours.h"
#include "common/json.h"

/*
 * An object: the pooled value with its status, numerator and denominator (sums of children rounded to 10), the councils in it, the coverage, and median and
 * quartiles over the councils with a value, rounded half up; null without one.
 */
void json_summary(struct json *json, const struct indicator *indicator, const struct column_summary *summary);
/* An object: mean and median, with one decimal more than the indicator, and over how many of the neighbours; null when the model has none. */
void json_neighbours(struct json *json, const struct indicator *indicator, const struct neighbour_summary *summary);
