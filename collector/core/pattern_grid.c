#include "collector/core/pattern_grid.h"

#include "collector/core/distribution.h"
#include "collector/core/recent_column.h"
#include "collector/core/reporter.h"

/* Median and deviation are the same for all councils of a column. */
struct scale {
	bool is_known;
	double median, deviation;
};

/* What the median absolute deviation is worth as a standard deviation. */
#define NORMAL_FACTOR 1.4826

static struct scale scale_of(int64_t *values, unsigned count)
{
	struct scale scale = {.is_known = false};

	if (count == 0)
		return scale;
	values_sort(values, count);
	scale.median = distribution_quantile(values, count, 0.5);
	scale.deviation = NORMAL_FACTOR * distribution_deviation(values, count);
	scale.is_known = scale.deviation > 0;
	return scale;
}

static void column_fill(const struct column *column, struct pattern_figure *cells)
{
	int64_t values[COUNCIL_COUNT_MAX];
	unsigned count = 0;
	struct scale scale;

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		const struct cell *cell = reporter_own_cell(column, council);

		if (!cell || cell->value.symbol || !council_exists_on(council, month_last_day(column->month)))
			continue;
		cells[i].has_value = true;
		cells[i].value = cell->value.value;
		values[count++] = cell->value.value;
	}
	scale = scale_of(values, count);
	for (unsigned i = 0; i < council_count() && scale.is_known; i++) {
		double z = ((double)cells[i].value - scale.median) / scale.deviation;

		cells[i].has_z = cells[i].has_value;
		cells[i].z = z > PATTERN_Z_MAX ? PATTERN_Z_MAX : z < -PATTERN_Z_MAX ? -PATTERN_Z_MAX : z;
	}
}

enum error pattern_grid_make(const struct cube_view *cube, enum cube_source source, const struct indicator *const *indicators,
			     unsigned indicator_count, struct month last, unsigned step_count, struct arena *arena, struct pattern_grid *out)
{
	struct pattern_grid grid = {.indicator_count = indicator_count,
				    .step_count = step_count,
				    .council_count = council_count(),
				    .step_months = source == SOURCE_OFFICIAL ? RECENT_MONTHS_MAX : 1,
				    .last = last};
	size_t columns = (size_t)indicator_count * step_count;
	struct pattern_figure *cells = arena_take(arena, columns * grid.council_count, sizeof(*cells));

	grid.england = arena_take(arena, columns, sizeof(const struct column_summary *));
	if (!cells || !grid.england)
		return ERROR_NO_MEMORY;
	for (size_t i = 0; i < columns; i++) {
		struct month month = month_add(last, -(int)(i % step_count) * grid.step_months);
		const struct column *column;
		enum error error = recent_column(cube, source, indicators[i / step_count], month, &column);

		if (error)
			return error;
		if (!column)
			continue;
		grid.england[i] = &column->england;
		column_fill(column, cells + i * grid.council_count);
	}
	grid.cells = cells;
	*out = grid;
	return ERROR_NONE;
}

const struct pattern_figure *pattern_grid_at(const struct pattern_grid *grid, unsigned indicator, unsigned step, unsigned council)
{
	return &grid->cells[((size_t)indicator * grid->step_count + step) * grid->council_count + council];
}

bool pattern_grid_median(const struct pattern_grid *grid, unsigned indicator, unsigned step, int64_t *median)
{
	const struct column_summary *england = grid->england[(size_t)indicator * grid->step_count + step];

	if (!england || !england->quartiles.is_known)
		return false;
	*median = quartile_rounded(&england->quartiles, 1);
	return true;
}
