#include "collector/core/series.h"

#include "collector/core/population.h"
#include "collector/core/standing.h"

/* A series while it is made. */
struct making {
	const struct cube_view *cube;
	const struct question *question;
	struct arena *arena;
	struct series *series;
	struct month first, last; /* what is asked for, as far as the source has months */
	unsigned column_count;
	const struct column **columns; /* one for each month of the series */
};

static bool is_published(const struct column *column)
{
	return column->england.reported > 0;
}

/* The columns of the source's months; of releases those in which somebody has the indicator. */
static enum error columns_read(struct making *making, const struct month *months, unsigned count)
{
	const struct series *series = making->series;
	bool is_official = series->source == SOURCE_OFFICIAL;
	unsigned span = is_official ? count : (unsigned)(making->last.index - making->first.index) + 1;

	making->columns = arena_take(making->arena, span, sizeof(*making->columns));
	if (!making->columns)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < span; i++) {
		struct month month = is_official ? months[i] : month_add(making->first, (int)i);
		const struct column *column;
		enum error error;

		if (month_compare(month, making->first) < 0 || month_compare(month, making->last) > 0)
			continue;
		error = cube_column(making->cube, series->source, series->indicator, month, &column);
		if (error)
			return error;
		if (!is_official || is_published(column))
			making->columns[making->column_count++] = column;
	}
	return ERROR_NONE;
}

/* The months to be shown, within what there is; false when there is none. */
static bool span_of(const struct question *question, const struct month *months, unsigned count, struct making *making)
{
	if (count == 0)
		return false;
	making->first = months[0];
	making->last = months[count - 1];
	if (question->has_first && month_compare(question->first, making->first) > 0)
		making->first = question->first;
	if (question->has_last && month_compare(question->last, making->last) < 0)
		making->last = question->last;
	return month_compare(making->first, making->last) <= 0;
}

/* `cell` is the council's own; of a joint reporter's second council the first one's is taken. */
static struct series_point point_of(const struct column *column, const struct council *council, const struct cell *cell)
{
	struct series_point point = {.cell = cell, .exists = council_exists_on(council, month_last_day(column->month))};
	const struct cell *held = standing_cell(column, council, &point.joint);

	if (point.joint)
		point.cell = held;
	return point;
}

const struct indicator_value *series_point_value(const struct series_point *point)
{
	return point->cell && !point->cell->value.symbol ? &point->cell->value : NULL;
}

bool series_needs_attribution(const struct series *series)
{
	return series->month_count > 0 && (series->source == SOURCE_OFFICIAL || indicator_needs_population(series->indicator));
}

/* The council's cells, read at once: cells[i] is of month making->first + i. */
static enum error cells_read(const struct making *making, const struct council *council, const struct cell *const **cells)
{
	const struct question *question = making->question;

	return cube_series(making->cube, question->source, question->indicator, council->code, making->first, making->last, cells);
}

static enum error months_fill(struct making *making, struct series_month *months)
{
	const struct series *series = making->series;
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned council_count = area_councils(series->area, councils);
	int64_t values[COUNCIL_COUNT_MAX];
	const struct cell *const *cells = NULL;
	enum error error = series->council ? cells_read(making, series->council, &cells) : ERROR_NONE;

	for (unsigned i = 0; i < making->column_count && !error; i++) {
		const struct column *column = making->columns[i];

		months[i].month = column->month;
		months[i].england = column->england;
		column_sum(column, councils, council_count, values, &months[i].area);
		if (!series->council)
			continue;
		months[i].own = point_of(column, series->council, cells[column->month.index - making->first.index]);
		months[i].neighbours = neighbours_of(column, series->council);
	}
	return error;
}

/* The months up to the one in which the council was replaced. */
static enum error predecessor_fill(const struct making *making, const struct council *council, struct series_predecessor *out)
{
	struct series_point *points = arena_take(making->arena, making->column_count, sizeof(*points));
	const struct cell *const *cells;
	enum error error = cells_read(making, council, &cells);

	if (error || !points)
		return error ? error : ERROR_NO_MEMORY;
	*out = (struct series_predecessor){.council = council, .points = points};
	for (unsigned i = 0; i < making->column_count; i++) {
		const struct column *column = making->columns[i];

		if (!council_exists_on(council, month_last_day(column->month)))
			break;
		points[out->count++] = point_of(column, council, cells[column->month.index - making->first.index]);
	}
	return ERROR_NONE;
}

static enum error predecessors_fill(const struct making *making)
{
	struct series *series = making->series;
	const struct council *councils[PREDECESSOR_COUNT_MAX];
	unsigned count = series->council ? council_predecessors(series->council, councils) : 0;
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < count && !error; i++) {
		struct series_predecessor *out = &series->predecessors[series->predecessor_count];

		error = predecessor_fill(making, councils[i], out);
		series->predecessor_count += !error && out->count > 0;
	}
	return error;
}

static void vintage_see(struct series *series, const struct cell *cell)
{
	if (!cell || !cell->has_vintage || (series->has_vintage && month_compare(cell->vintage, series->vintage) <= 0))
		return;
	series->has_vintage = true;
	series->vintage = cell->vintage;
}

/* Which releases these figures are of. */
static void source_sum(const struct making *making)
{
	struct series *series = making->series;

	for (unsigned i = 0; i < making->column_count; i++) {
		const struct column *column = making->columns[i];

		if (*column->series)
			series->title = column->series;
		for (unsigned j = 0; !series->council && j < column->count; j++)
			vintage_see(series, &column->cells[j]);
		if (series->council)
			vintage_see(series, series->months[i].own.cell);
	}
}

static enum error series_check(const struct question *question, struct problem *problem)
{
	if (!question->council && !question->area)
		return problem_set(problem, ERROR_INVALID, "a series is of a council or of an area: name one of them");
	if (question->has_first && question->has_last && month_compare(question->first, question->last) > 0)
		return problem_set(problem, ERROR_INVALID, "the months end before they begin: the first one must not be later than the last");
	return ERROR_NONE;
}

static enum error series_fill(struct making *making)
{
	struct series *series = making->series;
	const struct month *months;
	struct series_month *list;
	unsigned count;
	enum error error = cube_months(making->cube, series->source, &months, &count);

	if (error || !span_of(making->question, months, count, making))
		return error;
	error = columns_read(making, months, count);
	if (error || making->column_count == 0)
		return error;
	list = arena_take(making->arena, making->column_count, sizeof(*list));
	if (!list)
		return ERROR_NO_MEMORY;
	error = months_fill(making, list);
	series->months = list;
	series->month_count = making->column_count;
	if (!error)
		error = predecessors_fill(making);
	source_sum(making);
	return error;
}

enum error series_make(const struct background *background, const struct question *question, struct arena *arena, struct series *out,
		       struct problem *problem)
{
	struct series series = {
		.indicator = question->indicator,
		.council = question->council,
		.area = question->area      ? question->area
			: question->council ? council_region(question->council)
					    : NULL,
		.source = question->source,
		.notice = background->notice,
		.title = "",
	};
	struct making making = {.cube = background->cube, .question = question, .arena = arena, .series = &series};
	enum error error = series_check(question, problem);

	if (!error)
		error = series_fill(&making);
	if (!error)
		*out = series;
	return error;
}

enum error series_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem)
{
	struct series series;
	enum error error = series_make(background, question, arena, &series, problem);

	if (error)
		return error;
	series_write_json(&series, text);
	return text->error;
}

enum error series_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				  struct text *text, struct problem *problem)
{
	struct series series;
	enum error error = series_make(background, question, arena, &series, problem);

	if (error)
		return error;
	return series_write_terminal(&series, width, arena, text);
}
