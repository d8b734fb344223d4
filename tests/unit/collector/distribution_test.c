#include "collector/core/distribution.h"

#include "tests/unit/collector/figures.h"
#include "tests/unit/collector/references.h"

static void vacancies_sort(int64_t *tenths)
{
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++) {
		unsigned place = i;

		for (; place > 0 && tenths[place - 1] > north_west_2021[i].vacancy_rate; place--)
			tenths[place] = tenths[place - 1];
		tenths[place] = north_west_2021[i].vacancy_rate;
	}
}

/* The published vacancy rates of 23 councils: quartiles 10.2, 16.9 and 21.4. */
Test(distribution, quartiles_of_the_north_west)
{
	int64_t tenths[NORTH_WEST_COUNT];

	vacancies_sort(tenths);
	expect_printed(distribution_quantile(tenths, NORTH_WEST_COUNT, 0.25) / 10, 10.2, 1);
	cr_assert_eq(distribution_quantile(tenths, NORTH_WEST_COUNT, 0.5), 169);
	expect_printed(distribution_quantile(tenths, NORTH_WEST_COUNT, 0.75) / 10, 21.4, 1);
}

Test(distribution, quantiles_by_type_seven)
{
	/* R: quantile(c(1, 2, 4, 8, 16, 32), c(0, .1, .25, .5, .75, .9, 1)) by its definition. */
	static const int64_t values[] = {1, 2, 4, 8, 16, 32};

	cr_assert_eq(distribution_quantile(values, 6, 0), 1);
	expect_close(distribution_quantile(values, 6, 0.1), 1.5L, 1e-15);
	expect_close(distribution_quantile(values, 6, 0.25), 2.5L, 1e-15);
	expect_close(distribution_quantile(values, 6, 0.5), 6, 1e-15);
	expect_close(distribution_quantile(values, 6, 0.75), 14, 1e-15);
	expect_close(distribution_quantile(values, 6, 0.9), 24, 1e-15);
	cr_assert_eq(distribution_quantile(values, 6, 1), 32);
	cr_assert_eq(distribution_quantile(values, 1, 0.3), 1);
}

Test(distribution, mean)
{
	static const int64_t large[] = {INT64_MAX, INT64_MAX, INT64_MIN, INT64_MIN}, small[] = {-5, 2, 4};

	cr_assert_eq(distribution_mean(large, 4), -0.5);
	cr_assert_eq(distribution_mean(large, 2), 0x1p63);
	expect_close(distribution_mean(small, 3), 1 / 3.L, 1e-15);
}

/* Of 1 1 2 2 4 6 9 the median is 2, the distances from it 1 1 0 0 2 4 7, their median 1. */
Test(distribution, median_deviation)
{
	static const int64_t odd[] = {1, 1, 2, 2, 4, 6, 9}, even[] = {1, 3, 6, 10}, pair[] = {2, 7}, one[] = {4},
			     falling[] = {0, 80, 90, 95, 97, 98, 99};

	cr_assert_eq(distribution_deviation(odd, 7), 1);
	/* Median 4.5; distances 1.5, 1.5, 3.5, 5.5. */
	cr_assert_eq(distribution_deviation(even, 4), 2.5);
	cr_assert_eq(distribution_deviation(pair, 2), 2.5);
	cr_assert_eq(distribution_deviation(one, 1), 0);
	/* Median 95; distances 95, 15, 5, 0, 2, 3, 4. */
	cr_assert_eq(distribution_deviation(falling, 7), 4);
}
