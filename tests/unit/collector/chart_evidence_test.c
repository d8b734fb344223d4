/* What a chart says about its last reading: each rule's chance, and the share of false alarms in steady series against it. */
#include <criterion/criterion.h>
#include <math.h>

#include "collector/core/chart_evidence.h"
#include "collector/core/normal.h"
#include "tests/property/common_random.h"

enum { READINGS_MAX = 36, ROUNDS = 40000 };

struct series {
	struct xmr_reading readings[READINGS_MAX];
	unsigned count;
};

static void series_put(struct series *series, int64_t value)
{
	series->readings[series->count++] = (struct xmr_reading){true, value, 100};
}

/* Twenty readings about 1000, alternately 990 and 1010: a mean moving range of 20. */
static struct series steady_series(void)
{
	struct series series = {.count = 0};

	for (unsigned i = 0; i < 20; i++)
		series_put(&series, i % 2 ? 1010 : 990);
	return series;
}

static struct chart_evidence judged(const struct series *series, double correlation)
{
	struct chart_evidence evidence;

	cr_assert_eq(chart_judge(series->readings, series->count, correlation, &evidence), ERROR_NONE);
	cr_assert_eq(evidence.state, XMR_JUDGED);
	return evidence;
}

Test(chart_evidence, a_point_outside)
{
	struct series series = steady_series();
	struct chart_evidence evidence;

	series_put(&series, 1100);
	evidence = judged(&series, 0);
	cr_expect(evidence.has_cause && evidence.rises);
	cr_expect_eq(evidence.rule, CHART_OUTSIDE);
	/* t = 100 / (20 / 1.128) / sqrt(1 + 1 / 20) with 14.25 degrees of freedom. */
	cr_expect(evidence.p > 4 * 5e-5 && evidence.p < 4 * 1e-4, "%g", evidence.p);
	cr_expect_float_eq(evidence.p, 4 * evidence.chances[CHART_OUTSIDE], 1e-15);
	cr_expect_float_eq(evidence.centre, 1000, 1e-9);
	/* Where months hang together the same reading says less. */
	cr_expect_gt(judged(&series, 0.5).p, 20 * evidence.p);
	series.readings[20].value = 900;
	cr_expect_not(judged(&series, 0).rises);
}

Test(chart_evidence, a_run)
{
	struct series series = steady_series();

	for (unsigned i = 0; i < 12; i++)
		series_put(&series, i % 2 ? 1014 : 1026);
	cr_expect_eq(judged(&series, 0).rule, CHART_RUN);
	cr_expect(judged(&series, 0).rises);
	/* The last of the steady readings was high as well: thirteen. */
	cr_expect_float_eq(judged(&series, 0).chances[CHART_RUN], pow(0.5, 12), 1e-15);
	cr_expect_float_eq(judged(&series, 0.5).chances[CHART_RUN], pow(0.5 + 1. / 6, 12), 1e-12);
	series.readings[24].is_known = false;
	cr_expect_float_eq(judged(&series, 0).chances[CHART_RUN], pow(0.5, 6), 1e-15, "only the seven behind the gap");
}

Test(chart_evidence, a_trend)
{
	struct series series = steady_series();

	series_put(&series, 985);
	for (unsigned i = 0; i < 7; i++)
		series_put(&series, 988 + 4 * (int64_t)i);
	/* Eight that rise: 2 / 8!. */
	cr_expect_float_eq(judged(&series, 0).chances[CHART_TREND], 2. / 40320, 1e-15);
	cr_expect_eq(judged(&series, 0).rule, CHART_TREND);
	cr_expect(judged(&series, 0).rises);
	cr_expect_gt(judged(&series, 0.4).chances[CHART_TREND], 2. / 40320);
	series.readings[series.count - 1].value = 990;
	cr_expect_eq(judged(&series, 0).chances[CHART_TREND], 1);
}

Test(chart_evidence, two_of_three_near_a_limit)
{
	struct series series = steady_series();
	double chance;

	series_put(&series, 1043);
	series_put(&series, 1005);
	series_put(&series, 1044);
	chance = judged(&series, 0).chances[CHART_NEAR];
	cr_expect(judged(&series, 0).has_cause);
	cr_expect(chance > 0.001 && chance < 0.01, "%f", chance);
	series.readings[20].value = 1001;
	cr_expect_eq(judged(&series, 0).chances[CHART_NEAR], 1);
}

/* The limits are those before the reading, however wild it is; and none without enough of them. */
Test(chart_evidence, what_is_not_judged)
{
	struct series series = steady_series();
	struct chart_evidence evidence;

	cr_assert_eq(chart_judge(series.readings, XMR_READINGS_MIN, 0, &evidence), ERROR_NONE);
	cr_expect_eq(evidence.state, XMR_TOO_SHORT);
	series_put(&series, 500000);
	cr_expect_float_eq(judged(&series, 0).centre, 1000, 1e-9);
	series.readings[20].is_known = false;
	cr_assert_eq(chart_judge(series.readings, series.count, 0, &evidence), ERROR_NONE);
	cr_expect_eq(evidence.state, XMR_TOO_SHORT);
	cr_expect_eq(evidence.p, 1);
	for (unsigned i = 0; i < series.count; i++)
		series.readings[i].count = 2;
	series.readings[20].is_known = true;
	cr_assert_eq(chart_judge(series.readings, series.count, 0, &evidence), ERROR_NONE);
	cr_expect_eq(evidence.state, XMR_SPARSE);
}

static double normal_draw(struct random *random)
{
	return normal_quantile(((double)(random_u64(random) >> 11) + 0.5) / 9007199254740992.0);
}

/* A steady series whose months hang together so much. */
static void series_draw(struct random *random, struct series *series, unsigned count, double correlation)
{
	double state = normal_draw(random);

	series->count = 0;
	for (unsigned i = 0; i < count; i++) {
		series_put(series, (int64_t)(100000 + 1000 * state));
		state = correlation * state + sqrt(1 - correlation * correlation) * normal_draw(random);
	}
}

struct alarm_shares {
	double causes, flagged, rules[CHART_RULES];
};

static struct alarm_shares shares_of(struct random *random, unsigned readings, double correlation, double level)
{
	struct alarm_shares shares = {0, 0, {0}};
	struct series series;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct chart_evidence evidence;

		series_draw(random, &series, readings, correlation);
		evidence = judged(&series, correlation);
		shares.causes += 100. / ROUNDS * evidence.has_cause;
		shares.flagged += 100. / ROUNDS * (evidence.p <= level);
		for (unsigned rule = 0; rule < CHART_RULES; rule++)
			shares.rules[rule] += 100. / ROUNDS * (evidence.chances[rule] <= level);
	}
	return shares;
}

/* The rules together are wrong no more often than the level says, with long and short baselines, independent months and such that hang together. */
Test(chart_evidence, false_alarms_are_no_more_than_stated)
{
	static const struct {
		unsigned readings;
		double correlation;
	} table[] = {{36, 0}, {25, 0}, {13, 0}, {36, 0.3}, {25, 0.5}};
	struct random random = random_begin("chart_false_alarms");

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct alarm_shares shares = shares_of(&random, table[i].readings, table[i].correlation, 0.01);

		printf("%u readings, correlation %.1f: an NHS rule is met in %.2f%% of steady series, %.2f%% are flagged at 1%%; "
		       "each rule at 1%%: outside %.2f%%, run %.2f%%, trend %.2f%%, near %.2f%%\n",
		       table[i].readings, table[i].correlation, shares.causes, shares.flagged, shares.rules[CHART_OUTSIDE], shares.rules[CHART_RUN],
		       shares.rules[CHART_TREND], shares.rules[CHART_NEAR]);
		cr_expect_lt(shares.flagged, 1.1, "%zu: %f", i, shares.flagged);
		cr_expect_gt(shares.flagged, 0.2, "%zu: %f", i, shares.flagged);
		for (unsigned rule = 0; rule < CHART_RULES; rule++)
			cr_expect_lt(shares.rules[rule], 1.4, "%zu, rule %u: %f", i, rule, shares.rules[rule]);
	}
}
