#include "collector/core/funnel_chart.h"

#include "collector/core/certainty.h"
#include "common/decimal.h"

double funnel_chart_level(unsigned index)
{
	static const double levels[FUNNEL_LEVELS] = {0.95, 0.998};

	INVARIANT(index < FUNNEL_LEVELS);
	return levels[index];
}

/* The lower border of the bin of `width` that has the value. */
static int64_t border_below(int64_t value, int64_t width)
{
	int64_t rest = value % width;

	return value - rest - (rest < 0 ? width : 0);
}

/* 1, 2, 5, 10, 20, ... */
static int64_t width_of(int64_t first, int64_t last)
{
	static const int64_t factors[] = {1, 2, 5};

	for (unsigned power = 0; power < 17; power++)
		for (unsigned i = 0; i < 3; i++) {
			int64_t width = factors[i] * decimal_power(power);

			if ((last - border_below(first, width)) / width < FUNNEL_BINS_MAX)
				return width;
		}
	return INT64_MAX;
}

struct distribution_bins distribution_bins_of(const int64_t *ascending, unsigned count)
{
	struct distribution_bins bins = {.width = width_of(ascending[0], ascending[count - 1])};

	bins.first = border_below(ascending[0], bins.width);
	for (unsigned i = 0; i < count; i++) {
		unsigned bin = (unsigned)((ascending[i] - bins.first) / bins.width);

		bins.councils[bin]++;
		bins.count = bin + 1;
	}
	return bins;
}

/* The expected ones with their figures; those that the statistics take are marked, with their samples. */
static enum error points_read(struct funnel_chart *chart, const struct column *column, struct arena *arena, struct sample *samples, unsigned *count)
{
	struct reporter *reporters = arena_take(arena, council_count(), sizeof(*reporters));
	int64_t *values = arena_take(arena, council_count(), sizeof(*values));

	chart->points = arena_take(arena, council_count(), sizeof(*chart->points));
	if (!reporters || !values || !chart->points)
		return ERROR_NO_MEMORY;
	chart->point_count = reporters_of(column, chart->area, reporters);
	*count = 0;
	for (unsigned i = 0; i < chart->point_count; i++) {
		const struct cell *cell = reporters[i].cell;
		struct funnel_point *point = &chart->points[i];

		point->reporter = reporters[i];
		if (!cell || cell->value.symbol)
			continue;
		values[chart->counted++] = cell->value.value;
		if (cell->catalogue > chart->definition_version)
			chart->definition_version = cell->catalogue;
		point->is_judged = certainty_sample(chart->indicator, &cell->value, &samples[*count]);
		*count += point->is_judged;
	}
	values_sort(values, chart->counted);
	chart->values = values;
	return ERROR_NONE;
}

static void points_judge(struct funnel_chart *chart, const struct sample *samples)
{
	unsigned index = 0;

	for (unsigned i = 0; i < chart->point_count; i++) {
		struct funnel_point *point = &chart->points[i];

		if (!point->is_judged)
			continue;
		for (unsigned level = 0; level < FUNNEL_LEVELS; level++) {
			point->limits[level] = funnel_limits(&chart->funnel, samples[index].total, funnel_chart_level(level));
			point->dispersed[level] = funnel_limits_dispersed(&chart->funnel, samples[index].total, funnel_chart_level(level));
		}
		point->score = funnel_score(&chart->funnel, samples[index++]);
	}
}

/* The funnel itself, or why there is none. */
static enum error funnel_fill(struct funnel_chart *chart, const struct sample *samples, unsigned count, struct arena *arena)
{
	enum error error;

	if (!certainty_fits(chart->indicator)) {
		chart->sentence = certainty_sentence(chart->indicator);
		return ERROR_NONE;
	}
	error = funnel_make(certainty_sample_kind(chart->indicator), samples, count, arena, &chart->funnel);
	if (error == ERROR_INVALID) {
		chart->sentence = "There are no limits: they need two councils with both parts of the figure, and some variation.";
		for (unsigned i = 0; i < chart->point_count; i++)
			chart->points[i].is_judged = false;
		return ERROR_NONE;
	}
	if (error)
		return error;
	chart->has_funnel = true;
	points_judge(chart, samples);
	return ERROR_NONE;
}

enum error funnel_chart_make(const struct background *background, const struct question *question, struct arena *arena, struct funnel_chart *out)
{
	struct funnel_chart chart = {
		.indicator = question->indicator,
		.month = question->month,
		.area = question->area,
		.source = question->source,
		.notice = background->notice,
		.moment = question->moment,
	};
	struct sample *samples = arena_take(arena, council_count(), sizeof(*samples));
	const struct column *column;
	unsigned count;
	enum error error = cube_column(background->cube, question->source, question->indicator, question->month, &column);

	if (error || !samples)
		return error ? error : ERROR_NO_MEMORY;
	error = points_read(&chart, column, arena, samples, &count);
	if (!error)
		error = funnel_fill(&chart, samples, count, arena);
	if (error)
		return error;
	if (chart.counted)
		chart.bins = distribution_bins_of(chart.values, chart.counted);
	*out = chart;
	return ERROR_NONE;
}
