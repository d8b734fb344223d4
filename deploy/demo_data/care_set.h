/* A set: the tables of one collection year of the SSDA903 return, as far as they go on a day. */
#pragma once

#include "deploy/demo_data/care_story.h"
#include "deploy/demo_data/grid.h"

enum care_table {
	CARE_HEADER,
	CARE_EPISODES,
	CARE_REVIEWS,
	CARE_UASC,
	CARE_LEAVERS,
	CARE_ADOPTED,
	CARE_PLACED,
	CARE_PREVIOUS,
	CARE_MISSING,
	CARE_SOCIAL_WORKERS,
	CARE_TABLES,
};

struct care_set {
	const struct care_teller *teller; /* borrowed */
	struct date eve;                  /* the day before the collection year */
	struct date last;                 /* what is later is not known yet */
	int year;
	bool has_last_review; /* somebody has been reviewed on the last day, which shows how far the set goes */
	struct grid grids[CARE_TABLES];
};

/* "episodes" */
const char *care_table_name(enum care_table table);
/* Since when the return has the table, as a collection year. */
int care_table_since(enum care_table table);
/* Begins all tables in `texts`. The set must not be moved afterwards. */
void care_set_init(struct care_set *set, const struct care_teller *teller, int year, struct date last, const struct grid_dress *dress,
		   struct text texts[static CARE_TABLES]);
/* Puts the child's rows into the tables, if it was looked after in the year or has left care and has a birthday to be asked after. */
void care_set_add(struct care_set *set, const struct care_story *story);
/* Those who left care before the council's course began, by their number among them; false: there are no more. */
bool care_set_add_earlier(struct care_set *set, unsigned number, int32_t looked_after, struct date course_eve);
void care_set_finish(struct care_set *set);
