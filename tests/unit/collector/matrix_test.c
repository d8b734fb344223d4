/* The matrix: each cell as the ranking of its indicator has it. The figures are invented. */
#include "collector/core/matrix.h"

#include <jansson.h>

#include "collector/core/ranking.h"
#include "collector/core/topic.h"
#include "tests/unit/collector/plot.h"

/* Workforce figures of the North West and of England in the month, some missing. */
static void england_plot(struct plot *plot, enum cube_source source, struct month month)
{
	plot_begin(plot, "vacancy_rate_fte");
	plot->question.source = source;
	plot->question.area = area_find(SLICE_LITERAL("North West"));
	plot->question.month = month;
	plot->question.has_month = true;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		struct figures *figures;

		if (!council_exists_on(council, month_last_day(month)) || council->code % 13 == 0)
			continue;
		figures = &plot_record(plot, source, council->code, month)->figures;
		figures_put(figures, MEASURE_VACANCY_FTE, council->code % 9 * 10, council->code % 11 ? SYMBOL_NONE : SYMBOL_U);
		figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
		figures_put(figures, MEASURE_AGENCY_FTE, council->code % 7 * 10, SYMBOL_NONE);
		figures_put(figures, MEASURE_AGENCY_COVER_FTE, council->code % 5 * 10, SYMBOL_NONE);
		figures_put(figures, MEASURE_CASES, 20000, SYMBOL_NONE);
		figures_put(figures, MEASURE_CASE_HOLDERS_FTE, 500 + council->code % 50 * 10, SYMBOL_NONE);
	}
	plot_make(plot);
}

static const struct ranking_row *ranked(const struct ranking *ranking, const struct council *council)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		if (ranking->rows[i].council == council)
			return &ranking->rows[i];
	cr_assert_fail("%s is not ranked", council->name);
	return NULL;
}

static void expect_ranked(struct plot *plot, const struct matrix *matrix, const struct matrix_row *row)
{
	struct ranking ranking;

	plot->question.indicator = row->indicator;
	plot->question.month = row->field.column->month;
	cr_assert_eq(ranking_make(&plot->cube.background, &plot->question, &plot->arena, &ranking), ERROR_NONE);
	cr_expect_eq(row->field.summary.counted, ranking.counted);
	for (unsigned i = 0; i < matrix->council_count; i++) {
		const struct ranking_row *expected = ranked(&ranking, matrix->councils[i]);
		const struct matrix_cell *cell = &row->cells[i];

		cr_expect_eq(cell->standing.rank, expected->rank);
		cr_expect_eq(cell->standing.band, expected->band);
		cr_expect_eq(cell->cell ? cell->cell->value.symbol : SYMBOL_X, expected->value.symbol);
	}
}

Test(matrix, is_all_rankings_in_one)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};
	static struct plot plot;

	for (unsigned i = 0; i < 2; i++) {
		struct matrix matrix;

		england_plot(&plot, sources[i], month_from(2025, 9));
		cr_assert_eq(matrix_make(&plot.cube.background, &plot.question, &plot.arena, &matrix), ERROR_NONE);
		cr_expect_eq(matrix.council_count, 24);
		cr_expect_eq(matrix.row_count, sources[i] == SOURCE_RETURNS ? catalogue_indicator_count() : 5, "%u", matrix.row_count);
		cr_expect_eq(matrix.needs_attribution, true, "populations are divided by");
		for (unsigned j = 0; j < matrix.row_count; j++)
			expect_ranked(&plot, &matrix, &matrix.rows[j]);
		plot_end(&plot);
	}
}

/* In March a workforce release is half a year old, and its month is said. */
Test(matrix, of_releases_has_the_newest_of_each_indicator)
{
	static struct plot plot;
	struct matrix matrix;

	england_plot(&plot, SOURCE_OFFICIAL, month_from(2025, 9));
	plot.question.month = month_from(2026, 3);
	cr_assert_eq(matrix_make(&plot.cube.background, &plot.question, &plot.arena, &matrix), ERROR_NONE);
	cr_assert_eq(matrix.row_count, 5);
	cr_expect_eq(month_compare(matrix.rows[0].field.column->month, month_from(2025, 9)), 0);
	plot.question.month = month_from(2026, 9);
	cr_assert_eq(matrix_make(&plot.cube.background, &plot.question, &plot.arena, &matrix), ERROR_NONE);
	cr_expect_eq(matrix.row_count, 0);
	plot_end(&plot);
}

Test(matrix_json, cells_stand_in_the_councils_order)
{
	static struct plot plot;
	json_error_t error;
	json_t *json, *councils, *rows;
	struct text text;

	england_plot(&plot, SOURCE_OFFICIAL, month_from(2025, 9));
	text = plot_write(&plot, matrix_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s", error.text);
	councils = json_object_get(json, "councils");
	rows = json_object_get(json, "indicators");
	cr_assert_eq(json_array_size(councils), 24);
	cr_assert_eq(json_array_size(rows), 5);
	for (size_t i = 0; i < 24; i++) {
		int code = atoi(json_string_value(json_object_get(json_array_get(councils, i), "council")));
		json_t *cell = json_array_get(json_object_get(json_array_get(rows, 0), "cells"), i);
		const char *status = json_string_value(json_object_get(cell, "status"));
		const char *why = json_string_value(json_object_get(cell, "why"));

		if (code % 13 == 0 || code % 11 == 0) {
			cr_expect_str_eq(status, code % 13 == 0 ? "x" : "u", "%d", code);
			cr_expect_str_eq(why, code % 13 == 0 ? "not in a published release" : "low reliability", "%d", code);
			cr_expect(json_is_null(json_object_get(cell, "rank")) && json_is_null(json_object_get(cell, "value")));
		} else {
			cr_expect(status == NULL && why == NULL, "%d", code);
			cr_expect(json_integer_value(json_object_get(cell, "rank")) > 0);
		}
	}
	cr_expect_str_eq(json_string_value(json_object_get(json_array_get(rows, 0), "topic")), "social work workforce");
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}

static json_t *row_with(json_t *rows, const char *id)
{
	size_t index;
	json_t *row;

	json_array_foreach(rows, index, row) if (strcmp(json_string_value(json_object_get(row, "id")), id) == 0) return row;
	cr_assert_fail("no row of %s", id);
	return NULL;
}

/* In September 2023 the newest figures of second plans are of March, when Cumbria still was and its successors were not yet. */
Test(matrix_json, says_who_did_not_exist_in_the_figures_month)
{
	static const struct {
		uint16_t council;
		const char *vacancies, *plans; /* why there is no figure; NULL: there is one */
	} table[] = {
		{909, "the council no longer existed in September 2023; its successors are Cumberland (942) and Westmorland and Furness (943)", NULL},
		{942, NULL, "the council did not exist in March 2023; its predecessor was Cumbria (909)"},
		{943, NULL, "the council did not exist in March 2023; its predecessor was Cumbria (909)"},
	};
	static struct plot plot;
	json_error_t error;
	json_t *json, *councils, *rows;
	struct text text;
	unsigned found = 0;

	plot_begin(&plot, "vacancy_rate_fte");
	plot.question.source = SOURCE_OFFICIAL;
	plot.question.area = area_find(SLICE_LITERAL("North West"));
	plot.question.month = month_from(2023, 9);
	plot_put(&plot, 942, month_from(2023, 9), 100, SYMBOL_NONE);
	plot_put(&plot, 943, month_from(2023, 9), 110, SYMBOL_NONE);
	figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 909, month_from(2023, 3))->figures, MEASURE_CPP_STARTED_REPEAT_12M, 100, SYMBOL_NONE);
	figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 909, month_from(2023, 3))->figures, MEASURE_CPP_STARTED_12M, 1000, SYMBOL_NONE);
	/* A release has a symbol of the council that was still to come. */
	figures_put(&plot_record(&plot, SOURCE_OFFICIAL, 943, month_from(2023, 3))->figures, MEASURE_CPP_STARTED_REPEAT_12M, 0, SYMBOL_X);
	plot_make(&plot);
	text = plot_write(&plot, matrix_answer);
	json = json_loads(text.data, 0, &error);
	cr_assert_not_null(json, "%s", error.text);
	councils = json_object_get(json, "councils");
	rows = json_object_get(json, "indicators");
	cr_expect_eq(json_array_size(councils), 25, "with Cumbria");
	cr_expect_eq(json_integer_value(json_object_get(row_with(rows, "repeat_cpp_percent"), "expected")), 23);
	for (size_t i = 0; i < 25 * 3; i++) {
		const char *code = json_string_value(json_object_get(json_array_get(councils, i / 3), "council"));

		if (atoi(code) != table[i % 3].council)
			continue;
		found++;
		for (unsigned j = 0; j < 2; j++) {
			json_t *row = row_with(rows, j ? "repeat_cpp_percent" : "vacancy_rate_fte");
			json_t *cell = json_array_get(json_object_get(row, "cells"), i / 3);
			const char *why = json_string_value(json_object_get(cell, "why"));
			const char *expected = j ? table[i % 3].plans : table[i % 3].vacancies;

			cr_expect_eq(why == NULL, expected == NULL, "%s: %s", code, why);
			if (why && expected) {
				cr_expect_str_eq(why, expected, "%s: %s", code, why);
				cr_expect_str_eq(json_string_value(json_object_get(cell, "status")), "z");
			}
		}
	}
	cr_expect_eq(found, 3);
	json_decref(json);
	text_fini(&text);
	plot_end(&plot);
}

Test(topic, indicators_come_topic_by_topic_and_each_once)
{
	const struct indicator *indicators[256];
	unsigned changes = 0;

	cr_assert_leq(catalogue_indicator_count(), 256);
	topic_indicators(indicators);
	for (unsigned i = 1; i < catalogue_indicator_count(); i++) {
		changes += topic_of(indicators[i]) != topic_of(indicators[i - 1]);
		cr_expect(topic_of(indicators[i]) != topic_of(indicators[i - 1]) || indicators[i] > indicators[i - 1]);
	}
	cr_expect_leq(changes, TOPIC_COUNT - 2);
}

/* A page asks for a few indicators, in its own order. */
Test(matrix, of_some_indicators_has_their_rows_in_the_order_asked)
{
	const struct indicator *asked[] = {catalogue_indicator_find(SLICE_LITERAL("caseload_fte")),
					   catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"))};
	static struct plot plot;
	struct matrix all, some;

	england_plot(&plot, SOURCE_RETURNS, month_from(2025, 9));
	cr_assert_eq(matrix_make(&plot.cube.background, &plot.question, &plot.arena, &all), ERROR_NONE);
	cr_assert_eq(matrix_make_of(&plot.cube.background, &plot.question, asked, 2, &plot.arena, &some), ERROR_NONE);
	cr_assert_eq(some.row_count, 2);
	cr_expect_eq(some.council_count, all.council_count);
	for (unsigned i = 0; i < 2; i++) {
		cr_expect_eq(some.rows[i].indicator, asked[i]);
		expect_ranked(&plot, &some, &some.rows[i]);
	}
	cr_assert_eq(matrix_make_of(&plot.cube.background, &plot.question, NULL, 0, &plot.arena, &some), ERROR_NONE);
	cr_expect_eq(some.row_count, 0);
	plot_end(&plot);
}
