#include "deploy/demo_data/people.h"

#include "common/text.h"
#include "deploy/demo_data/crew.h"

enum {
	HEADS_A_PASSER = 40,      /* for so many in post, one a year begins and leaves between two censuses */
	AGENCY_KEPT_PERCENT = 35, /* of the agencies' workers at a census, those who may still be there at the next */
};

static enum error no_such_people(struct problem *problem, uint16_t council, unsigned census, const char *who)
{
	char place[64];
	struct text text;

	text_init_fixed(&text, place, sizeof(place));
	text_put_u64(&text, council);
	text_put(&text, " at ");
	text_put_date(&text, census_date(census));
	return problem_set(problem, ERROR_NOT_FOUND, "no ", who, " can have the published sums of council ", place,
			   "; each person's FTE is 0.10 to 1.00");
}

/* A whole number of people from a component. */
static unsigned heads_of(const struct components *components, enum component component)
{
	return (unsigned)(components->values[component] / 100);
}

/* Those who leave before the next census are chosen now, so that their hours can be settled before they go. */
static bool settle_staff(struct crew *crew, const struct components *now, const struct components *next)
{
	int64_t leaving_fte = next ? next->values[COMPONENT_LEAVERS] : 0;
	unsigned leaving_heads = next ? heads_of(next, COMPONENT_LEAVERS_HEADCOUNT) : 0;

	if (leaving_heads > crew->count)
		return false;
	crew_choose_leaving(crew, leaving_heads, leaving_fte);
	return crew_settle(crew, true, leaving_fte) == ERROR_NONE &&
	       crew_settle(crew, false, now->values[COMPONENT_INPOST] - leaving_fte) == ERROR_NONE;
}

static void staff_leave(struct crew *crew)
{
	for (unsigned i = crew->count; i > 0; i--) {
		if (crew->members[i - 1].is_leaving)
			crew_leave(crew, i - 1, DEPARTURE_LEAVES);
	}
}

/* From the crew that the leavers have left to `heads` people; `starters` of them begin if that is enough, the surplus moves within the council. */
static void staff_turn_over(struct crew *crew, unsigned heads, unsigned starters)
{
	unsigned needed = heads > crew->count ? heads - crew->count : 0;
	unsigned joining = starters > needed ? starters : needed;

	if (joining > heads)
		joining = heads;
	while (crew->count + joining > heads)
		crew_leave(crew, (unsigned)chance_below(crew->chance, crew->count), DEPARTURE_MOVES);
	crew_join(crew, joining);
}

static enum error staff_build(struct crew *crew, const struct published_council *council, const struct components *censuses, struct problem *problem)
{
	for (unsigned census = 0; census < CENSUS_COUNT; census++) {
		const struct components *next = census + 1 < CENSUS_COUNT ? &censuses[census + 1] : NULL;
		unsigned heads = heads_of(&censuses[census], COMPONENT_INPOST_HEADCOUNT);

		if (census == 0) {
			crew_join(crew, heads);
		} else {
			crew_next_census(crew);
			staff_leave(crew);
			staff_turn_over(crew, heads, (unsigned)(council->values[census][PUBLISHED_STARTERS_HEADCOUNT].tenths / 10));
			crew_pass_through(crew, heads / HEADS_A_PASSER);
		}
		if (!settle_staff(crew, &censuses[census], next))
			return no_such_people(problem, council->code, census, "workers");
	}
	return ERROR_NONE;
}

/* Whether the agencies' workers who stay leave a sum that the `joining` new ones can have. */
static bool agency_fits(const struct crew *crew, unsigned joining, int64_t fte)
{
	for (unsigned i = 0; i < crew->count; i++)
		fte -= crew->workforce->rows[crew->members[i].row].fte;
	return fte >= (int64_t)joining * FTE_MIN && fte <= (int64_t)joining * FTE_MAX;
}

static enum error agency_build(struct crew *crew, uint16_t council, const struct components *censuses, struct problem *problem)
{
	for (unsigned census = 0; census < CENSUS_COUNT; census++) {
		unsigned heads = heads_of(&censuses[census], COMPONENT_AGENCY_HEADCOUNT);
		int64_t fte = censuses[census].values[COMPONENT_AGENCY];
		unsigned kept_max = crew->count * AGENCY_KEPT_PERCENT / 100;

		if (census > 0)
			crew_next_census(crew);
		while (crew->count > 0 && (crew->count > kept_max || crew->count > heads || !agency_fits(crew, heads - crew->count, fte)))
			crew_leave(crew, (unsigned)chance_below(crew->chance, crew->count), DEPARTURE_AGENCY);
		crew_join(crew, heads - crew->count);
		if (crew_settle(crew, false, fte) != ERROR_NONE)
			return no_such_people(problem, council, census, "agency workers");
	}
	return ERROR_NONE;
}

enum error people_build(const struct published_council *council, const struct components censuses[static CENSUS_COUNT], uint64_t seed,
			struct workforce *workforce, struct problem *problem)
{
	struct chance chance;
	struct crew crew;
	enum error error;

	chance_init(&chance, seed, council->code);
	crew_init(&crew, workforce, &chance, council->code, false);
	error = staff_build(&crew, council, censuses, problem);
	if (!error) {
		crew_init(&crew, workforce, &chance, council->code, true);
		error = agency_build(&crew, council->code, censuses, problem);
	}
	if (workforce->error)
		return problem_set(problem, workforce->error, "the published figures have more people than the demo has room for");
	return error;
}
