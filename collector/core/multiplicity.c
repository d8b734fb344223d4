#include "collector/core/multiplicity.h"

#include <math.h>
#include <stdbool.h>

#include "common/error.h"

static bool is_before(const struct multiple_test *a, const struct multiple_test *b)
{
	return a->p < b->p || (!(b->p < a->p) && a->index < b->index);
}

/* Lets the test at `root` sink in a heap whose largest is on top. */
static void heap_sink(struct multiple_test *tests, unsigned root, unsigned count)
{
	struct multiple_test sinking = tests[root];

	for (unsigned child = 2 * root + 1; child < count; child = 2 * root + 1) {
		if (child + 1 < count && is_before(&tests[child], &tests[child + 1]))
			child++;
		if (!is_before(&sinking, &tests[child]))
			break;
		tests[root] = tests[child];
		root = child;
	}
	tests[root] = sinking;
}

/* Heapsort: the C library's qsort allocates. */
static void tests_sort(struct multiple_test *tests, unsigned count)
{
	for (unsigned root = count / 2; root-- > 0;)
		heap_sink(tests, root, count);
	for (unsigned last = count; last-- > 1;) {
		struct multiple_test largest = tests[0];

		tests[0] = tests[last];
		tests[last] = largest;
		heap_sink(tests, 0, last);
	}
}

/* Downwards: a later test's value is never below an earlier one's. */
static void step_down(struct multiple_test *tests, unsigned count, unsigned made, bool all_alike)
{
	double largest = 0;

	for (unsigned i = 0; i < count; i++) {
		largest = fmax(largest, tests[i].p * (made - (all_alike ? 0 : i)));
		tests[i].adjusted = fmin(1, largest);
	}
}

/* Upwards: an earlier test's value is never above a later one's. */
static void step_up(struct multiple_test *tests, unsigned count, double factor)
{
	double smallest = 1;

	for (unsigned i = count; i-- > 0;) {
		smallest = fmin(smallest, tests[i].p * factor / (i + 1));
		tests[i].adjusted = smallest;
	}
}

/* 1 + 1/2 + ... + 1/count. */
static double harmonic(unsigned count)
{
	double sum = 0;

	for (unsigned i = count; i > 0; i--)
		sum += 1. / i;
	return sum;
}

void multiplicity_adjust(enum multiplicity method, struct multiple_test *tests, unsigned count, unsigned made)
{
	INVARIANT(made >= count);
	tests_sort(tests, count);
	switch (method) {
	case MULTIPLICITY_BONFERRONI:
	case MULTIPLICITY_HOLM:
		step_down(tests, count, made, method == MULTIPLICITY_BONFERRONI);
		break;
	case MULTIPLICITY_BENJAMINI_HOCHBERG:
		step_up(tests, count, made);
		break;
	case MULTIPLICITY_BENJAMINI_YEKUTIELI:
		step_up(tests, count, made * harmonic(made));
		break;
	}
}

double multiplicity_false_alarms(unsigned made, double level)
{
	return made * level;
}
