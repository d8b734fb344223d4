/* The members that the API's answers share. What is not there is null. */
#pragma once

#include "collector/core/column.h"
#include "collector/core/definition.h"
#include "common/json.h"
#include "proto/councils.h"

/* A code is text in every feed: it is a name, not a number. */
void json_council_code(struct json *json, const struct council *council);
/* The members council, its code, and name; both null when there is none. */
void json_council(struct json *json, const struct council *council);
/* An array of objects with these two members. */
void json_council_list(struct json *json, const struct council *const *councils, unsigned count);
/* The member joint_council: the code of the council whose figures these are too, or null. */
void json_joint_council(struct json *json, const struct council *joint);
void json_month(struct json *json, struct month month); /* "2021-09" */
void json_month_or_none(struct json *json, const char *key, bool is_known, struct month month);
void json_time_or_none(struct json *json, const char *key, bool is_known, int64_t seconds); /* "2021-09-30T12:00:00Z" */
void json_year_or_none(struct json *json, const char *key, int year);                       /* null for 0 */
void json_area(struct json *json, const struct area *area);                                 /* {"code", "name"} */
void json_area_or_none(struct json *json, const struct area *area);                         /* NULL: null */
/* A value or a difference of values, in units of 10^-decimals. */
void json_figure(struct json *json, const struct indicator *indicator, bool is_known, int64_t value);
/* {"low", "high"} in units of 10^-decimals, or null. */
void json_interval(struct json *json, const struct indicator *indicator, bool is_known, int64_t low, int64_t high);
void json_count(struct json *json, const char *key, unsigned count);
/* null for 0, where there is no place. */
void json_place(struct json *json, const char *key, unsigned place);
/* The member definition: of the cell's value beside one of this version of the definitions; null without a value. */
void json_definition(struct json *json, const struct indicator *indicator, const struct cell *cell, unsigned version);
/* The members value and status; numerator and denominator: the same for a council and for an area. */
void json_value(struct json *json, const struct indicator *indicator, const struct indicator_value *value);
void json_parts(struct json *json, const struct indicator *indicator, const struct indicator_value *value);
void json_indicator(struct json *json, const struct indicator *indicator); /* the indicator as an object */
