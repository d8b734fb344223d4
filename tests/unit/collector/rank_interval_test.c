#include "collector/core/rank_interval.h"

#include <stdlib.h>

#include "tests/unit/collector/figures.h"
#include "tests/unit/collector/references.h"

enum { BUDGET_BYTES = 1 << 20 };

static struct rank_intervals made(struct arena *arena, struct rank_intervals_input input)
{
	struct rank_intervals intervals;

	arena_init(arena, BUDGET_BYTES);
	if (input.error_rate == 0)
		input.error_rate = 0.05;
	cr_assert_eq(rank_intervals_make(&input, arena, &intervals), ERROR_NONE);
	return intervals;
}

static void expect_interval(const struct rank_intervals *intervals, unsigned index, unsigned best, unsigned worst)
{
	struct rank_interval interval = intervals->intervals[index];

	cr_assert(interval.best == best && interval.worst == worst, "%u is %u to %u", index, interval.best, interval.worst);
}

Test(rank_interval, the_far_ones_have_narrow_places)
{
	static const struct sample samples[] = {{100, 1000}, {105, 1000}, {500, 1000}, {1, 1000}, {98, 1000}};
	struct arena arena;
	struct rank_intervals low = made(&arena, (struct rank_intervals_input){SAMPLE_PROPORTION, .low_first = true, .samples = samples, .count = 5});

	expect_interval(&low, 0, 2, 4);
	expect_interval(&low, 1, 2, 4);
	expect_interval(&low, 2, 5, 5);
	expect_interval(&low, 3, 1, 1);
	expect_interval(&low, 4, 2, 4);
	cr_assert_eq(low.apart_count, 7);
	cr_assert(rank_told_apart(&low, 0, 2) && rank_told_apart(&low, 2, 0) && rank_told_apart(&low, 4, 3));
	cr_assert_not(rank_told_apart(&low, 0, 1));
	cr_assert_not(rank_told_apart(&low, 4, 0));
	arena_fini(&arena);
}

Test(rank_interval, high_first_is_the_mirror)
{
	static const struct sample samples[] = {{10, 1000}, {50, 1000}, {500, 9000}, {200, 1000}};
	struct arena arena, other_arena;
	struct rank_intervals_input input = {SAMPLE_RATE, .low_first = true, .samples = samples, .count = 4};
	struct rank_intervals low = made(&arena, input), high;

	input.low_first = false;
	high = made(&other_arena, input);
	for (unsigned i = 0; i < 4; i++)
		expect_interval(&high, i, 5 - low.intervals[i].worst, 5 - low.intervals[i].best);
	expect_interval(&low, 0, 1, 1);
	expect_interval(&low, 3, 4, 4);
	arena_fini(&arena);
	arena_fini(&other_arena);
}

Test(rank_interval, equal_ones_hold_every_place)
{
	static const struct sample samples[] = {{5, 50}, {10, 100}, {20, 200}, {0.1, 1}};
	struct arena arena;
	struct rank_intervals intervals = made(&arena, (struct rank_intervals_input){SAMPLE_PROPORTION, .samples = samples, .count = 4});

	cr_assert_eq(intervals.apart_count, 0);
	for (unsigned i = 0; i < 4; i++)
		expect_interval(&intervals, i, 1, 4);
	arena_fini(&arena);
}

Test(rank_interval, none_and_one)
{
	static const struct sample samples[] = {{5, 50}};
	struct arena arena;
	struct rank_intervals intervals = made(&arena, (struct rank_intervals_input){SAMPLE_PROPORTION, .samples = samples, .count = 1});

	expect_interval(&intervals, 0, 1, 1);
	arena_fini(&arena);
	cr_assert_eq(made(&arena, (struct rank_intervals_input){SAMPLE_PROPORTION, .samples = samples, .count = 0}).count, 0);
	arena_fini(&arena);
}

Test(rank_interval, refuses_what_is_no_sample)
{
	static const struct sample samples[] = {{5, 50}, {51, 50}};
	struct rank_intervals_input input = {SAMPLE_PROPORTION, .error_rate = 0.05, .samples = samples, .count = 2};
	struct rank_intervals intervals;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_eq(rank_intervals_make(&input, &arena, &intervals), ERROR_INVALID);
	arena_fini(&arena);
}

Test(rank_interval, any_budget_is_enough_or_said_to_be_too_small)
{
	struct sample samples[20];
	struct rank_intervals_input input = {SAMPLE_PROPORTION, .error_rate = 0.05, .samples = samples, .count = 20};
	enum error error = ERROR_NO_MEMORY;
	size_t budget_bytes = 0;

	for (unsigned i = 0; i < 20; i++)
		samples[i] = (struct sample){i, 50};
	for (; error && budget_bytes < 10000; budget_bytes += 8) {
		struct rank_intervals intervals;
		struct arena arena;

		arena_init(&arena, budget_bytes);
		error = rank_intervals_make(&input, &arena, &intervals);
		cr_assert(error == ERROR_NO_MEMORY || error == ERROR_NONE);
		arena_fini(&arena);
	}
	cr_assert_eq(error, ERROR_NONE);
	cr_assert_gt(budget_bytes, 190 * sizeof(double));
}

/* Fisher's tail by the C library's gamma function, in whole posts rounded towards no difference. */
static long double fisher_tail(struct sample higher, struct sample lower)
{
	long double count = floor(higher.count), sum = count + ceil(lower.count), total = round(higher.total), other = round(lower.total), tail = 0;

	for (long double k = count; k <= total && k <= sum; k++)
		tail += expl(lgammal(total + 1) - lgammal(k + 1) - lgammal(total - k + 1) + lgammal(other + 1) - lgammal(sum - k + 1) -
			     lgammal(other - sum + k + 1) - lgammal(total + other + 1) + lgammal(sum + 1) + lgammal(total + other - sum + 1));
	return count / total > ceil(lower.count) / other ? tail : 1;
}

static int compare_tails(const void *a, const void *b)
{
	long double x = *(const long double *)a, y = *(const long double *)b;

	return (x > y) - (x < y);
}

/* Holm's procedure as it is written: the hypotheses in order, one after the other, until one stands. Returns the last tail that fell. */
static long double holm(long double *tails, unsigned pairs, long double error_rate)
{
	long double last = -1;

	qsort(tails, pairs, sizeof(*tails), compare_tails);
	for (unsigned i = 0; i < pairs && tails[i] <= error_rate / (2 * pairs - i); i++)
		last = tails[i];
	return last;
}

static double rate_of(struct sample sample)
{
	return sample.count / sample.total;
}

static long double tail_of(const struct sample *samples, unsigned a, unsigned b)
{
	if (rate_of(samples[a]) > rate_of(samples[b]))
		return fisher_tail(samples[a], samples[b]);
	return rate_of(samples[b]) > rate_of(samples[a]) ? fisher_tail(samples[b], samples[a]) : 1;
}

/* The vacancy rates of the North West as published, every pair and place worked out again the long way. */
Test(rank_interval, the_north_west_against_all_pairs)
{
	struct sample samples[NORTH_WEST_COUNT];
	long double tails[NORTH_WEST_COUNT * (NORTH_WEST_COUNT - 1) / 2], last;
	struct rank_intervals intervals;
	struct arena arena;
	unsigned pairs = 0, apart = 0;

	for (unsigned i = 0; i < NORTH_WEST_COUNT; i++)
		samples[i] = (struct sample){(double)north_west_2021[i].vacancy / 10,
					     (double)(north_west_2021[i].vacancy + north_west_2021[i].inpost) / 10};
	for (unsigned a = 0; a < NORTH_WEST_COUNT; a++)
		for (unsigned b = a + 1; b < NORTH_WEST_COUNT; b++)
			tails[pairs++] = tail_of(samples, a, b);
	last = holm(tails, pairs, 0.05L);
	intervals = made(&arena, (struct rank_intervals_input){SAMPLE_PROPORTION, .low_first = true, .samples = samples, .count = NORTH_WEST_COUNT});
	for (unsigned a = 0; a < NORTH_WEST_COUNT; a++) {
		unsigned before = 0, behind = 0;

		for (unsigned b = 0; b < NORTH_WEST_COUNT; b++) {
			bool is_apart = a != b && tail_of(samples, a, b) <= last * (1 + 1e-9L);

			if (a == b)
				continue;
			cr_assert_eq(rank_told_apart(&intervals, a, b), is_apart, "%u and %u", a, b);
			before += is_apart && rate_of(samples[b]) < rate_of(samples[a]);
			behind += is_apart && rate_of(samples[b]) > rate_of(samples[a]);
			apart += is_apart;
		}
		expect_interval(&intervals, a, 1 + before, NORTH_WEST_COUNT - behind);
	}
	cr_assert_eq(intervals.apart_count, apart / 2);
	cr_assert_gt(apart, 0);
	arena_fini(&arena);
}
