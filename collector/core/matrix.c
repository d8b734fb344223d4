#include "collector/core/matrix.h"

#include "collector/core/population.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"
#include "collector/core/topic.h"

/* Whether the council was there in the matrix's month, or in the month of a row's figures. */
static bool has_place(const struct matrix *matrix, const struct council *council)
{
	if (council_exists_on(council, month_last_day(matrix->month)))
		return true;
	for (unsigned i = 0; i < matrix->row_count; i++)
		if (council_exists_on(council, month_last_day(matrix->rows[i].field.column->month)))
			return true;
	return false;
}

static enum error councils_list(struct matrix *matrix, struct arena *arena)
{
	const struct council *all[COUNCIL_COUNT_MAX];
	unsigned count = area_councils(matrix->area, all);

	matrix->councils = arena_take(arena, count ? count : 1, sizeof(const struct council *));
	if (!matrix->councils)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count; i++)
		if (has_place(matrix, all[i]))
			matrix->councils[matrix->council_count++] = all[i];
	return ERROR_NONE;
}

static enum error cells_fill(const struct matrix *matrix, struct matrix_row *row, struct arena *arena)
{
	struct matrix_cell *cells = arena_take(arena, matrix->council_count + 1, sizeof(*cells));

	if (!cells)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < matrix->council_count; i++) {
		struct reporter reporter = reporter_of(row->field.column, matrix->councils[i]);

		cells[i].cell = reporter.cell;
		cells[i].joint = reporter_other(&reporter, matrix->councils[i]);
		cells[i].standing = field_standing(&row->field, reporter.cell);
	}
	row->cells = cells;
	return ERROR_NONE;
}

/* One indicator's row, still without cells, when the month means a column of it. */
static enum error row_add(const struct background *background, struct matrix *matrix, const struct indicator *indicator, struct arena *arena)
{
	struct matrix_row *row = &matrix->rows[matrix->row_count];
	const struct column *column;
	enum error error = recent_column(background->cube, matrix->source, indicator, matrix->month, &column);

	if (error || !column)
		return error;
	row->indicator = indicator;
	error = field_make(background->cube, column, matrix->area, arena, &row->field);
	matrix->needs_attribution |= matrix->source == SOURCE_OFFICIAL || row->field.has_england_bands || indicator_needs_population(indicator);
	matrix->row_count++;
	return error;
}

enum error matrix_make_of(const struct background *background, const struct question *question, const struct indicator *const *indicators,
			  unsigned indicator_count, struct arena *arena, struct matrix *out)
{
	struct matrix matrix = {.area = question->area,
				.month = question->month,
				.source = question->source,
				.notice = background->notice,
				.moment = question->moment,
				.rows = arena_take(arena, indicator_count + 1, sizeof(*matrix.rows))};
	enum error error = matrix.rows ? ERROR_NONE : ERROR_NO_MEMORY;

	for (unsigned i = 0; i < indicator_count && !error; i++)
		error = row_add(background, &matrix, indicators[i], arena);
	if (!error)
		error = councils_list(&matrix, arena);
	for (unsigned i = 0; i < matrix.row_count && !error; i++)
		error = cells_fill(&matrix, &matrix.rows[i], arena);
	if (!error)
		*out = matrix;
	return error;
}

enum error matrix_make(const struct background *background, const struct question *question, struct arena *arena, struct matrix *out)
{
	unsigned count = catalogue_indicator_count();
	const struct indicator **indicators = arena_take(arena, count, sizeof(const struct indicator *));

	if (!indicators)
		return ERROR_NO_MEMORY;
	topic_indicators(indicators);
	return matrix_make_of(background, question, indicators, count, arena, out);
}

enum error matrix_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem)
{
	struct matrix matrix;
	enum error error = matrix_make(background, question, arena, &matrix);

	(void)problem;
	if (error)
		return error;
	matrix_write_json(&matrix, text);
	return text->error;
}
