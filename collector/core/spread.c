#include "collector/core/spread.h"

#include <math.h>

#include "collector/core/beta.h"

/* The median of |Z| for a standard normal Z. */
#define NORMAL_DEVIATION 0.674489750196081743
#define ANSCOMBE         0.375
#define TAIL_SHARE       0.95

/* Points of the t distribution: 75% (the median of |T|) and 97.5% (what 95% of |T| are within). */
static const struct t_points {
	double freedom, middle, far;
} t_points[] = {
	{30, 0.682755693, 2.042272456}, {15, 0.691196949, 2.131449546}, {10, 0.699812061, 2.228138852},
	{8, 0.706386613, 2.306004135},  {6, 0.717558196, 2.446911851},  {5, 0.726686844, 2.570581836},
	{4, 0.740697084, 2.776445105},  {3, 0.764892328, 3.182446305},  {2, 0.816496581, 4.302652730},
};

enum { T_POINTS = sizeof t_points / sizeof t_points[0] };

double spread_of_share(double count, double total)
{
	return asin(sqrt((count + ANSCOMBE) / (total + 2 * ANSCOMBE)));
}

double spread_of_ratio(double count, double size)
{
	return sqrt((count + ANSCOMBE) / size);
}

/* Hoare's selection: values[place] becomes what it would be in order, with none larger before it and none smaller behind. */
static double select_nth(double *values, unsigned count, unsigned place)
{
	unsigned low = 0, high = count - 1;

	while (low < high) {
		double pivot = values[low + (high - low) / 2];
		unsigned i = low, j = high;

		for (;;) {
			while (values[i] < pivot)
				i++;
			while (values[j] > pivot)
				j--;
			if (i >= j)
				break;
			double kept = values[i];

			values[i++] = values[j];
			values[j--] = kept;
		}
		if (place <= j)
			high = j;
		else
			low = j + 1;
	}
	return values[place];
}

double spread_median(double *values, unsigned count)
{
	double upper = select_nth(values, count, count / 2), lower;

	if (count % 2)
		return upper;
	lower = values[0];
	for (unsigned i = 1; i < count / 2; i++)
		lower = values[i] > lower ? values[i] : lower;
	return (lower + upper) / 2;
}

/* A variance: `shared` + `sampled` x weakness. */
struct scale {
	double shared, sampled;
};

static double scale_at(const struct scale *scale, double weakness)
{
	return sqrt(scale->shared + scale->sampled * weakness);
}

/* One half of the items, or all. */
struct half {
	double weakness; /* mean */
	double variance; /* by the median distance from `centre` */
};

static struct half half_of(const struct spread_item *items, unsigned count, double centre, double from, double to, double *room)
{
	struct half half = {0, 0};
	unsigned taken = 0;
	double distance;

	for (unsigned i = 0; i < count; i++)
		if (items[i].weakness > from && items[i].weakness <= to) {
			half.weakness += items[i].weakness;
			room[taken++] = fabs(items[i].difference - centre);
		}
	if (taken == 0)
		return half;
	half.weakness /= taken;
	distance = spread_median(room, taken) / NORMAL_DEVIATION;
	half.variance = distance * distance;
	return half;
}

static struct scale scale_fit(const struct spread_item *items, unsigned count, double centre, double *room)
{
	struct half all = half_of(items, count, centre, 0, INFINITY, room), strong, weak;
	double middle, slope;

	for (unsigned i = 0; i < count; i++)
		room[i] = items[i].weakness;
	middle = spread_median(room, count);
	if (count < SPREAD_HALVES_MIN)
		return (struct scale){all.variance / 2, all.variance / 2 / middle};
	strong = half_of(items, count, centre, 0, middle, room);
	weak = half_of(items, count, centre, middle, INFINITY, room);
	slope = weak.weakness > strong.weakness ? (weak.variance - strong.variance) / (weak.weakness - strong.weakness) : 0;
	if (slope <= 0)
		return (struct scale){all.variance, 0};
	if (strong.variance < slope * strong.weakness)
		return (struct scale){0, 1};
	return (struct scale){strong.variance - slope * strong.weakness, slope};
}

bool spread_standardise(struct spread_item *items, unsigned count, double *room)
{
	struct scale scale;
	double centre, unit;

	if (count < SPREAD_PEERS_MIN)
		return false;
	for (unsigned i = 0; i < count; i++)
		room[i] = items[i].difference;
	centre = spread_median(room, count);
	for (unsigned i = 0; i < count; i++)
		room[i] = fabs(items[i].difference - centre);
	if (spread_median(room, count) <= 0)
		return false;
	scale = scale_fit(items, count, centre, room);
	for (unsigned i = 0; i < count; i++) {
		items[i].z = (items[i].difference - centre) / scale_at(&scale, items[i].weakness);
		room[i] = fabs(items[i].z);
	}
	unit = spread_median(room, count) / NORMAL_DEVIATION;
	for (unsigned i = 0; i < count; i++)
		items[i].z /= unit;
	return true;
}

double spread_freedom(double *distances, unsigned count)
{
	unsigned place = count < SPREAD_TAIL_MIN ? T_POINTS - 3 : 0;
	double ratio;

	if (count < SPREAD_PEERS_MIN)
		return SPREAD_FREEDOM_SUPPOSED;
	ratio = select_nth(distances, count, (unsigned)ceil(TAIL_SHARE * (count - 1))) / NORMAL_DEVIATION;
	while (place + 1 < T_POINTS && t_points[place].far / t_points[place].middle < ratio)
		place++;
	return t_points[place].freedom;
}

double spread_p(double z, double freedom)
{
	unsigned place = 0;

	while (place + 1 < T_POINTS && t_points[place].freedom > freedom)
		place++;
	return student_two_sided(z * t_points[place].middle / NORMAL_DEVIATION, freedom);
}
