#include "collector/core/gamma.h"

#include "collector/core/mass.h"
#include "tests/unit/collector/references.h"

Test(mass, logarithms_of_factorials)
{
	long double expected = 0;

	cr_assert_eq(log_factorial(0), 0);
	for (unsigned i = 1; i < 2000; i++) {
		expected += logl(i);
		expect_close(log_factorial(i), expected, i < 3 ? 1e-14 : 3e-15);
	}
	expect_close(log_factorial(0.5), logl(sqrtl(acosl(-1)) / 2), 1e-14);
	expect_close(log_factorial(9.5), lgammal(10.5L), 2e-15);
	expect_close(log_factorial(1e6 + 0.25), lgammal(1000001.25L), 2e-15);
}

Test(mass, poisson_and_binomial_against_products)
{
	for (unsigned count = 0; count <= 60; count++)
		for (double mean = 0.125; mean < 100; mean *= 2) {
			long double term = expl(-(long double)mean);

			for (unsigned i = 1; i <= count; i++)
				term *= (long double)mean / i;
			expect_close(mass_poisson(count, mean), term, 1e-13);
		}
	for (unsigned count = 0; count <= 40; count++)
		for (double p = 0.015625; p < 1; p += 0.03125)
			expect_close(mass_binomial(count, 40, p, 1 - p), reference_choose(40, count) * powl(p, count) * powl(1 - p, 40 - count),
				     1e-13);
}

Test(mass, large_counts_keep_their_digits)
{
	long double count = 1000003, mean = 1000000;

	expect_close(mass_poisson(1000003, 1e6), expl(count * logl(mean) - mean - lgammal(count + 1)), 1e-11);
}

Test(mass, certainties)
{
	cr_assert_eq(mass_poisson(0, 0), 1);
	cr_assert_eq(mass_poisson(1, 0), 0);
	cr_assert_eq(mass_binomial(0, 5, 0, 1), 1);
	cr_assert_eq(mass_binomial(1, 5, 0, 1), 0);
	cr_assert_eq(mass_binomial(5, 5, 1, 0), 1);
	cr_assert_eq(mass_binomial(4, 5, 1, 0), 0);
}

/* P(X < shape) = Q(shape, mean) for a whole shape. */
Test(gamma, tails_against_sums)
{
	for (unsigned shape = 1; shape <= 120; shape++)
		for (double mean = 0.0625; mean < 300; mean *= 1.5) {
			long double upper = reference_poisson_at_most(shape - 1, mean);

			if (upper > 1e-300L)
				expect_close(gamma_upper(shape, mean), upper, upper > 0.5L ? 1e-14 : 1e-13);
			if (upper < 0.999L)
				expect_close(gamma_lower(shape, mean), 1 - upper, 1e-13);
		}
	cr_assert_eq(gamma_lower(3, 0), 0);
	cr_assert_eq(gamma_upper(3, 0), 1);
}

/* P(1/2, x) = erf(root of x): a shape that is not whole. */
Test(gamma, half_a_degree)
{
	for (double x = 0.001; x < 30; x *= 1.3) {
		expect_close(gamma_lower(0.5, x), erfl(sqrtl(x)), 1e-13);
		expect_close(gamma_upper(0.5, x), erfcl(sqrtl(x)), 1e-13);
	}
}

/* Upper percentage points of chi-square as the tables of textbooks have them, with three decimals. */
Test(gamma, chi_square_as_printed)
{
	static const struct {
		unsigned degrees;
		double upper, printed;
	} table[] = {
		{1, 0.05, 3.841}, {2, 0.05, 5.991},   {5, 0.05, 11.070},  {10, 0.05, 18.307}, {30, 0.05, 43.773},
		{1, 0.01, 6.635}, {10, 0.01, 23.209}, {10, 0.975, 3.247}, {20, 0.975, 9.591}, {30, 0.025, 46.979},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		expect_printed(2 * gamma_quantile_upper(table[i].degrees / 2., table[i].upper), table[i].printed, 3);
}

static long double below(long double mean, const void *shape)
{
	return 1 - reference_poisson_at_most(*(const unsigned *)shape - 1, mean);
}

Test(gamma, quantiles_against_bisection)
{
	static const double probabilities[] = {0.001, 0.025, 0.5, 0.975, 0.999};

	for (unsigned shape = 1; shape <= 40; shape++)
		for (size_t i = 0; i < sizeof(probabilities) / sizeof(probabilities[0]); i++) {
			long double expected = reference_root(below, &shape, probabilities[i], 0, 200);

			expect_close(gamma_quantile(shape, probabilities[i]), expected, 1e-13);
			expect_close(gamma_quantile_upper(shape, 1 - probabilities[i]), expected, 1e-12);
		}
}

/* There and back, over shapes that no sum reaches and probabilities in either tail. */
Test(gamma, quantiles_undo_the_tails)
{
	for (double shape = 0.05; shape < 2e5; shape *= 2.3)
		for (double probability = 1e-12; probability < 1; probability *= 3.1) {
			expect_close(gamma_lower(shape, gamma_quantile(shape, probability)), probability, 1e-9);
			expect_close(gamma_upper(shape, gamma_quantile_upper(shape, probability)), probability, 1e-9);
		}
}
