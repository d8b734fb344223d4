#include "collector/core/chart_grid.h"

#include <math.h>

#include "collector/core/definition.h"
#include "collector/core/reporter.h"
#include "collector/core/spread.h"
#include "common/decimal.h"

#define CORRELATION_MAX 0.99

enum { SCRATCH_BYTES_MAX = 1 << 20 };

/* A chart's limit on values; what is larger is no reading. */
static const int64_t value_max = INT64_C(1) << 53;

bool indicator_can_be_charted(const struct indicator *indicator)
{
	const uint16_t numbers[3] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};

	for (unsigned i = 0; i < 3; i++)
		if (numbers[i] != MEASURE_NONE && catalogue_measure(numbers[i])->window == WINDOW_12M)
			return false;
	return true;
}

struct xmr_reading chart_reading(const struct indicator *indicator, const struct indicator_value *value)
{
	double unit = (double)decimal_power(measure_digits(catalogue_measure(indicator->numerator)));

	if (value->symbol || !value->has_parts || value->value > value_max || value->value < -value_max)
		return (struct xmr_reading){.is_known = false};
	return (struct xmr_reading){true, value->value, (double)value->numerator / unit};
}

/* `reporters` are those of the last month. What is of other councils then, or has another meaning, is no reading. */
static void column_take(const struct column *column, const struct reporter *reporters, unsigned count, struct xmr_reading *readings, unsigned month)
{

	for (unsigned i = 0; i < count; i++) {
		const struct reporter *now = &reporters[i];
		struct reporter then = reporter_of(column, now->council);

		if (now->cell && then.cell && reporter_is_same(now, &then) &&
		    !definition_is_other(definition_match(column->indicator, then.cell->catalogue, now->cell->catalogue)))
			readings[(size_t)council_index(now->council) * CHART_MONTHS + month] = chart_reading(column->indicator, &then.cell->value);
	}
}

/* Whether the source has the months that a chart before `month` needs; releases of a year's figures do not. */
static enum error months_look(const struct cube_view *cube, enum cube_source source, struct month month, bool *is_long)
{
	const struct month *months;
	unsigned count, readings = 0, pairs = 0;
	enum error error = cube_months(cube, source, &months, &count);

	for (unsigned i = 0; i < count && !error; i++) {
		if (month_compare(months[i], month) >= 0 || months[i].index <= month.index - CHART_MONTHS)
			continue;
		readings++;
		pairs += i > 0 && months[i].index == months[i - 1].index + 1;
	}
	*is_long = readings >= XMR_READINGS_MIN && pairs >= XMR_RANGES_MIN;
	return error;
}

/* Sums over one series. */
struct series_sums {
	unsigned count, pairs;
	double mean, squares, products;
};

static struct series_sums sums_of(const struct xmr_reading *readings)
{
	struct series_sums sums = {.count = 0};

	for (unsigned i = 0; i < CHART_MONTHS; i++)
		if (readings[i].is_known) {
			sums.count++;
			sums.mean += (double)readings[i].value;
		}
	if (sums.count)
		sums.mean /= sums.count;
	for (unsigned i = 0; i < CHART_MONTHS; i++) {
		double distance = (double)readings[i].value - sums.mean;

		if (!readings[i].is_known)
			continue;
		sums.squares += distance * distance;
		if (i > 0 && readings[i - 1].is_known) {
			sums.pairs++;
			sums.products += distance * ((double)readings[i - 1].value - sums.mean);
		}
	}
	return sums;
}

/* False when the series is too short, or constant. */
static bool correlation_of(const struct xmr_reading *readings, double *out)
{
	struct series_sums sums = sums_of(readings);
	double share;

	if (sums.count <= XMR_READINGS_MIN || sums.pairs < XMR_RANGES_MIN || sums.squares <= 0)
		return false;
	share = sums.products / sums.pairs / (sums.squares / sums.count);
	*out = fmax(-1, fmin(CORRELATION_MAX, share + (1 + 4 * share) / sums.count));
	return true;
}

static enum error correlation_find(struct chart_grid *grid, struct arena *arena)
{
	double *list = arena_take(arena, council_count(), sizeof(*list));
	unsigned count = 0;

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < council_count(); i++)
		count += correlation_of(chart_grid_of(grid, i), &list[count]);
	grid->has_correlation = count >= CHART_SERIES_MIN;
	if (grid->has_correlation)
		grid->correlation = spread_median(list, count);
	return ERROR_NONE;
}

enum error chart_grid_read(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			   struct arena *arena, struct chart_grid *out)
{
	struct chart_grid grid = {.month = month};
	struct reporter reporters[COUNCIL_COUNT_MAX];
	unsigned count = 0;
	const struct column *last;
	enum error error = months_look(cube, source, month, &grid.is_long);

	if (!error)
		error = cube_column(cube, source, indicator, month, &last);
	if (!error && grid.is_long) {
		grid.readings = arena_take(arena, (size_t)council_count() * CHART_MONTHS, sizeof(*grid.readings));
		if (!grid.readings)
			return ERROR_NO_MEMORY;
		count = reporters_of(last, area_find(SLICE_LITERAL("England")), reporters);
	}
	for (unsigned i = 0; grid.is_long && i < CHART_MONTHS && !error; i++) {
		const struct column *column;

		error = cube_column(cube, source, indicator, month_add(month, (int)i - (CHART_MONTHS - 1)), &column);
		if (!error)
			column_take(column, reporters, count, grid.readings, i);
	}
	if (!error && grid.is_long)
		error = correlation_find(&grid, arena);
	if (!error)
		*out = grid;
	return error;
}

enum error chart_grid_correlate(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
				bool *is_known, double *correlation)
{
	struct chart_grid grid;
	struct arena scratch;
	enum error error;

	arena_init(&scratch, SCRATCH_BYTES_MAX);
	error = chart_grid_read(cube, source, indicator, month, &scratch, &grid);
	arena_fini(&scratch);
	if (error)
		return error;
	*is_known = grid.has_correlation;
	*correlation = grid.correlation;
	return ERROR_NONE;
}

const struct xmr_reading *chart_grid_of(const struct chart_grid *grid, unsigned place)
{
	INVARIANT(grid->is_long && place < council_count());
	return &grid->readings[(size_t)place * CHART_MONTHS];
}
