#include "collector/core/similar.h"

#include <math.h>

#include "collector/core/pattern_grid.h"
#include "collector/core/population.h"

/* What is compared when no indicator is asked for: staff first, then what follows from it. Stated with each answer. */
static const char *const usual_indicators[] = {"vacancy_rate_fte", "turnover_rate_fte",  "agency_rate_fte",    "caseload_fte",
					       "absence_rate_fte", "rereferral_percent", "repeat_cpp_percent", "cla_rate_per_10000"};
_Static_assert(sizeof(usual_indicators) / sizeof(usual_indicators[0]) <= SIMILAR_INDICATORS_MAX, "more indicators than a match has room for");

/* A search. */
struct search {
	struct similar *similar;
	struct pattern_grid grid;
	unsigned council;  /* its place in the council table */
	unsigned followed; /* steps that must have followed */
};

/* A window of a council: the step that it ends with. */
struct window {
	unsigned council, step;
	double distance;
	unsigned common;
};

/* How far the window is from the council's own; false when they have too little in common. */
static bool window_compare(const struct search *search, struct window *window)
{
	const struct similar *similar = search->similar;
	double sum = 0;

	window->common = 0;
	for (unsigned i = 0; i < similar->indicator_count; i++)
		for (unsigned step = 0; step < similar->window; step++) {
			const struct pattern_figure *own = pattern_grid_at(&search->grid, i, step, search->council);
			const struct pattern_figure *other = pattern_grid_at(&search->grid, i, window->step + step, window->council);

			if (!own->has_z || !other->has_z)
				continue;
			sum += (own->z - other->z) * (own->z - other->z);
			window->common++;
		}
	if (window->common < SIMILAR_COMMON_MIN || window->common * 3 < similar->known * 2)
		return false;
	window->distance = sqrt(sum / window->common);
	return true;
}

/* What an indicator did in the months behind the window. */
static struct similar_outcome outcome_of(const struct search *search, const struct window *window, unsigned indicator)
{
	const struct pattern_figure *before = pattern_grid_at(&search->grid, indicator, window->step, window->council);
	const struct pattern_figure *after = pattern_grid_at(&search->grid, indicator, window->step - search->followed, window->council);
	struct similar_outcome outcome = {.is_known = before->has_value && after->has_value};
	int64_t first, last;

	if (outcome.is_known) {
		outcome.before = before->value;
		outcome.after = after->value;
	}
	outcome.has_median = pattern_grid_median(&search->grid, indicator, window->step, &first) &&
			     pattern_grid_median(&search->grid, indicator, window->step - search->followed, &last);
	if (outcome.has_median)
		outcome.median_change = last - first;
	return outcome;
}

static void count_outcome(struct similar_count *count, const struct similar_outcome *outcome)
{
	if (!outcome->is_known)
		return;
	count->count++;
	count->rose += outcome->after > outcome->before;
	count->fell += outcome->after < outcome->before;
}

/* Into its place among the nearest, the farthest giving way. */
static void match_insert(struct search *search, const struct window *window)
{
	struct similar *similar = search->similar;
	unsigned place = similar->match_count;

	while (place > 0 && similar->matches[place - 1].distance > window->distance)
		place--;
	if (place == SIMILAR_MATCHES_MAX)
		return;
	if (similar->match_count < SIMILAR_MATCHES_MAX)
		similar->match_count++;
	for (unsigned i = similar->match_count - 1; i > place; i--)
		similar->matches[i] = similar->matches[i - 1];
	similar->matches[place] = (struct similar_match){
		.council = council_at(window->council),
		.month = month_add(search->grid.last, -(int)window->step * search->grid.step_months),
		.distance = window->distance,
		.common = window->common,
	};
	for (unsigned i = 0; i < similar->indicator_count; i++)
		similar->matches[place].outcomes[i] = outcome_of(search, window, i);
}

/* The council's nearest window, from the latest back. */
static void council_search(struct search *search, unsigned council)
{
	struct similar *similar = search->similar;
	struct window nearest = {.common = 0};

	for (unsigned step = search->followed; step + similar->window <= search->grid.step_count; step++) {
		struct window window = {.council = council, .step = step};

		if (!window_compare(search, &window))
			continue;
		similar->compared++;
		for (unsigned i = 0; i < similar->indicator_count; i++) {
			struct similar_outcome outcome = outcome_of(search, &window, i);

			count_outcome(&similar->usual[i], &outcome);
		}
		if (nearest.common == 0 || window.distance < nearest.distance)
			nearest = window;
	}
	if (nearest.common > 0 && nearest.distance <= SIMILAR_DISTANCE_MAX)
		match_insert(search, &nearest);
}

static void search_all(struct search *search)
{
	struct similar *similar = search->similar;

	for (unsigned i = 0; i < similar->indicator_count; i++)
		for (unsigned step = 0; step < similar->window && step < search->grid.step_count; step++)
			similar->known += pattern_grid_at(&search->grid, i, step, search->council)->has_z;
	for (unsigned i = 0; i < council_count(); i++)
		if (i != search->council)
			council_search(search, i);
	for (unsigned i = 0; i < similar->match_count; i++)
		for (unsigned j = 0; j < similar->indicator_count; j++)
			count_outcome(&similar->followed[j], &similar->matches[i].outcomes[j]);
}

static void indicators_choose(struct similar *similar, const struct indicator *asked)
{
	if (asked)
		similar->indicators[similar->indicator_count++] = asked;
	for (unsigned i = 0; !asked && i < sizeof(usual_indicators) / sizeof(usual_indicators[0]); i++)
		similar->indicators[similar->indicator_count++] = catalogue_indicator_find(slice_from_text(usual_indicators[i]));
	for (unsigned i = 0; i < similar->indicator_count; i++)
		similar->needs_attribution |= similar->source == SOURCE_OFFICIAL || indicator_needs_population(similar->indicators[i]);
}

/* Steps from the month back to the source's first one. */
static unsigned steps_of(const struct similar *similar, const struct month *months, unsigned count)
{
	int span = count ? similar->month.index - months[0].index : -1;
	unsigned steps = span < 0 ? 0 : (unsigned)span / similar->step_months + 1;

	return steps < SIMILAR_STEPS_MAX ? steps : SIMILAR_STEPS_MAX;
}

static unsigned place_of(const struct council *council)
{
	unsigned place = 0;

	while (council_at(place) != council)
		place++;
	return place;
}

enum error similar_make(const struct background *background, const struct question *question, struct arena *arena, struct similar *out)
{
	bool is_official = question->source == SOURCE_OFFICIAL;
	struct similar similar = {
		.council = question->council,
		.month = question->month,
		.source = question->source,
		.notice = background->notice,
		.moment = question->moment,
		.window = is_official ? SIMILAR_WINDOW_RELEASES : SIMILAR_WINDOW_RETURNS,
		.step_months = is_official ? 12 : 1,
	};
	struct search search = {
		.similar = &similar, .council = place_of(question->council), .followed = SIMILAR_FOLLOWED_MONTHS / similar.step_months};
	const struct month *months;
	unsigned count, steps;
	enum error error = cube_months(background->cube, question->source, &months, &count);

	if (error)
		return error;
	indicators_choose(&similar, question->indicator);
	steps = steps_of(&similar, months, count);
	if (steps > 0) {
		error = pattern_grid_make(background->cube, question->source, similar.indicators, similar.indicator_count, similar.month, steps,
					  arena, &search.grid);
		if (error)
			return error;
		search_all(&search);
	}
	*out = similar;
	return ERROR_NONE;
}

enum error similar_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem)
{
	struct similar similar;
	enum error error;

	if (!council_exists_on(question->council, month_last_day(question->month)))
		return problem_set(problem, ERROR_NOT_FOUND, "the council does not exist in this month: ", question->council->name);
	error = similar_make(background, question, arena, &similar);
	if (error)
		return error;
	similar_write_json(&similar, text);
	return text->error;
}
