#include "collector/core/column.h"

#include <criterion/criterion.h>

enum { BUDGET_BYTES = 1 << 20 };

/* Months before, between and after the reorganisations. */
Test(column, without_records_has_the_sums_of_a_walk_over_england)
{
	const struct month months[] = {month_from(2018, 9), month_from(2019, 3), month_from(2019, 4), month_from(2021, 9), month_from(2024, 3)};
	const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (size_t i = 0; i < sizeof months / sizeof months[0] * 2; i++) {
		for (unsigned j = 0; j < catalogue_indicator_count(); j++) {
			int64_t values[COUNCIL_COUNT_MAX];
			struct column_summary walked;
			struct column column;
			struct arena arena;

			arena_init(&arena, BUDGET_BYTES);
			cr_assert_eq(column_make(catalogue_indicator_at(j), sources[i % 2], months[i / 2], NULL, 0, &arena, &column), ERROR_NONE);
			column_sum(&column, area_find(SLICE_LITERAL("England")), values, &walked);
			cr_expect_eq(column.england.expected, walked.expected, "%s, row %zu: %u, not %u", column.indicator->id, i,
				     column.england.expected, walked.expected);
			cr_expect_eq(column.england.reported, 0);
			cr_expect_eq(column.england.pooled.value.symbol, walked.pooled.value.symbol);
			arena_fini(&arena);
		}
	}
}
