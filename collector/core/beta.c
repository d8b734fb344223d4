#include "collector/core/beta.h"

#include <float.h>
#include <math.h>

#include "collector/core/mass.h"

/* The loop ends by itself, after some times the root of the larger parameter; this keeps a NaN from running for ever. */
enum { TERMS_MAX = 1000000 };

static double kept_from_zero(double value)
{
	return fabs(value) < DBL_MIN ? DBL_MIN : value;
}

/* Lentz's method, as modified by Thompson and Barnett (1986). Quick where x is below (a + 1) / (a + b + 2). */
static double fraction_at(double a, double b, double x)
{
	double c = 1, d = 1 / kept_from_zero(1 - (a + b) * x / (a + 1));
	double fraction = d;

	for (unsigned i = 1; i < TERMS_MAX; i++) {
		double even = i * (b - i) * x / ((a + 2. * i - 1) * (a + 2. * i));
		double odd = -(a + i) * (a + b + i) * x / ((a + 2. * i) * (a + 2. * i + 1));
		double factor;

		d = 1 / kept_from_zero(1 + even * d);
		c = kept_from_zero(1 + even / c);
		fraction *= c * d;
		d = 1 / kept_from_zero(1 + odd * d);
		c = kept_from_zero(1 + odd / c);
		factor = c * d;
		fraction *= factor;
		if (fabs(factor - 1) < DBL_EPSILON)
			break;
	}
	return fraction;
}

/* x^a (1 - x)^b / (a B(a, b)) x the fraction. */
static double side(double a, double b, double x, double missing)
{
	return mass_binomial(a, a + b, x, missing) * b / (a + b) * fraction_at(a, b, x);
}

double beta_lower(double a, double b, double x, double missing)
{
	if (x <= 0)
		return 0;
	if (missing <= 0)
		return 1;
	return x < (a + 1) / (a + b + 2) ? side(a, b, x, missing) : 1 - side(b, a, missing, x);
}

double binomial_at_least(double count, double total, double probability)
{
	if (count <= 0)
		return 1;
	if (count >= total + 1)
		return 0;
	return beta_lower(count, total - count + 1, probability, 1 - probability);
}

double binomial_at_most(double count, double total, double probability)
{
	if (count >= total)
		return 1;
	if (count < 0)
		return 0;
	return beta_lower(total - count, count + 1, 1 - probability, probability);
}

double student_two_sided(double t, double degrees)
{
	double square = t * t, both = degrees + square;

	return isinf(both) ? 0 : beta_lower(degrees / 2, 0.5, degrees / both, square / both);
}
