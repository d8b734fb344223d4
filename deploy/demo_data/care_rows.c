#include "deploy/demo_data/care_rows.h"

#include "deploy/demo_data/care_places.h"
#include "deploy/demo_data/days.h"

/* Columns, in the order of the tables in care_set.c. All tables begin with the child; most go on with the birth date. */
enum { CHILD, DOB };
enum { HEADER_SEX = 1, HEADER_DOB, HEADER_ETHNIC, HEADER_UPN, HEADER_MOTHER, HEADER_CHILD_DOB };
enum { EP_DECOM = 1, EP_RNE, EP_LS, EP_CIN, EP_PLACE, EP_PROVIDER, EP_DEC, EP_REC, EP_CHANGE, EP_HOME_POST, EP_PLACE_POST, EP_URN, EP_DISTANCE };
enum { REVIEW_DATE = 2, REVIEW_CODE };
enum { UASC_SEX = 1, UASC_DOB, UASC_UNTIL };
enum { ADOPTED_DECIDED = 2, ADOPTED_MATCHED, ADOPTED_BY_CARER, ADOPTED_NUMBER, ADOPTED_SEXES, ADOPTED_STATUS };
enum { PLACED_DATE = 2 };
enum { PREVIOUS_CODE = 2, PREVIOUS_COUNCIL, PREVIOUS_DATE };

enum {
	TOPIC_MOTHER = 2,
	YEAR_OF_LETTERS = 2025, /* since then SEX is M or F, before 1 or 2 */
	PUPIL_DAYS = 5 * DAYS_A_YEAR,
	MOTHER_DAYS = 5600,
	QUIRKY_EPISODES = 25, /* in a council with quirks, one open episode in so many has a reason for its end */
};

static void put_child(struct grid *grid, const struct care_set *set, const struct child *child)
{
	char id[CHILD_ID_SIZE];

	child_id(set->teller->council, child, id);
	grid_put(grid, CHILD, id);
}

static struct grid *begin_row(struct care_set *set, enum care_table table, const struct child *child)
{
	struct grid *grid = &set->grids[table];

	put_child(grid, set, child);
	grid_put_date(grid, DOB, child->born);
	return grid;
}

static const char *sex_code(const struct care_set *set, const struct child *child)
{
	if (set->year >= YEAR_OF_LETTERS)
		return child->is_female ? "F" : "M";
	return child->is_female ? "2" : "1";
}

static void put_pupil(struct grid *grid, const struct care_set *set, const struct child *child, bool is_unaccompanied)
{
	struct child pupil = *child;
	char id[CHILD_ID_SIZE];

	if (is_unaccompanied || set->last.days - child->born.days < PUPIL_DAYS || child->kind != CHILD_IN_CARE) {
		grid_put(grid, HEADER_UPN, is_unaccompanied ? "UN3" : "UN1");
		return;
	}
	pupil.kind = CHILD_PUPIL;
	child_id(set->teller->council, &pupil, id);
	grid_put(grid, HEADER_UPN, id);
}

/* A few of the girls are mothers themselves. */
static void put_mother(struct grid *grid, const struct care_set *set, const struct child *child)
{
	struct chance chance;

	child_chance(&chance, set->teller->seed, set->teller->council, child->kind, child->number, TOPIC_MOTHER);
	bool is_mother = child->is_female && chance_below(&chance, 20) == 0;
	struct date born = day_of_birth(&chance, child->born.days + MOTHER_DAYS, child->born.days + MOTHER_DAYS + 700);

	if (!is_mother || born.days > set->last.days) {
		grid_put(grid, HEADER_MOTHER, child->is_female && set->last.days - child->born.days > MOTHER_DAYS ? "0" : "");
		return;
	}
	grid_put(grid, HEADER_MOTHER, "1");
	grid_put_date(grid, HEADER_CHILD_DOB, born);
}

void header_row(struct care_set *set, const struct child *child, bool is_unaccompanied)
{
	struct grid *grid = &set->grids[CARE_HEADER];

	put_child(grid, set, child);
	grid_put(grid, HEADER_SEX, sex_code(set, child));
	grid_put_date(grid, HEADER_DOB, child->born);
	grid_put(grid, HEADER_ETHNIC, child->ethnicity);
	put_pupil(grid, set, child, is_unaccompanied);
	put_mother(grid, set, child);
	grid_end_row(grid);
}

/* No postcode area is called ZZ. */
static void put_postcode(struct grid *grid, unsigned column, uint16_t council, unsigned number)
{
	char cell[16];
	struct text text;

	text_init_fixed(&text, cell, sizeof(cell));
	text_put(&text, "ZZ");
	text_put_u64(&text, council % 90 + 10);
	text_put_char(&text, ' ');
	text_put_u64(&text, number % 10);
	text_put(&text, "Z");
	text_put_char(&text, (char)('A' + number / 10 % 26));
	grid_put(grid, column, cell);
}

static void put_end(struct grid *grid, const struct care_set *set, const struct care_episode *episode)
{
	bool has_quirk = grid->dress->has_quirks && grid->row_count % QUIRKY_EPISODES == 0;

	if (episode->end.days > set->last.days) {
		if (has_quirk)
			grid_put(grid, EP_REC, "E8");
		return;
	}
	grid_put_date(grid, EP_DEC, episode->end);
	grid_put(grid, EP_REC, episode->reason_ceased);
	if (episode->reason_change)
		grid_put(grid, EP_CHANGE, episode->reason_change);
}

static void episode_row(struct care_set *set, const struct care_story *story, const struct care_episode *episode)
{
	struct grid *grid = &set->grids[CARE_EPISODES];
	const char need[] = {'N', story->need, '\0'}, reason[] = {episode->reason_new, '\0'};

	put_child(grid, set, &story->child);
	grid_put_date(grid, EP_DECOM, episode->start);
	grid_put(grid, EP_RNE, reason);
	grid_put(grid, EP_LS, episode->legal_status);
	grid_put(grid, EP_CIN, need);
	grid_put(grid, EP_PLACE, care_place_code(&episode->place, set->year));
	grid_put(grid, EP_PROVIDER, episode->place.provider);
	put_end(grid, set, episode);
	if (!story->periods[0].is_unaccompanied)
		put_postcode(grid, EP_HOME_POST, set->teller->council, story->child.number);
	put_postcode(grid, EP_PLACE_POST, set->teller->council, episode->place.post);
	grid_put(grid, EP_URN, "XXXXXXX");
	grid_put_tenths(grid, EP_DISTANCE, episode->place.tenths_of_miles);
	grid_end_row(grid);
}

void episode_rows(struct care_set *set, const struct care_story *story)
{
	for (unsigned i = 0; i < story->episode_count; i++) {
		if (care_set_touches(set, story->episodes[i].start, story->episodes[i].end))
			episode_row(set, story, &story->episodes[i]);
	}
}

static void review_row(struct care_set *set, const struct child *child, struct date date)
{
	bool is_young = date.days - child->born.days < 4 * DAYS_A_YEAR;
	struct grid *grid = begin_row(set, CARE_REVIEWS, child);

	grid_put_date(grid, REVIEW_DATE, date);
	grid_put(grid, REVIEW_CODE, is_young ? "PN0" : "PN1");
	grid_end_row(grid);
}

void review_rows(struct care_set *set, const struct care_story *story)
{
	const struct care_period *period = &story->periods[story->period_count - 1];

	for (unsigned i = 0; i < story->review_count; i++) {
		struct date date = story->reviews[i];

		if (date.days <= set->eve.days || date.days > set->last.days)
			continue;
		review_row(set, &story->child, date);
		set->has_last_review |= date.days == set->last.days;
	}
	if (!set->has_last_review && care_period_holds(period, set->last)) {
		review_row(set, &story->child, set->last);
		set->has_last_review = true;
	}
}

void unaccompanied_row(struct care_set *set, const struct care_story *story)
{
	const struct care_period *period = &story->periods[story->period_count - 1];
	bool has_grown_up = story->exits[story->period_count - 1] == EXIT_ADULT && period->end.days <= set->last.days;
	struct grid *grid = &set->grids[CARE_UASC];

	if (!period->is_unaccompanied)
		return;
	put_child(grid, set, &story->child);
	grid_put(grid, UASC_SEX, sex_code(set, &story->child));
	grid_put_date(grid, UASC_DOB, story->child.born);
	if (has_grown_up)
		grid_put_date(grid, UASC_UNTIL, period->end);
	grid_end_row(grid);
}

void adoption_rows(struct care_set *set, const struct care_story *story)
{
	struct date placed = care_story_placed_for_adoption(story);
	struct date adopted = story->periods[story->period_count - 1].end;
	bool is_even = story->child.number % 2 == 0;

	if (placed.days > set->last.days)
		return;
	struct grid *grid = begin_row(set, CARE_PLACED, &story->child);

	grid_put_date(grid, PLACED_DATE, placed);
	grid_end_row(grid);
	if (adopted.days > set->last.days)
		return;
	grid = begin_row(set, CARE_ADOPTED, &story->child);
	grid_put_date(grid, ADOPTED_DECIDED, (struct date){placed.days - 60});
	grid_put_date(grid, ADOPTED_MATCHED, (struct date){placed.days - 14});
	grid_put(grid, ADOPTED_BY_CARER, story->child.number % 5 == 0 ? "1" : "0");
	grid_put(grid, ADOPTED_NUMBER, is_even ? "2" : "1");
	grid_put(grid, ADOPTED_SEXES, is_even ? "MF" : "F1");
	grid_put(grid, ADOPTED_STATUS, is_even ? "L11" : "L0");
	grid_end_row(grid);
}

void previous_row(struct care_set *set, const struct care_story *story)
{
	struct date start = story->periods[0].start;
	bool has_returned = story->child.number % 12 == 0 && start.days - story->child.born.days > 3 * DAYS_A_YEAR;

	if (start.days <= set->eve.days || start.days > set->last.days)
		return;
	struct grid *grid = begin_row(set, CARE_PREVIOUS, &story->child);

	grid_put(grid, PREVIOUS_CODE, has_returned ? "P2" : "P0");
	if (has_returned) {
		grid_put_number(grid, PREVIOUS_COUNCIL, set->teller->council);
		grid_put_date(grid, PREVIOUS_DATE, (struct date){start.days - DAYS_A_YEAR});
	}
	grid_end_row(grid);
}
