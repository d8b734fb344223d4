#include "collector/core/chart_evidence.h"

#include <math.h>

#include "collector/core/beta.h"

#define PI            3.14159265358979323846
#define RANGE_FACTOR  1.128 /* the mean range of two normal readings, in standard deviations */
#define FREEDOM_SHARE 0.75
#define FREEDOM_MIN   3.

/* A chart on its way to its last reading. */
struct chart {
	const struct xmr_reading *readings;
	unsigned count;
	double correlation;
	const struct xmr_phase *phase;
	double deviation; /* of a single reading from the estimated mean, in standard deviations by the moving range */
	double freedom;
	struct chart_evidence *evidence;
};

static void rule_take(struct chart *chart, enum chart_rule rule, bool rises, double chance)
{
	struct chart_evidence *evidence = chart->evidence;

	evidence->chances[rule] = chance;
	if (CHART_RULES * chance >= evidence->p)
		return;
	evidence->p = CHART_RULES * chance;
	evidence->rule = rule;
	evidence->rises = rises;
}

/* Two-sided chance of a reading so many standard deviations (by the moving range) from the mean. */
static double beyond(const struct chart *chart, double deviations)
{
	return student_two_sided(deviations / chart->deviation, chart->freedom);
}

static void judge_outside(struct chart *chart)
{
	double distance = (double)chart->readings[chart->count - 1].value - chart->phase->mean;

	rule_take(chart, CHART_OUTSIDE, distance > 0, beyond(chart, fabs(distance) / (chart->phase->moving_range_mean / RANGE_FACTOR)));
}

/* How many readings up to the last one lie on its side of the mean without a gap; 0 when it lies on it. */
static unsigned run_length(const struct chart *chart, bool *high)
{
	unsigned length = 0;
	double mean = chart->phase->mean;

	*high = (double)chart->readings[chart->count - 1].value > mean;
	for (unsigned i = chart->count; i-- > 0 && chart->readings[i].is_known; length++) {
		double distance = (double)chart->readings[i].value - mean;

		if (*high ? distance <= 0 : distance >= 0)
			break;
	}
	return length;
}

static void judge_run(struct chart *chart)
{
	bool high;
	unsigned length = run_length(chart, &high);

	if (length >= XMR_RUN)
		rule_take(chart, CHART_RUN, high, pow(0.5 + asin(chart->correlation) / PI, length - 1));
}

static void judge_trend(struct chart *chart, const struct xmr_mark *mark)
{
	const struct xmr_reading *readings = chart->readings;
	bool rises = mark->completes & XMR_RISING;
	double chance = 1, kept = asin(chart->correlation) / PI;

	if (!(mark->completes & (XMR_RISING | XMR_FALLING)))
		return;
	for (unsigned i = chart->count - 1, steps = 1; i > 0 && readings[i - 1].is_known; i--, steps++) {
		if (rises ? readings[i].value <= readings[i - 1].value : readings[i].value >= readings[i - 1].value)
			break;
		if (steps > 1)
			chance *= fmax(1. / (steps + 1), kept);
	}
	rule_take(chart, CHART_TREND, rises, chance);
}

static void judge_near(struct chart *chart, const struct xmr_mark *mark)
{
	double third = (beyond(chart, 2) - beyond(chart, 3)) / 2;
	double again = pow(third, (1 - chart->correlation) / (1 + chart->correlation));

	if (mark->completes & (XMR_NEAR_HIGH | XMR_NEAR_LOW))
		rule_take(chart, CHART_NEAR, mark->completes & XMR_NEAR_HIGH, 2 * third * (1 - (1 - again) * (1 - again)));
}

static void chart_rules(struct chart *chart, const struct xmr_mark *mark)
{
	double n = chart->phase->baseline_count, correlation = chart->correlation;
	double together = (1 + correlation) / (1 - correlation);

	chart->deviation = sqrt((1 + together / n) / (1 - correlation));
	chart->freedom = fmax(FREEDOM_SHARE * (n - 1) / together, FREEDOM_MIN);
	judge_outside(chart);
	judge_run(chart);
	judge_trend(chart, mark);
	judge_near(chart, mark);
	chart->evidence->centre = chart->phase->mean;
	chart->evidence->has_cause = mark->completes != 0;
}

static unsigned known_before_last(const struct xmr_reading *readings, unsigned count)
{
	unsigned known = 0;

	for (unsigned i = 0; i + 1 < count; i++)
		known += readings[i].is_known;
	return known;
}

enum error chart_judge(const struct xmr_reading *readings, unsigned count, double correlation, struct chart_evidence *out)
{
	struct xmr_mark marks[XMR_READINGS_MAX];
	struct xmr_phase phase;
	struct xmr_baseline before = {.begin = 0, .length = known_before_last(readings, count)};
	struct chart_evidence evidence = {.state = XMR_TOO_SHORT, .chances = {1, 1, 1, 1}, .p = 1};
	struct chart chart = {readings, count, correlation, &phase, 1, 1, &evidence};
	enum error error;

	if (count > XMR_READINGS_MAX)
		return ERROR_LIMIT;
	if (before.length >= XMR_READINGS_MIN && readings[count - 1].is_known) {
		error = xmr_make(readings, count, &before, 1, &phase, marks);
		if (error)
			return error;
		evidence.state = phase.state;
		if (phase.state == XMR_JUDGED)
			chart_rules(&chart, &marks[count - 1]);
	}
	*out = evidence;
	return ERROR_NONE;
}
