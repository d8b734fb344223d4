#include "collector/core/control_chart.h"

#include "collector/core/chart_grid.h"
#include "collector/core/definition.h"
#include "collector/core/recent_column.h"

enum { STEP_OF_RELEASES = 12 };

/* A chart while it is made. */
struct making {
	const struct cube_view *cube;
	const struct question *question;
	struct arena *arena;
	struct control_chart *chart;
	struct month first, last; /* of the readings */
	int step;
};

/* The last month: of releases the newest in which the indicator was published. False: there is none. */
static enum error last_find(struct making *making, struct month newest, bool *is_found)
{
	const struct question *question = making->question;
	const struct column *column;
	enum error error;

	making->last = question->has_last && month_compare(question->last, newest) < 0 ? question->last : newest;
	if (question->source != SOURCE_OFFICIAL)
		return ERROR_NONE;
	error = recent_column(making->cube, question->source, question->indicator, making->last, &column);
	if (error)
		return error;
	*is_found = column != NULL;
	if (column)
		making->last = column->month;
	return ERROR_NONE;
}

/* First and last month of the readings; *count is 0 when there are none. */
static enum error span_find(struct making *making, unsigned *count)
{
	const struct question *question = making->question;
	const struct month *months;
	unsigned month_count;
	bool is_found = true;
	int span;
	enum error error = cube_months(making->cube, question->source, &months, &month_count);

	*count = 0;
	if (error || month_count == 0)
		return error;
	making->step = question->source == SOURCE_OFFICIAL ? STEP_OF_RELEASES : 1;
	making->first = question->has_first && month_compare(question->first, months[0]) > 0 ? question->first : months[0];
	error = last_find(making, months[month_count - 1], &is_found);
	span = making->last.index - making->first.index;
	if (error || !is_found || span < 0)
		return error;
	*count = (unsigned)(span / making->step) + 1;
	making->first = month_add(making->last, -(int)(*count - 1) * making->step);
	return ERROR_NONE;
}

/* Who reports for the council in each reading's month: of one that never reports with another its own cells, read at once. */
static enum error reporters_read(const struct making *making, struct reporter *reporters, unsigned count)
{
	const struct question *question = making->question;
	const struct cell *const *cells = NULL;
	const struct column *column;
	enum error error = ERROR_NONE;

	if (!question->council->joint_with)
		error = cube_series(making->cube, question->source, question->indicator, question->council->code, making->first, making->last,
				    &cells);
	for (unsigned i = 0; i < count && !error; i++) {
		struct month month = month_add(making->first, (int)i * making->step);

		reporters[i] = (struct reporter){question->council, NULL, cells ? cells[(size_t)i * (unsigned)making->step] : NULL};
		if (cells)
			continue;
		error = cube_column(making->cube, question->source, question->indicator, month, &column);
		if (!error)
			reporters[i] = reporter_of(column, question->council);
	}
	return error;
}

/* Readings are those of the same councils, and of the same meaning, as the newest one. */
static enum error council_read(struct making *making, struct xmr_reading *readings, unsigned count)
{
	struct reporter *reporters = arena_take(making->arena, count, sizeof(*reporters));
	const struct reporter *newest = NULL;
	enum error error = reporters ? reporters_read(making, reporters, count) : ERROR_NO_MEMORY;

	for (unsigned i = count; i-- > 0 && !error;) {
		const struct cell *cell = reporters[i].cell;

		if (!cell || cell->value.symbol)
			continue;
		newest = newest ? newest : &reporters[i];
		if (reporter_is_same(newest, &reporters[i]) && !cell_is_other(making->question->indicator, cell, newest->cell->catalogue))
			readings[i] = chart_reading(making->question->indicator, &cell->value);
	}
	making->chart->reporters = reporters;
	making->chart->newest = newest;
	return error;
}

/* What the area's councils make together, in months without figures of another meaning than the newest one's. */
static enum error area_read(const struct making *making, struct xmr_reading *readings, unsigned count)
{
	const struct question *question = making->question;
	int64_t values[COUNCIL_COUNT_MAX];
	unsigned newest = 0; /* version of the definitions */
	bool has_newest = false;
	enum error error = ERROR_NONE;

	for (unsigned i = count; i-- > 0 && !error;) {
		struct month month = month_add(making->first, (int)i * making->step);
		const struct column *column;
		struct column_summary summary;

		error = cube_column(making->cube, question->source, question->indicator, month, &column);
		if (error)
			break;
		column_sum(column, question->area, values, &summary);
		if (!has_newest && summary.counted > 0)
			newest = summary.definition_version;
		has_newest |= summary.counted > 0;
		if (summary.other_definition == 0 && !definition_is_other(definition_match(question->indicator, summary.definition_version, newest)))
			readings[i] = chart_reading(question->indicator, &summary.pooled.value);
	}
	return error;
}

/* Limits of the first readings; with `since` new ones from there on. */
static enum error judge(struct making *making)
{
	struct control_chart *chart = making->chart;
	const struct question *question = making->question;
	struct xmr_baseline baselines[CONTROL_CHART_PHASES_MAX] = {{0, CONTROL_CHART_BASELINE}, {0, CONTROL_CHART_BASELINE}};
	unsigned count = 1;

	for (unsigned i = 1; question->has_since && i < chart->count && count == 1; i++)
		if (month_compare(chart->months[i], question->since) >= 0)
			baselines[count++].begin = i;
	if (chart->overlaps)
		return ERROR_NONE;
	chart->phase_count = count;
	return xmr_make(chart->values, chart->count, baselines, count, chart->phases, chart->marks);
}

/* Whether each reading has most of its months from the one before. */
static bool readings_overlap(const struct question *question)
{
	return question->source != SOURCE_OFFICIAL && !indicator_can_be_charted(question->indicator);
}

static enum error correlation_find(struct making *making)
{
	const struct question *question = making->question;
	struct control_chart *chart = making->chart;

	if (chart->overlaps)
		return ERROR_NONE;
	return chart_grid_correlate(making->cube, question->source, question->indicator, making->last, &chart->has_correlation, &chart->correlation);
}

static enum error chart_fill(struct making *making, unsigned count)
{
	struct control_chart *chart = making->chart;
	struct xmr_reading *readings = arena_take(making->arena, count, sizeof(*readings));
	struct month *months = arena_take(making->arena, count, sizeof(*months));
	unsigned skipped = 0;
	enum error error;

	chart->marks = arena_take(making->arena, count, sizeof(*chart->marks));
	if (!readings || !months || !chart->marks)
		return ERROR_NO_MEMORY;
	error = chart->council ? council_read(making, readings, count) : area_read(making, readings, count);
	for (unsigned i = 0; i < count; i++)
		months[i] = month_add(making->first, (int)i * making->step);
	while (skipped < count && !readings[skipped].is_known)
		skipped++;
	chart->count = count - skipped;
	chart->values = readings + skipped;
	chart->months = months + skipped;
	chart->reporters = chart->council ? chart->reporters + skipped : NULL;
	return error || chart->count == 0 ? error : judge(making);
}

enum error control_chart_make(const struct background *background, const struct question *question, struct arena *arena, struct control_chart *out,
			      struct problem *problem)
{
	struct control_chart chart = {
		.indicator = question->indicator,
		.council = question->council,
		.area = question->council ? NULL : question->area,
		.source = question->source,
		.notice = background->notice,
		.moment = question->moment,
		.overlaps = readings_overlap(question),
	};
	struct making making = {.cube = background->cube, .question = question, .arena = arena, .chart = &chart};
	unsigned count;
	enum error error;

	if (!question->council && !question->area)
		return problem_set(problem, ERROR_INVALID, "a chart is of a council or of an area: name one of them");
	if (question->has_first && question->has_last && month_compare(question->first, question->last) > 0)
		return problem_set(problem, ERROR_INVALID, "the months end before they begin: the first one must not be later than the last");
	error = span_find(&making, &count);
	if (!error && count > XMR_READINGS_MAX)
		return problem_set(problem, ERROR_LIMIT, "these are more months than a chart takes: ask for a later first month");
	if (!error && count > 0)
		error = chart_fill(&making, count);
	if (!error && chart.count > 0)
		error = correlation_find(&making);
	if (!error)
		*out = chart;
	return error;
}

unsigned control_chart_signals(const struct control_chart *chart)
{
	return chart->phase_count > 0 ? chart->marks[chart->count - 1].completes : 0;
}

bool control_chart_is_slow(const struct control_chart *chart)
{
	return chart->has_correlation && chart->correlation > CHART_CORRELATION_MAX;
}

const struct xmr_phase *control_chart_judged(const struct control_chart *chart)
{
	const struct xmr_phase *phase = chart->phase_count > 0 ? &chart->phases[0] : NULL;

	return phase && phase->state == XMR_JUDGED && !control_chart_is_slow(chart) ? phase : NULL;
}
