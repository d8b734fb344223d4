/*
 * How far a figure lies from the middle of its peers, when small ones vary more than large ones: a robust centre and scale, and tails as heavy as such
 * figures have had. Pure.
 */
#pragma once

#include <stdbool.h>

enum {
	SPREAD_PEERS_MIN = 20,  /* with fewer there is no scale */
	SPREAD_HALVES_MIN = 60, /* from here on it is looked at how much more the small ones vary; with fewer it is supposed */
	SPREAD_TAIL_MIN = 300,  /* from here on tails may be found lighter than SPREAD_FREEDOM_SUPPOSED */
	SPREAD_FREEDOM_SUPPOSED = 4,
};

struct spread_item {
	double difference; /* of two stabilised figures */
	double weakness;   /* the sum of 1 / size of both: what the variance by chance is proportional to; > 0 */
	double z;          /* set: how many standard deviations above the middle */
};

/*
 * Figures made so that chance alone moves them about equally, however large they are; of `count` in `total`, 0 <= count <= total, and of `count` for each
 * unit of `size`. The angle and root of Anscombe, "The transformation of Poisson, binomial and negative-binomial data", Biometrika 35 (1948).
 */
double spread_of_share(double count, double total);
double spread_of_ratio(double count, double size);

/* The median of `count` >= 1 numbers, which it puts in another order; time grows as their count. */
double spread_median(double *values, unsigned count);
/*
 * Sets each z = (difference - median) / sqrt(shared + sampled x weakness). The two parts of the variance come from the squared median distances of the
 * half that is weak and the half that is not; each is at least 0. Then all z are scaled so that their median distance is a normal distribution's. With
 * fewer than SPREAD_HALVES_MIN items the parts are supposed equal at the median weakness. False, and no z set: fewer than SPREAD_PEERS_MIN items, or half
 * of them are alike. `room` has space for `count` numbers.
 */
bool spread_standardise(struct spread_item *items, unsigned count, double *room);
/*
 * The degrees of freedom, 2 to 30, of the t distribution whose 95% point is no nearer to its median than that of these distances |z| (reordered). Without
 * SPREAD_TAIL_MIN of them no lighter tails are believed than those of SPREAD_FREEDOM_SUPPOSED.
 */
double spread_freedom(double *distances, unsigned count);
/* P(|T| >= |z|) for a t distribution scaled to the median distance that z has. */
double spread_p(double z, double freedom);
