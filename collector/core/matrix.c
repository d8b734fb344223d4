#include "collector/core/matrix.h"

#include "collector/core/population.h"
#include "collector/core/recent_column.h"
#include "collector/core/topic.h"

/* The area's councils: those that ever were, for the sums, and those of the month, which have a place in the matrix. */
static enum error councils_list(struct matrix *matrix, const struct council *const *all, unsigned all_count, struct arena *arena)
{
	struct date last_day = month_last_day(matrix->month);

	matrix->councils = arena_take(arena, all_count ? all_count : 1, sizeof(const struct council *));
	if (!matrix->councils)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < all_count; i++)
		if (council_exists_on(all[i], last_day))
			matrix->councils[matrix->council_count++] = all[i];
	return ERROR_NONE;
}

static enum error row_fill(const struct matrix *matrix, struct matrix_row *row, struct arena *arena)
{
	struct matrix_cell *cells = arena_take(arena, matrix->council_count + 1, sizeof(*cells));

	if (!cells)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < matrix->council_count; i++) {
		cells[i].cell = standing_cell(row->field.column, matrix->councils[i], &cells[i].joint);
		cells[i].standing = field_standing(&row->field, cells[i].cell);
	}
	row->cells = cells;
	return ERROR_NONE;
}

/* One indicator's row, when the month means a column of it. */
static enum error row_add(const struct background *background, struct matrix *matrix, const struct indicator *indicator,
			  const struct council *const *all, unsigned all_count, struct arena *arena)
{
	struct matrix_row *row = &matrix->rows[matrix->row_count];
	const struct column *column;
	enum error error = recent_column(background->cube, matrix->source, indicator, matrix->month, &column);

	if (error || !column)
		return error;
	row->indicator = indicator;
	error = field_make(background->cube, column, all, all_count, arena, &row->field);
	if (!error)
		error = row_fill(matrix, row, arena);
	matrix->needs_attribution |= matrix->source == SOURCE_OFFICIAL || row->field.has_england_bands || indicator_needs_population(indicator);
	matrix->row_count++;
	return error;
}

enum error matrix_make(const struct background *background, const struct question *question, struct arena *arena, struct matrix *out)
{
	struct matrix matrix = {.area = question->area,
				.month = question->month,
				.source = question->source,
				.notice = background->notice,
				.moment = question->moment};
	const struct council *all[COUNCIL_COUNT_MAX];
	unsigned all_count = area_councils(question->area, all);
	const struct indicator **indicators = arena_take(arena, catalogue_indicator_count(), sizeof(const struct indicator *));
	enum error error = councils_list(&matrix, all, all_count, arena);

	matrix.rows = arena_take(arena, catalogue_indicator_count(), sizeof(*matrix.rows));
	if (error || !indicators || !matrix.rows)
		return ERROR_NO_MEMORY;
	topic_indicators(indicators);
	for (unsigned i = 0; i < catalogue_indicator_count() && !error; i++)
		error = row_add(background, &matrix, indicators[i], all, all_count, arena);
	if (!error)
		*out = matrix;
	return error;
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
