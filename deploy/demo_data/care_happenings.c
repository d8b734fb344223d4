#include "deploy/demo_data/care_rows.h"
#include "deploy/demo_data/days.h"

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

enum { DOB = 1 };
enum { MISSING_CODE = 2, MISSING_START, MISSING_END };
enum { SPELL_WORKER = 2, SPELL_START, SPELL_END, SPELL_REASON };
enum { LEAVER_IN_TOUCH = 2, LEAVER_ACTIVITY, LEAVER_HOME };

enum {
	TOPIC_MISSING = 3,
	TOPIC_WORKERS = 4,
	TOPIC_LEAVER = 5,
	TOPIC_EARLIER = 6,
	MISSING_AGE_DAYS = 11 * DAYS_A_YEAR,
	MISSING_EPISODES_MAX = 5,
	WORKERS_A_COUNCIL = 180,
	AGE_FIRST = 17, /* the birthdays at which care leavers are asked after */
	AGE_LAST = 21,
	LEAVER_AGE_MIN = 16,
	EARLIER_YEARS = 4,   /* so many years of children left care at 18 before the first year and are not yet 22 */
	EARLIER_PERCENT = 7, /* of the looked after turn 18 in a year */
};

static struct grid *begin_row(struct care_set *set, enum care_table table, const struct child *child)
{
	struct grid *grid = &set->grids[table];
	char id[CHILD_ID_SIZE];

	child_id(set->teller->council, child, id);
	grid_put(grid, 0, id);
	grid_put_date(grid, DOB, child->born);
	return grid;
}

static struct date later(struct date a, struct date b)
{
	return a.days > b.days ? a : b;
}

static struct date sooner(struct date a, struct date b)
{
	return a.days < b.days ? a : b;
}

static void missing_row(struct care_set *set, const struct child *child, struct date start, struct date end)
{
	struct grid *grid = begin_row(set, CARE_MISSING, child);

	grid_put(grid, MISSING_CODE, child->number % 4 == 0 ? "A" : "M");
	grid_put_date(grid, MISSING_START, start);
	if (end.days <= set->last.days)
		grid_put_date(grid, MISSING_END, end);
	grid_end_row(grid);
}

/* One in four of those old enough goes missing, most of them more than once. */
void missing_rows(struct care_set *set, const struct care_story *story)
{
	const struct care_period *period = &story->periods[story->period_count - 1];
	struct date first_of_year = {set->eve.days + 1};
	struct date from = later(period->start, first_of_year);
	struct date to = sooner(period->end, month_last_day(month_from(set->year, 3)));
	struct chance chance;

	child_chance(&chance, set->teller->seed, set->teller->council, CHILD_IN_CARE, story->child.number * 32 + (uint32_t)set->year % 32,
		     TOPIC_MISSING);
	if (chance_below(&chance, 4) > 0 || from.days - story->child.born.days < MISSING_AGE_DAYS)
		return;
	uint64_t count = 1 + chance_below(&chance, MISSING_EPISODES_MAX);
	int32_t start = from.days + (int32_t)chance_between(&chance, 1, 90);

	for (uint64_t i = 0; i < count; i++) {
		struct date end = {start + (int32_t)chance_between(&chance, 0, 3)};

		if (start > set->last.days || end.days >= to.days)
			return;
		missing_row(set, &story->child, (struct date){start}, end);
		start = end.days + (int32_t)chance_between(&chance, 5, 70);
	}
}

static void social_worker_row(struct care_set *set, const struct child *child, uint32_t worker, struct date start, struct date end, bool is_first)
{
	static const char *const reasons[] = {"LEFTRL", "MANAGE", "ORGRST"};
	struct grid *grid = begin_row(set, CARE_SOCIAL_WORKERS, child);
	const struct child person = {.kind = CHILD_WORKER, .number = worker};
	char id[CHILD_ID_SIZE];

	child_id(set->teller->council, &person, id);
	grid_put(grid, SPELL_WORKER, id);
	grid_put_date(grid, SPELL_START, start);
	if (end.days <= set->last.days)
		grid_put_date(grid, SPELL_END, end);
	grid_put(grid, SPELL_REASON, is_first ? "FCONTA" : reasons[worker % COUNT_OF(reasons)]);
	grid_end_row(grid);
}

void social_worker_rows(struct care_set *set, const struct care_story *story)
{
	struct chance chance;

	child_chance(&chance, set->teller->seed, set->teller->council, CHILD_IN_CARE, story->child.number, TOPIC_WORKERS);
	for (unsigned i = 0; i < story->period_count; i++) {
		const struct care_period *period = &story->periods[i];
		struct date start = period->start;

		while (start.days <= set->last.days && start.days < period->end.days) {
			uint32_t worker = (uint32_t)chance_below(&chance, WORKERS_A_COUNCIL);
			struct date end = {start.days + (int32_t)chance_between(&chance, 40, 900)};

			end = sooner(end, period->end);
			if (care_set_touches(set, start, end))
				social_worker_row(set, &story->child, worker, start, end, start.days == period->start.days);
			start = end;
		}
	}
}

/* The birthday of the age, on 1 March for those born on 29 February. */
static struct date birthday(struct date born, int age)
{
	int year, number, day;
	struct date date;

	date_split(born, &year, &number, &day);
	return date_from(year + age, number, day, &date) == ERROR_NONE ? date : month_first_day(month_from(year + age, 3));
}

/* The age of the birthday in the year, at which care leavers are asked after; 0: none. */
static int age_asked_after(const struct care_set *set, struct date born)
{
	for (int age = AGE_FIRST; age <= AGE_LAST; age++) {
		struct date date = birthday(born, age);

		if (date.days > set->eve.days && date.days <= set->last.days)
			return age;
	}
	return 0;
}

static void leaver_row(struct care_set *set, const struct child *child, int age)
{
	static const char *const activities[] = {"F1", "F2", "F2", "P2", "F4", "F4", "F5", "P4", "F2", "F4",
						 "F1", "G4", "G4", "G5", "G5", "G5", "G6", "G5", "G4", "F2"};
	static const char *const homes[] = {"U1", "U1", "U1", "U1", "U1", "B1", "B1", "D1", "D1", "E1",
					    "Z1", "Z1", "Z1", "T1", "K1", "G1", "U1", "U2", "X2", "Y2"};
	struct grid *grid = begin_row(set, CARE_LEAVERS, child);
	struct chance chance;

	child_chance(&chance, set->teller->seed, set->teller->council, child->kind, child->number * 8 + (uint32_t)(age - AGE_FIRST), TOPIC_LEAVER);
	const char *activity = activities[chance_below(&chance, COUNT_OF(activities))];
	const char *home = homes[chance_below(&chance, COUNT_OF(homes))];
	bool is_in_touch = chance_below(&chance, 12) > 0;

	grid_put(grid, LEAVER_IN_TOUCH, is_in_touch ? "YES" : "NO");
	if (is_in_touch) {
		grid_put(grid, LEAVER_ACTIVITY, activity);
		grid_put(grid, LEAVER_HOME, home);
	}
	grid_end_row(grid);
}

bool care_leaver_row(struct care_set *set, const struct care_story *story)
{
	const struct care_period *period = &story->periods[story->period_count - 1];
	enum care_exit exit = story->exits[story->period_count - 1];
	int age = age_asked_after(set, story->child.born);

	if (age == 0 || period->end.days == DAYS_NEVER || exit == EXIT_ADOPTION)
		return false;
	if (period->end.days > birthday(story->child.born, age).days || period->end.days < birthday(story->child.born, LEAVER_AGE_MIN).days)
		return false;
	leaver_row(set, &story->child, age);
	return true;
}

bool care_set_add_earlier(struct care_set *set, unsigned number, int32_t looked_after, struct date course_eve)
{
	unsigned a_year = (unsigned)looked_after * EARLIER_PERCENT / 100;
	struct child child = {.kind = CHILD_LEFT_CARE, .number = number};
	struct chance chance;

	if (number > a_year * EARLIER_YEARS)
		return false;
	child_chance(&chance, set->teller->seed, set->teller->council, CHILD_LEFT_CARE, number, TOPIC_EARLIER);
	int32_t turned_18 = course_eve.days - (int32_t)(number % EARLIER_YEARS) * DAYS_A_YEAR;
	int32_t born = turned_18 - DAYS_A_YEAR * 19 - 4;

	child.born = day_of_birth(&chance, born, born + DAYS_A_YEAR);
	child_describe(&chance, false, &child);
	int age = age_asked_after(set, child.born);

	if (age > 0) {
		leaver_row(set, &child, age);
		header_row(set, &child, false);
	}
	return true;
}
