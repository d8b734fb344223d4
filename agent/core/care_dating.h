/*
 * Care dating: of which collection year a file of the SSDA903 without a YEAR column is. Neither names nor order of files are trusted.
 *
 * A year's file holds only what touches the year, so that nearly nothing in it ended before the year began. Extracts are taken weeks after the year's
 * end, and hold some of what happened since: the file is of the latest year before which nearly nothing ended, unless a good share ended after that
 * year as well; then it holds several years, and is of that of its latest date. A single date that lies more than a year beyond all others of a large
 * file is taken for a slip of the pen.
 *
 * The care leavers' table has no dates but birth dates: it is of the year in which most of its young people turned 17 to 21. The table of unaccompanied
 * children has none that tell: it is of the latest year whose episodes hold nearly all its children. Several such tables are of different years.
 */
#pragma once

#include "agent/core/care_store.h"

/* Gives each file with dates its year. */
void care_dating_by_dates(struct care_store *store);
/* Gives each table of care leavers its year, each table of unaccompanied children its own. `has_episodes`: which years have a table of episodes. */
void care_dating_by_birthdays(struct care_store *store, const bool has_episodes[static CARE_YEARS_COUNT]);
void care_dating_by_children(struct care_store *store, const bool has_episodes[static CARE_YEARS_COUNT]);
/* The latest day on which something happened in the file, slips of the pen left out; CARE_DAY_NONE: there is none. */
uint16_t care_dating_latest(const struct care_file *file);
