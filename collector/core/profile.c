#include "collector/core/profile.h"

#include "collector/core/control_chart.h"
#include "collector/core/population.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"
#include "collector/core/topic.h"

enum { MONTHS_OF_YEAR = 12 };

/* A profile while it is made. */
struct making {
	const struct background *background;
	const struct question *question;
	struct arena *arena;
	struct profile *profile;
	struct problem *problem;
};

/* The difference to the figure of so many months before; none where one of them is no number, or of other councils. */
static enum error change_find(const struct making *making, const struct reporter *now, const struct profile_row *row, int months, bool *is_known,
			      int64_t *change, enum definition_match *definition)
{
	const struct question *question = making->question;
	const struct column *column;
	struct reporter before;
	enum error error = cube_column(making->background->cube, question->source, row->indicator, month_add(row->month, -months), &column);

	if (error)
		return error;
	before = reporter_of(column, question->council);
	*is_known = reporter_is_same(now, &before) && now->cell && before.cell && !now->cell->value.symbol && !before.cell->value.symbol &&
		    !__builtin_sub_overflow(now->cell->value.value, before.cell->value.value, change);
	if (*is_known)
		*definition = definition_match(row->indicator, now->cell->catalogue, before.cell->catalogue);
	return ERROR_NONE;
}

/* What the council's own months up to this one say of it. */
static enum error chart_look(const struct making *making, struct profile_row *row)
{
	struct question question = *making->question;
	struct control_chart chart;
	enum error error;

	question.indicator = row->indicator;
	question.has_first = question.has_since = false;
	question.has_last = true;
	question.last = row->month;
	error = control_chart_make(making->background, &question, making->arena, &chart, making->problem);
	if (error)
		return error;
	if (chart.phase_count > 0)
		row->chart_sentence = control_chart_phase_sentence(&chart.phases[0]);
	if (!row->chart_sentence)
		row->chart_sentence = control_chart_sentence(&chart);
	row->is_judged = chart.phase_count > 0 && !row->chart_sentence;
	row->signals = row->is_judged ? control_chart_signals(&chart) : 0;
	return ERROR_NONE;
}

static enum error row_fill(const struct making *making, const struct column *column, struct profile_row *row)
{
	struct reporter reporter = reporter_of(column, making->question->council);
	struct field field;
	enum error error = field_make(making->background->cube, column, making->profile->area, making->arena, &field);

	if (error)
		return error;
	row->month = column->month;
	row->cell = reporter.cell;
	row->joint = reporter_other(&reporter, making->question->council);
	row->standing = field_standing(&field, row->cell);
	row->area = field.summary;
	row->england = column->england;
	row->band_area = field.band_area;
	row->has_england_bands = field.has_england_bands;
	row->neighbours = neighbours_of(column, making->question->council);
	row->among_neighbours = neighbours_standing(column, making->question->council);
	if (making->question->source == SOURCE_RETURNS) /* releases have no month before */
		error = change_find(making, &reporter, row, 1, &row->has_month_change, &row->month_change, &row->month_definition);
	if (!error)
		error = change_find(making, &reporter, row, MONTHS_OF_YEAR, &row->has_year_change, &row->year_change, &row->year_definition);
	return error ? error : chart_look(making, row);
}

/* When the month means a column of the indicator. */
static enum error row_add(const struct making *making, const struct indicator *indicator)
{
	struct profile *profile = making->profile;
	struct profile_row *row = &profile->rows[profile->row_count];
	const struct column *column;
	enum error error = recent_column(making->background->cube, profile->source, indicator, profile->month, &column);

	if (error || !column)
		return error;
	*row = (struct profile_row){.indicator = indicator};
	error = row_fill(making, column, row);
	profile->needs_attribution |= profile->source == SOURCE_OFFICIAL || row->has_england_bands || indicator_needs_population(indicator);
	profile->row_count++;
	return error;
}

enum error profile_make(const struct background *background, const struct question *question, struct arena *arena, struct profile *out,
			struct problem *problem)
{
	struct profile profile = {
		.council = question->council,
		.area = question->area ? question->area : council_region(question->council),
		.month = question->month,
		.exists = council_exists_on(question->council, month_last_day(question->month)),
		.source = question->source,
		.notice = background->notice,
		.moment = question->moment,
		.rows = arena_take(arena, catalogue_indicator_count(), sizeof(*profile.rows)),
	};
	struct making making = {.background = background, .question = question, .arena = arena, .profile = &profile, .problem = problem};
	const struct indicator **indicators = arena_take(arena, catalogue_indicator_count(), sizeof(const struct indicator *));
	enum error error = ERROR_NONE;

	if (!indicators || !profile.rows)
		return ERROR_NO_MEMORY;
	if (!area_has(profile.area, profile.council))
		return problem_set(problem, ERROR_NOT_FOUND, "the council is not one of the area's: ", profile.council->name);
	topic_indicators(indicators);
	for (unsigned i = 0; i < catalogue_indicator_count() && !error; i++)
		error = row_add(&making, indicators[i]);
	if (!error)
		*out = profile;
	return error;
}

enum error profile_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem)
{
	struct profile profile;
	enum error error = profile_make(background, question, arena, &profile, problem);

	if (error)
		return error;
	profile_write_json(&profile, text);
	return text->error;
}

enum error profile_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				   struct text *text, struct problem *problem)
{
	struct profile profile;
	enum error error = profile_make(background, question, arena, &profile, problem);

	return error ? error : profile_write_terminal(&profile, width, arena, text);
}
