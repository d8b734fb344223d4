#include "collector/core/distribution.h"

#include <math.h>

#include "common/error.h"

__extension__ typedef __int128 i128;

double distribution_mean(const int64_t *values, unsigned count)
{
	i128 sum = 0;

	INVARIANT(count >= 1);
	for (unsigned i = 0; i < count; i++)
		sum += values[i];
	return (double)sum / count;
}

double distribution_quantile(const int64_t *ascending, unsigned count, double share)
{
	double place, part;
	unsigned below;

	INVARIANT(count >= 1 && share >= 0 && share <= 1);
	place = share * (count - 1);
	below = (unsigned)place;
	part = place - below;
	if (part <= 0)
		return (double)ascending[below];
	return (double)ascending[below] + part * ((double)ascending[below + 1] - (double)ascending[below]);
}

/* The smaller of the two distances next to the median on either side, of values that are taken from the middle outwards. */
struct outwards {
	unsigned below; /* as many are left below */
	unsigned above; /* the next one above */
};

static double distance_next(const int64_t *ascending, unsigned count, double median, struct outwards *outwards)
{
	double below = outwards->below > 0 ? median - (double)ascending[outwards->below - 1] : INFINITY;
	double above = outwards->above < count ? (double)ascending[outwards->above] - median : INFINITY;

	if (below <= above) {
		outwards->below--;
		return below;
	}
	outwards->above++;
	return above;
}

double distribution_deviation(const int64_t *ascending, unsigned count)
{
	double median = distribution_quantile(ascending, count, 0.5);
	struct outwards outwards = {count / 2, count / 2};
	double before = 0, distance = 0;

	/* The distances come in ascending order; their median is the one, or the mean of the two, in the middle. */
	for (unsigned i = 0; i <= count / 2; i++) {
		before = distance;
		distance = distance_next(ascending, count, median, &outwards);
	}
	return count % 2 ? distance : (before + distance) / 2;
}

bool distribution_robust_z(const int64_t *ascending, unsigned count, int64_t value, double *z)
{
	/* 1 / the third quartile of the standard normal distribution. */
	static const double to_standard = 1.482602218505602;
	double deviation = distribution_deviation(ascending, count);

	if (deviation <= 0)
		return false;
	*z = ((double)value - distribution_quantile(ascending, count, 0.5)) / (to_standard * deviation);
	return true;
}

/* How many of the ascending values are below `value`; with `or_equal` also those that equal it. */
static unsigned count_below(const int64_t *ascending, unsigned count, int64_t value, bool or_equal)
{
	unsigned low = 0, high = count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (ascending[middle] < value || (or_equal && ascending[middle] == value))
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

struct distribution_tails distribution_tails(const int64_t *ascending, unsigned count, int64_t value)
{
	struct distribution_tails tails;

	tails.high = (1. + (count - count_below(ascending, count, value, false))) / (1. + count);
	tails.low = (1. + count_below(ascending, count, value, true)) / (1. + count);
	tails.two_sided = fmin(1, 2 * fmin(tails.high, tails.low));
	return tails;
}
