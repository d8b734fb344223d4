#include "collector/core/xmr.h"

#include <string.h>

#include "tests/unit/collector/references.h"

enum { GAP = INT32_MIN, ROOM = 64 };

struct chart {
	struct xmr_reading readings[ROOM];
	unsigned count;
	struct xmr_phase phases[4];
	struct xmr_mark marks[ROOM];
};

static void chart_add(struct chart *chart, const int *values, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		cr_assert_lt(chart->count, ROOM);
		chart->readings[chart->count++] = (struct xmr_reading){.is_known = values[i] != GAP, .value = values[i], .count = 100};
	}
}

#define ADD(chart, ...) chart_add((chart), (const int[]){__VA_ARGS__}, sizeof((const int[]){__VA_ARGS__}) / sizeof(int))

/* Mean 105, mean moving range 10: limits 78.4 and 131.6, the outer thirds beyond 87.27 and 122.73. No signals of its own; the last is below. */
static struct chart quiet(void)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 110, 100, 110, 100, 110, 100, 110, 100, 110, 100, 110, 100);
	return chart;
}

static void chart_make(struct chart *chart)
{
	static const struct xmr_baseline first_twelve = {0, 12};

	cr_assert_eq(xmr_make(chart->readings, chart->count, &first_twelve, 1, chart->phases, chart->marks), ERROR_NONE);
}

/* The marks from the 13th reading on; all before have none. */
static void expect_marks(struct chart *chart, const uint8_t *part_of, const uint8_t *completes, unsigned count)
{
	chart_make(chart);
	cr_assert_eq(chart->count, 12 + count);
	for (unsigned i = 0; i < chart->count; i++) {
		uint8_t part = i < 12 ? 0 : part_of[i - 12], complete = i < 12 ? 0 : completes[i - 12];

		cr_assert(chart->marks[i].part_of == part && chart->marks[i].completes == complete, "reading %u is part of %x, completes %x", i,
			  chart->marks[i].part_of, chart->marks[i].completes);
	}
}

#define BYTES(...) ((const uint8_t[]){__VA_ARGS__})

/* NIST/SEMATECH e-Handbook of statistical methods, 6.3.2.2: ten flow rates; mean 50.81, mean moving range 1.8778. */
Test(xmr, mean_and_moving_range_as_published)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 496, 476, 499, 513, 478, 512, 526, 524, 536, 521);
	chart_make(&chart);
	expect_printed(chart.phases[0].mean / 10, 50.81, 4);
	expect_printed(chart.phases[0].moving_range_mean / 10, 1.8778, 4);
	cr_assert_eq(chart.phases[0].state, XMR_TOO_SHORT);
	cr_assert_not(chart.phases[0].has_limits);
	/* With two more of the mean's size there are limits; 2.66 is 3 / 1.128 rounded. */
	ADD(&chart, 508, 508);
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_JUDGED);
	expect_close(chart.phases[0].mean, 6097 / 12.L, 1e-15);
	expect_close(chart.phases[0].high, 6097 / 12.L + 2.66L * (169 + 13) / 11, 1e-14);
	expect_close(chart.phases[0].low, 6097 / 12.L - 2.66L * (169 + 13) / 11, 1e-14);
}

Test(xmr, a_quiet_series_has_limits_and_no_signals)
{
	struct chart chart = quiet();

	expect_marks(&chart, NULL, NULL, 0);
	cr_assert_eq(chart.phases[0].state, XMR_JUDGED);
	cr_assert_eq(chart.phases[0].baseline_count, 12);
	cr_assert_eq(chart.phases[0].mean, 105);
	cr_assert_eq(chart.phases[0].moving_range_mean, 10);
	expect_close(chart.phases[0].low, 78.4L, 1e-15);
	expect_close(chart.phases[0].high, 131.6L, 1e-15);
}

Test(xmr, a_point_outside)
{
	struct chart chart = quiet();

	ADD(&chart, 132, 79, 131, 78);
	expect_marks(&chart, BYTES(XMR_ABOVE, 0, 0, XMR_BELOW), BYTES(XMR_ABOVE, 0, 0, XMR_BELOW), 4);
}

/* Mean 105, mean moving range 50: the limits are -28 and 238 exactly, and a reading on a limit is not beyond it. */
Test(xmr, a_point_on_the_limit_is_inside)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 130, 80, 130, 80, 130, 80, 130, 80, 130, 80, 130, 80);
	ADD(&chart, 238, -28, 239, -29);
	expect_marks(&chart, BYTES(0, 0, XMR_ABOVE, XMR_BELOW), BYTES(0, 0, XMR_ABOVE, XMR_BELOW), 4);
}

Test(xmr, a_run_of_seven_above)
{
	struct chart chart = quiet(), six = quiet(), touching = quiet();
	const uint8_t high = XMR_RUN_HIGH;

	ADD(&chart, 106, 109, 106, 109, 106, 109, 106, 108, 100);
	expect_marks(&chart, BYTES(high, high, high, high, high, high, high, high, 0), BYTES(0, 0, 0, 0, 0, 0, high, high, 0), 9);
	ADD(&six, 106, 109, 106, 109, 106, 109, 104);
	expect_marks(&six, BYTES(0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0), 7);
	ADD(&touching, 106, 109, 106, 105, 106, 109, 106, 109);
	expect_marks(&touching, BYTES(0, 0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0, 0), 8);
}

/* Neither a run nor a rise: nine readings on the mean, all alike. */
Test(xmr, readings_on_the_mean_are_no_run)
{
	struct chart chart = quiet();

	ADD(&chart, 105, 105, 105, 105, 105, 105, 105, 105, 105);
	expect_marks(&chart, BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0), 9);
}

/* The last of the quiet ones is below as well: the run is complete with the sixth. */
Test(xmr, a_run_of_seven_below)
{
	struct chart chart = quiet();
	const uint8_t low = XMR_RUN_LOW;

	ADD(&chart, 106, 104, 101, 104, 101, 104, 101, 104, 106);
	expect_marks(&chart, BYTES(0, low, low, low, low, low, low, low, 0), BYTES(0, 0, 0, 0, 0, 0, 0, low, 0), 9);
}

Test(xmr, seven_rising)
{
	struct chart chart = quiet(), six = quiet(), level = quiet();
	const uint8_t up = XMR_RISING;

	ADD(&chart, 94, 96, 98, 104, 106, 108, 110, 111, 103);
	expect_marks(&chart, BYTES(up, up, up, up, up, up, up, up, 0), BYTES(0, 0, 0, 0, 0, 0, up, up, 0), 9);
	ADD(&six, 94, 96, 98, 104, 106, 108, 103);
	expect_marks(&six, BYTES(0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0), 7);
	ADD(&level, 94, 96, 98, 104, 104, 106, 108, 110);
	expect_marks(&level, BYTES(0, 0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0, 0), 8);
}

Test(xmr, seven_falling)
{
	struct chart chart = quiet();
	const uint8_t down = XMR_FALLING;

	ADD(&chart, 116, 114, 112, 106, 104, 102, 100, 106);
	expect_marks(&chart, BYTES(down, down, down, down, down, down, down, 0), BYTES(0, 0, 0, 0, 0, 0, down, 0), 8);
}

Test(xmr, two_of_three_in_the_outer_third)
{
	struct chart apart = quiet(), together = quiet(), low = quiet();
	const uint8_t high = XMR_NEAR_HIGH, below = XMR_NEAR_LOW;

	ADD(&apart, 123, 110, 131, 100);
	expect_marks(&apart, BYTES(high, 0, high, 0), BYTES(0, 0, high, 0), 4);
	/* The third may come last: only then were there three. */
	ADD(&together, 123, 124, 106, 100);
	expect_marks(&together, BYTES(high, high, 0, 0), BYTES(0, 0, high, 0), 4);
	ADD(&low, 110, 87, 104, 79, 110);
	expect_marks(&low, BYTES(0, below, 0, below, 0), BYTES(0, 0, 0, below, 0), 5);
}

Test(xmr, two_of_three_are_on_one_side_and_within_the_limits)
{
	struct chart other_side = quiet(), inner = quiet(), outside = quiet();

	ADD(&other_side, 123, 100, 124, 100);
	expect_marks(&other_side, BYTES(0, 0, 0, 0), BYTES(0, 0, 0, 0), 4);
	ADD(&inner, 122, 110, 122, 100);
	expect_marks(&inner, BYTES(0, 0, 0, 0), BYTES(0, 0, 0, 0), 4);
	ADD(&outside, 123, 140, 106, 100);
	expect_marks(&outside, BYTES(0, XMR_ABOVE, 0, 0), BYTES(0, XMR_ABOVE, 0, 0), 4);
}

Test(xmr, a_missing_month_ends_a_run_a_trend_and_a_window)
{
	struct chart run = quiet(), trend = quiet(), window = quiet();

	ADD(&run, 106, 109, 106, GAP, 109, 106, 109, 106);
	expect_marks(&run, BYTES(0, 0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0, 0), 8);
	ADD(&trend, 94, 96, 98, GAP, 104, 106, 108, 110, 112);
	expect_marks(&trend, BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0, 0, 0, 0, 0), 9);
	ADD(&window, 123, GAP, 110, 124, 100);
	expect_marks(&window, BYTES(0, 0, 0, 0, 0), BYTES(0, 0, 0, 0, 0), 5);
}

/* The step over the gap (from 110 to 300) is no moving range, and the baseline still has its twelve. */
Test(xmr, a_missing_month_has_no_moving_range)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 100, 110, 100, 110, 100, 110, GAP, 300, 310, 300, 310, 300, 310);
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_JUDGED);
	cr_assert_eq(chart.phases[0].baseline_count, 12);
	cr_assert_eq(chart.phases[0].moving_range_mean, 10);
	cr_assert_eq(chart.phases[0].mean, 205);
}

Test(xmr, a_change_of_level_is_rebased)
{
	static const struct xmr_baseline one = {0, 12}, two[] = {{0, 12}, {12, 12}};
	struct chart chart = quiet();

	ADD(&chart, 210, 200, 210, 200, 210, 200, 210, 200, 210, 200, 210, 200, 240, 170);
	cr_assert_eq(xmr_make(chart.readings, chart.count, &one, 1, chart.phases, chart.marks), ERROR_NONE);
	cr_assert(chart.marks[12].completes & XMR_ABOVE);
	cr_assert(chart.marks[18].completes & XMR_RUN_HIGH);
	cr_assert_eq(xmr_make(chart.readings, chart.count, two, 2, chart.phases, chart.marks), ERROR_NONE);
	cr_assert_eq(chart.phases[0].end, 12);
	cr_assert_eq(chart.phases[0].mean, 105);
	cr_assert_eq(chart.phases[1].begin, 12);
	cr_assert_eq(chart.phases[1].end, 26);
	cr_assert_eq(chart.phases[1].mean, 205);
	cr_assert_eq(chart.phases[1].moving_range_mean, 10);
	for (unsigned i = 0; i < 24; i++)
		cr_assert_eq(chart.marks[i].part_of, 0, "reading %u", i);
	cr_assert_eq(chart.marks[24].part_of, XMR_ABOVE);
	cr_assert_eq(chart.marks[25].part_of, XMR_BELOW);
}

/* Six readings above on either side of the change of baseline are no run of seven. */
Test(xmr, nothing_reaches_over_a_change_of_baseline)
{
	static const struct xmr_baseline two[] = {{0, 12}, {18, 0}};
	struct chart chart = quiet();

	ADD(&chart, 106, 109, 106, 109, 106, 109);
	ADD(&chart, 110, 101, 110, 101, 110, 101, 110, 101, 110, 101, 110, 101);
	cr_assert_eq(xmr_make(chart.readings, chart.count, two, 2, chart.phases, chart.marks), ERROR_NONE);
	for (unsigned i = 0; i < chart.count; i++)
		cr_assert_eq(chart.marks[i].part_of, 0, "reading %u", i);
}

/* The length of a baseline is in known readings; 0 takes all of them. */
Test(xmr, baselines_of_given_lengths)
{
	static const struct xmr_baseline all = {0, 0}, thirteen = {0, 13};
	struct chart chart = quiet();

	ADD(&chart, GAP, 118, 40);
	cr_assert_eq(xmr_make(chart.readings, chart.count, &all, 1, chart.phases, chart.marks), ERROR_NONE);
	cr_assert_eq(chart.phases[0].baseline_count, 14);
	expect_close(chart.phases[0].mean, (1260 + 118 + 40) / 14.L, 1e-15);
	expect_close(chart.phases[0].moving_range_mean, (110 + 78) / 12.L, 1e-15);
	cr_assert_eq(xmr_make(chart.readings, chart.count, &thirteen, 1, chart.phases, chart.marks), ERROR_NONE);
	cr_assert_eq(chart.phases[0].baseline_count, 13);
	expect_close(chart.phases[0].mean, (1260 + 118) / 13.L, 1e-15);
	cr_assert_eq(chart.phases[0].moving_range_mean, 10);
	cr_assert_eq(chart.marks[14].completes, XMR_BELOW);
}

static void expect_no_marks(const struct chart *chart)
{
	for (unsigned i = 0; i < chart->count; i++)
		cr_assert(chart->marks[i].part_of == 0 && chart->marks[i].completes == 0, "reading %u", i);
}

Test(xmr, a_constant_series_has_no_limits)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 50, 90);
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_CONSTANT);
	cr_assert_not(chart.phases[0].has_limits);
	cr_assert_eq(chart.phases[0].mean, 50);
	expect_no_marks(&chart);
}

/* Counts of 0 to 3 a month: the limits lie close to the mean and would flag much. */
Test(xmr, a_sparse_series_is_not_judged)
{
	struct chart chart = {.count = 0};

	ADD(&chart, 0, 0, 1, 0, 0, 0, 0, 2, 0, 0, 1, 0, 3, 3);
	for (unsigned i = 0; i < chart.count; i++) {
		chart.readings[i].count = (double)chart.readings[i].value;
		chart.readings[i].value *= 100;
	}
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_SPARSE);
	cr_assert(chart.phases[0].has_limits);
	expect_no_marks(&chart);
	for (unsigned i = 0; i < chart.count; i++)
		chart.readings[i].count = 5;
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_JUDGED);
	chart.readings[0].count = 4.5;
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_SPARSE);
	chart.readings[0].count = NAN;
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_SPARSE);
}

/* Eleven steps, most of them none: the figure is rounded too far to see its variation. */
Test(xmr, a_coarse_series_is_not_judged)
{
	struct chart chart = {.count = 0}, finer;

	ADD(&chart, 50, 50, 51, 50, 50, 50, 51, 51, 51, 50, 50, 50, 53);
	finer = chart;
	chart_make(&chart);
	cr_assert_eq(chart.phases[0].state, XMR_COARSE);
	expect_no_marks(&chart);
	for (unsigned i = 0; i < finer.count; i++)
		finer.readings[i].value *= 10;
	chart_make(&finer);
	cr_assert_eq(finer.phases[0].state, XMR_JUDGED);
	cr_assert_eq(finer.marks[12].completes, XMR_ABOVE);
}

Test(xmr, too_few_readings_or_too_many_gaps)
{
	struct chart eleven = {.count = 0}, gaps = {.count = 0}, none = {.count = 0};

	ADD(&eleven, 110, 100, 110, 100, 110, GAP, 100, 110, 100, 110, 100, 110);
	chart_make(&eleven);
	cr_assert_eq(eleven.phases[0].state, XMR_TOO_SHORT);
	cr_assert_eq(eleven.phases[0].baseline_count, 11);
	ADD(&gaps, 110, GAP, 100, GAP, 110, GAP, 100, GAP, 110, 100, 110, 100, 110, 100, 110, 100, 300);
	chart_make(&gaps);
	cr_assert_eq(gaps.phases[0].baseline_count, 12);
	cr_assert_eq(gaps.phases[0].state, XMR_TOO_SHORT);
	expect_no_marks(&gaps);
	chart_make(&none);
	cr_assert_eq(none.phases[0].state, XMR_TOO_SHORT);
	cr_assert_eq(none.phases[0].mean, 0);
}

Test(xmr, refuses_what_makes_no_sense)
{
	static const struct xmr_baseline late = {1, 0}, back[] = {{0, 0}, {6, 0}, {6, 0}}, beyond[] = {{0, 0}, {12, 0}}, good = {0, 0};
	static struct xmr_reading many[XMR_READINGS_MAX + 1];
	struct chart chart = quiet();

	cr_assert_eq(xmr_make(chart.readings, 12, NULL, 0, chart.phases, chart.marks), ERROR_INVALID);
	cr_assert_eq(xmr_make(chart.readings, 12, &late, 1, chart.phases, chart.marks), ERROR_INVALID);
	cr_assert_eq(xmr_make(chart.readings, 12, back, 3, chart.phases, chart.marks), ERROR_INVALID);
	cr_assert_eq(xmr_make(chart.readings, 12, beyond, 2, chart.phases, chart.marks), ERROR_INVALID);
	cr_assert_eq(xmr_make(many, XMR_READINGS_MAX + 1, &good, 1, chart.phases, chart.marks), ERROR_LIMIT);
	chart.readings[3].value = (INT64_C(1) << 53) + 1;
	cr_assert_eq(xmr_make(chart.readings, 12, &good, 1, chart.phases, chart.marks), ERROR_LIMIT);
	chart.readings[3].value = -(INT64_C(1) << 53) - 1;
	cr_assert_eq(xmr_make(chart.readings, 12, &good, 1, chart.phases, chart.marks), ERROR_LIMIT);
	chart.readings[3].is_known = false;
	cr_assert_eq(xmr_make(chart.readings, 12, &good, 1, chart.phases, chart.marks), ERROR_NONE);
}

/* As many and as large readings as are taken, at either end: nothing overflows. */
Test(xmr, large_values)
{
	static const struct xmr_baseline all = {0, 0};
	static struct xmr_reading readings[XMR_READINGS_MAX];
	static struct xmr_mark marks[XMR_READINGS_MAX];
	struct xmr_phase phase;

	for (unsigned i = 0; i < XMR_READINGS_MAX; i++)
		readings[i] = (struct xmr_reading){true, (i % 2 ? -1 : 1) * (INT64_C(1) << 53), 1e9};
	cr_assert_eq(xmr_make(readings, XMR_READINGS_MAX, &all, 1, &phase, marks), ERROR_NONE);
	cr_assert_eq(phase.state, XMR_JUDGED);
	cr_assert_eq(phase.mean, 0);
	cr_assert_eq(phase.moving_range_mean, 0x1p54);
	for (unsigned i = 0; i < XMR_READINGS_MAX; i++)
		cr_assert_eq(marks[i].part_of, 0);
	/* All but one at one end: the mean lies near them, and only the one is out. */
	for (unsigned i = 0; i < XMR_READINGS_MAX; i++)
		readings[i].value = (i == 500 ? -1 : 1) * ((INT64_C(1) << 53) - i % 2);
	cr_assert_eq(xmr_make(readings, XMR_READINGS_MAX, &all, 1, &phase, marks), ERROR_NONE);
	cr_assert_eq(marks[500].part_of, XMR_BELOW);
	cr_assert_eq(marks[501].part_of, XMR_RUN_HIGH);
}
