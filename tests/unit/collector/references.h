/* What the statistics are compared with: tails summed term by term in long double, and quantiles of them by bisection. */
#pragma once

#include <criterion/criterion.h>
#include <math.h>

/* Relative where the expected value is not 0. */
static inline void expect_close(double actual, long double expected, double tolerance)
{
	long double reach = expected == 0 ? tolerance : fabsl(expected) * tolerance;

	cr_assert(fabsl(actual - expected) <= reach, "%.17g is not %.17Lg", actual, expected);
}

/* To the digits of a printed table. */
static inline void expect_printed(double actual, double printed, int decimals)
{
	cr_assert(fabs(actual - printed) <= 0.5000001 * pow(10, -decimals), "%.10f is not %.*f", actual, decimals, printed);
}

/* P(X <= count) of a Poisson count. */
static inline long double reference_poisson_at_most(unsigned count, long double mean)
{
	long double term = expl(-mean), sum = term;

	for (unsigned i = 1; i <= count; i++) {
		term *= mean / i;
		sum += term;
	}
	return sum;
}

static inline long double reference_choose(unsigned total, unsigned count)
{
	long double ways = 1;

	for (unsigned i = 1; i <= count; i++)
		ways = ways * (total - count + i) / i;
	return ways;
}

/* P(X >= count) of a binomial count. */
static inline long double reference_binomial_at_least(unsigned count, unsigned total, long double probability)
{
	long double sum = 0;

	for (unsigned i = total + 1; i-- > count;)
		sum += reference_choose(total, i) * powl(probability, i) * powl(1 - probability, total - i);
	return sum;
}

/* Where a growing function reaches `wanted`, between low and high. */
static inline long double reference_root(long double (*function)(long double x, const void *context), const void *context, long double wanted,
					 long double low, long double high)
{
	for (unsigned i = 0; i < 200; i++) {
		long double middle = (low + high) / 2;

		if (function(middle, context) < wanted)
			low = middle;
		else
			high = middle;
	}
	return low;
}
