/* Profiles: a council over all indicators. The figures are invented. */
#include "collector/core/profile.h"

#include <jansson.h>

#include "collector/core/control_chart.h"
#include "collector/core/ranking.h"
#include "tests/unit/collector/plot.h"

/* Twenty months of the North West; in the last one St. Helens' vacancies double. */
static void north_west_plot(struct plot *plot, enum cube_source source)
{
	plot_begin(plot, "vacancy_rate_fte");
	plot->question.source = source;
	plot->question.council = council_find(342);
	plot->question.month = month_from(2026, 9);
	plot->question.has_month = true;
	for (int i = 0; i < 20; i++)
		for (unsigned j = 0; j < council_count(); j++) {
			const struct council *council = council_at(j);
			struct month month = month_add(plot->question.month, (i - 19) * (source == SOURCE_OFFICIAL ? 12 : 1));
			struct figures *figures;

			if ((!area_has(area_find(SLICE_LITERAL("North West")), council) && council->code != 201) ||
			    !council_exists_on(council, month_last_day(month)))
				continue;
			figures = &plot_record(plot, source, council->code, month)->figures;
			figures_put(figures, MEASURE_VACANCY_FTE, council->code == 342 && i == 19 ? 400 : 100 + i % 4 * 10 + council->code % 5 * 10,
				    SYMBOL_NONE);
			figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
			figures_put(figures, MEASURE_AGENCY_FTE, 100, council->code == 342 ? SYMBOL_X : SYMBOL_NONE);
		}
	plot_make(plot);
}

static const struct profile_row *row_of(const struct profile *profile, const char *indicator)
{
	for (unsigned i = 0; i < profile->row_count; i++)
		if (strcmp(profile->rows[i].indicator->id, indicator) == 0)
			return &profile->rows[i];
	cr_assert_fail("no %s", indicator);
	return NULL;
}

static void profile_of(struct plot *plot, struct profile *out)
{
	cr_assert_eq(profile_make(&plot->cube.background, &plot->question, &plot->arena, out, &plot->problem), ERROR_NONE, "%s",
		     plot->problem.sentence);
}

Test(profile, has_the_rankings_places_changes_and_signals)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static struct plot plot;

	for (unsigned i = 0; i < 2; i++) {
		struct question question;
		struct ranking ranking;
		struct profile profile;
		const struct profile_row *row;

		north_west_plot(&plot, sources[i]);
		profile_of(&plot, &profile);
		cr_expect_eq(profile.row_count, sources[i] == SOURCE_RETURNS ? catalogue_indicator_count() : 2, "%u", profile.row_count);
		row = row_of(&profile, "vacancy_rate_fte");
		question = plot.question;
		question.area = profile.area;
		cr_assert_eq(ranking_make(&plot.cube.background, &question, &plot.arena, &ranking), ERROR_NONE);
		cr_expect_eq(row->standing.rank, 24);
		cr_expect_eq(row->standing.from_highest, 1);
		cr_expect_eq(row->area.pooled.value.value, ranking.pooled.value.value);
		cr_expect_eq(row->area.expected, 24);
		cr_expect_eq(row->england.counted, 25);
		cr_expect_eq(row->cell->value.value, 286);
		cr_expect_eq(row->has_month_change, sources[i] == SOURCE_RETURNS);
		cr_assert(row->has_year_change);
		cr_expect_gt(row->year_change, 100);
		cr_expect(row->is_judged);
		cr_expect(row->signals & XMR_ABOVE);
		row = row_of(&profile, "agency_rate_fte");
		cr_expect_eq(row->standing.rank, 0);
		cr_expect_eq(row->signals, 0);
		cr_expect_eq(row->area.counted, 23);
		plot_end(&plot);
	}
}

/* What comes after the month is not known in it. */
Test(profile, knows_no_later_month)
{
	static struct plot plot;
	struct profile profile;
	const struct profile_row *row;

	north_west_plot(&plot, SOURCE_RETURNS);
	plot.question.month = month_from(2026, 8);
	profile_of(&plot, &profile);
	row = row_of(&profile, "vacancy_rate_fte");
	cr_expect(row->is_judged);
	cr_expect_eq(row->signals & XMR_ABOVE, 0);
	plot_end(&plot);
}

/* Months that follow each other: what early warnings do not take for a cause is none here. */
Test(profile, does_not_read_charts_that_early_warnings_do_not_read)
{
	static struct plot plot;
	struct profile profile;
	struct control_chart chart;
	const struct profile_row *row;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(342);
	plot.question.month = month_from(2021, 12);
	for (uint16_t council = 340; council <= 344; council++)
		for (int i = 0; i < 36; i++)
			plot_put(&plot, council, month_add(month_from(2019, 1), i), 100 + i * 5 + (council + i) % 2 * 10, SYMBOL_NONE);
	plot_make(&plot);
	cr_assert_eq(control_chart_make(&plot.cube.background, &plot.question, &plot.arena, &chart, &plot.problem), ERROR_NONE);
	cr_expect(control_chart_signals(&chart) & XMR_RUN_HIGH);
	profile_of(&plot, &profile);
	row = row_of(&profile, "vacancy_rate_fte");
	cr_expect_not(row->is_judged);
	cr_expect_eq(row->signals, 0);
	cr_assert_not_null(row->chart_sentence);
	cr_expect(strstr(row->chart_sentence, "much in common"));
	plot_end(&plot);
}

Test(profile, says_why_nothing_is_judged)
{
	static struct plot plot;
	struct profile profile;
	const struct profile_row *row;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(342);
	plot.question.month = month_from(2026, 9);
	plot_put(&plot, 342, month_from(2026, 9), 100, SYMBOL_NONE);
	plot_make(&plot);
	profile_of(&plot, &profile);
	row = row_of(&profile, "vacancy_rate_fte");
	cr_expect_not(row->is_judged);
	cr_expect(strstr(row->chart_sentence, "Too few to judge"));
	cr_expect_not(row->has_year_change);
	plot_end(&plot);
}

/* A place among councils of which it is none would be no place: "13 of 12". */
Test(profile, of_a_council_that_is_not_in_the_area_is_refused)
{
	static struct plot plot;
	struct profile profile;

	north_west_plot(&plot, SOURCE_OFFICIAL);
	plot.question.area = area_find(SLICE_LITERAL("North East"));
	cr_expect_eq(profile_make(&plot.cube.background, &plot.question, &plot.arena, &profile, &plot.problem), ERROR_NOT_FOUND);
	cr_expect_str_eq(plot.problem.sentence, "the council is not one of the area's: St. Helens");
	plot.question.area = area_find(SLICE_LITERAL("England"));
	profile_of(&plot, &profile);
	plot_end(&plot);
}

/* Asked for October, a release's figures are of the days that they are of. */
Test(profile_terminal, figures_stand_under_their_own_day)
{
	static struct plot plot;
	struct text text;
	const char *march, *september;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_OFFICIAL;
	plot.question.council = council_find(342);
	plot.question.month = month_from(2021, 10);
	for (unsigned i = 0; i < 2; i++) {
		struct figures *figures = &plot_record(&plot, SOURCE_OFFICIAL, 342, month_from(2021, i ? 9 : 3))->figures;

		figures_put(figures, i ? MEASURE_VACANCY_FTE : MEASURE_AGENCY_FTE, 100, SYMBOL_NONE);
		figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
	}
	plot_make(&plot);
	text = plot_write_terminal(&plot, profile_answer_terminal, 80);
	september = strstr(text.data, "-- social work workforce, 30 September 2021\nVacancy rate (FTE)");
	march = strstr(text.data, "-- social work workforce, 31 March 2021\nAgency rate (FTE)");
	cr_expect(september && march, "%s", text.data);
	cr_expect_null(strstr(text.data, " \n"), "%s", text.data);
	text_fini(&text);
	plot_end(&plot);
}

Test(profile_json, by_topic_with_interval_and_special_cause)
{
	static struct plot plot;
	json_error_t error;
	json_t *json, *topics, *row = NULL;
	struct text text;

	north_west_plot(&plot, SOURCE_RETURNS);
	text = plot_write(&plot, profile_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s: %.200s", error.text, text.data);
	topics = json_object_get(json, "topics");
	cr_assert_eq(json_array_size(topics), 4);
	cr_expect_str_eq(json_string_value(json_object_get(json_array_get(topics, 0), "topic")), "social work workforce");
	row = json_array_get(json_object_get(json_array_get(topics, 0), "indicators"), 0);
	cr_expect_str_eq(json_string_value(json_object_get(row, "id")), "vacancy_rate_fte");
	/* Wilson of 40 in 140. */
	cr_expect_float_eq(json_number_value(json_object_get(json_object_get(row, "interval"), "low")), 21.7, 1e-9, "%f",
			   json_number_value(json_object_get(json_object_get(row, "interval"), "low")));
	cr_expect_float_eq(json_number_value(json_object_get(json_object_get(row, "interval"), "high")), 36.5, 1e-9, "%f",
			   json_number_value(json_object_get(json_object_get(row, "interval"), "high")));
	cr_expect(json_is_true(json_object_get(json_object_get(row, "special_cause"), "judged")));
	cr_expect_str_eq(json_string_value(json_array_get(json_object_get(json_object_get(row, "special_cause"), "rules"), 0)), "outside_high");
	cr_expect_eq(json_integer_value(json_object_get(json_object_get(row, "neighbours"), "expected")), NEIGHBOUR_COUNT);
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}

Test(profile_terminal, is_a_table_by_topic)
{
	static const char *const pieces[] = {
		"St. Helens, September 2026: figures of its return\n",
		"Indicator ",
		"\n-- social work workforce",
		"\nVacancy rate (FTE)",
		" 28.6 24/24 D    13.8     –  13.03 ",
		" high\n",
		"63 indicators have no figure here and are left out.",
		"Area: the sums of 24 of 24",
		"England, none, a dash",
	};
	static const unsigned widths[] = {80, 100};
	static struct plot plot;

	north_west_plot(&plot, SOURCE_RETURNS);
	for (unsigned i = 0; i < 2; i++) {
		struct text text = plot_write_terminal(&plot, profile_answer_terminal, widths[i]);

		for (size_t j = 0; j < sizeof(pieces) / sizeof(pieces[0]); j++)
			cr_expect(strstr(text.data, pieces[j]), "\"%s\" is not in\n%s", pieces[j], text.data);
		cr_expect_null(strstr(text.data, "\nAgency rate"), "%s", text.data);
		expect_width(text.data, widths[i]);
		text_fini(&text);
	}
	plot_end(&plot);
}
