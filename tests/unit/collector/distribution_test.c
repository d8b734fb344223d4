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

Test(distribution, robust_z)
{
	static const int64_t values[] = {1, 1, 2, 2, 4, 6, 9}, alike[] = {3, 3, 3, 3, 90};
	double z = 7;

	cr_assert(distribution_robust_z(values, 7, 9, &z));
	expect_close(z, 7 / 1.482602218505602L, 1e-14);
	cr_assert(distribution_robust_z(values, 7, 2, &z));
	cr_assert_eq(z, 0);
	cr_assert_not(distribution_robust_z(alike, 5, 90, &z));
	cr_assert_eq(z, 0);
}

/* 1.4826 is 1 / the third quartile of the normal distribution. */
Test(distribution, robust_z_is_standard_for_normal_values)
{
	static const int64_t quartiles[] = {-6745, 0, 6745};
	double z;

	cr_assert(distribution_robust_z(quartiles, 3, 10000, &z));
	expect_close(z, 1, 1e-4);
}

Test(distribution, tails)
{
	static const int64_t values[] = {-30, -10, 0, 0, 0, 5, 10, 10, 40};
	static const struct {
		int64_t value;
		unsigned high, low; /* as extreme ones, itself counted */
	} table[] = {{40, 2, 10}, {41, 1, 10}, {10, 4, 9}, {0, 8, 6}, {-30, 10, 2}, {-31, 10, 1}, {7, 4, 7}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct distribution_tails tails = distribution_tails(values, 9, table[i].value);

		expect_close(tails.high, table[i].high / 10.L, 1e-15);
		expect_close(tails.low, table[i].low / 10.L, 1e-15);
		expect_close(tails.two_sided, fminl(1, fminl(table[i].high, table[i].low) / 5.L), 1e-15);
	}
	cr_assert_eq(distribution_tails(NULL, 0, 5).two_sided, 1);
}

/* St Helens' 19.6 among the 22 others: seven have as much or more. */
Test(distribution, a_council_among_the_others)
{
	int64_t tenths[NORTH_WEST_COUNT];
	unsigned others = 0;

	vacancies_sort(tenths);
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++)
		if (tenths[i] != 196)
			tenths[others++] = tenths[i];
	cr_assert_eq(others, NORTH_WEST_COUNT - 1);
	expect_close(distribution_tails(tenths, others, 196).high, 8 / 23.L, 1e-15);
}
