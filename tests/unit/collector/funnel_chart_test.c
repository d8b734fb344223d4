/* Funnel charts. The figures are invented; the limits themselves are tested with funnel.h. */
#include "collector/core/funnel_chart.h"

#include <jansson.h>

#include "tests/unit/collector/plot.h"

/* The North West about 10% of a hundred posts each; St. Helens at 40%, Knowsley without a figure. */
static void north_west_plot(struct plot *plot, const char *indicator)
{
	plot_begin(plot, indicator);
	plot->question.area = area_find(SLICE_LITERAL("North West"));
	plot->question.month = month_from(2026, 3);
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		bool is_sent = council->code != 340;
		struct plot_record *record;

		if (!council_exists_on(council, month_last_day(plot->question.month)))
			continue;
		record = plot_put(plot, council->code, plot->question.month, council->code == 342 ? 400 : 90 + council->code % 3 * 10,
				  is_sent ? SYMBOL_NONE : SYMBOL_X);
		figures_put(&record->figures, MEASURE_LEAVERS_FTE_12M, 100, SYMBOL_NONE);
	}
	plot_make(plot);
}

static const struct funnel_point *point_of(const struct funnel_chart *chart, uint16_t council)
{
	for (unsigned i = 0; i < chart->point_count; i++)
		if (chart->points[i].reporter.council->code == council)
			return &chart->points[i];
	cr_assert_fail("%u is not there", council);
	return NULL;
}

Test(funnel_chart, has_limits_for_each_council_with_a_figure)
{
	static struct plot plot;
	struct funnel_chart chart;
	const struct funnel_point *point;

	north_west_plot(&plot, "vacancy_rate_fte");
	cr_assert_eq(funnel_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart), ERROR_NONE);
	cr_expect(chart.has_funnel);
	cr_expect_eq(chart.point_count, 24);
	cr_expect_eq(chart.counted, 23);
	cr_expect_eq(chart.funnel.count, 23);
	point = point_of(&chart, 342);
	cr_assert(point->is_judged);
	cr_expect_gt(0.4, point->limits[1].high, "beyond 99.8%%");
	cr_expect_lt(point->limits[1].low, point->limits[0].low);
	cr_expect_lt(point->score.p, 0.002);
	cr_expect_geq(point->dispersed[1].high, point->limits[1].high);
	point = point_of(&chart, 341);
	cr_expect_gt(point->score.p, 0.05);
	cr_expect_not(point_of(&chart, 340)->is_judged);
	plot_end(&plot);
}

Test(funnel_chart, of_turnover_there_is_none_but_a_distribution)
{
	static struct plot plot;
	struct funnel_chart chart;

	north_west_plot(&plot, "turnover_rate_fte");
	cr_assert_eq(funnel_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart), ERROR_NONE);
	cr_expect_not(chart.has_funnel);
	cr_expect(chart.sentence && !strstr(chart.sentence, "need two"), "%s", chart.sentence);
	cr_expect_eq(chart.counted, 24);
	cr_expect_gt(chart.bins.count, 0);
	plot_end(&plot);
}

Test(funnel_chart, of_one_council_there_is_none)
{
	static struct plot plot;
	struct funnel_chart chart;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	plot.question.month = month_from(2026, 3);
	plot_put(&plot, 342, plot.question.month, 100, SYMBOL_NONE);
	plot_make(&plot);
	cr_assert_eq(funnel_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart), ERROR_NONE);
	cr_expect_not(chart.has_funnel);
	cr_expect(strstr(chart.sentence, "need two councils"));
	cr_expect_not(point_of(&chart, 342)->is_judged);
	plot_end(&plot);
}

Test(funnel_chart, bins_have_round_borders)
{
	static const struct {
		int64_t values[6];
		unsigned count;
		int64_t first, width;
		unsigned bins;
		unsigned councils[20];
	} table[] = {
		{{40, 102, 169, 214, 310, 310}, 6, 40, 20, 14, {1, 0, 0, 1, 0, 0, 1, 0, 1, 0, 0, 0, 0, 2}},
		{{7, 7, 7}, 3, 7, 1, 1, {3}},
		{{0, 19}, 2, 0, 1, 20, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
		{{0, 20}, 2, 0, 2, 11, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
		{{-15, -1, 3}, 3, -15, 1, 19, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 1}},
		{{-25, 3}, 2, -26, 2, 15, {1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1}},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct distribution_bins bins = distribution_bins_of(table[i].values, table[i].count);

		cr_expect_eq(bins.first, table[i].first, "row %zu: %lld", i, (long long)bins.first);
		cr_expect_eq(bins.width, table[i].width, "row %zu: %lld", i, (long long)bins.width);
		cr_assert_eq(bins.count, table[i].bins, "row %zu: %u", i, bins.count);
		for (unsigned j = 0; j < bins.count; j++)
			cr_expect_eq(bins.councils[j], table[i].councils[j], "row %zu, bin %u", i, j);
	}
}

Test(funnel_chart, as_json)
{
	static struct plot plot;
	json_error_t error;
	json_t *json, *point, *limits;
	struct text text;

	north_west_plot(&plot, "vacancy_rate_fte");
	text = plot_write(&plot, funnel_chart_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s: %.300s", error.text, text.data);
	/* The others have 9.0 to 11.0, St. Helens 40.0: the pooled rate is a little above 11%. */
	cr_expect_float_eq(json_number_value(json_object_get(json_object_get(json, "funnel"), "target")), 11.3, 0.3);
	point = json_array_get(json_object_get(json, "councils"), 2);
	cr_expect_str_eq(json_string_value(json_object_get(point, "council")), "342");
	limits = json_object_get(json_object_get(point, "limits"), "99.8");
	cr_expect_gt(json_number_value(json_object_get(limits, "high")), 20);
	cr_expect_lt(json_number_value(json_object_get(limits, "high")), 30);
	cr_expect_gt(json_number_value(json_object_get(json_object_get(point, "score"), "z")), 5);
	cr_expect(json_is_null(json_object_get(json_array_get(json_object_get(json, "councils"), 0), "limits")));
	cr_expect_float_eq(json_number_value(json_object_get(json_object_get(json, "distribution"), "maximum")), 40.0, 1e-9);
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}
