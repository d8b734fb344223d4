#include "collector/core/mass.h"

#include <math.h>

static const double half_log_two_pi = 0.91893853320467274178;
static const double two_pi = 6.28318530717958647693;

enum { SERIES_FROM = 16 };

/* Of whole numbers up to 15, where the series does not hold yet; log(n!) less Stirling's formula, worked out with fifty digits. */
static const double small_errors[SERIES_FROM] = {0,
						 0.081061466795327258220,
						 0.041340695955409294094,
						 0.027677925684998339149,
						 0.020790672103765093112,
						 0.016644691189821192163,
						 0.013876128823070747999,
						 0.011896709945891770095,
						 0.010411265261972096497,
						 0.0092554621827127329177,
						 0.0083305634333628712565,
						 0.0075736754879518407950,
						 0.0069428401072095298657,
						 0.0064089941880042070684,
						 0.0059513701127588477356,
						 0.0055547335519628013710};

/* log(count!) - ((count + 1/2) log count - count + log(2 pi) / 2), count > 0. */
static double stirling_error(double count)
{
	unsigned steps = count < SERIES_FROM ? SERIES_FROM - (unsigned)count : 0;
	double error = 0, inverse, square;

	if (count < SERIES_FROM && floor(count) == count)
		return small_errors[(unsigned)count];
	for (unsigned i = 0; i < steps; i++)
		error += (count + i + 0.5) * log1p(1 / (count + i)) - 1;
	count += steps;
	inverse = 1 / count;
	square = inverse * inverse;
	return error + inverse * (1. / 12 - square * (1. / 360 - square * (1. / 1260 - square * (1. / 1680 - square / 1188))));
}

double log_factorial(double count)
{
	if (count <= 0)
		return 0;
	return (count + 0.5) * log(count) - count + half_log_two_pi + stirling_error(count);
}

/* count x log(count / mean) + mean - count, by a series where the two are close: the terms of the formula would cancel each other. */
static double deviance(double count, double mean)
{
	double distance = count - mean, share, sum, power;

	if (fabs(distance) >= 0.1 * (count + mean))
		return count * log(count / mean) + mean - count;
	share = distance / (count + mean);
	sum = distance * share;
	power = 2 * count * share;
	for (unsigned odd = 3; odd < 1000; odd += 2) {
		double before = sum;

		power *= share * share;
		sum += power / odd;
		if (sum == before)
			break;
	}
	return sum;
}

double mass_poisson(double count, double mean)
{
	if (mean <= 0)
		return count > 0 ? 0 : 1;
	if (count <= 0)
		return exp(-mean);
	return exp(-stirling_error(count) - deviance(count, mean)) / sqrt(two_pi * count);
}

double mass_binomial(double count, double total, double probability, double missing)
{
	double rest = total - count;
	double exponent;

	if (probability <= 0)
		return count > 0 ? 0 : 1;
	if (missing <= 0)
		return rest > 0 ? 0 : 1;
	if (count <= 0)
		return exp(total * (probability < 0.1 ? log1p(-probability) : log(missing)));
	if (rest <= 0)
		return exp(total * (missing < 0.1 ? log1p(-missing) : log(probability)));
	exponent = stirling_error(total) - stirling_error(count) - stirling_error(rest);
	exponent -= deviance(count, total * probability) + deviance(rest, total * missing);
	return exp(exponent) * sqrt(total / (two_pi * count * rest));
}
