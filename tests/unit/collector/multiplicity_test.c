#include "collector/core/multiplicity.h"

#include "tests/unit/collector/references.h"

enum { COUNT = 15 };

/* Benjamini and Hochberg (1995), 4.1: fifteen p values of a trial. At 5% Bonferroni finds the first three, their procedure the first four. */
static const double published[COUNT] = {0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344,
					0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1};

/* In an order that is none, so that sorting is seen. */
static void tests_fill(struct multiple_test *tests)
{
	for (unsigned i = 0; i < COUNT; i++)
		tests[i] = (struct multiple_test){.p = published[i * 7 % COUNT], .index = i * 7 % COUNT};
}

static unsigned alarms(enum multiplicity method, struct multiple_test *tests, unsigned made)
{
	unsigned count = 0;

	tests_fill(tests);
	multiplicity_adjust(method, tests, COUNT, made);
	for (unsigned i = 0; i < COUNT; i++) {
		cr_assert_eq(tests[i].index, i);
		cr_assert_eq(tests[i].p, published[i]);
		count += tests[i].adjusted <= 0.05;
	}
	return count;
}

Test(multiplicity, as_published)
{
	struct multiple_test tests[COUNT];

	cr_assert_eq(alarms(MULTIPLICITY_BONFERRONI, tests, COUNT), 3);
	expect_close(tests[3].adjusted, 15 * 0.0095L, 1e-14);
	cr_assert_eq(alarms(MULTIPLICITY_HOLM, tests, COUNT), 3);
	expect_close(tests[3].adjusted, 12 * 0.0095L, 1e-14);
	cr_assert_eq(alarms(MULTIPLICITY_BENJAMINI_HOCHBERG, tests, COUNT), 4);
	expect_close(tests[3].adjusted, 15 * 0.0095L / 4, 1e-14);
	/* 0.0278 x 15 / 6 is more than 0.0298 x 15 / 7, which is less than 0.0344 x 15 / 8: the later one counts. */
	expect_close(tests[5].adjusted, 15 * 0.0298L / 7, 1e-14);
	cr_assert_eq(alarms(MULTIPLICITY_BENJAMINI_YEKUTIELI, tests, COUNT), 3);
}

/* Each method by its definition, over all others, without sorting. */
static long double by_definition(enum multiplicity method, unsigned index, unsigned made)
{
	long double best = method == MULTIPLICITY_HOLM || method == MULTIPLICITY_BONFERRONI ? 0 : 1, sum = 0;

	for (unsigned i = 1; i <= made; i++)
		sum += 1.L / i;
	for (unsigned i = 0; i < COUNT; i++) {
		if (method == MULTIPLICITY_BONFERRONI && i == index)
			best = fminl(1, published[i] * made);
		if (method == MULTIPLICITY_HOLM && i <= index)
			best = fmaxl(best, fminl(1, published[i] * (made - i)));
		if (method == MULTIPLICITY_BENJAMINI_HOCHBERG && i >= index)
			best = fminl(best, published[i] * made / (i + 1));
		if (method == MULTIPLICITY_BENJAMINI_YEKUTIELI && i >= index)
			best = fminl(best, published[i] * made * sum / (i + 1));
	}
	return best;
}

Test(multiplicity, against_the_definitions)
{
	for (unsigned made = COUNT; made < 400; made += 77)
		for (unsigned method = MULTIPLICITY_BONFERRONI; method <= MULTIPLICITY_BENJAMINI_YEKUTIELI; method++) {
			struct multiple_test tests[COUNT];

			(void)alarms((enum multiplicity)method, tests, made);
			for (unsigned i = 0; i < COUNT; i++)
				expect_close(tests[i].adjusted, by_definition((enum multiplicity)method, i, made), 1e-14);
		}
}

Test(multiplicity, equal_ones_keep_the_order_of_their_index)
{
	struct multiple_test tests[100];

	for (unsigned i = 0; i < 100; i++)
		tests[i] = (struct multiple_test){.p = i % 3 / 10., .index = 99 - i};
	multiplicity_adjust(MULTIPLICITY_HOLM, tests, 100, 100);
	for (unsigned i = 1; i < 100; i++) {
		cr_assert_leq(tests[i - 1].p, tests[i].p);
		cr_assert(tests[i - 1].p < tests[i].p || tests[i - 1].index < tests[i].index);
	}
}

Test(multiplicity, none_and_one)
{
	struct multiple_test test = {.p = 0.01, .index = 3};

	multiplicity_adjust(MULTIPLICITY_BENJAMINI_YEKUTIELI, NULL, 0, 0);
	multiplicity_adjust(MULTIPLICITY_BENJAMINI_YEKUTIELI, &test, 1, 1);
	expect_close(test.adjusted, 0.01L, 1e-15);
	multiplicity_adjust(MULTIPLICITY_BONFERRONI, &test, 1, 1000);
	cr_assert_eq(test.adjusted, 1);
}

Test(multiplicity, false_alarms_to_expect)
{
	expect_close(multiplicity_false_alarms(7650, 0.002), 15.3L, 1e-14);
	cr_assert_eq(multiplicity_false_alarms(0, 0.5), 0);
}
