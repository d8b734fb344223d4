/* Months and dates of the proleptic Gregorian calendar, as values; no clock, no time zone. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

struct month {
	int32_t index; /* months since January of year 0 */
};

struct date {
	int32_t days; /* days since 1970-01-01 */
};

/* Years that files and arguments may name; outside them is ERROR_LIMIT. */
enum { YEAR_MIN = 1900, YEAR_MAX = 2199 };

/* `year` and `number` (1 to 12) must be in range: a programming error otherwise. */
struct month month_from(int year, int number);
int month_year(struct month month);
int month_number(struct month month); /* 1 to 12 */
/* "2021-09", nothing else. */
enum error month_parse(struct slice text, struct month *out) MUST_CHECK;
struct month month_add(struct month month, int months);
int month_compare(struct month a, struct month b);
struct date month_first_day(struct month month);
struct date month_last_day(struct month month);
/* "September" */
const char *month_name(struct month month);
/* 202109, as keys and the wire have it. */
uint32_t month_to_number(struct month month);
enum error month_from_number(uint32_t number, struct month *out) MUST_CHECK;

/* ERROR_INVALID for a day that does not exist, ERROR_LIMIT outside the years. */
enum error date_from(int year, int number, int day, struct date *out) MUST_CHECK;
/* yyyy-mm-dd, or dd/mm/yyyy, with one or two digits for day and month in the latter; a time behind it ("T00:00:00" or " 00:00[:00]") is ignored
 * only when it is midnight. ERROR_MALFORMED: not a date; ERROR_INVALID: an impossible one (31 February); ERROR_LIMIT: year out of range. */
enum error date_parse(struct slice text, struct date *out) MUST_CHECK;
struct month date_month(struct date date);
void date_split(struct date date, int *year, int *number, int *day);
/* The UTC date of a time in seconds since 1970; before year 0 and after 9999 their first and last day. */
struct date date_of_time(int64_t seconds);
/* "2026-11-23T02:31:09Z" or a bare date (midnight UTC), to seconds since 1970. */
enum error time_parse(struct slice text, int64_t *out) MUST_CHECK;
