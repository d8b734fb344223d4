#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "collector/core/rank_interval.h"
#include "tests/property/common_random.h"

enum { BUDGET_BYTES = 1 << 20, COUNCILS = 24, ROUNDS = 1000 };

/* In [0, 1). */
static double random_share(struct random *random)
{
	return (double)(random_u64(random) >> 11) * 0x1p-53;
}

/* How many of `total` happen, each with the chance `probability`. */
static double random_binomial(struct random *random, unsigned total, double probability)
{
	unsigned count = 0;

	for (unsigned i = 0; i < total; i++)
		count += random_share(random) < probability;
	return count;
}

/* Arrivals of a stream of rate 1 before the time `mean`. */
static double random_poisson(struct random *random, double mean)
{
	double time = 0;
	unsigned count = 0;

	while ((time -= log(1 - random_share(random))) < mean)
		count++;
	return count;
}

/* Posts of 0.2 to 1 FTE, each vacant by itself: what a sum of FTE is made of. */
static struct sample random_posts(struct random *random, unsigned posts, double probability)
{
	struct sample sample = {0, 0};

	for (unsigned i = 0; i < posts; i++) {
		double fte = 0.2 + 0.1 * (double)random_below(random, 9);

		sample.total += fte;
		sample.count += random_share(random) < probability ? fte : 0;
	}
	return sample;
}

enum world { WORLD_POSTS, WORLD_PART_TIME, WORLD_CHILDREN };

struct truth {
	enum world world;
	double values[COUNCILS]; /* share of posts vacant, or events expected for 100 of the population */
	unsigned sizes[COUNCILS];
};

static struct sample sample_draw(struct random *random, const struct truth *truth, unsigned council)
{
	unsigned size = truth->sizes[council];

	if (truth->world == WORLD_PART_TIME)
		return random_posts(random, size, truth->values[council]);
	if (truth->world == WORLD_CHILDREN)
		return (struct sample){random_poisson(random, truth->values[council] * size / 100), size};
	return (struct sample){random_binomial(random, size, truth->values[council]), size};
}

static void truth_sizes(struct truth *truth, struct random *random)
{
	for (unsigned i = 0; i < COUNCILS; i++)
		truth->sizes[i] = 40 + (unsigned)random_below(random, 400);
}

struct drawn {
	struct arena arena;
	struct rank_intervals intervals;
	struct sample samples[COUNCILS];
};

static void drawn_make(struct drawn *drawn, struct random *random, const struct truth *truth)
{
	struct rank_intervals_input input = {.kind = truth->world == WORLD_CHILDREN ? SAMPLE_RATE : SAMPLE_PROPORTION,
					     .low_first = true,
					     .error_rate = 0.05,
					     .samples = drawn->samples,
					     .count = COUNCILS};

	arena_init(&drawn->arena, BUDGET_BYTES);
	for (unsigned i = 0; i < COUNCILS; i++)
		drawn->samples[i] = sample_draw(random, truth, i);
	cr_assert_eq(rank_intervals_make(&input, &drawn->arena, &drawn->intervals), ERROR_NONE);
}

/* Three standard errors of a share of 5% over the rounds. */
static double share_max(unsigned rounds)
{
	return 0.05 + 3 * sqrt(0.05 * 0.95 / rounds);
}

Test(statistics_property, equal_councils_are_not_told_apart_beyond_the_stated_rate)
{
	static const char *const names[] = {"whole posts", "part-time posts", "children"};
	static const double values[] = {0.02, 0.1, 0.2, 0.5};
	struct random random = random_begin("statistics_property equal councils");

	for (unsigned world = WORLD_POSTS; world <= WORLD_CHILDREN; world++) {
		for (unsigned v = 0; v < 4; v++) {
			unsigned wrong = 0;
			uint64_t pairs = 0;

			for (unsigned round = 0; round < ROUNDS; round++) {
				struct truth truth = {.world = (enum world)world};
				struct drawn drawn;

				truth_sizes(&truth, &random);
				for (unsigned i = 0; i < COUNCILS; i++)
					truth.values[i] = values[v] * (world == WORLD_CHILDREN ? 100 : 1);
				drawn_make(&drawn, &random, &truth);
				wrong += drawn.intervals.apart_count > 0;
				pairs += drawn.intervals.apart_count;
				arena_fini(&drawn.arena);
			}
			printf("%u equal councils, %s, %g: some pair told apart in %.2f%% of %u rankings (stated: at most 5%%), %.5f%% of pairs\n",
			       COUNCILS, names[world], values[v], 100. * wrong / ROUNDS, ROUNDS,
			       100. * (double)pairs / ROUNDS / (COUNCILS * (COUNCILS - 1) / 2));
			cr_assert_leq((double)wrong / ROUNDS, share_max(ROUNDS));
		}
	}
}

/* A place that a council holds in truth, between its ties, lies in its interval; the order that was seen always does. */
static bool holds_true_places(const struct truth *truth, const struct drawn *drawn)
{
	for (unsigned i = 0; i < COUNCILS; i++) {
		unsigned before = 0, ties = 0;

		for (unsigned j = 0; j < COUNCILS; j++) {
			before += truth->values[j] < truth->values[i];
			ties += truth->values[j] == truth->values[i];
		}
		if (drawn->intervals.intervals[i].best > before + 1 || drawn->intervals.intervals[i].worst < before + ties)
			return false;
	}
	return true;
}

static double width_mean(const struct drawn *drawn)
{
	double sum = 0;

	for (unsigned i = 0; i < COUNCILS; i++)
		sum += drawn->intervals.intervals[i].worst - drawn->intervals.intervals[i].best + 1;
	return sum / COUNCILS;
}

Test(statistics_property, rank_intervals_hold_the_true_places_together)
{
	struct random random = random_begin("statistics_property true places");
	unsigned missed = 0;
	double width = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct truth truth = {.world = (enum world)random_below(&random, 3)};
		struct drawn drawn;

		truth_sizes(&truth, &random);
		for (unsigned i = 0; i < COUNCILS; i++)
			truth.values[i] = 0.04 * (double)(1 + random_below(&random, 8)) * (truth.world == WORLD_CHILDREN ? 100 : 1);
		drawn_make(&drawn, &random, &truth);
		missed += !holds_true_places(&truth, &drawn);
		width += width_mean(&drawn) / ROUNDS;
		arena_fini(&drawn.arena);
	}
	printf("true places outside of some interval in %.2f%% of %u rankings (stated: at most 5%%); %.1f of %u places on average\n",
	       100. * missed / ROUNDS, ROUNDS, width, COUNCILS);
	cr_assert_leq((double)missed / ROUNDS, share_max(ROUNDS));
	cr_assert_lt(width, COUNCILS - 2);
}

/* The quick refusal of a pair never changes what the exact tail would have said. */
Test(statistics_property, quick_refusals_agree_with_the_exact_tails)
{
	struct random random = random_begin("statistics_property quick refusals");
	unsigned refused = 0;

	for (unsigned round = 0; round < 20000; round++) {
		enum sample_kind kind = random_below(&random, 2) ? SAMPLE_RATE : SAMPLE_PROPORTION;
		struct sample samples[2];
		struct rank_intervals_input input = {.kind = kind, .error_rate = 0.05, .samples = samples, .count = 2};
		struct rank_intervals intervals;
		struct arena arena;
		double tail;

		for (unsigned i = 0; i < 2; i++) {
			samples[i].total = (double)(1 + random_magnitude(&random, 12));
			samples[i].count = floor(samples[i].total * pow(random_share(&random), 3));
		}
		input.error_rate = pow(0.5, (double)(1 + random_below(&random, 25)));
		arena_init(&arena, BUDGET_BYTES);
		cr_assert_eq(rank_intervals_make(&input, &arena, &intervals), ERROR_NONE);
		tail = difference_tail(kind, samples[0], samples[1]);
		refused += intervals.log_tails[0] == 0 && tail < 1;
		if (fabs(tail - input.error_rate / 2) > 1e-12 * tail)
			cr_assert_eq(rank_told_apart(&intervals, 0, 1), tail <= input.error_rate / 2, "%g of %g, %g of %g at %g: %g",
				     samples[0].count, samples[0].total, samples[1].count, samples[1].total, input.error_rate, tail);
		arena_fini(&arena);
	}
	cr_assert_gt(refused, 1000);
}
