/* Whatever is asked about an area in a month, it is of the same reporters: for tests with lists that have one council of a joint workforce. */
#pragma once

#include <criterion/criterion.h>

#include "collector/core/control_chart.h"
#include "collector/core/coverage.h"
#include "collector/core/funnel_chart.h"
#include "collector/core/matrix.h"
#include "collector/core/ranking.h"
#include "collector/core/series.h"

/* Of one council, or of two; the list is the caller's. */
static inline struct area list_of(const uint16_t *members, unsigned count)
{
	return (struct area){.kind = AREA_LIST, .code = "list", .name = "some councils", .member_count = count, .members = members};
}

static inline void expect_sum(const char *answer, const struct ranking *ranking, const struct column_summary *sum)
{
	cr_expect_eq(sum->expected, ranking->expected, "%s: %u expected, ranked %u", answer, sum->expected, ranking->expected);
	cr_expect_eq(sum->reported, ranking->reported, "%s: %u reported, ranked %u", answer, sum->reported, ranking->reported);
	cr_expect_eq(sum->counted, ranking->counted, "%s: %u counted, ranked %u", answer, sum->counted, ranking->counted);
	cr_expect_eq(sum->pooled.included, ranking->pooled.included, "%s", answer);
	cr_expect_eq(sum->pooled.value.symbol, ranking->pooled.value.symbol, "%s", answer);
	cr_expect_eq(sum->pooled.value.value, ranking->pooled.value.value, "%s: %lld, ranked %lld", answer, (long long)sum->pooled.value.value,
		     (long long)ranking->pooled.value.value);
}

/* The matrix' row of the indicator, with the ranking's places for either of two councils. */
static inline void expect_matrix(const struct background *background, const struct question *question, const struct ranking *ranking,
				 struct arena *arena)
{
	const struct matrix_row *row = NULL;
	struct matrix matrix;

	cr_assert_eq(matrix_make(background, question, arena, &matrix), ERROR_NONE);
	for (unsigned i = 0; i < matrix.row_count; i++)
		if (matrix.rows[i].indicator == question->indicator)
			row = &matrix.rows[i];
	cr_assert_not_null(row);
	expect_sum("matrix", ranking, &row->field.summary);
	for (unsigned i = 0; i < matrix.council_count; i++)
		for (unsigned j = 0; j < ranking->row_count; j++)
			if (ranking_row_is_of(&ranking->rows[j], matrix.councils[i]))
				cr_expect_eq(row->cells[i].standing.rank, ranking->rows[j].rank, "%s", matrix.councils[i]->name);
}

static inline void expect_chart(const struct background *background, const struct question *question, const struct ranking *ranking,
				struct arena *arena)
{
	struct control_chart chart;
	struct problem problem;
	bool is_known;

	cr_assert_eq(control_chart_make(background, question, arena, &chart, &problem), ERROR_NONE);
	is_known = chart.count > 0 && chart.values[chart.count - 1].is_known && month_compare(chart.months[chart.count - 1], question->month) == 0;
	cr_expect_eq(is_known, !ranking->pooled.value.symbol);
	if (is_known && !ranking->pooled.value.symbol)
		cr_expect_eq(chart.values[chart.count - 1].value, ranking->pooled.value.value);
}

/* The question has indicator, source, month and area. */
static inline void expect_one_answer(const struct background *background, struct question question, struct arena *arena)
{
	struct ranking ranking;
	struct series series;
	struct coverage coverage;
	struct funnel_chart funnel;
	struct problem problem;

	question.has_month = question.has_first = question.has_last = true;
	question.first = question.last = question.month;
	cr_assert_eq(ranking_make(background, &question, arena, &ranking), ERROR_NONE);
	cr_assert_eq(series_make(background, &question, arena, &series, &problem), ERROR_NONE);
	cr_assert_eq(series.month_count, 1);
	expect_sum("series", &ranking, &series.months[0].area);
	expect_matrix(background, &question, &ranking, arena);
	cr_assert_eq(coverage_make(background, &question, arena, &coverage, &problem), ERROR_NONE);
	cr_assert_eq(coverage.month_count, 1);
	cr_expect_eq(coverage.months[0].expected, ranking.expected);
	cr_expect_eq(coverage.months[0].counted, ranking.counted);
	cr_assert_eq(funnel_chart_make(background, &question, arena, &funnel), ERROR_NONE);
	cr_expect_eq(funnel.point_count, ranking.row_count);
	question.has_first = false;
	expect_chart(background, &question, &ranking, arena);
}
