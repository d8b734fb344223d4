#include "collector/core/series.h"

#include "collector/core/event_listing.h"
#include "collector/core/month_span.h"
#include "collector/core/population.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/reporter.h"

/* A series while it is made. */
struct making {
	const struct cube_view *cube;
	const struct question *question;
	struct arena *arena;
	struct series *series;
	struct month_span span;
};

static struct series_point point_of(const struct column *column, const struct council *council)
{
	struct reporter reporter = reporter_of(column, council);

	return (struct series_point){.cell = reporter.cell, .joint = reporter_other(&reporter, council), .council = council, .month = column->month};
}

const struct indicator_value *series_point_value(const struct series_point *point)
{
	return point->cell && !point->cell->value.symbol ? &point->cell->value : NULL;
}

static bool is_published(const struct series *series)
{
	return series->month_count > 0 && (series->source == SOURCE_OFFICIAL || indicator_needs_population(series->indicator));
}

void series_put_attribution(struct text *text, const struct series *series)
{
	text_put(text, is_published(series) ? RANKING_ATTRIBUTION "." : "");
	for (unsigned i = 0; i < series->event_count; i++)
		if (event_kind_is_inspection(series->events[i]->key.kind)) {
			text_put(text, is_published(series) ? " " EVENT_ATTRIBUTION : EVENT_ATTRIBUTION);
			return;
		}
}

/* The council's events from the first day of the first month to the last day of the last. */
static enum error events_list(const struct making *making, const struct background *background)
{
	struct series *series = making->series;
	struct date first = month_first_day(series->months[0].month);
	struct date last = month_last_day(series->months[series->month_count - 1].month);

	if (!series->council)
		return ERROR_NONE;
	series->events = arena_take(making->arena, background->event_count + 1, sizeof(const struct event *));
	if (!series->events)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < background->event_count; i++) {
		const struct event *event = &background->events[i];

		if (event->key.council == series->council->code && event->key.date.days >= first.days && event->key.date.days <= last.days)
			series->events[series->event_count++] = event;
	}
	return ERROR_NONE;
}

/* Marks a figure that was made by another definition than the number before it, which *before is. */
static void definition_mark(const struct series *series, struct series_point *point, const struct cell **before)
{
	if (!series_point_value(point))
		return;
	if (*before)
		point->definition = definition_match(series->indicator, (*before)->catalogue, point->cell->catalogue);
	*before = point->cell;
}

static void months_fill(struct making *making, struct series_month *months)
{
	const struct series *series = making->series;
	int64_t values[COUNCIL_COUNT_MAX];
	const struct cell *before = NULL;

	for (unsigned i = 0; i < making->span.count; i++) {
		const struct column *column = making->span.columns[i];

		months[i].month = column->month;
		months[i].england = column->england;
		column_sum(column, series->area, values, &months[i].area);
		if (!series->council)
			continue;
		months[i].own = point_of(column, series->council);
		definition_mark(series, &months[i].own, &before);
		months[i].neighbours = neighbours_of(column, series->council);
	}
}

/* The months up to the one in which the council was replaced. */
static enum error predecessor_fill(const struct making *making, const struct council *council, struct series_predecessor *out)
{
	struct series_point *points = arena_take(making->arena, making->span.count, sizeof(*points));
	const struct cell *before = NULL;

	if (!points)
		return ERROR_NO_MEMORY;
	*out = (struct series_predecessor){.council = council, .points = points};
	for (unsigned i = 0; i < making->span.count; i++) {
		const struct column *column = making->span.columns[i];

		if (!council_exists_on(council, month_last_day(column->month)))
			break;
		points[i] = point_of(column, council);
		definition_mark(making->series, &points[i], &before);
		out->count++;
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

	for (unsigned i = 0; i < making->span.count; i++) {
		const struct column *column = making->span.columns[i];

		if (*column->series)
			series->title = column->series;
		for (unsigned j = 0; !series->council && j < column->count; j++)
			vintage_see(series, &column->cells[j]);
		if (series->council)
			vintage_see(series, series->months[i].own.cell);
	}
}

static enum error series_fill(struct making *making, const struct background *background)
{
	struct series *series = making->series;
	struct series_month *list = arena_take(making->arena, making->span.count, sizeof(*list));
	enum error error;

	if (!list)
		return ERROR_NO_MEMORY;
	months_fill(making, list);
	series->months = list;
	series->month_count = making->span.count;
	error = predecessors_fill(making);
	if (!error)
		error = events_list(making, background);
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
		.moment = question->moment,
		.title = "",
	};
	struct making making = {.cube = background->cube, .question = question, .arena = arena, .series = &series};
	enum error error;

	if (!question->council && !question->area)
		return problem_set(problem, ERROR_INVALID, "a series is of a council or of an area: name one of them");
	error = month_span_read(making.cube, question, question->indicator, arena, &making.span, problem);
	if (!error && making.span.count > 0)
		error = series_fill(&making, background);
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
