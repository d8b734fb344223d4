/* Figures of several versions of the definitions beside each other: every answer says so. The figures are invented. */
#include "collector/core/control_chart.h"
#include "collector/core/funnel_chart.h"
#include "collector/core/matrix.h"
#include "collector/core/profile.h"
#include "collector/core/recent_column.h"
#include "tests/unit/collector/plot.h"

enum { MONTHS = 26, NEWEST = 2 };

static const uint16_t councils[] = {340, 341, 342, 343, 344};

/* Merseyside; of the version `old` are 343 in the last month, 342 in the month before the last, and all of them in the first year. */
static void mixed_plot(struct plot *plot, uint8_t old)
{
	plot_begin(plot, "vacancy_rate_fte");
	plot->question.council = council_find(342);
	plot->question.area = area_find(SLICE_LITERAL("North West"));
	plot->question.month = month_from(2021, 9);
	plot->question.has_month = true;
	for (size_t i = 0; i < sizeof(councils) / sizeof(councils[0]); i++)
		for (int month = 0; month < MONTHS; month++) {
			bool is_old = month < 12 || (councils[i] == 343 && month == MONTHS - 1) || (councils[i] == 342 && month == MONTHS - 2);
			struct plot_record *record = plot_put(plot, councils[i], month_add(plot->question.month, month - MONTHS + 1),
							      100 + (month * 7 + councils[i]) % 5 * 10, SYMBOL_NONE);

			record->figures.record.catalogue = is_old ? old : NEWEST;
		}
	plot_make(plot);
}

static unsigned times(const char *text, const char *part)
{
	unsigned count = 0;

	while ((text = strstr(text, part))) {
		text++;
		count++;
	}
	return count;
}

static void expect_times(struct plot *plot,
			 enum error (*answer)(const struct background *, const struct question *, struct arena *, struct text *, struct problem *),
			 const char *part, unsigned count)
{
	struct text text = plot_write(plot, answer);

	cr_expect_eq(times(text.data, part), count, "%s is there %u times: %s", part, times(text.data, part), text.data);
	text_fini(&text);
}

Test(definition_marks, are_of_each_value_and_counted_in_sums)
{
	static struct plot plot;
	const struct column *column;
	struct column_summary summary;
	int64_t values[COUNCIL_COUNT_MAX];

	mixed_plot(&plot, 0);
	cr_assert_eq(recent_column(&plot.cube.view, SOURCE_RETURNS, plot.question.indicator, plot.question.month, &column), ERROR_NONE);
	column_sum(column, plot.question.area, values, &summary);
	cr_expect_eq(summary.definition_version, NEWEST);
	cr_expect_eq(summary.other_definition, 1);
	cr_expect_eq(column->england.other_definition, 1);
	expect_times(&plot, matrix_answer, "\"definition\":\"unknown\"", 1);
	expect_times(&plot, matrix_answer, "\"definition\":\"same\"", 4);
	expect_times(&plot, matrix_answer, "\"other_definition\":1", 1);
	expect_times(&plot, funnel_chart_answer, "\"definition\":\"unknown\"", 1);
	expect_times(&plot, funnel_chart_answer, "\"definition\":\"same\"", 4);
	expect_times(&plot, profile_answer, "\"other_definition\":1", 2 + (neighbours_of(column, plot.question.council).other_definition == 1));
	plot_end(&plot);
}

Test(definition_marks, are_of_changes)
{
	static struct plot plot;

	mixed_plot(&plot, 0);
	expect_times(&plot, profile_answer, "\"change_month_definition\":\"unknown\"", 1);
	expect_times(&plot, profile_answer, "\"change_year_definition\":\"same\"", 1);
	plot_end(&plot);
}

/* What means something else than the newest reading is no reading: neither of a council, nor of an area that has some of it. */
Test(definition_marks, are_not_read_by_charts)
{
	static struct plot plot;
	struct control_chart chart;

	mixed_plot(&plot, 0);
	plot.question.area = NULL;
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_expect_eq(chart.count, MONTHS - 12);
	cr_expect_not(chart.values[chart.count - 2].is_known);
	cr_expect(chart.values[chart.count - 1].is_known);
	expect_times(&plot, control_chart_answer, "\"definition\":\"unknown\"", 1);
	expect_times(&plot, control_chart_answer, "\"left_out\":\"Left out: it is not known to mean the same", 1);
	plot.question.council = NULL;
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_expect_eq(chart.count, MONTHS - 12);
	cr_expect_not(chart.values[chart.count - 1].is_known);
	cr_expect_not(chart.values[chart.count - 2].is_known);
	cr_expect(chart.values[chart.count - 3].is_known);
	plot_end(&plot);
}

/* A version in which the measures mean the same is marked, and hides nothing. */
Test(definition_marks, versions_that_mean_the_same_are_read)
{
	static struct plot plot;
	struct control_chart chart;

	mixed_plot(&plot, 1);
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_expect_eq(chart.count, MONTHS);
	for (unsigned i = 0; i < chart.count; i++)
		cr_expect(chart.values[i].is_known, "reading %u", i);
	expect_times(&plot, matrix_answer, "\"definition\":\"other_version\"", 1);
	expect_times(&plot, matrix_answer, "\"other_definition\":1", 0);
	plot_end(&plot);
}
