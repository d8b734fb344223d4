#include "collector/core/interval.h"

#include "tests/unit/collector/references.h"

/* Newcombe, "Two-sided confidence intervals for the single proportion", Statistics in Medicine 17 (1998), table I, method 3 (Wilson). */
static const struct {
	unsigned count, total;
	double low, high;
} published[] = {
	{81, 263, 0.2553, 0.3662},
	{15, 148, 0.0624, 0.1605},
	{0, 20, 0, 0.1611},
	{1, 29, 0.0061, 0.1718},
};

Test(interval, wilson_as_published)
{
	for (size_t i = 0; i < sizeof(published) / sizeof(published[0]); i++) {
		struct interval interval = interval_wilson(published[i].count, published[i].total, 0.95);

		cr_assert(interval.is_known);
		expect_printed(interval.low, published[i].low, 4);
		expect_printed(interval.high, published[i].high, 4);
	}
}

struct observed {
	long double share, total;
};

/* How many standard errors of the true proportion lie between it and what was seen: falls as it grows, so its negative rises. */
static long double score(long double proportion, const void *context)
{
	const struct observed *observed = context;

	return (proportion - observed->share) / sqrtl(proportion * (1 - proportion) / observed->total);
}

/* By its definition: the proportions from which what was seen is just z standard errors away. */
Test(interval, wilson_against_its_definition)
{
	static const double confidences[] = {0.95, 0.998};
	static const long double z[] = {1.959963984540054235524594L, 3.090232306167813541540399L};
	static const struct {
		double count, total;
	} table[] = {{81, 263}, {15, 148}, {1, 29}, {35, 178.3}, {0.4, 61.25}, {999.5, 1000}, {5, 10}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		for (unsigned j = 0; j < 2; j++) {
			struct observed observed = {(long double)table[i].count / table[i].total, table[i].total};
			struct interval interval = interval_wilson(table[i].count, table[i].total, confidences[j]);

			expect_close(interval.low, reference_root(score, &observed, -z[j], 0, 1), 1e-12);
			expect_close(interval.high, reference_root(score, &observed, z[j], 0, 1), 1e-12);
		}
}

Test(interval, wilson_at_the_ends)
{
	struct interval none = interval_wilson(0, 40, 0.95), all = interval_wilson(40, 40, 0.95);

	cr_assert_eq(none.low, 0);
	cr_assert_eq(all.high, 1);
	expect_close(none.high, 1 - all.low, 1e-14);
}

Test(interval, nothing_can_be_said)
{
	static const struct {
		double count, total;
	} table[] = {{0, 0}, {-1, 10}, {11, 10}, {1, -1}, {NAN, 10}, {1, NAN}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert_not(interval_wilson(table[i].count, table[i].total, 0.95).is_known, "row %zu", i);
	cr_assert_not(interval_garwood(-1, 0.95).is_known);
	cr_assert_not(interval_byar(-1, 0.95).is_known);
	cr_assert_not(interval_byar(NAN, 0.95).is_known);
	cr_assert_not(interval_rate(3, 0, 0.95).is_known);
	cr_assert_not(interval_rate(-3, 10, 0.95).is_known);
}

/* The exact 95% limits of a Poisson mean as textbooks print them since Garwood (1936); checked below to more digits. */
Test(interval, garwood_as_printed)
{
	static const struct {
		unsigned events;
		double low, high;
	} table[] = {{0, 0, 3.689},       {1, 0.025, 5.572},    {2, 0.242, 7.225},    {3, 0.619, 8.767},     {4, 1.090, 10.242},
		     {5, 1.623, 11.668},  {6, 2.202, 13.059},   {7, 2.814, 14.423},   {8, 3.454, 15.763},    {9, 4.115, 17.085},
		     {10, 4.795, 18.390}, {20, 12.217, 30.888}, {50, 37.111, 65.919}, {100, 81.364, 121.627}};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct interval interval = interval_garwood(table[i].events, 0.95);

		expect_printed(interval.low, table[i].low, 3);
		expect_printed(interval.high, table[i].high, 3);
	}
}

static long double at_least(long double mean, const void *events)
{
	return 1 - reference_poisson_at_most(*(const unsigned *)events - 1, mean);
}

static long double more_than(long double mean, const void *events)
{
	return 1 - reference_poisson_at_most(*(const unsigned *)events, mean);
}

/* By its definition: the means at which as many, and as few, have the chance of half of what is left to 1. */
Test(interval, garwood_against_its_definition)
{
	static const double confidences[] = {0.9, 0.95, 0.998};

	for (unsigned events = 0; events <= 60; events++)
		for (size_t i = 0; i < sizeof(confidences) / sizeof(confidences[0]); i++) {
			struct interval interval = interval_garwood(events, confidences[i]);
			long double tail = (1 - (long double)confidences[i]) / 2;

			expect_close(interval.high, reference_root(more_than, &events, 1 - tail, 0, 300), 1e-12);
			if (events == 0)
				cr_assert_eq(interval.low, 0);
			else
				expect_close(interval.low, reference_root(at_least, &events, tail, 0, 300), 1e-12);
		}
}

/* The horse kicks of the Prussian army (Bortkiewicz 1898, 196 deaths in 280 corps years) as DescTools::PoissonCI of R prints the exact limits. */
Test(interval, horse_kicks)
{
	struct interval exact = interval_garwood(196, 0.95);

	expect_printed(exact.low / 280, 0.6054271, 7);
	expect_printed(exact.high / 280, 0.8051570, 7);
}

static long double byar_reference(long double count, long double z)
{
	return count * powl(1 - 1 / (9 * count) + z / (3 * sqrtl(count)), 3);
}

/* The formula in long double, and what the technical guide promises: within 0.2% of the exact limits from 10 events, at 95%. */
Test(interval, byar_against_its_formula_and_the_exact_limits)
{
	const long double z = 1.959963984540054235524594L;

	for (unsigned events = 1; events <= 400; events++) {
		struct interval byar = interval_byar(events, 0.95), exact = interval_garwood(events, 0.95);

		expect_close(byar.low, byar_reference(events, -z), 1e-12);
		expect_close(byar.high, byar_reference(events + 1, z), 1e-12);
		if (events >= 10) {
			expect_close(byar.low, exact.low, 0.002);
			expect_close(byar.high, exact.high, 0.002);
		}
	}
	cr_assert_eq(interval_byar(0, 0.95).low, 0);
	cr_assert_eq(interval_byar(1, 0.9999).low, 0);
}

Test(interval, rates_are_exact_below_ten_events)
{
	struct interval nine = interval_rate(9, 1000, 0.95), ten = interval_rate(10, 1000, 0.95);

	cr_assert_eq(nine.low, interval_garwood(9, 0.95).low / 1000);
	cr_assert_eq(nine.high, interval_garwood(9, 0.95).high / 1000);
	cr_assert_eq(ten.low, interval_byar(10, 0.95).low / 1000);
	cr_assert_eq(ten.high, interval_byar(10, 0.95).high / 1000);
}

Test(interval, is_scaled_to_an_indicator)
{
	struct interval interval = {true, 0.13675, 0.1965}, negative = {true, -0.00125, 0.00125}, unknown = {.is_known = false};
	struct interval endless = {true, 0, 1e300};
	int64_t low = 7, high = 7;

	cr_assert_not(interval_scaled(&unknown, 1000, &low, &high));
	cr_assert_not(interval_scaled(&endless, 1000, &low, &high));
	cr_assert_eq(low, 7);
	cr_assert(interval_scaled(&interval, 1000, &low, &high));
	cr_assert_eq(low, 137);
	cr_assert_eq(high, 197);
	cr_assert(interval_scaled(&negative, 10000, &low, &high));
	cr_assert_eq(low, -13);
	cr_assert_eq(high, 13);
}
