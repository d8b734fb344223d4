/* Days: when things happen in the children's lives: by chance, within bounds, on the days of the week that fit. */
#pragma once

#include "common/month.h"
#include "deploy/demo_data/chance.h"

enum { DAYS_A_YEAR = 365, DAYS_NEVER = INT32_MAX };

/* A weekday from `low` to `high`; any day of them when they hold none. `high` before `low` counts as `low`. */
struct date day_of_work(struct chance *chance, int32_t low, int32_t high);
/*
 * A birth date from `low` to `high` (at least three weeks): a Saturday or Sunday, the 2nd to the 27th of a month. So it is no month's first or last
 * day, and no date on which an office dates a paper: whoever searches for it finds nothing but births.
 */
struct date day_of_birth(struct chance *chance, int32_t low, int32_t high);
/* The collection year that `date` lies in, by the year of its last day: 2020 for 1 April 2019 to 31 March 2020. */
int collection_year(struct date date);
/* The day before the collection year `year` begins, 31 March of the year before. */
struct date collection_eve(int year);
