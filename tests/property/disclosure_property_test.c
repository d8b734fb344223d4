/*
 * Disclosure control, attacked: somebody who knows the policy takes what has left and tries every value that a suppressed count can have. The attack is
 * written by counting, not by the intervals that the code reasons with.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "agent/core/disclosure.h"
#include "common_random.h"
#include "proto/catalogue.h"
#include "proto/status.h"

enum { ROUNDS = 20000, SUM_MAX = 400, CELLS_MAX = 64 };

/* Random referrals: one total, three breakdowns; small counts and zeros are frequent. */
static const uint16_t breakdowns[][6] = {
	{MEASURE_REFERRALS_FIRST_12M, MEASURE_REFERRALS_REPEAT_12M},
	{MEASURE_REFERRALS_NO_FURTHER_ACTION_12M, MEASURE_REFERRALS_NOT_IN_NEED_12M, MEASURE_REFERRALS_IN_NEED_12M},
	{MEASURE_REFERRALS_INDIVIDUAL_12M, MEASURE_REFERRALS_SCHOOLS_12M, MEASURE_REFERRALS_HEALTH_12M, MEASURE_REFERRALS_POLICE_12M,
	 MEASURE_REFERRALS_COUNCIL_12M, MEASURE_REFERRALS_OTHER_12M},
};

enum { BREAKDOWN_COUNT = sizeof(breakdowns) / sizeof(breakdowns[0]), PARTS_MAX = 6 };

struct figures {
	unsigned count;
	struct return_measure measures[CELLS_MAX];
};

static void figures_put(struct figures *figures, uint16_t number, int64_t value)
{
	unsigned place = figures->count++;

	for (; place > 0 && figures->measures[place - 1].number > number; place--)
		figures->measures[place] = figures->measures[place - 1];
	figures->measures[place] = (struct return_measure){.number = number, .value = value};
}

static const struct return_measure *figure(const struct figures *figures, uint16_t number)
{
	for (unsigned i = 0; i < figures->count; i++)
		if (figures->measures[i].number == number)
			return &figures->measures[i];
	cr_assert_fail("measure %u is not there", number);
	return NULL;
}

static int64_t random_total(struct random *random)
{
	return (int64_t)random_below(random, random_below(random, 2) ? 20 : 120);
}

/* The total thrown into the parts; skewed, so that some get next to nothing. */
static void parts_throw(struct random *random, struct figures *figures, const uint16_t *parts, int64_t total)
{
	int64_t values[PARTS_MAX] = {0};
	unsigned part_count = 0, favourite;

	while (part_count < PARTS_MAX && parts[part_count])
		part_count++;
	favourite = (unsigned)random_below(random, part_count);
	for (int64_t i = 0; i < total; i++)
		values[random_below(random, 4) ? favourite : random_below(random, part_count)]++;
	for (unsigned i = 0; i < part_count; i++)
		figures_put(figures, parts[i], values[i]);
}

static void figures_random(struct random *random, struct figures *figures)
{
	int64_t total = random_total(random);

	figures->count = 0;
	figures_put(figures, MEASURE_REFERRALS_12M, total);
	for (unsigned i = 0; i < BREAKDOWN_COUNT; i++)
		parts_throw(random, figures, breakdowns[i], total);
}

/* reach[s]: whether the parts taken so far can sum up to s. */
struct reach {
	bool sums[SUM_MAX + 1];
};

static void reach_add(struct reach *reach, int64_t low, int64_t high)
{
	struct reach next = {{false}};

	for (int64_t sum = 0; sum <= SUM_MAX; sum++)
		for (int64_t value = low; reach->sums[sum] && value <= high && sum + value <= SUM_MAX; value++)
			next.sums[sum + value] = true;
	*reach = next;
}

/* How many values the suppressed part at `target` can have, given the total and all that is shown of the breakdown. */
static unsigned values_possible(const struct figures *seen, const uint16_t *parts, unsigned target, int64_t total)
{
	struct reach reach = {{true}};
	int64_t rest = total, smallest = SUM_MAX;
	unsigned possible = 0;

	for (unsigned i = 0; i < PARTS_MAX && parts[i]; i++) {
		const struct return_measure *part = figure(seen, parts[i]);

		if (part->symbol == SYMBOL_NONE) {
			rest -= part->value;
			smallest = part->value > 0 && part->value < smallest ? part->value : smallest;
		}
	}
	for (unsigned i = 0; i < PARTS_MAX && parts[i]; i++) {
		const struct return_measure *part = figure(seen, parts[i]);

		if (i == target || part->symbol == SYMBOL_NONE)
			continue;
		reach_add(&reach, part->reason == REASON_SMALL_COUNT ? 1 : SMALL_COUNT_MAX + 1,
			  part->reason == REASON_SMALL_COUNT ? SMALL_COUNT_MAX : smallest);
	}
	for (int64_t value = 1; value <= SMALL_COUNT_MAX; value++)
		possible += rest - value >= 0 && reach.sums[rest - value];
	return possible;
}

static void breakdown_attack(const struct figures *seen, const uint16_t *parts, int round)
{
	const struct return_measure *total = figure(seen, MEASURE_REFERRALS_12M);
	unsigned hidden = 0;

	for (unsigned i = 0; i < PARTS_MAX && parts[i]; i++)
		hidden += figure(seen, parts[i])->symbol != SYMBOL_NONE;
	if (total->symbol != SYMBOL_NONE && total->reason != REASON_SMALL_COUNT)
		cr_assert_gt(hidden, 0, "round %d: the parts give the withheld total back", round);
	if (total->symbol != SYMBOL_NONE)
		return;
	for (unsigned i = 0; i < PARTS_MAX && parts[i]; i++)
		if (figure(seen, parts[i])->reason == REASON_SMALL_COUNT)
			cr_assert_geq(values_possible(seen, parts, i, total->value), 2, "round %d: measure %u can only be one number", round,
				      parts[i]);
	cr_assert_neq(hidden, 1, "round %d: a single part is hidden", round);
}

Test(disclosure_property, what_has_left_gives_no_small_count_away)
{
	struct random random = random_begin("disclosure");
	unsigned hidden = 0;

	for (int round = 0; round < ROUNDS; round++) {
		static struct figures figures, seen, again;

		figures_random(&random, &figures);
		seen = again = figures;
		disclosure_apply(seen.measures, seen.count);
		disclosure_apply(again.measures, again.count);
		cr_assert_eq(memcmp(&seen, &again, sizeof(seen)), 0, "round %d: not the same twice", round);
		for (unsigned i = 0; i < figures.count; i++) {
			int64_t value = figures.measures[i].value;

			hidden += seen.measures[i].symbol == SYMBOL_C;
			cr_assert(seen.measures[i].symbol == SYMBOL_NONE ? seen.measures[i].value == value && (value == 0 || value > SMALL_COUNT_MAX)
									 : seen.measures[i].value == 0);
		}
		for (unsigned i = 0; i < BREAKDOWN_COUNT; i++)
			breakdown_attack(&seen, breakdowns[i], round);
	}
	cr_assert_gt(hidden, ROUNDS);
}
