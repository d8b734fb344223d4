#include "deploy/demo_data/people.h"

#include "common/text.h"
#include "deploy/demo_data/crew.h"

enum {
	HEADS_A_PASSER = 40,      /* for so many in post, one a year begins and leaves between two censuses */
	AGENCY_KEPT_PERCENT = 35, /* of the agencies' workers at a census, those who may still be there at the next */
};

static enum error no_such_people(struct problem *problem, const struct history *history, unsigned census, const char *who)
{
	char place[64];
	struct text text;

	text_init_fixed(&text, place, sizeof(place));
	history_put_place(&text, history, census);
	return problem_set(problem, ERROR_NOT_FOUND, "no ", who, " can have the published sums of council ", place,
			   "; each person's FTE is 0.10 to 1.00");
}

/* A whole number of people from a component. */
static unsigned heads_of(const struct components *components, enum component component)
{
	return (unsigned)(components->values[component] / 100);
}

/* What the leavers of the year between two censuses hold when it begins, and what they leave. */
struct leaving {
	unsigned heads;
	int64_t held_fte;   /* at the first of the two */
	int64_t second_fte; /* more than a full post each: some come back to a second one */
	int64_t cut_fte;    /* by how much some shorten their hours before they go */
};

/*
 * Usually they hold what they leave. More, when those who stay cannot have the rest of what was in post, nobody working more than full time; less,
 * when they leave more than one full post each.
 */
static struct leaving leaving_between(const struct components *now, const struct components *next)
{
	struct leaving out = {.heads = heads_of(next, COMPONENT_LEAVERS_HEADCOUNT)};
	int64_t left = next->values[COMPONENT_LEAVERS], full = (int64_t)out.heads * FTE_MAX;
	int64_t staying = now->values[COMPONENT_INPOST_HEADCOUNT] / 100 - (int64_t)out.heads;
	int64_t needed = now->values[COMPONENT_INPOST] - staying * FTE_MAX;

	if (left > full)
		out.second_fte = left - full > FTE_MIN ? left - full : FTE_MIN;
	out.held_fte = left - out.second_fte;
	if (out.held_fte < needed) {
		out.cut_fte = needed - out.held_fte;
		out.held_fte = needed;
	}
	return out;
}

/* Those who leave before the next census are chosen now, so that their hours can be settled before they go. */
static bool settle_staff(struct crew *crew, const struct components *now, const struct components *next)
{
	struct leaving leaving = next ? leaving_between(now, next) : (struct leaving){0};

	if (leaving.heads > crew->count)
		return false;
	crew_choose_leaving(crew, leaving.heads, leaving.held_fte);
	return crew_settle(crew, true, leaving.held_fte) == ERROR_NONE &&
	       crew_settle(crew, false, now->values[COMPONENT_INPOST] - leaving.held_fte) == ERROR_NONE;
}

/* The hours of the second post, if this leaver has one: a whole one for who comes back, what is left of the first for who shortens the hours. */
static int64_t second_post(struct leaving *leaving, int64_t held, enum departure *first)
{
	int64_t cut = leaving->cut_fte < held - FTE_MIN ? leaving->cut_fte : held - FTE_MIN;
	int64_t fte = leaving->second_fte < FTE_MAX ? leaving->second_fte : FTE_MAX;

	if (leaving->second_fte > 0) {
		leaving->second_fte -= fte;
		*first = DEPARTURE_LEAVES;
		return fte;
	}
	*first = DEPARTURE_MOVES;
	leaving->cut_fte -= cut;
	return cut > 0 ? held - cut : 0;
}

static void staff_leave(struct crew *crew, struct leaving leaving)
{
	for (unsigned i = crew->count; i > 0; i--) {
		enum departure first;
		int64_t fte;

		if (!crew->members[i - 1].is_leaving)
			continue;
		fte = second_post(&leaving, crew->workforce->rows[crew->members[i - 1].row].fte, &first);
		if (fte > 0)
			crew_leave_second_post(crew, i - 1, first, fte);
		else
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

static enum error staff_build(struct crew *crew, const struct history *history, struct problem *problem)
{
	for (unsigned census = history->first; census <= history->last; census++) {
		const struct components *now = &history->censuses[census];
		unsigned heads = heads_of(now, COMPONENT_INPOST_HEADCOUNT);

		if (census == history->first) {
			crew_join(crew, heads);
		} else {
			crew_next_census(crew);
			staff_leave(crew, leaving_between(now - 1, now));
			staff_turn_over(crew, heads, history->starters[census]);
			crew_pass_through(crew, heads / HEADS_A_PASSER);
		}
		if (!settle_staff(crew, now, census < history->last ? now + 1 : NULL))
			return no_such_people(problem, history, census, "workers");
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

static enum error agency_build(struct crew *crew, const struct history *history, struct problem *problem)
{
	for (unsigned census = history->first; census <= history->last; census++) {
		unsigned heads = heads_of(&history->censuses[census], COMPONENT_AGENCY_HEADCOUNT);
		int64_t fte = history->censuses[census].values[COMPONENT_AGENCY];
		unsigned kept_max = crew->count * AGENCY_KEPT_PERCENT / 100;

		if (census > history->first)
			crew_next_census(crew);
		while (crew->count > 0 && (crew->count > kept_max || crew->count > heads || !agency_fits(crew, heads - crew->count, fte)))
			crew_leave(crew, (unsigned)chance_below(crew->chance, crew->count), DEPARTURE_AGENCY);
		crew_join(crew, heads - crew->count);
		if (crew_settle(crew, false, fte) != ERROR_NONE)
			return no_such_people(problem, history, census, "agency workers");
	}
	return ERROR_NONE;
}

enum error people_build(const struct history *history, uint64_t seed, struct workforce *workforce, struct problem *problem)
{
	uint16_t council = history->published->code;
	struct chance chance;
	struct crew crew;
	enum error error;

	chance_init(&chance, seed, council);
	crew_init(&crew, workforce, &chance, council, history->first, false);
	error = staff_build(&crew, history, problem);
	if (!error) {
		crew_init(&crew, workforce, &chance, council, history->first, true);
		error = agency_build(&crew, history, problem);
	}
	if (workforce->error)
		return problem_set(problem, workforce->error, "the published figures have more people than the demo has room for");
	return error;
}
