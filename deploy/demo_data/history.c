#include "deploy/demo_data/history.h"

bool history_is_published(const struct history *history, unsigned census)
{
	return census >= history->published->first && census <= history->published->last;
}

void history_put_place(struct text *text, const struct history *history, unsigned census)
{
	text_put_u64(text, history->published->code);
	text_put(text, " on ");
	text_put_date(text, census_date(census));
}

void history_put_unmet(struct text *unmet, const struct history *history, unsigned census, enum published_measure measure, const char *why)
{
	text_put(unmet, "not met: council ");
	history_put_place(unmet, history, census);
	text_put(unmet, ", ");
	text_put(unmet, published_measure_id(measure));
	text_put(unmet, ", published as ");
	text_put_decimal(unmet, history->published->values[census][measure].tenths, 1, 0);
	text_put(unmet, ": ");
	text_put(unmet, why);
	text_put(unmet, "\n");
}

/* The search without one of the published figures: the first one whose absence lets the others be met. */
static enum error search_without_one(struct history *history, unsigned census, struct text *unmet)
{
	const struct published_value *published = history->published->values[census];

	for (unsigned measure = 0; measure < PUBLISHED_COUNT; measure++) {
		struct published_value values[PUBLISHED_COUNT];

		for (unsigned i = 0; i < PUBLISHED_COUNT; i++)
			values[i] = published[i];
		values[measure] = (struct published_value){.kind = VALUE_NOT_AVAILABLE};
		if (published[measure].kind != VALUE_NUMBER || components_search(values, census, &history->censuses[census]))
			continue;
		history_put_unmet(unmet, history, census, (enum published_measure)measure,
				  "no figures of two decimals give it together with the others of that date");
		return ERROR_NONE;
	}
	return ERROR_NOT_FOUND;
}

static enum error census_build(struct history *history, unsigned census, struct text *unmet, struct problem *problem)
{
	const struct published_value *values = history->published->values[census];
	char place[64];
	struct text text;

	history->starters[census] = (unsigned)(values[PUBLISHED_STARTERS_HEADCOUNT].tenths / 10);
	if (components_search(values, census, &history->censuses[census]) == ERROR_NONE)
		return ERROR_NONE;
	if (search_without_one(history, census, unmet) == ERROR_NONE)
		return ERROR_NONE;
	text_init_fixed(&text, place, sizeof(place));
	history_put_place(&text, history, census);
	return problem_set(problem, ERROR_NOT_FOUND, "no two-decimal figures give what was published for council ", place,
			   "; check its lines in the published table");
}

/* Nothing is known about a figure that was not published; between its neighbours the months go on as before. */
static void fill_missing(struct history *history)
{
	for (unsigned census = history->published->first; census <= history->published->last; census++) {
		unsigned neighbour = census > history->published->first ? census - 1 : census < history->published->last ? census + 1 : census;

		for (unsigned i = 0; i < COMPONENT_COUNT; i++) {
			if (history->censuses[census].is_missing[i])
				history->censuses[census].values[i] = history->censuses[neighbour].values[i];
		}
	}
}

/* Like a year later, but with so many people that the leavers and the starters of that year lead to it. */
static void opening_build(struct history *history)
{
	const struct components *next = &history->censuses[history->published->first];
	struct components *opening = &history->censuses[history->first];
	int64_t next_heads = next->values[COMPONENT_INPOST_HEADCOUNT], leavers = next->values[COMPONENT_LEAVERS_HEADCOUNT];
	int64_t heads = next_heads + leavers - 100 * (int64_t)history->starters[history->published->first];

	if (heads < leavers)
		heads = leavers;
	*opening = *next;
	opening->values[COMPONENT_INPOST_HEADCOUNT] = heads;
	opening->values[COMPONENT_INPOST] = next_heads > 0 ? next->values[COMPONENT_INPOST] * heads / next_heads : 0;
}

/* The council ends before the next census: its last months are on the way to one that is like the last. */
static void closing_build(struct history *history)
{
	const struct components *last = &history->censuses[history->published->last];

	history->last = history->published->last + 1;
	history->censuses[history->last] = *last;
	history->starters[history->last] = (unsigned)(last->values[COMPONENT_LEAVERS_HEADCOUNT] / 100);
}

enum error history_build(const struct published_council *published, const struct council *council, struct history *out, struct text *unmet,
			 struct problem *problem)
{
	enum error error = ERROR_NONE;

	*out = (struct history){.published = published, .first = published->first - 1, .last = published->last};
	for (unsigned census = published->first; census <= published->last && !error; census++)
		error = census_build(out, census, unmet, problem);
	if (error)
		return error;
	fill_missing(out);
	opening_build(out);
	if (council->valid_to.days != INT32_MAX && council->valid_to.days > census_date(out->last).days && out->last + 1 < CENSUS_COUNT)
		closing_build(out);
	return ERROR_NONE;
}
