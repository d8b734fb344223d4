#include "deploy/demo_data/care_set.h"

#include "deploy/demo_data/care_rows.h"
#include "deploy/demo_data/days.h"

enum { YEAR_OF_EVERYTHING = 2000, YEAR_OF_SOCIAL_WORKERS = 2024 };

/* The columns stand in the order of the enums in care_rows.h. */
static const struct {
	const char *name;
	int since;
	const char *columns[GRID_COLUMNS_MAX + 1];
} tables[CARE_TABLES] = {
	[CARE_HEADER] = {"header", YEAR_OF_EVERYTHING, {"CHILD", "SEX", "DOB", "ETHNIC", "UPN", "MOTHER", "MC_DOB"}},
	[CARE_EPISODES] = {"episodes",
			   YEAR_OF_EVERYTHING,
			   {"CHILD", "DECOM", "RNE", "LS", "CIN", "PLACE", "PLACE_PROVIDER", "DEC", "REC", "REASON_PLACE_CHANGE", "HOME_POST",
			    "PL_POST", "URN", "PL_DISTANCE"}},
	[CARE_REVIEWS] = {"reviews", YEAR_OF_EVERYTHING, {"CHILD", "DOB", "REVIEW", "REVIEW_CODE"}},
	[CARE_UASC] = {"uasc", YEAR_OF_EVERYTHING, {"CHILD", "SEX", "DOB", "DUC"}},
	[CARE_LEAVERS] = {"oc3", YEAR_OF_EVERYTHING, {"CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"}},
	[CARE_ADOPTED] = {"ad1",
			  YEAR_OF_EVERYTHING,
			  {"CHILD", "DOB", "DATE_INT", "DATE_MATCH", "FOSTER_CARE", "NB_ADOPTR", "SEX_ADOPTR", "LS_ADOPTR"}},
	[CARE_PLACED] = {"placed_for_adoption", YEAR_OF_EVERYTHING, {"CHILD", "DOB", "DATE_PLACED", "DATE_PLACED_CEASED", "REASON_PLACED_CEASED"}},
	[CARE_PREVIOUS] = {"previous_permanence", YEAR_OF_EVERYTHING, {"CHILD", "DOB", "PREV_PERM", "LA_PERM", "DATE_PERM"}},
	[CARE_MISSING] = {"missing", YEAR_OF_EVERYTHING, {"CHILD", "DOB", "MISSING", "MIS_START", "MIS_END"}},
	[CARE_SOCIAL_WORKERS] = {"social_workers", YEAR_OF_SOCIAL_WORKERS, {"CHILD", "DOB", "SW_ID", "SW_DECOM", "SW_DEC", "SW_REASON"}},
};

const char *care_table_name(enum care_table table)
{
	return tables[table].name;
}

int care_table_since(enum care_table table)
{
	return tables[table].since;
}

void care_set_init(struct care_set *set, const struct care_teller *teller, int year, struct date last, const struct grid_dress *dress,
		   struct text texts[static CARE_TABLES])
{
	set->teller = teller;
	set->year = year;
	set->eve = collection_eve(year);
	set->last = last;
	set->has_last_review = false;
	for (unsigned i = 0; i < CARE_TABLES; i++) {
		grid_init(&set->grids[i], tables[i].columns, dress, i == CARE_EPISODES && dress->has_mark_on_one, &texts[i]);
		set->grids[i].council = teller->council;
		set->grids[i].year = year;
	}
}

bool care_set_touches(const struct care_set *set, struct date start, struct date end)
{
	return start.days <= set->last.days && end.days > set->eve.days;
}

static bool is_in_set(const struct care_set *set, const struct care_story *story)
{
	for (unsigned i = 0; i < story->period_count; i++) {
		if (care_set_touches(set, story->periods[i].start, story->periods[i].end))
			return true;
	}
	return false;
}

void care_set_add(struct care_set *set, const struct care_story *story)
{
	bool is_asked_after = care_leaver_row(set, story);

	if (!is_in_set(set, story)) {
		if (is_asked_after)
			header_row(set, &story->child, false);
		return;
	}
	header_row(set, &story->child, story->periods[0].is_unaccompanied);
	episode_rows(set, story);
	review_rows(set, story);
	unaccompanied_row(set, story);
	adoption_rows(set, story);
	previous_row(set, story);
	missing_rows(set, story);
	social_worker_rows(set, story);
}

void care_set_finish(struct care_set *set)
{
	for (unsigned i = 0; i < CARE_TABLES; i++)
		grid_finish(&set->grids[i]);
}
