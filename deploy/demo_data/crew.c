#include "deploy/demo_data/crew.h"

#include "deploy/demo_data/published.h"

enum {
	DAYS_A_YEAR = 365,
	AGE_OF_FIRST_POST = 21,
	PENSION_AGE = 60,
	CAREER_DAYS = 20 * DAYS_A_YEAR,
	SWAPS_TRIED = 600,
	FTE_USUAL_MIN = 40,
	CHANGE_USUAL = 40,
};

/* What people's hours are like: most work full time. */
static const int64_t usual_fte[] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 90, 81, 80, 80, 60, 60, 54, 50};
/* A code of the workforce census and how many of a hundred have it. */
struct share {
	uint8_t code;
	uint8_t percent;
};

/* Senior managers (1), middle ones (2), first line ones (3), senior practitioners (4), case holders (5), qualified without cases (6). */
static const struct share own_roles[] = {{5, 51}, {4, 23}, {3, 14}, {6, 7}, {2, 3}, {1, 2}};
static const struct share agency_roles[] = {{5, 82}, {4, 11}, {3, 4}, {6, 3}};
/* 1 newly qualified, 2 from another council, 4 from an agency, 6 from another post in social care, 9 not known, 10 not yet collected. */
static const struct share origins[] = {{1, 34}, {2, 29}, {4, 12}, {5, 5}, {6, 9}, {7, 4}, {3, 1}, {8, 3}, {9, 2}, {10, 1}};
/* 1 to another council, 3 to an agency, 5 to another post in social care, 6 no employment, 8 not known, 9 not yet collected. */
static const struct share destinations[] = {{1, 34}, {3, 17}, {4, 7}, {5, 11}, {6, 10}, {2, 2}, {7, 8}, {8, 9}, {9, 2}};
/* 1 resignation, 2 and 3 redundancy, 4 dismissal, 8 another reason, 9 not known; 5, retirement, follows from age. */
static const struct share reasons[] = {{1, 80}, {2, 2}, {3, 1}, {4, 3}, {8, 11}, {9, 3}};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

/* The shares of a list sum up to 100. */
static uint8_t pick_code(struct chance *chance, const struct share *shares)
{
	unsigned place = (unsigned)chance_below(chance, 100);

	while (place >= shares->percent)
		place -= (shares++)->percent;
	return shares->code;
}

void crew_init(struct crew *crew, struct workforce *workforce, struct chance *chance, uint16_t council, unsigned opening, bool is_agency)
{
	crew->workforce = workforce;
	crew->chance = chance;
	crew->council = council;
	crew->is_agency = is_agency;
	crew->opening = opening;
	crew->census = opening;
	crew->count = 0;
}

void crew_next_census(struct crew *crew)
{
	crew->census++;
	for (unsigned i = 0; i < crew->count; i++)
		crew->members[i].is_settled = true;
}

static struct worker_row *member_row(const struct crew *crew, const struct member *member)
{
	return &crew->workforce->rows[member->row];
}

/* A weekday from `low` to `high`, which hold one. */
static struct date weekday_between(struct chance *chance, int32_t low, int32_t high)
{
	int32_t days = (int32_t)chance_between(chance, low, high);
	int32_t weekday = (days + 3) % 7; /* 0 is a Monday: 1 January 1970 was a Thursday */

	if (weekday >= 5)
		days = days - (weekday - 4) >= low ? days - (weekday - 4) : days + 7 - weekday;
	return (struct date){days};
}

/* A day on which something happens between the two censuses; never a census's own. */
static struct date event_day(struct crew *crew)
{
	return weekday_between(crew->chance, census_date(crew->census - 1).days + 1, census_date(crew->census).days - 1);
}

/* When somebody began who is in post at the first census: more of them lately than long ago, and nobody before the end of the studies. */
static struct date opening_day(struct crew *crew, unsigned person)
{
	int32_t last = census_date(crew->opening).days - 1;
	int32_t first = person_birth_date(crew->council, person).days + AGE_OF_FIRST_POST * DAYS_A_YEAR + AGE_OF_FIRST_POST / 4 + 1;
	int32_t career = crew->is_agency ? DAYS_A_YEAR : CAREER_DAYS;
	int32_t ago = (int32_t)chance_between(crew->chance, 0, career), again = (int32_t)chance_between(crew->chance, 0, career);
	int32_t day = last - (again < ago ? again : ago);

	if (day < first)
		day = first;
	return weekday_between(crew->chance, day, last < day + 6 ? last : day + 6);
}

static struct worker_row new_row(struct crew *crew)
{
	unsigned person = ++crew->workforce->person_count;

	return (struct worker_row){
		.person = person,
		.is_agency = crew->is_agency,
		.fte = usual_fte[chance_below(crew->chance, COUNT_OF(usual_fte))],
		.start = crew->census == crew->opening ? opening_day(crew, person) : event_day(crew),
		.end = {INT32_MAX},
		.role = pick_code(crew->chance, crew->is_agency ? agency_roles : own_roles),
		.origin = crew->is_agency ? 0 : pick_code(crew->chance, origins),
	};
}

void crew_join(struct crew *crew, unsigned heads)
{
	for (unsigned i = 0; i < heads; i++) {
		if (crew->count == CREW_MAX) {
			crew->workforce->error = ERROR_LIMIT;
			return;
		}
		struct worker_row row = new_row(crew);

		crew->members[crew->count++] = (struct member){.row = workforce_add(crew->workforce, &row)};
	}
}

/* The reason of somebody who leaves, by the census's code set without 7. */
static uint8_t leaver_reason(struct crew *crew, const struct worker_row *row)
{
	if (row->end.days - person_birth_date(crew->council, row->person).days > PENSION_AGE * DAYS_A_YEAR)
		return 5;
	return pick_code(crew->chance, reasons);
}

static void row_end(struct crew *crew, struct worker_row *row, struct date end, enum departure departure)
{
	row->end = end;
	switch (departure) {
	case DEPARTURE_LEAVES:
		row->reason = leaver_reason(crew, row);
		row->destination = pick_code(crew->chance, destinations);
		break;
	case DEPARTURE_MOVES:
		row->reason = REASON_MOVED_WITHIN;
		break;
	case DEPARTURE_AGENCY:
		break;
	}
}

void crew_pass_through(struct crew *crew, unsigned heads)
{
	for (unsigned i = 0; i < heads; i++) {
		struct worker_row row = new_row(crew);
		struct date other = event_day(crew);

		if (other.days == row.start.days)
			continue;
		if (other.days < row.start.days) {
			struct date start = other;

			other = row.start;
			row.start = start;
		}
		row_end(crew, &row, other, DEPARTURE_LEAVES);
		(void)workforce_add(crew->workforce, &row);
	}
}

void crew_leave(struct crew *crew, unsigned index, enum departure departure)
{
	row_end(crew, member_row(crew, &crew->members[index]), event_day(crew), departure);
	crew->members[index] = crew->members[--crew->count];
}

void crew_leave_second_post(struct crew *crew, unsigned index, enum departure first, int64_t fte)
{
	int32_t before = census_date(crew->census - 1).days, third = (census_date(crew->census).days - before) / 3;
	struct worker_row second = *member_row(crew, &crew->members[index]);
	struct date end = weekday_between(crew->chance, before + 1, before + third);

	row_end(crew, member_row(crew, &crew->members[index]), end, first);
	second.start = first == DEPARTURE_MOVES ? end : weekday_between(crew->chance, end.days + 7, before + 2 * third);
	second.fte = fte;
	row_end(crew, &second, weekday_between(crew->chance, before + 2 * third + 7, before + 3 * third - 1), DEPARTURE_LEAVES);
	(void)workforce_add(crew->workforce, &second);
	crew->members[index] = crew->members[--crew->count];
}

static int64_t distance(int64_t a, int64_t b)
{
	return a > b ? a - b : b - a;
}

static void swap_leaving(struct member *a, struct member *b)
{
	bool is_leaving = a->is_leaving;

	a->is_leaving = b->is_leaving;
	b->is_leaving = is_leaving;
}

void crew_choose_leaving(struct crew *crew, unsigned heads, int64_t fte)
{
	int64_t sum = 0;

	INVARIANT(heads <= crew->count);
	for (unsigned i = 0; i < crew->count; i++)
		crew->members[i].is_leaving = i < heads;
	/* A shuffle, so that long service protects nobody. */
	for (unsigned i = crew->count; i > 1; i--)
		swap_leaving(&crew->members[i - 1], &crew->members[chance_below(crew->chance, i)]);
	for (unsigned i = 0; i < crew->count; i++)
		sum += crew->members[i].is_leaving ? member_row(crew, &crew->members[i])->fte : 0;
	/* Then changes of places that bring the sum nearer: fewer people have to change their hours. */
	for (unsigned i = 0; i < SWAPS_TRIED && crew->count > 0 && sum != fte; i++) {
		struct member *a = &crew->members[chance_below(crew->chance, crew->count)];
		struct member *b = &crew->members[chance_below(crew->chance, crew->count)];
		int64_t swapped = sum - member_row(crew, a)->fte + member_row(crew, b)->fte;

		if (a->is_leaving && !b->is_leaving && distance(swapped, fte) < distance(sum, fte)) {
			swap_leaving(a, b);
			sum = swapped;
		}
	}
}

/* Other hours for the member: of the post itself if it is new, else of a new post that follows it. */
static void member_set_fte(struct crew *crew, struct member *member, int64_t fte)
{
	if (member->is_settled) {
		struct worker_row next = *member_row(crew, member);

		next.start = event_day(crew);
		row_end(crew, member_row(crew, member), next.start, crew->is_agency ? DEPARTURE_AGENCY : DEPARTURE_MOVES);
		member->row = workforce_add(crew->workforce, &next);
		member->is_settled = false;
	}
	member_row(crew, member)->fte = fte;
}

static int64_t clamp(int64_t value, int64_t low, int64_t high)
{
	return value < low ? low : value > high ? high : value;
}

/* One round over the members of the group: who may change, between which hours, and by how much at most. */
struct round {
	bool of_settled;
	int64_t fte_min;
	int64_t change_max;
};

/* Closes as much of `gap` (hundredths, of either sign) as the round may; what is left. */
static int64_t settle_round(struct crew *crew, bool is_leaving, const struct round *round, int64_t gap)
{
	unsigned first = crew->count ? (unsigned)chance_below(crew->chance, crew->count) : 0;

	for (unsigned i = 0; i < crew->count && gap != 0; i++) {
		struct member *member = &crew->members[(first + i) % crew->count];
		int64_t fte = member_row(crew, member)->fte;

		if (member->is_leaving != is_leaving || member->is_settled != round->of_settled || fte < round->fte_min)
			continue;
		int64_t wanted = clamp(fte + clamp(gap, -round->change_max, round->change_max), round->fte_min, FTE_MAX);

		if (wanted == fte)
			continue;
		member_set_fte(crew, member, wanted);
		gap -= wanted - fte;
	}
	return gap;
}

enum error crew_settle(struct crew *crew, bool is_leaving, int64_t fte)
{
	/* New people first, and nobody by much; then whatever it takes. */
	static const struct round rounds[] = {
		{false, FTE_USUAL_MIN, CHANGE_USUAL},
		{true, FTE_USUAL_MIN, CHANGE_USUAL},
		{false, FTE_MIN, FTE_MAX},
		{true, FTE_MIN, FTE_MAX},
	};
	int64_t gap = fte;

	for (unsigned i = 0; i < crew->count; i++) {
		if (crew->members[i].is_leaving == is_leaving)
			gap -= member_row(crew, &crew->members[i])->fte;
	}
	for (unsigned i = 0; i < COUNT_OF(rounds); i++)
		gap = settle_round(crew, is_leaving, &rounds[i], gap);
	return gap == 0 ? ERROR_NONE : ERROR_NOT_FOUND;
}
