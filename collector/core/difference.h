/* Two councils' proportions or rates: their difference with its interval, and the chance of as much difference between equal ones. Pure. */
#pragma once

#include "collector/core/interval.h"

/* How a figure comes about, and with it its chance variation. */
enum sample_kind {
	SAMPLE_PROPORTION, /* so many of a whole: binomial */
	SAMPLE_RATE,       /* so many events in a population or a time: Poisson */
};

/* Numerator and denominator of one figure, in whole units (FTE, children): total > 0, count >= 0, of a proportion count <= total. */
struct sample {
	double count;
	double total;
};

bool sample_is_valid(enum sample_kind kind, struct sample sample);
/*
 * a - b with its interval, of two independent samples: not a council and a region that contains it (take the rest of the region). Proportions:
 * Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17 (1998), method 10, of Wilson
 * intervals. Rates: the same composition (MOVER: Donner and Zou, "Closed-form confidence intervals for functions of the normal mean and standard
 * deviation", Statistical Methods in Medical Research 21 (2012)) of the intervals of interval_rate. Not known for samples that are not valid.
 */
struct interval difference_interval(enum sample_kind kind, struct sample a, struct sample b, double confidence);
/*
 * The chance, when both councils are the same in truth, of as large a difference in this direction as was seen, given what both have together. Exact:
 * for proportions Fisher's test (hypergeometric), for rates the binomial test of Przyborowski and Wilenski, Biometrika 31 (1940). Parts of a post
 * are rounded towards no difference, so it is never too small. 1 where there is no difference, or a sample is not valid.
 */
double difference_tail(enum sample_kind kind, struct sample a, struct sample b);

/* What a sample brings to each pair that it is part of, worked out once for a ranking's many pairs. */
struct contender {
	double value; /* count / total */
	double total; /* of a proportion, in whole posts */
	struct {
		double count;  /* in whole posts */
		double weight; /* its part of the logarithm of the mass */
	} as_higher, as_lower;
};

/* Of a valid sample. */
struct contender contender_of(enum sample_kind kind, struct sample sample);
/* Logarithms of the tails between which one is wanted exactly: -INFINITY to 0 for any. */
struct tail_range {
	double low;
	double high;
};

/*
 * The logarithm of difference_tail, for higher->value > lower->value. Where it is surely outside of the range, a bound on that side of the range is
 * returned instead, which costs a tenth.
 */
double contender_log_tail(enum sample_kind kind, const struct contender *higher, const struct contender *lower, struct tail_range range);
