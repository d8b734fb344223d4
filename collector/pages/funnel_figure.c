#include "collector/pages/funnel_figure.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "collector/core/ranking_sentences.h"
#include "collector/core/words.h"
#include "collector/pages/council_path.h"
#include "collector/pages/figure_about.h"
#include "collector/pages/figure_title.h"
#include "collector/pages/page_path.h"

enum {
	COLUMNS_MAX = 9,
	TITLES = 2,
	NAMES_MAX = 5,
	FINER = 10, /* limits have one decimal more than values */
};

enum funnel_place funnel_place(const struct funnel_chart *chart, const struct funnel_point *point, enum funnel_cause cause)
{
	const struct interval *limits = cause == FUNNEL_CHANCE ? point->limits : point->dispersed;
	struct sample sample;
	double rate;

	if (!certainty_sample(chart->indicator, &point->reporter.cell->value, &sample))
		return FUNNEL_WITHIN;
	rate = sample.count / sample.total;
	for (unsigned level = FUNNEL_LEVELS; level-- > 0;)
		if (rate < limits[level].low || rate > limits[level].high)
			return level == 0 ? FUNNEL_BEYOND_95 : FUNNEL_BEYOND_998;
	return FUNNEL_WITHIN;
}

unsigned funnel_count(const struct funnel_chart *chart, enum funnel_place place, enum funnel_cause cause)
{
	unsigned count = 0;

	for (unsigned index = 0; index < chart->point_count; index++)
		count += chart->points[index].is_judged && funnel_place(chart, &chart->points[index], cause) >= place;
	return count;
}

/* In units of a tenth of the value's last decimal, rounded half up. */
static int64_t fine_value(const struct indicator *indicator, double rate)
{
	return (int64_t)floor(rate * certainty_scale(indicator) * FINER + 0.5);
}

static void add_rate(struct figure *figure, const struct indicator *indicator, double rate)
{
	figure_add_finer(figure, indicator, fine_value(indicator, rate));
}

/* "above the 95% limits"; NULL within them. */
static const char *place_words(const struct funnel_chart *chart, const struct funnel_point *point, enum funnel_cause cause)
{
	enum funnel_place place = funnel_place(chart, point, cause);
	bool is_above = (double)point->reporter.cell->value.value > chart->funnel.target * certainty_scale(chart->indicator);

	if (place == FUNNEL_BEYOND_998)
		return is_above ? "above the 99.8% limits" : "below the 99.8% limits";
	if (place == FUNNEL_BEYOND_95)
		return is_above ? "above the 95% limits" : "below the 95% limits";
	return NULL;
}

static const char *name_of(struct composer *composer, const struct reporter *reporter)
{
	return reporter->joint ? composer_join(composer, reporter->council->name, " / ", reporter->joint->name) : reporter->council->name;
}

static const struct funnel_point *focus_point(const struct funnel_figure *input)
{
	const struct council *chosen = input->ranking->chosen;

	for (unsigned index = 0; chosen && index < input->chart->point_count; index++) {
		const struct funnel_point *point = &input->chart->points[index];

		if (point->is_judged && (point->reporter.council == chosen || point->reporter.joint == chosen))
			return point;
	}
	return NULL;
}

/* "9 of 23 councils lie beyond the 99.8% limits" */
static const char *title_of_all(struct composer *composer, const struct funnel_chart *chart)
{
	unsigned far = funnel_count(chart, FUNNEL_BEYOND_998, FUNNEL_CHANCE);
	unsigned count = far ? far : funnel_count(chart, FUNNEL_BEYOND_95, FUNNEL_CHANCE);
	const char *total = composer_count(composer, funnel_count(chart, FUNNEL_WITHIN, FUNNEL_CHANCE));

	if (count == 0)
		return composer_join(composer, "All ", total, " councils lie within the 95% limits");
	return composer_join(composer, composer_count(composer, count), " of ", total, " councils ", count == 1 ? "lies" : "lie", " beyond the ",
			     far ? "99.8%" : "95%", " limits");
}

static const char *title_of(struct composer *composer, const struct funnel_figure *input)
{
	const struct funnel_point *point = focus_point(input);
	const char *titles[TITLES], *place;

	titles[1] = title_of_all(composer, input->chart);
	if (!point)
		return titles[1];
	place = place_words(input->chart, point, FUNNEL_CHANCE);
	titles[0] = composer_join(composer, name_of(composer, &point->reporter), " lies ", place ? place : "within the 95% limits");
	return figure_title_choose(titles, TITLES);
}

static void add_columns(struct figure *figure, struct composer *composer, const struct funnel_chart *chart)
{
	const struct indicator *indicator = chart->indicator;
	const char *unit, *denominator;

	words_put_unit(composer_begin(composer), indicator);
	unit = composer_end(composer);
	words_put_denominator(composer_begin(composer), indicator);
	denominator = composer_end(composer);
	figure_add_column(figure, "council", "text", "Council");
	figure_add_column(figure, "size", "number", "Size")->remark = denominator;
	figure_add_column(figure, "value", "number", indicator->label)->remark = unit;
	figure_add_column(figure, "low95", "number", "95% limits")->remark = "lower";
	figure_add_column(figure, "high95", "number", "95% limits")->remark = "upper";
	figure_add_column(figure, "low998", "number", "99.8% limits")->remark = "lower";
	figure_add_column(figure, "high998", "number", "99.8% limits")->remark = "upper";
	figure_add_column(figure, "outside", "text", "Beyond chance");
	if (chart->funnel.variance_between > 0)
		figure_add_column(figure, "unusual", "text", "Beyond the usual differences");
}

static void add_place(struct figure *figure, const char *words)
{
	figure_add_words(figure, words ? words : "");
}

static void add_point(struct figure *figure, const struct funnel_figure *input, const struct funnel_point *point)
{
	const struct indicator *indicator = input->chart->indicator;
	const struct measure *measure = catalogue_measure(indicator->denominator[0]);
	const struct reporter *reporter = &point->reporter;
	const struct council *chosen = input->ranking->chosen;
	struct figure_row *row =
		figure_add_row(figure, "council", composer_count(figure->composer, reporter->council->code), name_of(figure->composer, reporter));

	row->is_focus = chosen && (reporter->council == chosen || reporter->joint == chosen);
	if (row->cells)
		row->cells[0].path = council_path(figure->composer, input->request, reporter->council);
	figure_add_number(figure, reporter->cell->value.denominator, measure_digits(measure), measure_decimals_min(measure));
	figure_add_value(figure, indicator, reporter->cell->value.value);
	for (unsigned level = 0; level < FUNNEL_LEVELS; level++) {
		add_rate(figure, indicator, point->limits[level].low);
		add_rate(figure, indicator, point->limits[level].high);
	}
	add_place(figure, place_words(input->chart, point, FUNNEL_CHANCE));
	if (input->chart->funnel.variance_between > 0)
		add_place(figure, place_words(input->chart, point, FUNNEL_USUAL));
}

/* The line in the middle. */
static void add_target(struct figure *figure, const struct funnel_figure *input)
{
	const char *name;

	ranking_put_whole(composer_begin(figure->composer), input->ranking);
	name = composer_end(figure->composer);
	figure_add_row(figure, "area", NULL, name);
	figure_add_nothing(figure, "");
	add_rate(figure, input->chart->indicator, input->chart->funnel.target);
	for (unsigned index = 0; index < 2 * FUNNEL_LEVELS; index++)
		figure_add_nothing(figure, "");
	add_place(figure, NULL);
	if (input->chart->funnel.variance_between > 0)
		add_place(figure, NULL);
}

/* "Bury", "Bury and Wigan", "Bury, Wigan and 4 others": those beyond what councils usually differ by. */
static void put_unusual(struct text *text, const struct funnel_chart *chart, unsigned count)
{
	unsigned shown = 0;

	for (unsigned index = 0; index < chart->point_count && shown < NAMES_MAX; index++) {
		const struct funnel_point *point = &chart->points[index];

		if (!point->is_judged || funnel_place(chart, point, FUNNEL_USUAL) < FUNNEL_BEYOND_95)
			continue;
		text_put(text, shown == 0 ? "" : shown + 1 == count ? " and " : ", ");
		text_put(text, point->reporter.council->name);
		shown++;
	}
	if (count > shown) {
		text_put(text, " and ");
		text_put_u64(text, count - shown);
		text_put(text, count - shown == 1 ? " other" : " others");
	}
}

static void put_usual(struct text *text, const struct funnel_chart *chart)
{
	unsigned count = funnel_count(chart, FUNNEL_BEYOND_95, FUNNEL_USUAL);

	if (chart->funnel.variance_between <= 0) {
		text_put(text, " Together the councils differ no more than chance brings about.");
		return;
	}
	text_put(text, " So the councils truly differ; ");
	if (count == 0) {
		text_put(text, "none is further off than such differences explain.");
		return;
	}
	text_put(text, "further off than such differences explain ");
	text_put(text, count == 1 ? "is only " : "are ");
	put_unusual(text, chart, count);
	text_put_char(text, '.');
}

void funnel_put_words(struct text *text, const struct funnel_chart *chart)
{
	unsigned beyond = funnel_count(chart, FUNNEL_BEYOND_998, FUNNEL_CHANCE);

	if (!chart->has_funnel) {
		text_put(text, chart->sentence);
		return;
	}
	text_put(text,
		 "Chance alone may have moved a council within the limits off the rate of all; a small one has wider limits. By chance 1 council in "
		 "500 lies beyond the 99.8% limits; here ");
	text_put_u64(text, beyond);
	text_put(text, " of ");
	text_put_u64(text, funnel_count(chart, FUNNEL_WITHIN, FUNNEL_CHANCE));
	text_put(text, beyond == 1 ? " does." : " do.");
	put_usual(text, chart);
	text_put(text, " This compares councils in one month; an early warning asks whether a council has changed.");
}

void funnel_figure_make(struct figure *figure, struct composer *composer, const struct funnel_figure *input)
{
	const struct funnel_chart *chart = input->chart;

	figure_begin(figure, composer, FIGURE_FUNNEL, "funnel", COLUMNS_MAX, funnel_count(chart, FUNNEL_WITHIN, FUNNEL_CHANCE) + 1);
	figure_measure(figure, chart->indicator);
	figure->is_sortable = true;
	figure->is_folded = true;
	figure->title = title_of(composer, input);
	figure->about = figure_about(composer, input->ranking, "Limits: where councils of this size lie by chance alone.", input->frame);
	figure->csv_path = page_csv_path(composer, input->request, figure->id);
	add_columns(figure, composer, chart);
	for (unsigned index = 0; index < chart->point_count; index++)
		if (chart->points[index].is_judged)
			add_point(figure, input, &chart->points[index]);
	add_target(figure, input);
	figure_end(figure, NULL);
}
