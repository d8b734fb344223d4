#include "collector/core/ranking.h"

#include "collector/core/extent.h"
#include "collector/core/population.h"
#include "collector/core/ranking_parts.h"

enum { MONTHS_PER_YEAR = 12 };

void indicator_put_value(struct text *text, const struct indicator *indicator, int64_t value)
{
	text_put_decimal(text, value, indicator->decimals, indicator->decimals);
}

static enum error columns_read(const struct cube_view *cube, const struct question *question, struct ranking_columns *out)
{
	const struct indicator *indicator = question->indicator;
	enum cube_source source = question->source;
	struct month month = question->month;
	enum error error = cube_column(cube, source, indicator, month, &out->now);

	if (!error)
		error = cube_column(cube, source, indicator, month_add(month, -1), &out->month_before);
	if (!error)
		error = cube_column(cube, source, indicator, month_add(month, -MONTHS_PER_YEAR), &out->year_before);
	if (!error && question->has_since)
		error = cube_column(cube, source, indicator, question->since, &out->since);
	return error ? error : cube_column(cube, SOURCE_OFFICIAL, indicator, month, &out->official);
}

/* The cut points of England's councils in the releases; they stay the area's when there are too few, or none of them has a value. */
static void bands_of_releases(const struct column_summary *england, struct ranking *ranking)
{
	if (england->reported > 0 && !extent_is_england(england) && (ranking->area->kind != AREA_ENGLAND || ranking->source != SOURCE_OFFICIAL)) {
		ranking->thin_expected = england->expected;
		ranking->thin_reported = england->reported;
	}
	if (england->counted == 0 || !extent_is_england(england))
		return;
	ranking->band_source = SOURCE_OFFICIAL;
	ranking->band_area = area_find(SLICE_LITERAL("England"));
	ranking->band_expected = england->expected;
	ranking->band_counted = england->counted;
	ranking->band_quartiles = england->quartiles;
}

static void bands_make(const struct ranking_columns *columns, struct ranking *ranking)
{
	ranking->band_source = ranking->source;
	ranking->band_area = ranking->area;
	ranking->band_expected = ranking->expected;
	ranking->band_counted = ranking->counted;
	if (quartiles_cut_bands(ranking->counted, ranking->expected))
		ranking->band_quartiles = ranking->quartiles;
	if (columns->official->count)
		bands_of_releases(&columns->official->england, ranking);
	for (unsigned i = 0; i < ranking->counted; i++)
		ranking->rows[i].band = quartile_band(&ranking->band_quartiles, ranking->indicator->polarity, ranking->rows[i].value.value);
}

void ranking_put_reporter(struct text *text, const struct ranking_row *row)
{
	text_put(text, row->council->name);
	if (row->joint) {
		text_put(text, " / ");
		text_put(text, row->joint->name);
	}
}

/* Whether there is no release at all that has the indicator; not asked for when the month has figures. */
static enum error release_look(const struct cube_view *cube, struct ranking *ranking)
{
	bool has_release = true;
	enum error error = ERROR_NONE;

	if (ranking->source == SOURCE_OFFICIAL && !*ranking->series)
		error = cube_has_release(cube, ranking->indicator->numerator, &has_release);
	ranking->lacks_release = !has_release;
	return error;
}

/* Ranks are compared with the month that was asked for; else with the month before, or, where it has no figures, the year before. */
static void compared_choose(const struct ranking_columns *columns, struct ranking *ranking)
{
	const struct column *column = columns->since ? columns->since : columns->month_before->count ? columns->month_before : columns->year_before;

	if (column->count == 0)
		return;
	ranking->has_compared = true;
	ranking->compared = column->month;
	ranking->compared_column = column;
}

/* The question's council must stand in a row. */
static enum error chosen_find(const struct ranking *ranking)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (ranking_row_is_of(&ranking->rows[i], ranking->chosen))
			return ERROR_NONE;
	return ERROR_NOT_FOUND;
}

bool ranking_has_details(const struct ranking *ranking, const struct ranking_row *row)
{
	return ranking->row_count <= RANKING_DETAIL_ROWS_MAX || (ranking->chosen && ranking_row_is_of(row, ranking->chosen));
}

static void ranking_begin(const struct background *background, const struct question *question, struct ranking *out)
{
	*out = (struct ranking){
		.indicator = question->indicator,
		.month = question->month,
		.area = question->area,
		.source = question->source,
		.notice = background->notice,
		.moment = question->moment,
		.series = "",
		.chosen = question->council,
		.has_since = question->has_since,
		.since = question->since,
		.has_population = indicator_needs_population(question->indicator),
	};
	if (out->has_population)
		out->population_year = month_year(population_month(question->month));
}

enum error ranking_make(const struct background *background, const struct question *question, struct arena *arena, struct ranking *out)
{
	struct ranking ranking;
	struct ranking_columns columns = {.since = NULL};
	enum error error = columns_read(background->cube, question, &columns);

	if (error)
		return error;
	ranking_begin(background, question, &ranking);
	ranking.column = columns.now;
	ranking.month_before = columns.month_before;
	ranking.year_before = columns.year_before;
	ranking.since_column = columns.since;
	ranking.series = columns.now->series;
	compared_choose(&columns, &ranking);
	error = ranking_rows_make(&columns, &ranking, arena);
	if (!error && ranking.chosen)
		error = chosen_find(&ranking);
	if (!error)
		error = ranking_certainty_make(&ranking, arena);
	if (!error)
		error = ranking_moves_make(&ranking, arena);
	if (!error)
		error = ranking_corrections_make(background->cube, &ranking, arena);
	if (!error)
		error = release_look(background->cube, &ranking);
	if (error)
		return error;
	bands_make(&columns, &ranking);
	*out = ranking;
	return ERROR_NONE;
}

enum error ranking_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem)
{
	struct ranking ranking;
	enum error error = ranking_make(background, question, arena, &ranking);

	if (error == ERROR_NOT_FOUND && question->council)
		return problem_set(problem, error, "the council is not one of the area's in that month: ", question->council->name);
	if (error)
		return error;
	ranking_write_json(&ranking, text);
	return text->error;
}

enum error ranking_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				   struct text *text, struct problem *problem)
{
	struct ranking ranking;
	enum error error = ranking_make(background, question, arena, &ranking);

	if (error == ERROR_NOT_FOUND && question->council)
		return problem_set(problem, error, "the council is not one of the area's in that month: ", question->council->name);
	if (error)
		return error;
	ranking_write_terminal(&ranking, width, text);
	return text->error;
}
