#include <criterion/criterion.h>
#include <math.h>
#include <string.h>

#include "collector/core/funnel.h"
#include "collector/core/multiplicity.h"
#include "collector/core/normal.h"
#include "collector/core/rank_interval.h"
#include "collector/core/xmr.h"
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

/* Standard normal, by its quantile. */
static double random_normal(struct random *random)
{
	return normal_quantile((random_share(random) + 0x1p-54) * (1 - 0x1p-53));
}

enum { MONTHS = 60 };

struct series {
	struct xmr_reading readings[MONTHS];
	struct xmr_mark marks[MONTHS];
	struct xmr_phase phase;
};

static void series_make(struct series *series, unsigned count, unsigned baseline)
{
	struct xmr_baseline first = {0, baseline};

	cr_assert_eq(xmr_make(series->readings, count, &first, 1, &series->phase, series->marks), ERROR_NONE);
}

/* Walks of small steps with gaps, so that every rule has something to find. */
static void series_draw(struct series *series, struct random *random)
{
	int64_t value = 1000;

	for (unsigned i = 0; i < MONTHS; i++) {
		value += (int64_t)random_below(random, 61) - 30;
		series->readings[i] = (struct xmr_reading){.is_known = random_below(random, 20) > 0, .value = value, .count = 50};
	}
}

/* Each direction's flags are a bit apart: XMR_ABOVE and XMR_BELOW, and so on. */
static uint8_t flags_turned(uint8_t flags)
{
	return (uint8_t)((flags & 0x55) << 1 | (flags & 0xaa) >> 1);
}

Test(statistics_property, charts_upside_down_and_in_other_units_say_the_same)
{
	struct random random = random_begin("statistics_property charts upside down");
	unsigned seen = 0;

	for (unsigned round = 0; round < 5000; round++) {
		struct series series, turned;
		int64_t scale = (int64_t)(1 + random_below(&random, 1000));

		series_draw(&series, &random);
		turned = series;
		for (unsigned i = 0; i < MONTHS; i++)
			turned.readings[i].value = 12345 - scale * series.readings[i].value;
		series_make(&series, MONTHS, 24);
		series_make(&turned, MONTHS, 24);
		cr_assert_eq(series.phase.state, turned.phase.state);
		for (unsigned i = 0; i < MONTHS; i++) {
			seen |= series.marks[i].completes;
			cr_assert_eq(turned.marks[i].part_of, flags_turned(series.marks[i].part_of));
			cr_assert_eq(turned.marks[i].completes, flags_turned(series.marks[i].completes));
			cr_assert(series.readings[i].is_known || series.marks[i].part_of == 0);
			cr_assert_eq(series.marks[i].completes & ~series.marks[i].part_of & ~(XMR_NEAR_HIGH | XMR_NEAR_LOW), 0);
		}
	}
	cr_assert_eq(seen, 0xff);
}

/* What a month completed could be said that month: later months change nothing of it while the baseline is fixed. */
Test(statistics_property, later_months_change_no_earlier_signal)
{
	struct random random = random_begin("statistics_property later months");

	for (unsigned round = 0; round < 2000; round++) {
		struct series whole, part;
		unsigned count = 24 + (unsigned)random_below(&random, MONTHS - 24);

		series_draw(&whole, &random);
		for (unsigned i = 0; i < 24; i++)
			whole.readings[i].is_known = true;
		part = whole;
		series_make(&whole, MONTHS, 24);
		series_make(&part, count, 24);
		for (unsigned i = 0; i < count; i++)
			cr_assert_eq(part.marks[i].completes, whole.marks[i].completes);
	}
}

struct false_signals {
	unsigned months;
	unsigned completes;
	unsigned begins; /* completes a pattern that the month before did not */
	unsigned rules[4];
};

static void false_signals_count(struct false_signals *counts, const struct series *series, unsigned month)
{
	uint8_t now = series->marks[month].completes, before = series->marks[month - 1].completes;

	counts->months++;
	counts->completes += now != 0;
	counts->begins += (now & ~before) != 0;
	for (unsigned rule = 0; rule < 4; rule++)
		counts->rules[rule] += (now >> 2 * rule & 3) != 0;
}

static void false_signals_print(const struct false_signals *counts, unsigned baseline)
{
	static const char *const names[] = {"beyond a limit", "run of seven", "seven rising or falling", "two of three"};
	double percent = 100. / counts->months;

	printf("months without change after a baseline of %u: %.2f%% complete a signal, %.2f%% begin one (", baseline, percent * counts->completes,
	       percent * counts->begins);
	for (unsigned rule = 0; rule < 4; rule++)
		printf("%s%s %.2f%%", rule ? ", " : "", names[rule], percent * counts->rules[rule]);
	printf(")\n");
}

/* Independent normal months without any change: the share that completes a signal is what a list of warnings must expect from chance. */
Test(statistics_property, false_signals_of_months_without_change)
{
	static const unsigned baselines[] = {12, 24, 36};
	struct random random = random_begin("statistics_property false signals");

	for (unsigned b = 0; b < 3; b++) {
		struct false_signals counts = {.months = 0};

		for (unsigned round = 0; round < 5000; round++) {
			struct series series;

			for (unsigned i = 0; i < MONTHS; i++)
				series.readings[i] = (struct xmr_reading){true, (int64_t)lround(100000 + 1000 * random_normal(&random)), 100};
			series_make(&series, MONTHS, baselines[b]);
			for (unsigned i = baselines[b]; i < MONTHS; i++)
				false_signals_count(&counts, &series, i);
		}
		false_signals_print(&counts, baselines[b]);
		cr_assert_lt(counts.completes, counts.months / 10);
	}
}

/* Councils that differ by chance alone: the share outside of the exact limits is at most what they say, and the dispersion is about 1. */
Test(statistics_property, funnels_hold_councils_that_are_alike)
{
	struct random random = random_begin("statistics_property funnels");
	unsigned outside[2] = {0, 0}, count = 0;
	double dispersion = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct truth truth = {.world = WORLD_POSTS};
		struct sample samples[COUNCILS];
		struct funnel funnel;
		struct arena arena;

		truth_sizes(&truth, &random);
		for (unsigned i = 0; i < COUNCILS; i++) {
			truth.values[i] = 0.15;
			samples[i] = sample_draw(&random, &truth, i);
		}
		arena_init(&arena, BUDGET_BYTES);
		cr_assert_eq(funnel_make(SAMPLE_PROPORTION, samples, COUNCILS, &arena, &funnel), ERROR_NONE);
		arena_fini(&arena);
		dispersion += funnel.dispersion / ROUNDS;
		for (unsigned i = 0; i < COUNCILS && round % 5 == 0; i++) {
			struct interval inner = funnel_limits(&funnel, samples[i].total, 0.95),
					outer = funnel_limits(&funnel, samples[i].total, 0.998);
			double value = samples[i].count / samples[i].total;

			outside[0] += value < inner.low || value > inner.high;
			outside[1] += value < outer.low || value > outer.high;
			count++;
		}
	}
	printf("alike councils outside of the 95%% limits: %.2f%%, of the 99.8%% limits: %.2f%% of %u; winsorised dispersion %.2f on average\n",
	       100. * outside[0] / count, 100. * outside[1] / count, count, dispersion);
	cr_assert_lt((double)outside[0] / count, 0.065);
	cr_assert_lt((double)outside[1] / count, 0.006);
	cr_assert(dispersion > 0.6 && dispersion < 1.1);
}

/* A tenth of the tests has something to find; of what Benjamini and Hochberg's procedure finds at 10%, at most a tenth is nothing on average. */
Test(statistics_property, the_share_of_false_discoveries_is_kept)
{
	enum { TESTS = 300 };
	struct random random = random_begin("statistics_property false discoveries");
	double share = 0, found = 0;

	for (unsigned round = 0; round < ROUNDS; round++) {
		struct multiple_test tests[TESTS];
		unsigned alarms = 0, wrong = 0;

		for (unsigned i = 0; i < TESTS; i++) {
			double z = random_normal(&random) + (i % 10 == 0 ? 3.5 : 0);

			tests[i] = (struct multiple_test){.p = 2 * normal_tail(fabs(z)), .index = i};
		}
		multiplicity_adjust(MULTIPLICITY_BENJAMINI_HOCHBERG, tests, TESTS, TESTS);
		for (unsigned i = 0; i < TESTS && tests[i].adjusted <= 0.1; i++) {
			alarms++;
			wrong += tests[i].index % 10 != 0;
		}
		share += alarms ? (double)wrong / alarms / ROUNDS : 0;
		found += (double)(alarms - wrong) / (TESTS / 10.) / ROUNDS;
	}
	printf("false discoveries: %.1f%% of all (stated: at most 10%%); %.0f%% of what there was is found\n", 100 * share, 100 * found);
	cr_assert_lt(share, 0.1);
	cr_assert_gt(found, 0.5);
}
