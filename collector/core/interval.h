/* Intervals about one council's proportion or rate: what its number may be by chance alone. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* Not known: the figures have no interval (a denominator of 0, a part larger than its whole); low and high are 0 then. */
struct interval {
	bool is_known;
	double low;
	double high;
};

enum {
	/* From this number of events a rate has Byar's interval, below it the exact one: Public Health England, "Technical guide: confidence intervals" (2018). */
	INTERVAL_BYAR_FROM = 10,
};

/*
 * Of the proportion count / total, 0 <= count <= total, `confidence` in (0, 1). Counts may be real: a sum of FTE is taken for that many full-time
 * posts, each vacant or not by itself. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927), without
 * continuity correction. Not for what can be over 100% (turnover, cover rates).
 */
struct interval interval_wilson(double count, double total, double confidence);
/* Of the mean of a Poisson count, exact. Garwood, "Fiducial limits for the Poisson distribution", Biometrika 28 (1936), by chi-square quantiles. */
struct interval interval_garwood(double events, double confidence);
/* The same by Byar's approximation: Breslow and Day, "Statistical methods in cancer research" II (1987). */
struct interval interval_byar(double events, double confidence);
/* Of the rate events / exposure, in events for one unit of exposure: exact below INTERVAL_BYAR_FROM events, Byar's from there. */
struct interval interval_rate(double events, double exposure, double confidence);
/*
 * The ends in units of a scaled figure, each rounded half up (away from 0): `scale` is such units for 1, for a percentage with one decimal 1000.
 * False, and nothing written, when the interval is not known or an end does not fit 53 bits.
 */
bool interval_scaled(const struct interval *interval, double scale, int64_t *low, int64_t *high);
