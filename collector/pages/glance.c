#include "collector/pages/glance.h"

#include <string.h>

#include "collector/core/definition.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"

enum { YEAR_MONTHS = 12 };

/* A glance while it is made. */
struct making {
	const struct page_request *request;
	const struct cube_view *cube;
	int64_t *values; /* scratch of column_sum */
};

static enum error column_read(const struct making *making, const struct indicator *indicator, struct month month, const struct column **column,
			      struct column_summary *sum)
{
	enum error error = cube_column(making->cube, making->request->question->source, indicator, month, column);

	if (!error)
		column_sum(*column, making->request->question->area, making->values, sum);
	return error;
}

static enum error points_read(const struct making *making, struct glance_column *column)
{
	const struct matrix_row *row = column->row;
	int step = sparkline_step(making->request->question->source);
	enum error error = ERROR_NONE;

	for (unsigned index = 0; index < GLANCE_POINTS_MAX && !error; index++) {
		struct month month = month_add(row->field.column->month, -step * (int)(GLANCE_POINTS_MAX - 1 - index));

		error = column_read(making, row->indicator, month, &column->points[index], &column->sums[index]);
	}
	column->points_count = GLANCE_POINTS_MAX;
	return error;
}

static enum error column_fill(const struct making *making, const struct matrix_row *row, struct glance_column *column)
{
	enum error error;

	column->headline = (struct headline){row->indicator, headline_label(row->indicator)};
	column->row = row;
	error = points_read(making, column);
	if (!error)
		error = column_read(making, row->indicator, month_add(row->field.column->month, -YEAR_MONTHS), &column->before, &column->before_sum);
	return error ? error : recent_england(making->cube, row->field.column, &column->england);
}

static unsigned *places_by_name(const struct matrix *matrix, struct arena *arena)
{
	unsigned *places = arena_take(arena, matrix->council_count + 1, sizeof *places);

	for (unsigned index = 0; places && index < matrix->council_count; index++) {
		unsigned at = index;

		for (; at > 0 && strcmp(matrix->councils[places[at - 1]]->name, matrix->councils[index]->name) > 0; at--)
			places[at] = places[at - 1];
		places[at] = index;
	}
	return places;
}

enum error glance_make(const struct page_request *request, struct glance *out)
{
	const struct indicator **indicators = arena_take(request->arena, headline_count(), sizeof(const struct indicator *));
	struct making making = {
		.request = request, .cube = request->background->cube, .values = arena_take(request->arena, council_count(), sizeof *making.values)};
	struct glance glance;
	enum error error;

	if (!indicators || !making.values)
		return ERROR_NO_MEMORY;
	for (unsigned index = 0; index < headline_count(); index++)
		indicators[index] = headline_at(index).indicator;
	error = matrix_make_of(request->background, request->question, indicators, headline_count(), request->arena, &glance.matrix);
	if (error)
		return error;
	glance.columns = arena_take(request->arena, glance.matrix.row_count + 1, sizeof *glance.columns);
	glance.by_name = places_by_name(&glance.matrix, request->arena);
	if (!glance.columns || !glance.by_name)
		return ERROR_NO_MEMORY;
	for (unsigned index = 0; index < glance.matrix.row_count && !error; index++)
		error = column_fill(&making, &glance.matrix.rows[index], &glance.columns[index]);
	if (!error)
		*out = glance;
	return error;
}

struct glance_change glance_council_change(const struct glance *glance, unsigned column, unsigned council)
{
	const struct glance_column *at = &glance->columns[column];
	struct reporter now = reporter_of(at->row->field.column, glance->matrix.councils[council]);
	struct reporter before = reporter_of(at->before, glance->matrix.councils[council]);

	if (!reporter_is_same(&now, &before) || !now.cell || !before.cell || now.cell->value.symbol || before.cell->value.symbol ||
	    definition_is_other(definition_match(at->row->indicator, now.cell->catalogue, before.cell->catalogue)))
		return (struct glance_change){.is_known = false};
	return glance_change_of(now.cell->value.value, before.cell->value.value);
}

static bool is_whole(const struct column_summary *sum)
{
	return sum->pooled.included == sum->expected;
}

struct glance_change glance_area_change(const struct glance_column *column)
{
	const struct column_summary *now = &column->row->field.summary, *before = &column->before_sum;
	bool is_alike = now->pooled.included == before->pooled.included || (is_whole(now) && is_whole(before));

	if (!is_alike || now->pooled.value.symbol || before->pooled.value.symbol || now->other_definition || before->other_definition ||
	    definition_is_other(definition_match(column->row->indicator, now->definition_version, before->definition_version)))
		return (struct glance_change){.is_known = false};
	return glance_change_of(now->pooled.value.value, before->pooled.value.value);
}

static struct sparkline line_of(const struct glance_column *column)
{
	const struct column *newest = column->row->field.column;

	return (struct sparkline){.indicator = column->row->indicator, .last = newest->month, .step = sparkline_step(newest->source)};
}

struct sparkline glance_council_line(const struct glance *glance, unsigned column, unsigned council)
{
	const struct glance_column *at = &glance->columns[column];
	struct reporter now = reporter_of(at->row->field.column, glance->matrix.councils[council]);
	struct sparkline line = line_of(at);

	for (unsigned index = 0; index < at->points_count; index++) {
		struct reporter then = reporter_of(at->points[index], glance->matrix.councils[council]);

		sparkline_add_reporter(&line, &now, &then);
	}
	return line;
}

struct sparkline glance_area_line(const struct glance_column *column)
{
	unsigned version = column->row->field.summary.definition_version;
	struct sparkline line = line_of(column);

	for (unsigned index = 0; index < column->points_count; index++) {
		const struct column_summary *sum = &column->sums[index];
		bool is_shown = sum->pooled.included * 2 >= sum->expected && !sum->other_definition &&
				!definition_is_other(definition_match(column->row->indicator, version, sum->definition_version));

		sparkline_add(&line, is_shown ? &sum->pooled.value : NULL);
	}
	return line;
}
