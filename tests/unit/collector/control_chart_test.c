/* Control charts of councils and areas. The figures are invented; the rules themselves are tested with xmr.h. */
#include "collector/core/control_chart.h"

#include <jansson.h>

#include "collector/core/chart_grid.h"
#include "tests/unit/collector/plot.h"

/* 24 months about 10% and then `after` at 20%. */
static void shifted_plot(struct plot *plot, const char *indicator, enum cube_source source, int step, unsigned after)
{
	plot_begin(plot, indicator);
	plot->question.source = source;
	plot->question.council = council_find(342);
	for (unsigned i = 0; i < 24 + after; i++) {
		struct plot_record *record =
			plot_put(plot, 342, month_add(month_from(2001, 9), (int)i * step), i < 24 ? 90 + i % 3 * 10 : 200, SYMBOL_NONE);

		figures_put(&record->figures, MEASURE_LEAVERS_FTE_12M, i < 24 ? 90 + i % 3 * 10 : 200, SYMBOL_NONE);
	}
}

static void chart_of(struct plot *plot, struct control_chart *out)
{
	plot_make(plot);
	cr_assert_eq(control_chart_make(&plot->cube.background, &plot->question, &plot->arena, out, &plot->problem), ERROR_NONE, "%s",
		     plot->problem.sentence);
}

Test(control_chart, limits_are_of_the_first_two_years_and_begin_anew_when_asked)
{
	static struct plot plot;
	struct control_chart chart;

	shifted_plot(&plot, "vacancy_rate_fte", SOURCE_RETURNS, 1, 14);
	chart_of(&plot, &chart);
	cr_assert_eq(chart.count, 38);
	cr_assert_eq(chart.phase_count, 1);
	cr_expect_eq(chart.phases[0].baseline_count, CONTROL_CHART_BASELINE);
	cr_expect_float_eq(chart.phases[0].mean, 100, 1e-9);
	cr_expect(control_chart_signals(&chart) & XMR_ABOVE);
	cr_expect(control_chart_signals(&chart) & XMR_RUN_HIGH);
	plot.question.has_since = true;
	plot.question.since = month_add(month_from(2001, 9), 24);
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_assert_eq(chart.phase_count, 2);
	cr_expect_eq(chart.phases[1].begin, 24);
	cr_expect_eq(chart.phases[1].state, XMR_CONSTANT);
	cr_expect_eq(control_chart_signals(&chart), 0);
	plot_end(&plot);
}

/* Nothing is said of a month without a figure, and what comes after the last month is not known. */
Test(control_chart, ends_with_the_month_asked_for)
{
	static struct plot plot;
	struct control_chart chart;

	shifted_plot(&plot, "vacancy_rate_fte", SOURCE_RETURNS, 1, 2);
	plot_put(&plot, 341, month_add(month_from(2001, 9), 26), 100, SYMBOL_NONE);
	chart_of(&plot, &chart);
	cr_assert_eq(chart.count, 27);
	cr_expect_not(chart.values[26].is_known);
	cr_expect_eq(control_chart_signals(&chart), 0);
	plot.question.has_last = true;
	plot.question.last = month_add(month_from(2001, 9), 24);
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_assert_eq(chart.count, 25);
	cr_expect_eq(control_chart_signals(&chart), XMR_ABOVE);
	plot_end(&plot);
}

Test(control_chart, sums_over_twelve_months_are_judged_where_they_do_not_overlap)
{
	static struct plot plot;
	struct control_chart chart;

	shifted_plot(&plot, "turnover_rate_fte", SOURCE_RETURNS, 1, 3);
	chart_of(&plot, &chart);
	cr_expect(chart.overlaps);
	cr_expect_eq(chart.phase_count, 0);
	cr_expect_eq(control_chart_signals(&chart), 0);
	cr_expect(strstr(control_chart_sentence(&chart), "shares eleven"));
	plot_end(&plot);
	shifted_plot(&plot, "turnover_rate_fte", SOURCE_OFFICIAL, 12, 1);
	chart_of(&plot, &chart);
	cr_expect_not(chart.overlaps);
	cr_assert_eq(chart.count, 25);
	cr_expect_eq(month_compare(chart.months[1], month_from(2002, 9)), 0);
	cr_expect(control_chart_signals(&chart) & XMR_ABOVE);
	plot_end(&plot);
}

/* Releases are a year apart; another series' months and a year without a figure change nothing of that. */
Test(control_chart, of_releases_goes_year_by_year)
{
	static struct plot plot;
	struct control_chart chart;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_OFFICIAL;
	plot.question.council = council_find(342);
	for (int year = 2017; year <= 2025; year++) {
		if (year != 2020)
			plot_put(&plot, 342, month_from(year, 9), 100 + year % 3, SYMBOL_NONE);
		figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 342, month_from(year, 3))->figures, MEASURE_CLA, 4800, SYMBOL_NONE);
	}
	chart_of(&plot, &chart);
	cr_assert_eq(chart.count, 9);
	cr_expect_not(chart.values[3].is_known);
	cr_assert_eq(chart.phase_count, 1);
	cr_expect_eq(chart.phases[0].state, XMR_TOO_SHORT);
	cr_expect(strstr(control_chart_phase_sentence(&chart.phases[0]), "Too few to judge"));
	plot_end(&plot);
}

Test(control_chart, of_an_area_is_pooled)
{
	static struct plot plot;
	struct control_chart chart;
	struct text text;

	shifted_plot(&plot, "vacancy_rate_fte", SOURCE_RETURNS, 1, 1);
	for (int i = 0; i < 25; i++)
		plot_put(&plot, 341, month_add(month_from(2001, 9), i), 100, SYMBOL_NONE);
	plot.question.council = NULL;
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	chart_of(&plot, &chart);
	cr_assert_eq(chart.count, 25);
	cr_expect_eq(chart.values[24].value, 150);
	cr_expect_float_eq(chart.values[24].count, 30, 1e-9);
	cr_expect(control_chart_signals(&chart) & XMR_ABOVE);
	plot.question.council = council_find(342);
	text_init_growing(&text, 1 << 16);
	cr_expect_eq(control_chart_answer(&plot.cube.background, &plot.question, &plot.arena, &text, &plot.problem), ERROR_INVALID);
	cr_expect(strstr(plot.problem.sentence, "name only one of them"));
	text_fini(&text);
	plot.question.council = NULL;
	plot.question.area = NULL;
	cr_expect_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_INVALID);
	plot_end(&plot);
}

/* Six councils whose rates creep up and down over two years, a step a month. */
static void slow_plot(struct plot *plot)
{
	plot_begin(plot, "vacancy_rate_fte");
	plot->question.council = council_find(342);
	for (uint16_t council = 340; council <= 344; council++)
		for (int i = 0; i < 36; i++)
			plot_put(plot, council, month_add(month_from(2019, 1), i), 100 + (i < 18 ? i : 36 - i) * 5 + (council + i) % 2 * 10,
				 SYMBOL_NONE);
	plot_make(plot);
}

/* What early warnings do not read is not read elsewhere either, and the chart says why. */
Test(control_chart, says_that_neighbouring_months_have_much_in_common)
{
	static struct plot plot;
	struct control_chart chart;
	struct text text;

	slow_plot(&plot);
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_expect_eq(chart.phases[0].state, XMR_JUDGED);
	cr_assert(chart.has_correlation);
	cr_expect_gt(chart.correlation, CHART_CORRELATION_MAX);
	cr_expect(control_chart_is_slow(&chart));
	text = plot_write(&plot, control_chart_answer);
	cr_expect(strstr(text.data, "\"sentence\":\"Neighbouring months of this indicator have much in common"), "%s", text.data);
	cr_expect(strstr(text.data, "\"correlation\":0.9"), "%s", text.data);
	text_fini(&text);
	plot_end(&plot);
}

Test(control_chart, as_json)
{
	static struct plot plot;
	json_error_t error;
	json_t *json, *phase, *point;
	struct text text;

	shifted_plot(&plot, "vacancy_rate_fte", SOURCE_RETURNS, 1, 1);
	plot_make(&plot);
	text = plot_write(&plot, control_chart_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s: %s", error.text, text.data);
	phase = json_array_get(json_object_get(json, "phases"), 0);
	cr_expect_str_eq(json_string_value(json_object_get(phase, "state")), "judged");
	cr_expect_float_eq(json_number_value(json_object_get(phase, "mean")), 10.0, 1e-9);
	/* 23 moving ranges of 1, 1 and 2 points: (8 x 1 + 8 x 1 + 7 x 2) / 23 = 30 / 23; 10 + 2.66 x 30 / 23. */
	cr_expect_float_eq(json_number_value(json_object_get(phase, "upper_limit")), 13.47, 1e-9);
	point = json_array_get(json_object_get(json, "points"), 24);
	cr_expect_str_eq(json_string_value(json_array_get(json_object_get(point, "signals"), 0)), "outside_high");
	cr_expect_eq(json_array_size(json_object_get(json, "signals_now")), 1);
	cr_expect(json_is_null(json_object_get(phase, "sentence")));
	cr_expect(json_is_null(json_object_get(json, "correlation")));
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}
