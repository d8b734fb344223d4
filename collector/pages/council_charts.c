/* Control charts of a council: its months with their limits, beside its area and England, with what happened on the time axis. */
#include "collector/core/control_chart.h"
#include "collector/core/extent.h"
#include "collector/core/series.h"
#include "collector/core/words.h"
#include "collector/pages/chart_cells.h"
#include "collector/pages/chart_words.h"
#include "collector/pages/council_parts.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/headline.h"

enum { COLUMNS_MAX = 9, SMALL_MONTHS = 36 };

/* A chart while it is made. */
struct chart_making {
	const struct council_making *council;
	const struct indicator *indicator;
	struct figure *figure;
	struct control_chart chart;
	struct series series;
	const struct xmr_phase *phase; /* whose limits are drawn; NULL: none are */
	bool has_england, has_area, has_neighbours;
};

/* The last month of a chart: the one that is shown, or the last one of a council that has ended by then. */
static struct month last_of(const struct council_making *making)
{
	const struct question *question = council_question(making);

	if (question->council->valid_to.days < month_last_day(question->month).days)
		return date_month(question->council->valid_to);
	return question->month;
}

/* Figures up to the last month: the chart's limits are of the first ones, the picture is of the last `months`, or of all (0). */
static enum error chart_read(struct chart_making *making, int months)
{
	const struct council_making *council = making->council;
	struct question question = *council_question(council);
	const struct background *background = council->request->background;
	enum error error;

	question.indicator = making->indicator;
	question.has_first = question.has_since = false;
	question.has_last = true;
	question.last = last_of(council);
	error = control_chart_make(background, &question, council->request->arena, &making->chart, council->problem);
	if (error)
		return error;
	question.has_first = months > 0;
	question.first = month_add(question.last, 1 - months);
	error = series_make(background, &question, council->request->arena, &making->series, council->problem);
	making->phase = control_chart_judged(&making->chart);
	for (unsigned index = 0; index < making->series.month_count && !error; index++) {
		making->has_england |= making->series.area->kind != AREA_ENGLAND && extent_is_england(&making->series.months[index].england);
		making->has_area |= !making->series.months[index].area.pooled.value.symbol;
		making->has_neighbours |= making->series.months[index].neighbours.count > 0;
	}
	return error;
}

static void add_columns(const struct chart_making *making, bool is_small)
{
	struct figure *figure = making->figure;

	figure_add_column(figure, "month", "month", "Month");
	figure_add_column(figure, "value", "number", making->series.council->name)->is_focus = true;
	if (making->phase)
		chart_add_limit_columns(figure);
	if (making->has_area)
		figure_add_column(figure, "area", "number", making->series.area->name);
	if (making->has_england)
		figure_add_column(figure, "england", "number", "England");
	if (making->has_neighbours && !is_small)
		figure_add_column(figure, "neighbours", "number", "Neighbours’ mean");
}

/* The chart's reading of the month; chart.count: it has none. */
static unsigned reading_of(const struct control_chart *chart, struct month month)
{
	unsigned index = 0;

	while (index < chart->count && month_compare(chart->months[index], month) != 0)
		index++;
	return index;
}

static void add_own(const struct chart_making *making, const struct series_month *month, unsigned reading)
{
	static const struct indicator_value none = {.symbol = SYMBOL_X};
	const struct series_point *own = &month->own;
	struct figure_cell *cell = figure_add_indicator_value(making->figure, making->indicator, own->cell ? &own->cell->value : &none);

	if (reading < making->chart.count && control_chart_left_out(&making->chart, reading))
		cell->remark = control_chart_left_out(&making->chart, reading);
	else if (definition_is_other(own->definition))
		cell->remark = definition_words(own->definition);
}

static void add_month(const struct chart_making *making, const struct series_month *month, bool is_small)
{
	struct composer *composer = making->council->composer;
	unsigned reading = reading_of(&making->chart, month->month);
	unsigned decimals = neighbour_decimals(making->indicator);
	const char *key;

	text_put_month(composer_begin(composer), month->month);
	key = composer_end(composer);
	figure_add_row(making->figure, "month", key, council_month(composer, month->month));
	add_own(making, month, reading);
	if (making->phase)
		chart_add_limits(making->figure, making->indicator, making->phase,
				 reading < making->chart.count ? making->chart.marks[reading].completes : 0);
	if (making->has_area)
		chart_add_together(making->figure, making->indicator, &month->area, true);
	if (making->has_england)
		chart_add_together(making->figure, making->indicator, &month->england, extent_is_england(&month->england));
	if (!making->has_neighbours || is_small)
		return;
	if (month->neighbours.count > 0)
		figure_add_number(making->figure, month->neighbours.mean, decimals, decimals);
	else
		figure_add_nothing(making->figure, "");
}

/* Of the newest figure: what its chart says, or how it has changed over the year. */
static const char *verb_of(const struct chart_making *making)
{
	const struct control_chart *chart = &making->chart;
	unsigned signals = control_chart_signals(chart);
	const char *verb;

	if (chart->count == 0 || !chart->values[chart->count - 1].is_known)
		return ": no figure this month";
	if (making->phase)
		verb = signals ? chart_signal_verb(signals) : "stayed within the limits";
	else
		verb = chart_year_verb(chart) ? chart_year_verb(chart) : "cannot be judged yet";
	return composer_join(making->council->composer, " ", verb);
}

/* "Vacancy rate rose over the year"; a long label does not fit a title. */
static const char *title_of(const struct chart_making *making)
{
	struct composer *composer = making->council->composer;
	const char *verb = verb_of(making);
	const char *titles[] = {composer_join(composer, headline_label(making->indicator), verb), composer_join(composer, "This figure", verb)};

	return figure_title_choose(titles, sizeof titles / sizeof titles[0]);
}

static const char *lead_of(const struct chart_making *making)
{
	struct composer *composer = making->council->composer;
	const struct series *series = &making->series;
	const char *first, *last;

	if (series->month_count == 0)
		return composer_join(composer, making->indicator->label, ", ", making->council->profile->council->name, ".");
	first = council_month(composer, series->months[0].month);
	last = council_month(composer, series->months[series->month_count - 1].month);
	return composer_join(composer, making->indicator->label, ", ", series->council->name, ", ", first, " to ", last,
			     series->source == SOURCE_OFFICIAL ? ", published releases." : ", councils’ own returns.");
}

/* Of what was read. A small chart has no column of neighbours, and its caution stands with the others'. */
static void chart_make(const struct chart_making *making, const char *id, bool is_small)
{
	const struct council_making *council = making->council;
	const char *lead;

	figure_begin(making->figure, council->composer, FIGURE_SERIES, id, COLUMNS_MAX, making->series.month_count + making->series.event_count);
	figure_measure(making->figure, making->indicator);
	making->figure->is_part = is_small;
	making->figure->is_folded = true;
	add_columns(making, is_small);
	for (unsigned index = 0; index < making->series.month_count && !council->composer->error && making->chart.count > 0; index++)
		add_month(making, &making->series.months[index], is_small);
	for (unsigned index = 0; index < making->series.event_count && !council->composer->error && making->chart.count > 0; index++)
		if (event_is_known_on(making->series.events[index], month_last_day(council_question(council)->month)))
			chart_add_event(making->figure, making->series.events[index]);
	making->figure->title = title_of(making);
	lead = lead_of(making);
	if (!is_small && making->phase)
		lead = composer_join(council->composer, lead, " The limits are those of its first ",
				     composer_count(council->composer, making->phase->baseline_count), " figures.");
	if (!is_small && chart_caution(&making->chart))
		lead = composer_join(council->composer, lead, " ", chart_caution(&making->chart));
	council_figure_finish(council, making->figure, lead, "There is no figure of it up to this month.");
}

/* A caution that stands with small charts stands once, behind the labels of those. */
static void caution_add(struct council_view *view, struct composer *composer, const char *label, const char *sentence)
{
	unsigned index = 0;

	if (!sentence || composer->error)
		return;
	while (index < view->charts_notes_count && view->charts_notes[index].sentence != sentence)
		index++;
	if (index < view->charts_notes_count)
		view->charts_notes[index].about = composer_join(composer, view->charts_notes[index].about, "; ", label);
	else
		view->charts_notes[view->charts_notes_count++] = (struct council_note){label, sentence};
}

/* None where there is no figure. */
static enum error small_chart_make(const struct council_making *making, struct headline headline)
{
	struct council_view *view = making->view;
	struct chart_making small = {.council = making, .indicator = headline.indicator, .figure = &view->charts[view->charts_count]};
	const char *id = composer_join(making->composer, "chart-", headline.indicator->id);
	enum error error = chart_read(&small, making->profile->source == SOURCE_OFFICIAL ? 0 : SMALL_MONTHS);

	if (error || small.chart.count == 0)
		return error;
	chart_make(&small, id, true);
	view->charts_count++;
	caution_add(view, making->composer, headline.label, chart_caution(&small.chart));
	return ERROR_NONE;
}

enum error council_charts_make(const struct council_making *making)
{
	struct council_view *view = making->view;
	struct chart_making large = {.council = making, .indicator = council_question(making)->indicator, .figure = &view->chart};
	enum error error = chart_read(&large, 0);

	if (error)
		return error;
	chart_make(&large, "chart", false);
	view->charts_title = making->profile->source == SOURCE_OFFICIAL ? "The headline indicators, release by release"
									: "The headline indicators over three years";
	view->charts = composer_take(making->composer, headline_count(), sizeof *view->charts);
	view->charts_notes = composer_take(making->composer, headline_count(), sizeof *view->charts_notes);
	for (unsigned index = 0; index < headline_count() && !error && !making->composer->error; index++)
		if (headline_at(index).indicator != large.indicator)
			error = small_chart_make(making, headline_at(index));
	return error;
}
