#include "deploy/demo_data/caseload.h"

#include "deploy/demo_data/chance.h"

enum {
	ROLES = 7,
	MARGIN_FIRST = 300, /* hundredths of FTE that are left open for the exact choice */
	STREAM_OF_CASES = 2000,
	WORKING_DAYS = 253,
	HALF_DAY = 50,
	DAY = 100,
	WELL_PERCENT = 45,       /* so many were never absent */
	LONG_ABSENT_PERCENT = 8, /* and so many for months */
};

/* Who is asked first to hold cases: case holders, senior practitioners, first line managers, and then those whose role is not to. */
static const unsigned role_ranks[ROLES] = {6, 5, 4, 2, 1, 0, 3};

struct dealing {
	const struct workforce *workforce;
	struct chance *chance;
	struct arena *arena;
	struct census_staff *staff;
	unsigned *order; /* indices of the staff in the order in which they are asked */
	bool *is_holder; /* by index of the staff */
};

static const struct worker_row *row_of(const struct dealing *dealing, unsigned index)
{
	return &dealing->workforce->rows[dealing->staff->workers[index].row];
}

static bool staff_take(struct dealing *dealing, struct date day)
{
	const struct workforce *workforce = dealing->workforce;
	struct census_staff *staff = dealing->staff;

	staff->count = 0;
	for (unsigned i = 0; i < workforce->count; i++)
		staff->count += row_is_held_on(&workforce->rows[i], day);
	staff->workers = arena_take(dealing->arena, staff->count + 1, sizeof(*staff->workers));
	dealing->order = arena_take(dealing->arena, staff->count + 1, sizeof(*dealing->order));
	dealing->is_holder = arena_take(dealing->arena, staff->count + 1, sizeof(*dealing->is_holder));
	if (!staff->workers || !dealing->order || !dealing->is_holder)
		return false;
	for (unsigned i = 0, taken = 0; i < workforce->count; i++) {
		if (row_is_held_on(&workforce->rows[i], day))
			staff->workers[taken++].row = i;
	}
	return true;
}

/* By rank of the role, and by lot among equals. */
static void order_staff(struct dealing *dealing)
{
	unsigned count = dealing->staff->count, placed = 0, shuffled[CREW_ROWS_MAX] = {0};

	for (unsigned i = 0; i < count; i++) {
		unsigned other = (unsigned)chance_below(dealing->chance, i + 1);

		shuffled[i] = shuffled[other];
		shuffled[other] = i;
	}
	for (unsigned rank = 0; rank < ROLES; rank++) {
		for (unsigned i = 0; i < count; i++) {
			if (role_ranks[row_of(dealing, shuffled[i])->role] == rank)
				dealing->order[placed++] = shuffled[i];
		}
	}
}

/*
 * Chooses among those from place `first` of the order on so that their hours sum up to exactly `gap`; the subset sum, with the earliest people that
 * can make each sum. 1: chosen, 0: there is no such choice, -1: no memory.
 */
static int choose_exactly(struct dealing *dealing, unsigned first, int64_t gap)
{
	/* For each sum the place + 1 of the person with whom it was reached first; the rest of the sum had been reached before. */
	uint16_t *reached_with = arena_take(dealing->arena, (size_t)gap + 1, sizeof(*reached_with));

	if (!reached_with)
		return -1;
	for (unsigned place = first; place < dealing->staff->count && (gap > 0 && reached_with[gap] == 0); place++) {
		int64_t fte = row_of(dealing, dealing->order[place])->fte;

		for (int64_t sum = gap; sum >= fte; sum--) {
			if (reached_with[sum] == 0 && (sum == fte || reached_with[sum - fte] != 0))
				reached_with[sum] = (uint16_t)(place + 1);
		}
	}
	if (gap > 0 && reached_with[gap] == 0)
		return 0;
	for (int64_t sum = gap; sum > 0;) {
		unsigned index = dealing->order[reached_with[sum] - 1];

		dealing->is_holder[index] = true;
		sum -= row_of(dealing, index)->fte;
	}
	return 1;
}

/* The first of the order up to nearly `target`, then an exact choice among the others; when there is none, fewer of the first. */
static int choose_holders(struct dealing *dealing, int64_t target)
{
	for (int64_t margin = MARGIN_FIRST;; margin *= 2) {
		int64_t sum = 0;
		unsigned place = 0;

		for (unsigned i = 0; i < dealing->staff->count; i++)
			dealing->is_holder[i] = false;
		for (; place < dealing->staff->count; place++) {
			unsigned index = dealing->order[place];

			if (sum + row_of(dealing, index)->fte > target - margin)
				break;
			sum += row_of(dealing, index)->fte;
			dealing->is_holder[index] = true;
		}
		int chosen = choose_exactly(dealing, place, target - sum);

		if (chosen != 0 || place == 0)
			return chosen;
	}
}

/* Everybody at least one, the others by hours and by lot. */
static void deal_cases(struct dealing *dealing, int64_t cases)
{
	int64_t weights[CREW_ROWS_MAX], weight = 0, holders = 0, left;

	for (unsigned i = 0; i < dealing->staff->count; i++) {
		weights[i] = dealing->is_holder[i] ? row_of(dealing, i)->fte * chance_between(dealing->chance, 60, 140) : 0;
		weight += weights[i];
		holders += dealing->is_holder[i];
	}
	left = cases;
	for (unsigned i = 0; i < dealing->staff->count && weight > 0; i++) {
		if (dealing->is_holder[i])
			dealing->staff->workers[i].cases = (unsigned)(1 + (cases - holders) * weights[i] / weight);
		left -= dealing->staff->workers[i].cases;
	}
	for (unsigned i = 0; left > 0 && holders > 0; i = (i + 1) % dealing->staff->count) {
		dealing->staff->workers[i].cases += dealing->is_holder[i];
		left -= dealing->is_holder[i];
	}
}

static int64_t absence_weight(struct dealing *dealing)
{
	unsigned place = (unsigned)chance_below(dealing->chance, 100);

	if (place < WELL_PERCENT)
		return 0;
	return place < 100 - LONG_ABSENT_PERCENT ? chance_between(dealing->chance, 1, 9) : chance_between(dealing->chance, 40, 130);
}

/* By lot, in half days, nobody more than the days of the year; what the rounding leaves goes round by single days. */
static void deal_days(struct dealing *dealing, int64_t days)
{
	int64_t weights[CREW_ROWS_MAX], weight = 0, left = days, before;

	for (unsigned i = 0; i < dealing->staff->count; i++) {
		weights[i] = row_of(dealing, i)->is_agency ? 0 : row_of(dealing, i)->fte * absence_weight(dealing);
		weight += weights[i];
	}
	for (unsigned i = 0; i < dealing->staff->count && weight > 0; i++) {
		int64_t share = days * weights[i] / weight / HALF_DAY * HALF_DAY, most = WORKING_DAYS * row_of(dealing, i)->fte;

		dealing->staff->workers[i].days_lost = share < most ? share : most;
		left -= dealing->staff->workers[i].days_lost;
	}
	do {
		before = left;
		for (unsigned i = 0; i < dealing->staff->count && left > 0; i++) {
			struct census_worker *worker = &dealing->staff->workers[i];
			int64_t room = row_of(dealing, i)->is_agency ? 0 : WORKING_DAYS * row_of(dealing, i)->fte - worker->days_lost;
			int64_t more = left < DAY ? left : DAY;

			more = more < room ? more : room;
			worker->days_lost += more;
			left -= more;
		}
	} while (left > 0 && left < before);
}

/* Tries every FTE that the published figures allow. 1: there are holders, 0: for none of them, -1: no memory. */
static int holders_find(struct dealing *dealing, struct history *history, unsigned census)
{
	struct components *figures = &history->censuses[census];
	int64_t target;

	for (unsigned index = 0; components_case_holders(history->published->values[census], figures, index, &target); index++) {
		int chosen = choose_holders(dealing, target);

		if (chosen > 0)
			figures->values[COMPONENT_CASE_HOLDERS] = target;
		if (chosen != 0)
			return chosen;
	}
	return 0;
}

enum error caseload_build(const struct workforce *workforce, struct history *history, unsigned census, uint64_t seed, struct arena *arena,
			  struct census_staff *out, struct text *unmet)
{
	const struct components *figures = &history->censuses[census];
	bool has_cases = !figures->is_missing[COMPONENT_CASES] && !figures->is_missing[COMPONENT_CASE_HOLDERS];
	struct dealing dealing = {.workforce = workforce, .arena = arena, .staff = out};
	struct chance chance;
	int found = 1;

	chance_init(&chance, seed, STREAM_OF_CASES + (uint64_t)history->published->code * CENSUS_COUNT + census);
	dealing.chance = &chance;
	if (!staff_take(&dealing, census_date(census)))
		return ERROR_NO_MEMORY;
	order_staff(&dealing);
	if (has_cases)
		found = holders_find(&dealing, history, census);
	if (found < 0)
		return ERROR_NO_MEMORY;
	if (found == 0)
		history_put_unmet(unmet, history, census, PUBLISHED_CASE_HOLDERS_FTE, "no group of the people in post works exactly so much");
	if (has_cases)
		deal_cases(&dealing, figures->values[COMPONENT_CASES] / 100);
	if (!figures->is_missing[COMPONENT_DAYS_LOST])
		deal_days(&dealing, figures->values[COMPONENT_DAYS_LOST]);
	return ERROR_NONE;
}
