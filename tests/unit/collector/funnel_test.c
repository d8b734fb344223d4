#include "collector/core/funnel.h"

#include "tests/unit/collector/figures.h"
#include "tests/unit/collector/references.h"

enum { BUDGET_BYTES = 1 << 16 };

static struct funnel made(enum sample_kind kind, const struct sample *samples, unsigned count)
{
	struct funnel funnel;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(funnel_make(kind, samples, count, &arena, &funnel), ERROR_NONE);
	arena_fini(&arena);
	return funnel;
}

static long double at_most(const struct funnel *funnel, unsigned total, int count)
{
	if (count < 0)
		return 0;
	if (funnel->kind == SAMPLE_RATE)
		return reference_poisson_at_most((unsigned)count, total * (long double)funnel->target);
	return (unsigned)count >= total ? 1 : 1 - reference_binomial_at_least((unsigned)count + 1, total, funnel->target);
}

/* Spiegelhalter (2005), A.1.1, count by count from 0. */
static long double limit_reference(const struct funnel *funnel, unsigned total, long double probability)
{
	int count = 0;
	long double here, limit;

	while (at_most(funnel, total, count) < probability)
		count++;
	here = at_most(funnel, total, count);
	limit = (count - (here - probability) / (here - at_most(funnel, total, count - 1))) / total;
	return fmaxl(0, limit);
}

/* For given denominators, at 95% and 99.8%, of a proportion and of a rate. */
Test(funnel, exact_limits_against_sums)
{
	static const unsigned totals[] = {1, 5, 12, 40, 100, 180, 400};
	static const double targets[] = {0.02, 0.145, 0.5, 0.9}, confidences[] = {0.95, 0.998};

	for (unsigned kind = SAMPLE_PROPORTION; kind <= SAMPLE_RATE; kind++)
		for (unsigned t = 0; t < 4; t++)
			for (unsigned i = 0; i < sizeof(totals) / sizeof(totals[0]); i++)
				for (unsigned c = 0; c < 2; c++) {
					struct funnel funnel = {.kind = (enum sample_kind)kind, .target = targets[t]};
					struct interval limits = funnel_limits(&funnel, totals[i], confidences[c]);
					long double tail = (1 - (long double)confidences[c]) / 2;

					cr_assert(limits.is_known);
					expect_close(limits.low, limit_reference(&funnel, totals[i], tail), 1e-9);
					expect_close(limits.high, limit_reference(&funnel, totals[i], 1 - tail), 1e-9);
				}
}

/* Part-time posts make no jumps, and large denominators come near to the normal distribution's limits. */
Test(funnel, limits_follow_the_denominator)
{
	struct funnel funnel = {.kind = SAMPLE_PROPORTION, .target = 0.2};
	struct interval large = funnel_limits(&funnel, 40000, 0.95), outer = funnel_limits(&funnel, 40000, 0.998);
	double before = funnel_limits(&funnel, 10, 0.95).high;

	for (double total = 10; total < 300; total += 0.25) {
		double high = funnel_limits(&funnel, total, 0.95).high;

		cr_assert(fabs(high - before) < 0.01 && high > 0.2, "%g", total);
		before = high;
	}
	expect_close(large.high - 0.2, 1.959964L * 0.002L, 0.01);
	expect_close(0.2 - large.low, 1.959964L * 0.002L, 0.01);
	expect_close(outer.high - 0.2, 3.090232L * 0.002L, 0.02);
	cr_assert_not(funnel_limits(&funnel, 0, 0.95).is_known);
	cr_assert_not(funnel_limits_dispersed(&funnel, 0, 0.95).is_known);
}

/* Four councils of equal size and no winsorising (a tenth of four is none): Q = sum of squared z, tau squared = (Q - 3) / (w (4 - 1)). */
Test(funnel, dispersion_of_equal_sizes)
{
	static const struct sample samples[] = {{10, 100}, {20, 100}, {30, 100}, {40, 100}};
	struct funnel funnel = made(SAMPLE_PROPORTION, samples, 4);
	long double within = 0.25L * 0.75L / 100, q = (0.15L * 0.15L * 2 + 0.05L * 0.05L * 2) / within;
	struct interval limits = funnel_limits_dispersed(&funnel, 50, 0.95);
	long double root = sqrtl(within * 2 + (q - 3) * within / 3);

	expect_close(funnel.target, 0.25L, 1e-15);
	expect_close(funnel.dispersion, q / 4, 1e-14);
	expect_close(funnel.variance_between, (q - 3) * within / 3, 1e-13);
	expect_close(limits.low, fmaxl(0, 0.25L - 1.959963984540054L * root), 1e-13);
	expect_close(limits.high, 0.25L + 1.959963984540054L * root, 1e-13);
}

Test(funnel, chance_alone_has_no_variance_between)
{
	static const struct sample samples[] = {{20, 100}, {21, 100}, {38, 200}, {11, 50}};
	struct funnel funnel = made(SAMPLE_RATE, samples, 4);
	struct interval exact = funnel_limits(&funnel, 80, 0.998), dispersed = funnel_limits_dispersed(&funnel, 80, 0.998);
	struct funnel_score score = funnel_score(&funnel, samples[3]);

	cr_assert_eq(funnel.variance_between, 0);
	cr_assert_lt(funnel.dispersion, 0.75);
	cr_assert(exact.low == dispersed.low && exact.high == dispersed.high);
	cr_assert(score.z == score.z_dispersed && score.p == score.p_dispersed);
}

static int compare_doubles(const void *a, const void *b)
{
	double x = *(const double *)a, y = *(const double *)b;

	return (x > y) - (x < y);
}

/* 23 councils: two at either end are drawn in to the third. All by the paper's formulas, in long double. */
Test(funnel, the_north_west_against_the_formulas)
{
	struct sample samples[NORTH_WEST_COUNT];
	double z[NORTH_WEST_COUNT];
	long double events = 0, total = 0, target, weights = 0, squares = 0, q = 0, between;
	struct funnel funnel;
	struct funnel_score score;

	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++) {
		samples[i] = (struct sample){(double)north_west_2021[i].vacancy / 10,
					     (double)(north_west_2021[i].vacancy + north_west_2021[i].inpost) / 10};
		events += samples[i].count;
		total += samples[i].total;
	}
	target = events / total;
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++) {
		long double weight = samples[i].total / (target * (1 - target));

		weights += weight;
		squares += weight * weight;
		z[i] = (double)((samples[i].count / (long double)samples[i].total - target) * sqrtl(weight));
	}
	qsort(z, NORTH_WEST_COUNT, sizeof(z[0]), compare_doubles);
	z[0] = z[1] = z[2];
	z[22] = z[21] = z[20];
	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++)
		q += (long double)z[i] * z[i];
	between = (q - (NORTH_WEST_COUNT - 1)) / (weights - squares / weights);
	funnel = made(SAMPLE_PROPORTION, samples, NORTH_WEST_COUNT);
	expect_close(funnel.target, target, 1e-14);
	expect_close(funnel.dispersion, q / NORTH_WEST_COUNT, 1e-12);
	expect_close(funnel.variance_between, between, 1e-12);
	cr_assert_gt(funnel.variance_between, 0);
	score = funnel_score(&funnel, samples[2]);
	expect_close(score.z, (35 / 178.3L - target) / sqrtl(target * (1 - target) / 178.3L), 1e-10);
	expect_close(score.z_dispersed, (35 / 178.3L - target) / sqrtl(target * (1 - target) / 178.3L + between), 1e-10);
	expect_close(score.p_dispersed, erfcl(score.z_dispersed / sqrtl(2)), 1e-12);
}

Test(funnel, exact_p_values)
{
	struct funnel proportion = {.kind = SAMPLE_PROPORTION, .target = 0.2}, rate = {.kind = SAMPLE_RATE, .target = 0.01};

	expect_close(funnel_score(&proportion, (struct sample){12, 30}).p, 2 * reference_binomial_at_least(12, 30, 0.2), 1e-11);
	expect_close(funnel_score(&proportion, (struct sample){1, 30}).p, 2 * (1 - reference_binomial_at_least(2, 30, 0.2)), 1e-11);
	expect_close(funnel_score(&rate, (struct sample){20, 1000}).p, 2 * (1 - reference_poisson_at_most(19, 10)), 1e-11);
	expect_close(funnel_score(&rate, (struct sample){0, 400}).p, 2 * expl(-4), 1e-11);
	cr_assert_eq(funnel_score(&proportion, (struct sample){6, 30}).p, 1);
	expect_close(funnel_score(&rate, (struct sample){20, 1000}).z, 10 / sqrtl(10), 1e-14);
}

Test(funnel, refuses_what_has_no_target)
{
	static const struct sample none[] = {{0, 10}, {0, 20}}, all[] = {{10, 10}, {20, 20}}, over[] = {{1, 10}, {21, 20}},
				   empty[] = {{1, 10}, {1, 0}};
	struct funnel funnel;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(funnel_make(SAMPLE_PROPORTION, none, 2, &arena, &funnel), ERROR_INVALID);
	cr_assert_eq(funnel_make(SAMPLE_PROPORTION, all, 2, &arena, &funnel), ERROR_INVALID);
	cr_assert_eq(funnel_make(SAMPLE_PROPORTION, over, 2, &arena, &funnel), ERROR_INVALID);
	cr_assert_eq(funnel_make(SAMPLE_RATE, empty, 2, &arena, &funnel), ERROR_INVALID);
	cr_assert_eq(funnel_make(SAMPLE_RATE, over, 1, &arena, &funnel), ERROR_INVALID);
	cr_assert_eq(funnel_make(SAMPLE_RATE, all, 2, &arena, &funnel), ERROR_NONE);
	arena_fini(&arena);
	arena_init(&arena, 8);
	cr_assert_eq(funnel_make(SAMPLE_RATE, all, 2, &arena, &funnel), ERROR_NO_MEMORY);
	arena_fini(&arena);
}
