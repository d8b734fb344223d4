/* Two councils with one workforce in every answer: whose figures they are, and what is not compared. The figures are invented. */
#include "collector/core/alerts.h"
#include "collector/core/chart_grid.h"
#include "collector/core/profile.h"
#include "collector/core/reconciliation.h"
#include "collector/core/reporter.h"
#include "collector/core/revisions.h"
#include "collector/core/year_changes.h"
#include "tests/support/joint_answers.h"
#include "tests/unit/collector/plot.h"

enum { KINGSTON = 314, RICHMOND = 318, NEIGHBOUR = 872, MONTHS = 30 };

/* Who has the figures in a month. */
enum who { FIRST, SECOND, BOTH };

static struct plot_record *record_put(struct plot *plot, uint16_t council, uint16_t joint, struct month month, int64_t tenths)
{
	struct plot_record *record = plot_put(plot, council, month, tenths, SYMBOL_NONE);

	if (plot->question.source == SOURCE_OFFICIAL) {
		record->origin.joint = joint;
		record->figures.record.joint = joint;
	}
	return record;
}

/* Returns have no word for it: the other one has none of the figures. */
static void two_put(struct plot *plot, struct month month, enum who who, int64_t tenths)
{
	if (who != SECOND)
		record_put(plot, KINGSTON, who == FIRST ? RICHMOND : 0, month, tenths);
	if (who != FIRST)
		record_put(plot, RICHMOND, who == SECOND ? KINGSTON : 0, month, who == BOTH ? tenths / 2 : tenths);
}

/* Months, or of releases years, to March 2026 of outer London; of the two as `who` says until the last one, and in it as `last` says. */
static void london_plot(struct plot *plot, enum cube_source source, enum who who, enum who last)
{
	plot_begin(plot, "vacancy_rate_fte");
	plot->question.source = source;
	plot->question.month = month_from(2026, 3);
	plot->question.has_month = true;
	for (int i = 0; i < MONTHS; i++) {
		struct month month = month_add(plot->question.month, (i - MONTHS + 1) * (source == SOURCE_OFFICIAL ? 12 : 1));

		two_put(plot, month, i == MONTHS - 1 ? last : who, i == MONTHS - 1 ? 400 : 100 + i % 4 * 10);
		for (uint16_t code = 301; code <= 320; code++)
			if (code != KINGSTON && code != RICHMOND)
				record_put(plot, code, 0, month, 80 + (i * 7 + code * 3) % 11 * 10);
		record_put(plot, NEIGHBOUR, 0, month, 150);
	}
	plot_make(plot);
}

static const uint16_t both[] = {KINGSTON, RICHMOND}, second[] = {RICHMOND}, first[] = {KINGSTON}, second_and_another[] = {316, RICHMOND};
static const uint16_t neighbours[] = {305, RICHMOND, 319, 358, 823, 825, 867, 868, 869, NEIGHBOUR, 919, 936};

/* The same in ranking, series, matrix, chart, coverage and funnel, whoever of the two is in the list and whoever has the figures. */
Test(joint, lists_have_the_same_reporters_in_every_answer)
{
	static const struct {
		const uint16_t *members;
		unsigned count, expected;
	} lists[] = {{both, 2, 1}, {second, 1, 1}, {first, 1, 1}, {second_and_another, 2, 2}, {neighbours, 12, 12}};
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static struct plot plot;

	for (unsigned i = 0; i < 2 * 3 * 5; i++) {
		const uint16_t *members = lists[i % 5].members;
		struct area area = list_of(members, lists[i % 5].count);
		enum who who = (enum who)(i / 5 % 3);
		struct alerts alerts;
		struct column_summary sum;
		const struct column *column;
		int64_t values[COUNCIL_COUNT_MAX];

		london_plot(&plot, sources[i / 15], who, who);
		plot.question.area = &area;
		expect_one_answer(&plot.cube.background, plot.question, &plot.arena);
		cr_assert_eq(cube_column(&plot.cube.view, plot.question.source, plot.question.indicator, plot.question.month, &column), ERROR_NONE);
		column_sum(column, &area, values, &sum);
		cr_expect_eq(sum.expected, lists[i % 5].expected + (who == BOTH && members == both), "list %u: %u", i, sum.expected);
		cr_assert_eq(alerts_make(&plot.cube.background, &plot.question, &plot.arena, &alerts), ERROR_NONE);
		cr_expect_eq(alerts.possible, sum.expected * alerts.indicator_count, "list %u: %u", i, alerts.possible);
		plot_end(&plot);
	}
}

static struct control_chart chart_of(struct plot *plot, uint16_t council)
{
	struct question question = plot->question;
	struct control_chart chart;

	question.council = council_find(council);
	cr_assert_eq(control_chart_make(&plot->cube.background, &question, &plot->arena, &chart, &plot->problem), ERROR_NONE);
	return chart;
}

/* Either of the two has the chart of their figures, and is told whose they are as well. */
Test(joint, both_have_the_chart_of_their_figures)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static struct plot plot;

	for (unsigned i = 0; i < 4; i++) {
		struct control_chart charts[2];

		london_plot(&plot, sources[i / 2], i % 2 ? SECOND : FIRST, i % 2 ? SECOND : FIRST);
		charts[0] = chart_of(&plot, KINGSTON);
		charts[1] = chart_of(&plot, RICHMOND);
		for (unsigned j = 0; j < 2; j++) {
			const struct reporter *newest = &charts[j].reporters[MONTHS - 1];

			cr_assert_eq(charts[j].count, MONTHS, "%u", charts[j].count);
			cr_expect(control_chart_signals(&charts[j]) & XMR_ABOVE);
			cr_expect_eq(charts[j].values[MONTHS - 1].value, 400);
			cr_expect_eq(reporter_other(newest, charts[j].council), charts[1 - j].council);
		}
		plot_end(&plot);
	}
}

/* A figure of the council alone is neither limit nor point of a chart of joint ones, nor a change against them; it is said. */
Test(joint, figures_of_one_and_of_two_are_not_compared)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static const enum who before[] = {BOTH, FIRST}, now[] = {FIRST, BOTH};
	static struct plot plot;

	for (unsigned i = 0; i < 4; i++) {
		struct question question;
		struct control_chart chart;
		struct profile profile;
		struct year_changes changes;
		struct chart_grid grid;

		london_plot(&plot, sources[i / 2], before[i % 2], now[i % 2]);
		chart = chart_of(&plot, KINGSTON);
		cr_expect_eq(chart.count, 1, "%u", chart.count);
		cr_expect_eq(control_chart_signals(&chart), 0);
		question = plot.question;
		question.council = council_find(KINGSTON);
		cr_assert_eq(profile_make(&plot.cube.background, &question, &plot.arena, &profile, &plot.problem), ERROR_NONE);
		cr_assert_geq(profile.row_count, 1);
		cr_expect_eq(profile.rows[0].indicator, plot.question.indicator);
		cr_expect(!profile.rows[0].has_month_change && !profile.rows[0].has_year_change);
		cr_expect_not(profile.rows[0].is_judged);
		cr_assert_eq(year_changes_read(&plot.cube.view, question.source, question.indicator, question.month, &plot.arena, &changes),
			     ERROR_NONE);
		cr_expect_null(year_changes_find(&changes, KINGSTON));
		cr_expect_not_null(year_changes_find(&changes, 313));
		cr_assert_eq(chart_grid_read(&plot.cube.view, question.source, question.indicator, question.month, &plot.arena, &grid), ERROR_NONE);
		cr_expect_eq(grid.is_long, question.source == SOURCE_RETURNS);
		for (unsigned j = 0; grid.is_long && j < CHART_MONTHS; j++)
			cr_expect_eq(chart_grid_of(&grid, council_index(question.council))[j].is_known, j == CHART_MONTHS - 1, "%u", j);
		plot_end(&plot);
	}
}

/* Whichever of the two has sent it: the return is of both, and stays the same reporter's. */
Test(joint, figures_of_the_same_two_are_compared)
{
	static struct plot plot;
	struct control_chart chart;
	struct year_changes changes;
	struct chart_grid grid;

	london_plot(&plot, SOURCE_RETURNS, FIRST, SECOND);
	chart = chart_of(&plot, KINGSTON);
	cr_expect_eq(chart.count, MONTHS);
	cr_expect(control_chart_signals(&chart) & XMR_ABOVE);
	cr_expect_null(control_chart_left_out(&chart, 0));
	cr_assert_eq(year_changes_read(&plot.cube.view, SOURCE_RETURNS, plot.question.indicator, plot.question.month, &plot.arena, &changes),
		     ERROR_NONE);
	cr_assert_not_null(year_changes_find(&changes, RICHMOND));
	cr_expect_eq(year_changes_find(&changes, RICHMOND)->joint, council_find(KINGSTON));
	cr_assert_eq(chart_grid_read(&plot.cube.view, SOURCE_RETURNS, plot.question.indicator, plot.question.month, &plot.arena, &grid), ERROR_NONE);
	cr_expect(chart_grid_of(&grid, council_index(council_find(RICHMOND)))[CHART_MONTHS - MONTHS].is_known);
	plot_end(&plot);
}

/* Their own figures between joint ones stay to be seen, and are said to be left out. */
Test(joint, a_chart_says_what_it_leaves_out)
{
	static struct plot plot;
	struct control_chart chart;
	struct question question;
	struct text text;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_RETURNS;
	for (int i = 0; i < MONTHS; i++)
		two_put(&plot, month_add(month_from(2024, 1), i), i == 20 ? BOTH : FIRST, i == 20 ? 800 : 100 + i % 4 * 10);
	plot_make(&plot);
	chart = chart_of(&plot, KINGSTON);
	cr_assert_eq(chart.count, MONTHS);
	cr_expect_not(chart.values[20].is_known);
	cr_expect_null(control_chart_left_out(&chart, 19));
	cr_expect_not_null(control_chart_left_out(&chart, 20));
	question = plot.question;
	plot.question.council = council_find(KINGSTON);
	text = plot_write(&plot, control_chart_answer);
	cr_expect_not_null(strstr(text.data, "\"value\":80.0,\"status\":null,\"why\":null,\"joint_council\":null,\"left_out\":\"Left out:"));
	cr_expect_not_null(strstr(text.data, "\"joint_council\":\"318\",\"left_out\":null"));
	text_fini(&text);
	plot.question = question;
	plot_end(&plot);
}

/* What was published of the two before is either's history. */
Test(joint, both_have_the_versions_of_their_figures)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static const uint16_t councils[] = {KINGSTON, RICHMOND};
	static struct plot plot;
	struct area area = list_of(second, 1);

	for (unsigned i = 0; i < 4; i++) {
		struct revisions revisions;
		struct text text;

		london_plot(&plot, sources[i / 2], FIRST, FIRST);
		plot.question.council = council_find(councils[i % 2]);
		cr_assert_eq(revisions_make(&plot.cube.background, &plot.question, &plot.arena, &revisions), ERROR_NONE);
		cr_assert_eq(revisions.council_count, 1);
		cr_expect_eq(revisions.councils[0].council->code, councils[i % 2]);
		cr_expect_eq(revisions.councils[0].joint->code, councils[1 - i % 2]);
		cr_expect_eq(revisions.councils[0].versions[0].cell.value.value, 400);
		text = plot_write(&plot, revisions_answer);
		cr_expect_not_null(strstr(text.data, i % 2 ? "\"joint_council\":\"314\"" : "\"joint_council\":\"318\""));
		text_fini(&text);
		text = plot_write_terminal(&plot, revisions_answer_terminal, 100);
		cr_expect_not_null(strstr(text.data, i % 2 ? "with Kingston" : "with Richmond"), "%s", text.data);
		text_fini(&text);
		plot.question.council = NULL;
		plot.question.area = &area;
		cr_assert_eq(revisions_make(&plot.cube.background, &plot.question, &plot.arena, &revisions), ERROR_NONE);
		cr_assert_eq(revisions.council_count, 1);
		cr_expect_eq(revisions.councils[0].council->code, KINGSTON);
		plot_end(&plot);
	}
}

/* A joint return against a joint release is of the same; against one of the council alone it is not. */
Test(joint, reconciliation_asks_whose_figures_they_are)
{
	static const struct {
		enum who returned, published;
		enum agreement agreement;
	} table[] = {
		{FIRST, FIRST, AGREES}, {SECOND, FIRST, AGREES}, {BOTH, FIRST, DIFFERS_JOINT}, {FIRST, BOTH, DIFFERS_JOINT}, {BOTH, BOTH, AGREES}};
	static const uint16_t councils[] = {KINGSTON, RICHMOND};
	static struct plot plot;

	for (unsigned i = 0; i < 10; i++) {
		struct reconciliation made;

		plot_begin(&plot, "vacancy_rate_fte");
		plot.question.month = month_from(2026, 3);
		two_put(&plot, plot.question.month, table[i / 2].returned, 400);
		plot.question.source = SOURCE_OFFICIAL;
		two_put(&plot, plot.question.month, table[i / 2].published, 400);
		plot_make(&plot);
		plot.question.council = council_find(councils[i % 2]);
		cr_assert_eq(reconciliation_make(&plot.cube.background, &plot.question, &plot.arena, &made), ERROR_NONE);
		cr_assert_geq(made.count, 1, "row %u", i);
		cr_expect_eq(made.indicators[0].agreement, table[i / 2].agreement, "row %u: %s", i, agreement_id(made.indicators[0].agreement));
		cr_expect_eq(made.indicators[0].published_joint != NULL, table[i / 2].published != BOTH, "row %u", i);
		plot_end(&plot);
	}
}
