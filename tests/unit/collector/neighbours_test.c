#include "collector/core/neighbours.h"

#include <criterion/criterion.h>
#include <stdlib.h>

#include "collector/core/pooled_count.h"
#include "tests/unit/collector/figures.h"

enum { ARENA_BYTES = 1 << 20 };

/* Vacancy rates in tenths of a per cent, each of a hundred posts; -1: a symbol, -2: a joint row. */
struct neighbour_case {
	unsigned given;
	int64_t tenths[NEIGHBOUR_COUNT];
	unsigned count;
	int64_t mean, median;
};

static int by_council(const void *a, const void *b)
{
	return (int)((const struct cube_record *)a)->council - (int)((const struct cube_record *)b)->council;
}

static struct neighbour_summary summary_of(const struct neighbour_case *row, struct arena *arena)
{
	static struct figures figures[NEIGHBOUR_COUNT];
	struct cube_record records[NEIGHBOUR_COUNT];
	const struct council *council = council_find(342);
	struct column column;

	for (unsigned i = 0; i < row->given; i++) {
		int64_t tenths = row->tenths[i];

		figures_begin(&figures[i], council->neighbours[i], month_from(2025, 9));
		figures_put(&figures[i], MEASURE_VACANCY_FTE, tenths < 0 ? 100 : tenths, tenths == -1 ? SYMBOL_X : SYMBOL_NONE);
		figures_put(&figures[i], MEASURE_INPOST_FTE, 1000 - (tenths < 0 ? 100 : tenths), SYMBOL_NONE);
		records[i] = figures[i].record;
		records[i].joint = tenths == -2 ? 999 : 0;
	}
	qsort(records, row->given, sizeof(records[0]), by_council);
	cr_assert_eq(column_make(catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")), SOURCE_OFFICIAL, month_from(2025, 9), records,
				 row->given, arena, &column),
		     ERROR_NONE);
	return neighbours_of(&column, council);
}

Test(neighbours, mean_and_median_of_those_with_a_value_of_their_own)
{
	static const struct neighbour_case table[] = {
		{10, {10, 20, 30, 40, 50, 60, 70, 80, 90, 101}, 10, 551, 550},
		{10, {10, 20, 30, 40, 50, 60, 70, 80, 90, -1}, 9, 500, 500},
		{10, {10, 20, 30, 40, 50, 61, 70, 80, -2, -1}, 8, 451, 450},
		{3, {100, 100, 101}, 3, 1003, 1000}, /* 100.333 */
		{3, {100, 101, 101}, 3, 1007, 1010}, /* 100.667 */
		{2, {100, 101}, 2, 1005, 1005},
		{1, {196}, 1, 1960, 1960},
		{0, {0}, 0, 0, 0},
		{1, {-1}, 0, 0, 0},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct arena arena;
		struct neighbour_summary summary;

		arena_init(&arena, ARENA_BYTES);
		summary = summary_of(&table[i], &arena);
		cr_expect_eq(summary.expected, NEIGHBOUR_COUNT, "row %zu", i);
		cr_expect_eq(summary.count, table[i].count, "row %zu: %u", i, summary.count);
		cr_expect_eq(summary.mean, table[i].mean, "row %zu: %lld", i, (long long)summary.mean);
		cr_expect_eq(summary.median, table[i].median, "row %zu: %lld", i, (long long)summary.median);
		arena_fini(&arena);
	}
}

Test(pooled_count, children_are_rounded_to_ten_and_nothing_else_is)
{
	static const struct {
		uint16_t measure;
		int64_t sum, shown;
	} table[] = {
		{MEASURE_CLA, 1234, 1230},
		{MEASURE_CLA, 1235, 1240},
		{MEASURE_CLA, 4, 0},
		{MEASURE_CLA, 5, 10},
		{MEASURE_CLA, 0, 0},
		{MEASURE_REFERRALS_12M, 19, 20},
		{MEASURE_CASES, 1234, 1234},
		{MEASURE_VACANCY_FTE, 1234, 1234},
		{MEASURE_POPULATION_0_17, 37123, 37123},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_expect_eq(pooled_count_shown(table[i].measure, table[i].sum), table[i].shown, "row %zu", i);
}
