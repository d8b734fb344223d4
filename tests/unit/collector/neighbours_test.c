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

static void record_make(struct figures *figures, uint16_t council, int64_t tenths)
{
	figures_begin(figures, council, month_from(2025, 9));
	figures_put(figures, MEASURE_VACANCY_FTE, tenths < 0 ? 100 : tenths, tenths == -1 ? SYMBOL_X : SYMBOL_NONE);
	figures_put(figures, MEASURE_INPOST_FTE, 1000 - (tenths < 0 ? 100 : tenths), SYMBOL_NONE);
	figures->record.joint = tenths == -2 ? 999 : 0;
}

/* Of St Helens' neighbours, and of itself when `own` is not NULL. */
static struct column column_of(const struct neighbour_case *row, const int64_t *own, struct arena *arena)
{
	static struct figures figures[NEIGHBOUR_COUNT + 1];
	struct cube_record records[NEIGHBOUR_COUNT + 1];
	const struct council *council = council_find(342);
	unsigned count = row->given;
	struct column column;

	for (unsigned i = 0; i < row->given; i++)
		record_make(&figures[i], council->neighbours[i], row->tenths[i]);
	if (own)
		record_make(&figures[count++], council->code, *own);
	for (unsigned i = 0; i < count; i++)
		records[i] = figures[i].record;
	qsort(records, count, sizeof(records[0]), by_council);
	cr_assert_eq(column_make(catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")), SOURCE_OFFICIAL, month_from(2025, 9), records, count,
				 arena, &column),
		     ERROR_NONE);
	return column;
}

static struct neighbour_summary summary_of(const struct neighbour_case *row, struct arena *arena)
{
	struct column column = column_of(row, NULL, arena);

	return neighbours_of(&column, council_find(342));
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

Test(neighbours, rank_among_those_with_a_value_of_their_own)
{
	static const struct {
		int64_t own;
		struct neighbour_case beside;
		unsigned rank, counted;
	} table[] = {
		{196, {.given = 3, .tenths = {100, 300, 196}}, 2, 4}, /* low is good; a tie shares the lowest place */
		{50, {.given = 3, .tenths = {100, 300, 196}}, 1, 4},
		{400, {.given = 4, .tenths = {100, -1, -2, 196}}, 3, 3},
		{-1, {.given = 2, .tenths = {100, 300}}, 0, 0},
		{-2, {.given = 2, .tenths = {100, 300}}, 0, 0},
		{196, {.given = 0}, 1, 1},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct arena arena;
		struct neighbour_standing standing;
		struct column column;

		arena_init(&arena, ARENA_BYTES);
		column = column_of(&table[i].beside, &table[i].own, &arena);
		standing = neighbours_standing(&column, council_find(342));
		cr_expect_eq(standing.rank, table[i].rank, "row %zu: %u", i, standing.rank);
		cr_expect_eq(standing.counted, table[i].counted, "row %zu: %u", i, standing.counted);
		arena_fini(&arena);
	}
}

Test(neighbours, the_links_are_not_mutual)
{
	const struct council *council = council_find(342);
	unsigned mutual = 0;

	for (unsigned i = 0; i < NEIGHBOUR_COUNT; i++) {
		cr_expect(neighbours_name(council_find(council->neighbours[i]), council));
		mutual += neighbours_name(council, council_find(council->neighbours[i]));
	}
	cr_expect_gt(mutual, 0);
	cr_expect_lt(mutual, NEIGHBOUR_COUNT);
	cr_expect_not(neighbours_name(council, council));
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
