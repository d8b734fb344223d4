/*
 * Care years: which collection year each file of the SSDA903 is of, and which months the files cover together.
 *
 * A row with a YEAR column is of that year. Else a file is of the year that its dates or its children tell: see care_dating.h. The tables of one year
 * are its set.
 *
 * A set covers its year, 1 April to 31 March, up to the end of the month of the latest date in any of its tables: what came later, it cannot hold.
 * From there to the next 1 April nothing is known, whether or not there is a later set. A council with a month in which nothing at all happened to any
 * child would lose that month at a year's end; none is so small.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/care_store.h"
#include "common/month.h"

struct care_years {
	bool has[CARE_KINDS_COUNT][CARE_YEARS_COUNT]; /* a table of the kind, by year */
	bool has_distance[CARE_YEARS_COUNT];          /* an episodes table with PL_DISTANCE */
	bool has_undated[CARE_KINDS_COUNT];           /* an empty table of the kind, which could be of any year */
	uint8_t first_year, last_year;                /* with episodes; 0: none */
	uint8_t next[CARE_YEARS_COUNT];               /* the nearest year with episodes after each; 0: none */
	uint8_t previous[CARE_YEARS_COUNT];           /* and before it */
	uint16_t first_day[CARE_YEARS_COUNT];         /* of each year but 0 */
	uint16_t last_day[CARE_YEARS_COUNT];          /* of each year on which something happened; CARE_DAY_NONE: none */
	struct month last_month[CARE_YEARS_COUNT];    /* covered by each year's set; before the year when that covers nothing */
};

/* Gives every record and file of the store its year, and says what is covered. Call once, after the last row. */
struct care_years care_years_settle(struct care_store *store);
/* Whether who was looked after, and where, can be told for every day of the month. */
bool care_years_cover(const struct care_years *years, struct month month);
/* The same for the `months` months that end with this one. */
bool care_years_cover_window(const struct care_years *years, struct month month, int months);
/* Whether there is a table of the kind for every year that the `months` months touch. An empty table counts for any year. */
bool care_years_have(const struct care_years *years, enum care_kind kind, struct month month, int months);
/* First and last covered month; false: none. Months between need not be covered. */
bool care_years_span(const struct care_years *years, struct month *first, struct month *last);
/* The first day from which on there is a table of the kind for every year up to the month's; CARE_DAY_NONE when there is none of that year. */
uint16_t care_years_since(const struct care_years *years, enum care_kind kind, struct month month);
