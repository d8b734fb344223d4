#include "collector/core/gamma.h"

#include <float.h>
#include <math.h>
#include <stdbool.h>

#include "collector/core/mass.h"
#include "collector/core/normal.h"
#include "common/error.h"

/* The loops end by themselves, after some times the root of the shape; this keeps a NaN from running for ever. */
enum { TERMS_MAX = 1000000, STEPS_MAX = 100 };

static double lower_by_series(double shape, double x)
{
	double term = 1, sum = 1;

	for (unsigned i = 1; i < TERMS_MAX && term > sum * DBL_EPSILON / 2; i++) {
		term *= x / (shape + i);
		sum += term;
	}
	return mass_poisson(shape, x) * sum;
}

/* Lentz's method, as modified by Thompson and Barnett (1986); no denominator is 0 above shape + 1. */
static double upper_by_fraction(double shape, double x)
{
	double below = x + 1 - shape;
	double c = 1 / DBL_MIN, d = 1 / below, fraction = d;

	for (unsigned i = 1; i < TERMS_MAX; i++) {
		double above = -(double)i * (i - shape);
		double factor;

		below += 2;
		d = 1 / (above * d + below);
		c = below + above / c;
		factor = c * d;
		fraction *= factor;
		if (fabs(factor - 1) < DBL_EPSILON)
			break;
	}
	return shape * mass_poisson(shape, x) * fraction;
}

double gamma_lower(double shape, double x)
{
	if (x <= 0)
		return 0;
	return x < shape + 1 ? lower_by_series(shape, x) : 1 - upper_by_fraction(shape, x);
}

double gamma_upper(double shape, double x)
{
	if (x <= 0)
		return 1;
	return x < shape + 1 ? 1 - lower_by_series(shape, x) : upper_by_fraction(shape, x);
}

/* Wilson and Hilferty (1931); for small shapes or far below the first term of the series. */
static double first_guess(double shape, double probability, bool is_upper)
{
	double z = is_upper ? -normal_quantile(probability) : normal_quantile(probability);
	double root = 1 - 1 / (9 * shape) + z / (3 * sqrt(shape));
	double guess = shape * root * root * root;

	if (root > 0.1)
		return guess;
	return fmax(DBL_MIN, exp((log(is_upper ? 1 - probability : probability) + log_factorial(shape)) / shape));
}

/* Newton's method for log(tail) over log(x), where both tails are nearly straight; a step out of what is known to hold the root halves that. */
static double solve(double shape, double probability, bool is_upper)
{
	double x = first_guess(shape, probability, is_upper);
	double low = 0, high = INFINITY;

	INVARIANT(shape > 0 && probability > 0 && probability < 1);
	for (unsigned i = 0; i < STEPS_MAX; i++) {
		double tail = is_upper ? gamma_upper(shape, x) : gamma_lower(shape, x);
		double excess = log(tail / probability);
		double next;

		if ((excess > 0) == is_upper)
			low = x;
		else
			high = x;
		next = x * exp((is_upper ? excess : -excess) * tail / (shape * mass_poisson(shape, x)));
		if (fabs(next - x) <= 2 * DBL_EPSILON * x)
			return next;
		if (!(next > low && next < high))
			next = isinf(high) ? 2 * low : (low + high) / 2;
		x = next;
	}
	return x;
}

double gamma_quantile(double shape, double probability)
{
	return solve(shape, probability, false);
}

double gamma_quantile_upper(double shape, double probability)
{
	return solve(shape, probability, true);
}
