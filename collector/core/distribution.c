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
