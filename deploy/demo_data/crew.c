#include "deploy/demo_data/crew.h"

#include "deploy/demo_data/published.h"

enum {
	DAYS_A_YEAR = 365,
	AGE_OF_FIRST_POST = 23,
	PENSION_AGE = 60,
	CAREER_DAYS = 20 * DAYS_A_YEAR,
	SWAPS_TRIED = 600,
	FTE_USUAL_MIN = 40,
	CHANGE_USUAL = 40,
};

/* What people's hours are like: most work full time. */
static const int64_t usual_fte[] = {100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100, 90, 81, 80, 80, 60, 60, 54, 50};
/* Most are case holders (5); the other roles of the census's code set are rare. */
static const uint8_t usual_roles[] = {5, 5, 5, 5, 5, 5, 5, 5, 5, 5, 4, 4, 4, 6, 6, 3, 2};

#define COUNT_OF(array) (sizeof(array) / sizeof((array)[0]))

void crew_init(struct crew *crew, struct workforce *workforce, struct chance *chance, uint16_t council, bool is_agency)
{
	crew->workforce = workforce;
	crew->chance = chance;
	crew->council = council;
	crew->is_agency = is_agency;
	crew->census = 0;
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
	int32_t last = census_date(0).days - 1;
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
		.start = crew->census == 0 ? opening_day(crew, person) : event_day(crew),
		.end = {INT32_MAX},
		.role = usual_roles[chance_below(crew->chance, COUNT_OF(usual_roles))],
		.origin = (uint8_t)chance_between(crew->chance, 1, 9),
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

/* The reason of somebody who leaves, by the census's code set without 7: 1 most often, 5 for those of pension age. */
static uint8_t leaver_reason(struct crew *crew, const struct worker_row *row)
{
	if (row->end.days - person_birth_date(crew->council, row->person).days > PENSION_AGE * DAYS_A_YEAR)
		return 5;
	return chance_below(crew->chance, 8) == 0 ? 8 : 1;
}

static void row_end(struct crew *crew, struct worker_row *row, struct date end, enum departure departure)
{
	row->end = end;
	switch (departure) {
	case DEPARTURE_LEAVES:
		row->reason = leaver_reason(crew, row);
		row->destination = (uint8_t)chance_between(crew->chance, 1, 9);
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
