/*
 * What an XmR chart says about a series' last reading, with the chance that a steady series would say as much. The limits are those of the readings before
 * it: nothing that came later is known. Pure.
 */
#pragma once

#include "collector/core/xmr.h"

enum chart_rule {
	CHART_OUTSIDE, /* a point beyond a limit */
	CHART_RUN,     /* on one side of the mean */
	CHART_TREND,   /* rising or falling */
	CHART_NEAR,    /* two of three in the outer third */
	CHART_RULES,
};

struct chart_evidence {
	enum xmr_state state; /* XMR_JUDGED: what follows is known */
	bool has_cause;       /* a special cause is completed, or goes on, with the last reading */
	bool rises;           /* of the rule with the least chance: the reading is high, or goes up */
	enum chart_rule rule;
	double centre;               /* the mean of the readings before */
	double chances[CHART_RULES]; /* of each rule in a steady series; 1 where it is not met */
	double p;
};

/*
 * `correlation`, 0 to below 1, is that of a month with the next in such series: as it grows, limits from moving ranges are too narrow and runs are common.
 * With n readings before, marginal deviation s = (mean moving range / 1.128) / sqrt(1 - correlation), the chances are
 * - outside: of a t distribution with 0.75 (n - 1) (1 - correlation) / (1 + correlation) degrees of freedom (the mean moving range's: 1 / (2 x its relative
 *   variance), Cryer and Ryan, "The estimation of sigma for an X chart", Journal of Quality Technology 22, 1990), the mean's own error added;
 * - a run of L: (1/2 + asin(correlation) / pi)^(L - 1), the chance that a normal series keeps its side each time;
 * - a rise or fall of L: 2 / L! of independent readings; each step's share, 1 / (k + 1), is at least asin(correlation) / pi;
 * - two of three: that the reading and one of the two before lie in the outer third.
 * p is four times the least of them, at most 1: there are four rules (Bonferroni). ERROR_LIMIT: more readings, or larger ones, than a chart takes.
 */
enum error chart_judge(const struct xmr_reading *readings, unsigned count, double correlation, struct chart_evidence *out) MUST_CHECK;
