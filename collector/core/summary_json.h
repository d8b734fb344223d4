/* What councils make together, as members of the API's objects. Pure. */
#pragma once

#include "collector/core/column.h"
#include "collector/core/neighbours.h"
#include "common/json.h"

/*
 * The members of what councils make together: value and status; numerator and denominator, counts of children rounded as pooled_count says, and
 * counts_rounded_to: to what, null when both are exact; the councils included; and the value's interval, null where none fits.
 */
void json_pooled(struct json *json, const struct indicator *indicator, const struct pooled *pooled);
/* An object: the members of json_pooled, the coverage, and median and quartiles over the councils with a value, rounded half up; null without one. */
void json_summary(struct json *json, const struct indicator *indicator, const struct column_summary *summary);
/* The members mean and median, with one decimal more than the indicator, and over how many of the neighbours. */
void json_neighbour_members(struct json *json, const struct indicator *indicator, const struct neighbour_summary *summary);
/* An object of them; null when the model has none. */
void json_neighbours(struct json *json, const struct indicator *indicator, const struct neighbour_summary *summary);
