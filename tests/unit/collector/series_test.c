/* Series: a council beside its area, England and its neighbours; predecessors beside it; gaps. The figures are invented. */
#include "collector/core/series.h"

#include <jansson.h>

#include "tests/unit/collector/plot.h"

static void series_of(struct plot *plot, struct series *out)
{
	plot_make(plot);
	cr_assert_eq(series_make(&plot->cube.background, &plot->question, &plot->arena, out, &plot->problem), ERROR_NONE, "%s",
		     plot->problem.sentence);
}

/* St. Helens from January to April without March, and two neighbours, one of another region. */
static void north_west_plot(struct plot *plot)
{
	const struct council *council = council_find(342);

	plot_begin(plot, "vacancy_rate_fte");
	plot->question.council = council;
	plot_put(plot, 342, month_from(2026, 1), 100, SYMBOL_NONE);
	plot_put(plot, 342, month_from(2026, 2), 120, SYMBOL_NONE)->figures.record.revision = 2;
	plot_put(plot, 342, month_from(2026, 4), 0, SYMBOL_X);
	for (int number = 1; number <= 4; number++) {
		plot_put(plot, 350, month_from(2026, number), 200, SYMBOL_NONE);
		plot_put(plot, 201, month_from(2026, number), 300, SYMBOL_NONE);
		plot_put(plot, council->neighbours[0], month_from(2026, number), 50 + 10 * number, SYMBOL_NONE);
	}
}

Test(series, a_month_each_with_its_comparators)
{
	static struct plot plot;
	struct series series;

	north_west_plot(&plot);
	series_of(&plot, &series);
	cr_assert_eq(series.month_count, 4);
	cr_expect_str_eq(series.area->name, "North West");
	cr_expect_eq(series_point_value(&series.months[1].own)->value, 120);
	cr_expect_null(series.months[2].own.cell);
	cr_expect_null(series_point_value(&series.months[3].own));
	cr_expect_eq(series.months[3].own.cell->value.symbol, SYMBOL_X);
	cr_expect_eq(series.months[0].area.expected, 24);
	cr_expect_eq(series.months[0].england.reported, 4);
	cr_expect_eq(series.months[0].neighbours.count, 1);
	cr_expect_eq(series.months[3].neighbours.mean, 900);
	/* The missing leave both sides. */
	cr_expect_eq(series.months[0].england.pooled.included, 4);
	cr_expect_eq(series.months[3].england.pooled.included, 3);
	plot_end(&plot);
}

Test(series, months_are_those_asked_for_as_far_as_there_are_any)
{
	static const struct {
		int first, last; /* of 2026; 0: not asked for */
		unsigned count;
		int begins;
	} table[] = {{0, 0, 4, 1}, {2, 0, 3, 2}, {0, 3, 3, 1}, {2, 3, 2, 2}, {3, 3, 1, 3}, {5, 12, 0, 0}, {4, 12, 1, 4}};
	static struct plot plot;

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct series series;

		north_west_plot(&plot);
		plot.question.has_first = table[i].first;
		plot.question.has_last = table[i].last;
		plot.question.first = month_from(2026, table[i].first ? table[i].first : 1);
		plot.question.last = month_from(2026, table[i].last ? table[i].last : 1);
		series_of(&plot, &series);
		cr_assert_eq(series.month_count, table[i].count, "row %zu: %u", i, series.month_count);
		if (series.month_count)
			cr_expect_eq(month_compare(series.months[0].month, month_from(2026, table[i].begins)), 0, "row %zu", i);
		plot_end(&plot);
	}
}

Test(series, needs_a_council_or_an_area_and_months_in_order)
{
	static struct plot plot;
	struct series series;

	north_west_plot(&plot);
	plot_make(&plot);
	plot.question.council = NULL;
	cr_expect_eq(series_make(&plot.cube.background, &plot.question, &plot.arena, &series, &plot.problem), ERROR_INVALID);
	cr_expect(strstr(plot.problem.sentence, "of a council or of an area"), "%s", plot.problem.sentence);
	plot.question.council = council_find(342);
	plot.question.has_first = plot.question.has_last = true;
	plot.question.first = month_from(2026, 2);
	plot.question.last = month_from(2026, 1);
	cr_expect_eq(series_make(&plot.cube.background, &plot.question, &plot.arena, &series, &plot.problem), ERROR_INVALID);
	cr_expect(strstr(plot.problem.sentence, "end before they begin"), "%s", plot.problem.sentence);
	plot_end(&plot);
}

/* Releases are annual, and not each one has the indicator. */
Test(series, of_releases_has_the_months_in_which_the_indicator_was_published)
{
	static struct plot plot;
	struct series series;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_OFFICIAL;
	plot.question.council = council_find(342);
	for (int year = 2020; year <= 2023; year++) {
		if (year != 2022)
			plot_put(&plot, 340, month_from(year, 9), 100, SYMBOL_NONE);
		figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 342, month_from(year, 3))->figures, MEASURE_CLA, 4800, SYMBOL_NONE);
	}
	plot_put(&plot, 342, month_from(2020, 9), 136, SYMBOL_NONE);
	plot_put(&plot, 342, month_from(2023, 9), 0, SYMBOL_U);
	series_of(&plot, &series);
	cr_assert_eq(series.month_count, 3, "%u", series.month_count);
	cr_expect_eq(month_compare(series.months[1].month, month_from(2021, 9)), 0);
	cr_expect_null(series.months[1].own.cell);
	cr_expect_eq(series.months[2].own.cell->value.symbol, SYMBOL_U);
	cr_expect(series.has_vintage);
	cr_expect_eq(month_compare(series.vintage, month_from(2023, 9)), 0);
	cr_expect_str_eq(series.title, "Children's social work workforce");
	plot_end(&plot);
}

/* Cumbria was replaced in April 2023: what it had is shown as its own, in the months in which it existed. */
Test(series, predecessors_stand_beside_and_are_never_joined)
{
	static struct plot plot;
	struct series series;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(942);
	for (int number = 1; number <= 6; number++) {
		plot_put(&plot, 342, month_from(2023, number), 50, SYMBOL_NONE);
		plot_put(&plot, number <= 3 ? 909 : 942, month_from(2023, number), 100 + number, SYMBOL_NONE);
	}
	plot_put(&plot, 909, month_from(2023, 5), 999, SYMBOL_NONE); /* a late return of a council that is gone */
	series_of(&plot, &series);
	cr_assert_eq(series.month_count, 6);
	cr_assert_eq(series.predecessor_count, 1);
	cr_expect_eq(series.predecessors[0].council->code, 909);
	cr_assert_eq(series.predecessors[0].count, 3, "%u", series.predecessors[0].count);
	cr_expect_eq(series_point_value(&series.predecessors[0].points[2])->value, 103);
	for (unsigned i = 0; i < 6; i++) {
		cr_expect_eq(series_point_value(&series.months[i].own) != NULL, i >= 3, "month %u", i);
		cr_expect_eq(series.months[i].area.counted, 2, "month %u: the region goes on", i);
	}
	cr_expect_eq(series.months[2].area.expected, 23);
	cr_expect_eq(series.months[3].area.expected, 24);
	plot_end(&plot);
}

/* 837, 836 and 835 became 839 (and 838). */
Test(series, has_several_predecessors)
{
	static struct plot plot;
	struct series series;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(839);
	for (uint16_t code = 835; code <= 837; code++)
		plot_put(&plot, code, month_from(2019, 3), code, SYMBOL_NONE);
	plot_put(&plot, 839, month_from(2019, 4), 100, SYMBOL_NONE);
	series_of(&plot, &series);
	cr_assert_eq(series.predecessor_count, 3);
	for (unsigned i = 0; i < 3; i++)
		cr_expect_eq(series_point_value(&series.predecessors[i].points[0])->value, 835 + i);
	plot_end(&plot);
}

/* Both members of a joint reporter have its figures, marked with the other. */
Test(series, of_a_joint_reporter_is_the_same_for_both)
{
	static const uint16_t councils[] = {314, 318};
	static struct plot plot;

	for (unsigned i = 0; i < 2; i++) {
		struct series series;
		struct plot_record *record;

		plot_begin(&plot, "vacancy_rate_fte");
		plot.question.source = SOURCE_OFFICIAL;
		plot.question.council = council_find(councils[i]);
		record = plot_put(&plot, 314, month_from(2025, 9), 150, SYMBOL_NONE);
		record->figures.record.joint = record->origin.joint = 318;
		series_of(&plot, &series);
		cr_assert_eq(series.month_count, 1);
		cr_assert_not_null(series_point_value(&series.months[0].own));
		cr_expect_eq(series.months[0].own.joint->code, councils[1 - i]);
		cr_expect_eq(series.months[0].neighbours.count, 0);
		plot_end(&plot);
	}
}

Test(series, of_an_area_alone)
{
	static const uint16_t members[] = {942, 943};
	static const struct area cumbria = {AREA_LIST, "942,943", "2 councils", 2, members};
	static struct plot plot;
	struct series series;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.area = &cumbria;
	plot_put(&plot, 909, month_from(2023, 3), 100, SYMBOL_NONE);
	plot_put(&plot, 942, month_from(2023, 4), 100, SYMBOL_NONE);
	plot_put(&plot, 943, month_from(2023, 4), 200, SYMBOL_NONE);
	series_of(&plot, &series);
	cr_assert_eq(series.month_count, 2);
	cr_expect_eq(series.months[0].area.expected, 1);
	cr_expect_eq(series.months[0].area.pooled.value.value, 100);
	cr_expect_eq(series.months[1].area.expected, 2);
	cr_expect_eq(series.months[1].area.pooled.value.value, 150);
	cr_expect_eq(series.predecessor_count, 0);
	plot_end(&plot);
}

static json_t *json_of(struct plot *plot)
{
	struct text text = plot_write(plot, series_answer);
	json_error_t error;
	json_t *json = json_loads(text.data, JSON_DECODE_ANY, &error);

	cr_assert_not_null(json, "%s: %s", error.text, text.data);
	text_fini(&text);
	return json;
}

static void expect_member(const json_t *object, const char *key, const char *expected)
{
	char *written = json_dumps(json_object_get(object, key), JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(6));

	cr_expect(written && strcmp(written, expected) == 0, "%s is %s, not %s", key, written ? written : "not there", expected);
	free(written);
}

Test(series_json, a_missing_value_is_null_with_its_status_and_a_sentence)
{
	static const struct {
		const char *value, *status, *why, *revision;
	} table[] = {{"10.0", "null", "null", "1"},
		     {"12.0", "null", "null", "2"},
		     {"null", "\"x\"", "\"no return of this month has come in\"", "null"},
		     {"null", "\"x\"", "\"the posts table has no row for this month\"", "1"}};
	static struct plot plot;
	json_t *json, *months;

	north_west_plot(&plot);
	for (unsigned i = 0; i < plot.count; i++)
		for (unsigned j = 0; j < plot.records[i]->figures.record.measure_count; j++)
			if (plot.records[i]->figures.measures[j].symbol)
				plot.records[i]->figures.measures[j].reason = REASON_POSTS_ROW_MISSING;
	plot_make(&plot);
	json = json_of(&plot);
	months = json_object_get(json, "months");
	cr_assert_eq(json_array_size(months), 4);
	expect_member(json, "from", "\"2026-01\"");
	expect_member(json, "to", "\"2026-04\"");
	expect_member(json, "attribution", "null");
	expect_member(json, "council", "\"342\"");
	expect_member(json, "name", "\"St. Helens\"");
	for (size_t i = 0; i < 4; i++) {
		json_t *council = json_object_get(json_array_get(months, i), "own");

		expect_member(council, "value", table[i].value);
		expect_member(council, "status", table[i].status);
		expect_member(council, "why", table[i].why);
		expect_member(council, "revision", table[i].revision);
	}
	expect_member(json_object_get(json_array_get(months, 0), "neighbours"), "mean", "6.0");
	expect_member(json_object_get(json_array_get(months, 0), "england"), "median", "15.0");
	json_decref(json);
	plot_end(&plot);
}

/* Sums of children are rounded to ten where a region's are shown; a council's own count is not. */
Test(series_json, sums_of_children_are_rounded)
{
	static struct plot plot;
	static struct figures population;
	json_t *json, *month;

	plot_begin(&plot, "cla_rate_per_10000");
	plot.question.council = council_find(342);
	figures_begin(&population, 342, month_from(2024, 6));
	figures_put(&population, MEASURE_POPULATION_0_17, 371230, SYMBOL_NONE);
	plot_record(&plot, SOURCE_RETURNS, 342, month_from(2025, 3))->figures.record.reference = &population.record;
	figures_put(&plot_record(&plot, SOURCE_RETURNS, 342, month_from(2025, 3))->figures, MEASURE_CLA, 4830, SYMBOL_NONE);
	plot_make(&plot);
	json = json_of(&plot);
	month = json_array_get(json_object_get(json, "months"), 0);
	expect_member(json_object_get(month, "own"), "numerator", "483");
	expect_member(json_object_get(month, "area"), "numerator", "480");
	expect_member(json_object_get(month, "area"), "denominator", "37123");
	expect_member(json_object_get(month, "england"), "numerator", "480");
	expect_member(json_object_get(month, "area"), "value", "130");
	cr_expect(json_is_string(json_object_get(json, "attribution")), "populations are published");
	json_decref(json);
	plot_end(&plot);
}

Test(series_json, predecessors_apart)
{
	static struct plot plot;
	json_t *json, *predecessor, *first;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(943);
	plot_put(&plot, 909, month_from(2023, 3), 147, SYMBOL_NONE);
	plot_put(&plot, 943, month_from(2023, 4), 100, SYMBOL_NONE);
	plot_make(&plot);
	json = json_of(&plot);
	first = json_object_get(json_array_get(json_object_get(json, "months"), 0), "own");
	expect_member(first, "status", "\"z\"");
	expect_member(first, "why", "\"the council did not exist in March 2023; its predecessor was Cumbria (909)\"");
	predecessor = json_array_get(json_object_get(json, "predecessors"), 0);
	expect_member(predecessor, "council", "\"909\"");
	expect_member(json_array_get(json_object_get(predecessor, "points"), 0), "value", "14.7");
	cr_expect_eq(json_array_size(json_object_get(predecessor, "points")), 1);
	json_decref(json);
	plot_end(&plot);
}

static void expect_written(struct plot *plot, unsigned width, const char *const *pieces, size_t count)
{
	struct text text = plot_write_terminal(plot, series_answer_terminal, width);

	for (size_t i = 0; i < count; i++)
		cr_expect(strstr(text.data, pieces[i]), "\"%s\" is not in\n%s", pieces[i], text.data);
	expect_width(text.data, width);
	text_fini(&text);
}

Test(series_terminal, bars_and_a_table)
{
	static const char *const pieces[] = {
		"Vacancy rate (FTE), St. Helens, January 2026 to April 2026\n",
		"\nSt. Helens ▄▆··\nNorth West ▆▇██ 14.5%\nNeighbours ▁▁▂▃ 9.0%\n",
		"Bars from 6.0% to 14.5%, a dot for a month without a figure.\n",
		"Month   Value Change Area England Median Neighbours",
		"2026-02  12.0   +2.0 13.0       –      –       7.00 revision 2\n",
		"2026-03     x      – 14.0       –      –       8.00 no return of this month has…\n",
		"Area: the North West, the sums of 2",
	};
	static struct plot plot;

	north_west_plot(&plot);
	plot_make(&plot);
	expect_written(&plot, 80, pieces, sizeof(pieces) / sizeof(pieces[0]));
	expect_written(&plot, 60, pieces, 3);
	plot_end(&plot);
}

/* England's sum is called so with half of its councils, and the number is said with it. */
Test(series_terminal, england_is_half_of_its_councils_at_least)
{
	static const char *const pieces[] = {
		"\nEngland    ·▄ 10.0%\n",
		"2026-01  10.0      – 10.0       –      –",
		"2026-02  10.0    0.0 10.0    10.0   10.0",
		"the sums of 120 of",
		"a dash where fewer than half of its councils\nhave reported; Median: of its councils.",
	};
	static struct plot plot;
	unsigned put = 0;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(342);
	plot_put(&plot, 342, month_from(2026, 1), 100, SYMBOL_NONE);
	for (unsigned i = 0; i < council_count() && put < 120; i++)
		if (council_exists_on(council_at(i), month_last_day(month_from(2026, 2))) && !council_at(i)->joint_with) {
			plot_put(&plot, council_at(i)->code, month_from(2026, 2), 100, SYMBOL_NONE);
			put++;
		}
	plot_make(&plot);
	expect_written(&plot, 100, pieces, sizeof(pieces) / sizeof(pieces[0]));
	plot_end(&plot);
}

Test(series_terminal, predecessors_have_a_line_and_notes)
{
	static const char *const pieces[] = {
		"\nWestmorland and Furness ··▁ 10.0%\nCumbria                 █▂·\n",
		"2023-03     z      –",
		"before: Cumbria 14.7",
		"2023-04  10.0      –",
	};
	static struct plot plot;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(943);
	plot_put(&plot, 909, month_from(2023, 2), 300, SYMBOL_NONE);
	plot_put(&plot, 909, month_from(2023, 3), 147, SYMBOL_NONE);
	plot_put(&plot, 943, month_from(2023, 4), 100, SYMBOL_NONE);
	plot_make(&plot);
	expect_written(&plot, 80, pieces, sizeof(pieces) / sizeof(pieces[0]));
	plot_end(&plot);
}

/* Figures made by different catalogues are marked. */
Test(series, marks_other_definitions)
{
	static const struct {
		uint8_t catalogue;
		enum definition_match expected;
	} table[] = {{1, DEFINITION_SAME}, {1, DEFINITION_SAME}, {0, DEFINITION_UNKNOWN}, {0, DEFINITION_SAME}, {1, DEFINITION_UNKNOWN}};
	static struct plot plot;
	struct series series;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(342);
	for (int i = 0; i < 5; i++)
		plot_put(&plot, 342, month_from(2026, i + 1), 100, SYMBOL_NONE)->figures.record.catalogue = table[i].catalogue;
	series_of(&plot, &series);
	for (int i = 0; i < 5; i++)
		cr_expect_eq(series.months[i].own.definition, table[i].expected, "month %d", i);
	plot_end(&plot);
}

/* Of the council and the months alone. */
Test(series, has_its_events)
{
	static const char *const pieces[] = {"\n2026-02-03 standard inspection: inadequate\n\n", "Inspections: Ofsted, Crown copyright"};
	static struct event events[4];
	static struct plot plot;
	struct series series;
	json_t *json, *list;

	for (unsigned i = 0; i < 4; i++) {
		events[i].key = (struct event_key){.council = i == 2 ? 340 : 342, .kind = EVENT_INSPECTION_STANDARD};
		events[i].judgements[JUDGED_OVERALL] = JUDGEMENT_INADEQUATE;
		events[i].source = SLICE_LITERAL("Ofsted");
	}
	cr_assert_eq(date_from(2025, 12, 31, &events[0].key.date), ERROR_NONE);
	cr_assert_eq(date_from(2026, 2, 3, &events[1].key.date), ERROR_NONE);
	cr_assert_eq(date_from(2026, 2, 4, &events[2].key.date), ERROR_NONE);
	cr_assert_eq(date_from(2026, 5, 1, &events[3].key.date), ERROR_NONE);
	north_west_plot(&plot);
	series_of(&plot, &series);
	cr_expect_eq(series.event_count, 0);
	plot.cube.background.events = events;
	plot.cube.background.event_count = 4;
	json = json_of(&plot);
	list = json_object_get(json, "events");
	cr_assert_eq(json_array_size(list), 1);
	expect_member(json_array_get(list, 0), "date", "\"2026-02-03\"");
	cr_expect(strstr(json_string_value(json_object_get(json, "attribution")), "Ofsted"));
	json_decref(json);
	expect_written(&plot, 80, pieces, 2);
	plot_end(&plot);
}

Test(series_terminal, more_months_than_columns)
{
	static const char *const pieces[] = {"; the last 37 months.", "\nSt. Helens ▄"};
	static struct plot plot;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.council = council_find(342);
	for (int i = 0; i < 60; i++)
		plot_put(&plot, 342, month_add(month_from(2021, 1), i), 100 + i, SYMBOL_NONE);
	plot_make(&plot);
	expect_written(&plot, 60, pieces, 2);
	plot_end(&plot);
}

Test(series_terminal, of_an_area_and_of_nothing)
{
	static const char *const pieces[] = {"Vacancy rate (FTE), North West, January 2026 to April 2026\n", "\nNorth West ",
					     "Month   Pooled Change Councils Median England\n", "2026-01   12.0      –  3 of 24   10.0       –\n"};
	static const char *const nothing[] = {"Vacancy rate (FTE), North West: no return has come in for these months.\n"};
	static struct plot plot;

	north_west_plot(&plot);
	plot.question.council = NULL;
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	plot_make(&plot);
	expect_written(&plot, 80, pieces, sizeof(pieces) / sizeof(pieces[0]));
	plot.question.has_first = true;
	plot.question.first = month_from(2030, 1);
	expect_written(&plot, 80, nothing, 1);
	plot_end(&plot);
}
