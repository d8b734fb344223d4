#include "collector/core/difference.h"

#include "tests/unit/collector/references.h"

/* Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), table II, method 10. */
Test(difference, proportions_as_published)
{
	static const struct {
		struct sample a, b;
		double low, high;
	} table[] = {
		{{56, 70}, {48, 80}, 0.0524, 0.3339}, {{9, 10}, {3, 10}, 0.1705, 0.8090},  {{6, 7}, {2, 7}, 0.0582, 0.8062},
		{{5, 56}, {0, 29}, -0.0381, 0.1926},  {{0, 10}, {0, 20}, -0.1611, 0.2775}, {{0, 10}, {0, 10}, -0.2775, 0.2775},
		{{10, 10}, {0, 20}, 0.6791, 1},       {{10, 10}, {0, 10}, 0.6075, 1},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct interval interval = difference_interval(SAMPLE_PROPORTION, table[i].a, table[i].b, 0.95);
		struct interval turned = difference_interval(SAMPLE_PROPORTION, table[i].b, table[i].a, 0.95);

		cr_assert(interval.is_known);
		expect_printed(interval.low, table[i].low, 4);
		expect_printed(interval.high, table[i].high, 4);
		expect_close(turned.low, -interval.high, 1e-14);
		expect_close(turned.high, -interval.low, 1e-14);
	}
}

/* One rate without events and of a large exposure is known to be 0: what is left is the interval of the other, moved. */
Test(difference, rates_are_composed_of_their_intervals)
{
	struct sample a = {40, 1000}, b = {9, 500};
	struct interval of_a = interval_rate(40, 1000, 0.95), of_b = interval_rate(9, 500, 0.95);
	struct interval interval = difference_interval(SAMPLE_RATE, a, b, 0.95);
	struct interval alone = difference_interval(SAMPLE_RATE, a, (struct sample){0, 1e12}, 0.95);
	long double value = 40.L / 1000 - 9.L / 500;

	expect_close(interval.low, value - sqrtl(powl(0.04L - of_a.low, 2) + powl(of_b.high - 0.018L, 2)), 1e-12);
	expect_close(interval.high, value + sqrtl(powl(of_a.high - 0.04L, 2) + powl(0.018L - of_b.low, 2)), 1e-12);
	expect_close(alone.low, of_a.low, 1e-9);
	expect_close(alone.high, of_a.high, 1e-9);
}

Test(difference, nothing_can_be_said)
{
	struct sample good = {1, 10}, over = {11, 10}, empty = {0, 0};

	cr_assert_not(difference_interval(SAMPLE_PROPORTION, good, over, 0.95).is_known);
	cr_assert_not(difference_interval(SAMPLE_PROPORTION, over, good, 0.95).is_known);
	cr_assert(difference_interval(SAMPLE_RATE, over, good, 0.95).is_known);
	cr_assert_not(difference_interval(SAMPLE_RATE, good, empty, 0.95).is_known);
	cr_assert_eq(difference_tail(SAMPLE_PROPORTION, good, over), 1);
	cr_assert_not(sample_is_valid(SAMPLE_RATE, (struct sample){NAN, 1}));
	cr_assert_not(sample_is_valid(SAMPLE_RATE, (struct sample){1, INFINITY}));
}

/* The lady tasting tea, Fisher, "The design of experiments" (1935): 3 of 4 cups right, 17 of 70 ways at least as good. All right: 1 of 70. */
Test(difference, the_lady_tasting_tea)
{
	expect_close(difference_tail(SAMPLE_PROPORTION, (struct sample){3, 4}, (struct sample){1, 4}), 17.L / 70, 1e-12);
	expect_close(difference_tail(SAMPLE_PROPORTION, (struct sample){4, 4}, (struct sample){0, 4}), 1.L / 70, 1e-12);
	cr_assert_eq(difference_tail(SAMPLE_PROPORTION, (struct sample){2, 4}, (struct sample){2, 4}), 1);
}

static long double fisher_reference(unsigned count_a, unsigned total_a, unsigned count_b, unsigned total_b)
{
	unsigned sum = count_a + count_b;
	long double ways = 0;

	for (unsigned k = count_a; k <= total_a && k <= sum; k++)
		if (sum - k <= total_b)
			ways += reference_choose(total_a, k) * reference_choose(total_b, sum - k);
	return ways / reference_choose(total_a + total_b, sum);
}

Test(difference, proportions_against_counted_ways)
{
	static const unsigned totals[][2] = {{5, 9}, {20, 20}, {12, 61}, {150, 90}};

	for (size_t i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
		for (unsigned a = 0; a <= totals[i][0]; a += 1 + totals[i][0] / 13)
			for (unsigned b = 0; b <= totals[i][1]; b += 1 + totals[i][1] / 11) {
				struct sample of_a = {a, totals[i][0]}, of_b = {b, totals[i][1]};

				if (a * totals[i][1] <= b * totals[i][0])
					continue;
				expect_close(difference_tail(SAMPLE_PROPORTION, of_a, of_b), fisher_reference(a, totals[i][0], b, totals[i][1]),
					     1e-11);
				cr_assert_eq(difference_tail(SAMPLE_PROPORTION, of_b, of_a), difference_tail(SAMPLE_PROPORTION, of_a, of_b));
			}
}

Test(difference, rates_against_summed_binomials)
{
	static const double exposures[][2] = {{10, 30}, {2500.5, 1000}, {7, 7}};

	for (size_t i = 0; i < sizeof(exposures) / sizeof(exposures[0]); i++)
		for (unsigned a = 0; a <= 60; a += 3)
			for (unsigned b = 0; b <= 60; b += 4) {
				long double share = (long double)exposures[i][0] / (exposures[i][0] + exposures[i][1]);

				if (a / exposures[i][0] <= b / exposures[i][1])
					continue;
				expect_close(difference_tail(SAMPLE_RATE, (struct sample){a, exposures[i][0]}, (struct sample){b, exposures[i][1]}),
					     reference_binomial_at_least(a, a + b, share), 1e-11);
			}
}

/* Parts of a post make a difference smaller, never larger: 12.9 against 3.1 is judged as 12 against 4. */
Test(difference, part_time_posts_are_rounded_towards_no_difference)
{
	struct sample a = {12.9, 60}, b = {3.1, 50};

	cr_assert_eq(difference_tail(SAMPLE_PROPORTION, a, b), difference_tail(SAMPLE_PROPORTION, (struct sample){12, 60}, (struct sample){4, 50}));
	cr_assert_eq(difference_tail(SAMPLE_PROPORTION, (struct sample){0.9, 10}, (struct sample){0.1, 10}), 1);
	cr_assert_eq(difference_tail(SAMPLE_PROPORTION, (struct sample){0.3, 0.4}, (struct sample){0.2, 0.4}), 1);
}

/* The whole is never fewer posts than are vacant of it. */
Test(difference, whole_posts_of_a_contender)
{
	struct contender small = contender_of(SAMPLE_PROPORTION, (struct sample){0.3, 0.4}),
			 rate = contender_of(SAMPLE_RATE, (struct sample){3, 0.4});

	cr_assert_eq(small.total, 1);
	cr_assert_eq(small.as_higher.count, 0);
	cr_assert_eq(small.as_lower.count, 1);
	expect_close(small.value, 0.75L, 1e-15);
	cr_assert_eq(rate.total, 0.4);
}

Test(difference, large_counts_do_not_lose_the_tail)
{
	double tail = difference_tail(SAMPLE_RATE, (struct sample){501000, 1e7}, (struct sample){500000, 1e7});
	/* Binomial(1001000, 1/2) at least 501000: by the normal tail with a correction for continuity. */
	long double z = (501000 - 0.5L - 500500) / sqrtl(1001000.L / 4);

	expect_close(tail, erfcl(z / sqrtl(2)) / 2, 1e-5);
}
