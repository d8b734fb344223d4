/* The councils that stand out: the chart of what they are warned of, beside their area and England, and their inspections. */
#include "collector/core/control_chart.h"
#include "collector/core/event.h"
#include "collector/core/event_listing.h"
#include "collector/core/extent.h"
#include "collector/core/query.h"
#include "collector/core/words.h"
#include "collector/pages/chart_cells.h"
#include "collector/pages/chart_words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/headline.h"
#include "collector/pages/pack_parts.h"

enum { CHART_COLUMNS = 8, CHART_READINGS = 30, INSPECTIONS_MAX = 3 };

/* A council on its way, with its chart. */
struct standing_out {
	const struct pack_making *making;
	struct pack_council *item;
	const struct council *council;
	const struct indicator *indicator;
	struct control_chart chart;
	const struct xmr_phase *phase;         /* whose limits are drawn; NULL: none are */
	unsigned first;                        /* reading that is shown */
	struct column_summary *area, *england; /* in step with those that are shown */
	bool has_area, has_england;
};

/* What its area and England make together in the months that are shown. */
static enum error together_read(struct standing_out *out)
{
	const struct page_request *request = out->making->request;
	unsigned count = out->chart.count - out->first;
	int64_t values[COUNCIL_COUNT_MAX];
	enum error error = ERROR_NONE;

	out->area = composer_take(out->making->composer, count, sizeof *out->area);
	out->england = composer_take(out->making->composer, count, sizeof *out->england);
	for (unsigned index = 0; index < count && !error && !out->making->composer->error; index++) {
		const struct column *column;

		error = cube_column(request->background->cube, request->question->source, out->indicator, out->chart.months[out->first + index],
				    &column);
		if (error)
			break;
		column_sum(column, request->question->area, values, &out->area[index]);
		out->england[index] = column->england;
		out->has_area |= !out->area[index].pooled.value.symbol;
		out->has_england |= request->question->area->kind != AREA_ENGLAND && extent_is_england(&out->england[index]);
	}
	return error;
}

static enum error chart_read(struct standing_out *out)
{
	const struct page_request *request = out->making->request;
	struct question question = *request->question;
	enum error error;

	question.council = out->council;
	question.indicator = out->indicator;
	question.has_first = question.has_since = false;
	question.has_last = true;
	question.last = question.month;
	error = control_chart_make(request->background, &question, request->arena, &out->chart, out->making->problem);
	if (error)
		return error;
	out->phase = control_chart_judged(&out->chart);
	out->first = out->chart.count > CHART_READINGS ? out->chart.count - CHART_READINGS : 0;
	return together_read(out);
}

static void add_columns(const struct standing_out *out, struct figure *figure)
{
	figure_add_column(figure, "month", "month", "Month");
	figure_add_column(figure, "value", "number", out->council->name)->is_focus = true;
	if (out->has_area)
		figure_add_column(figure, "area", "number", out->making->view->area);
	if (out->has_england)
		figure_add_column(figure, "england", "number", "England");
	if (out->phase)
		chart_add_limit_columns(figure);
}

static void add_reading(const struct standing_out *out, struct figure *figure, unsigned index)
{
	struct composer *composer = out->making->composer;
	const struct xmr_reading *reading = &out->chart.values[index];
	unsigned shown = index - out->first;
	const char *key, *name;

	text_put_month(composer_begin(composer), out->chart.months[index]);
	key = composer_end(composer);
	text_put_month_name(composer_begin(composer), out->chart.months[index]);
	name = composer_end(composer);
	figure_add_row(figure, "month", key, name);
	if (reading->is_known)
		figure_add_value(figure, out->indicator, reading->value);
	else
		figure_add_nothing(figure, "no figure of the same kind");
	if (out->has_area)
		chart_add_together(figure, out->indicator, &out->area[shown], true);
	if (out->has_england)
		chart_add_together(figure, out->indicator, &out->england[shown], extent_is_england(&out->england[shown]));
	if (out->phase)
		chart_add_limits(figure, out->indicator, out->phase, out->chart.marks[index].completes);
}

/* Whether it was known by the end of the month, and lies within the chart. */
static bool is_known_then(const struct standing_out *out, const struct event *event)
{
	return event->key.council == out->council->code && event_is_known_on(event, month_last_day(out->making->request->question->month));
}

static void add_rows(const struct standing_out *out, struct figure *figure)
{
	const struct background *background = out->making->request->background;
	const struct control_chart *chart = &out->chart;

	for (unsigned index = out->first; index < chart->count; index++)
		add_reading(out, figure, index);
	for (unsigned index = 0; index < background->event_count && chart->count > 0; index++) {
		const struct event *event = &background->events[index];

		if (is_known_then(out, event) && event->key.date.days >= month_first_day(chart->months[out->first]).days)
			chart_add_event(figure, event);
	}
}

static unsigned event_room(const struct standing_out *out)
{
	const struct background *background = out->making->request->background;
	unsigned count = 0;

	for (unsigned index = 0; index < background->event_count; index++)
		count += is_known_then(out, &background->events[index]);
	return count;
}

/* What the chart says of the newest figure or, where it says nothing, its change over the year; NULL where there is none. */
static const char *verb_of(const struct standing_out *out)
{
	unsigned signals = control_chart_signals(&out->chart);

	return out->phase && signals ? chart_signal_verb(signals) : chart_year_verb(&out->chart);
}

/* "St. Helens: vacancy rate rose over the year", or as much of it as a title holds. */
static const char *title_of(const struct standing_out *out)
{
	struct composer *composer = out->making->composer;
	const char *label = headline_label(out->indicator), *verb = verb_of(out), *subject, *titles[3];
	struct text *text = composer_begin(composer);

	text_put(text, out->council->name);
	text_put(text, ": ");
	text_put_char(text, (char)(label[0] | 0x20));
	text_put(text, label + 1);
	subject = composer_end(composer);
	titles[0] = verb ? composer_join(composer, subject, " ", verb) : subject;
	titles[1] = subject;
	titles[2] = out->council->name;
	return figure_title_choose(titles, 3);
}

/* "30 of 30 months have a figure. " */
static const char *coverage_say(const struct standing_out *out)
{
	struct composer *composer = out->making->composer;
	bool is_monthly = out->chart.source != SOURCE_OFFICIAL;
	unsigned known = 0;

	for (unsigned index = out->first; index < out->chart.count; index++)
		known += out->chart.values[index].is_known;
	return composer_join(composer, composer_count(composer, known), " of ", composer_count(composer, out->chart.count - out->first),
			     is_monthly ? " months have a figure. " : " releases have a figure. ");
}

static void make_chart(const struct standing_out *out)
{
	struct figure *figure = &out->item->chart;
	struct composer *composer = out->making->composer;
	const struct pack_view *view = out->making->view;
	unsigned rows = out->chart.count - out->first + event_room(out);

	figure_begin(figure, composer, FIGURE_SERIES, composer_join(composer, "chart-", composer_count(composer, out->council->code)), CHART_COLUMNS,
		     rows);
	figure_measure(figure, out->indicator);
	figure->is_part = figure->is_folded = true;
	add_columns(out, figure);
	add_rows(out, figure);
	figure->title = title_of(out);
	figure->about = composer_join(composer, out->indicator->label, ", ", out->council->name, ", to ", view->month, ", by ", view->source, ". ",
				      coverage_say(out), view->frame.as_of_short);
	figure_end(figure, "There is no figure of it up to this month.");
	pack_figure_offer(out->making, figure);
}

/* The newest ones, newest first. */
static const char *inspections_say(const struct standing_out *out)
{
	const struct background *background = out->making->request->background;
	struct text *text = composer_begin(out->making->composer);
	unsigned count = 0;

	for (unsigned index = background->event_count; index-- > 0 && count < INSPECTIONS_MAX;) {
		const struct event *event = &background->events[index];

		if (!is_known_then(out, event) || !event_kind_is_inspection(event->key.kind))
			continue;
		text_put(text, count++ == 0 ? "Inspections: " : "; ");
		words_put_day(text, event->key.date);
		text_put(text, ", ");
		text_put(text, event_kind_title(event->key.kind));
		text_put(text, event_overall(event)[0] ? ", " : "");
		text_put(text, event_overall(event));
	}
	text_put(text, count == 0 ? "No inspection of it is held." : ". Source: Ofsted.");
	return composer_end(out->making->composer);
}

static enum error add_council(const struct pack_making *making, const struct council *council, const struct indicator *indicator)
{
	struct pack_view *view = making->view;
	struct standing_out out = {.making = making, .item = &view->councils[view->councils_count++], .council = council, .indicator = indicator};
	enum error error = chart_read(&out);

	if (error)
		return error;
	out.item->council = council;
	out.item->name = council->name;
	out.item->path = council_path(making->composer, making->request, council);
	out.item->inspections = inspections_say(&out);
	out.item->caution = chart_caution(&out.chart);
	make_chart(&out);
	return ERROR_NONE;
}

static bool is_there(const struct pack_view *view, const struct council *council)
{
	for (unsigned index = 0; index < view->councils_count; index++)
		if (view->councils[index].council == council)
			return true;
	return false;
}

/* What of a warning is charted: a joined signal's second step is what its first one leads to. */
static const struct indicator *charted(const struct warning *warning)
{
	return warning->parts[warning->parts_count > 1].indicator;
}

enum error pack_councils_make(const struct pack_making *making)
{
	struct pack_view *view = making->view;
	const struct alerts *alerts = making->alerts;
	enum error error = ERROR_NONE;

	view->councils = composer_take(making->composer, PACK_COUNCILS_MAX, sizeof *view->councils);
	if (making->composer->error)
		return making->composer->error;
	for (unsigned index = 0; index < view->list.warnings_count && view->councils_count < PACK_COUNCILS_MAX && !error; index++)
		if (!is_there(view, view->list.warnings[index].council))
			error = add_council(making, view->list.warnings[index].council, charted(&view->list.warnings[index]));
	for (unsigned index = 0; index < alerts->council_count && view->councils_count < PACK_COUNCILS_MIN && !error; index++)
		if (!is_there(view, alerts->councils[index].council))
			error = add_council(making, alerts->councils[index].council, query_default_indicator());
	return error;
}
