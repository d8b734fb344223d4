#include "collector/core/pooled_count.h"

#include <criterion/criterion.h>

#include "proto/catalogue.h"

Test(pooled_count, children_are_rounded_to_ten_half_up)
{
	static const struct {
		int64_t sum, shown;
	} table[] = {{0, 0}, {4, 0}, {5, 10}, {14, 10}, {15, 20}, {18395, 18400}, {18394, 18390}, {-4, 0}, {-5, -10}, {INT64_MAX, INT64_MAX}};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		cr_expect_eq(pooled_count_shown(MEASURE_CLA, table[i].sum), table[i].shown, "%lld", (long long)table[i].sum);
}

Test(pooled_count, what_is_rounded)
{
	static const uint16_t rounded[] = {MEASURE_CLA, MEASURE_CPP, MEASURE_CIN, MEASURE_REFERRALS_12M, MEASURE_DAYS_TO_ADOPTION_PLACEMENT_12M};
	static const uint16_t exact[] = {MEASURE_INPOST_FTE, MEASURE_AGENCY_HEADCOUNT, MEASURE_POPULATION_0_17, MEASURE_SPENDING_12M, MEASURE_NONE};

	for (size_t i = 0; i < sizeof rounded / sizeof rounded[0]; i++)
		cr_expect(pooled_count_is_rounded(rounded[i]), "%u", rounded[i]);
	for (size_t i = 0; i < sizeof exact / sizeof exact[0]; i++) {
		cr_expect_not(pooled_count_is_rounded(exact[i]), "%u", exact[i]);
		cr_expect_eq(pooled_count_shown(exact[i], 18395), 18395, "%u", exact[i]);
	}
}
