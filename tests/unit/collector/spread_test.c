/* A robust spread: points of the t distribution, what large and small ones vary by, and the share of false alarms over steady peers. */
#include <criterion/criterion.h>
#include <math.h>

#include "collector/core/normal.h"
#include "collector/core/spread.h"
#include "tests/property/common_random.h"

enum { PEERS = 150, ROUNDS = 2000 };

/* Half of all peers lie within the median distance, and where the t distribution's tables say one in twenty lies beyond. */
Test(spread, tails_are_those_of_the_t_distribution)
{
	static const double unit = 0.674489750196081743;

	cr_expect_float_eq(spread_p(2.228138852 / 0.699812061 * unit, 10), 0.05, 1e-8);
	cr_expect_float_eq(spread_p(2.776445105 / 0.740697084 * unit, 4), 0.05, 1e-8);
	cr_expect_float_eq(spread_p(0.674489750196081743, 4), 0.5, 1e-8);
	cr_expect_float_eq(spread_p(-0.674489750196081743, 30), 0.5, 1e-8);
}

/* The angle's variance is 1 / (4 total) and the root's 1 / (4 size), whatever the share or the rate. */
Test(spread, stabilised_figures_vary_alike)
{
	for (double share = 0.1; share < 0.95; share += 0.2) {
		double deviation = sqrt(share * (1 - share) * 400);
		double step = spread_of_share(400 * share + deviation, 400) - spread_of_share(400 * share - deviation, 400);

		cr_expect_float_eq(step, 2 * sqrt(1 / 1600.), 0.001, "%f", share);
	}
	for (double events = 20; events < 2000; events *= 3)
		cr_expect_float_eq(spread_of_ratio(events + sqrt(events), 100) - spread_of_ratio(events - sqrt(events), 100), 0.1, 0.002);
}

static double normal_draw(struct random *random)
{
	return normal_quantile(((double)(random_u64(random) >> 11) + 0.5) / 9007199254740992.0);
}

/* Small peers (weakness 0.04) vary by chance more than large ones (0.005), and all by something of their own. */
static void peers_draw(struct random *random, struct spread_item *items, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		double weakness = i % 2 ? 0.04 : 0.005;

		items[i] = (struct spread_item){.weakness = weakness, .difference = 7 + sqrt(0.002 + 0.25 * weakness) * normal_draw(random)};
	}
}

/* How often p is at most `level`, of the small and of the large ones. */
static void shares_of(struct random *random, unsigned peers, double freedom, double level, double out[2])
{
	struct spread_item items[PEERS];
	double room[PEERS];
	unsigned alarms[2] = {0, 0};

	for (unsigned round = 0; round < ROUNDS; round++) {
		peers_draw(random, items, peers);
		cr_assert(spread_standardise(items, peers, room));
		for (unsigned i = 0; i < peers; i++)
			alarms[i % 2] += spread_p(items[i].z, freedom) <= level;
	}
	for (unsigned i = 0; i < 2; i++)
		out[i] = 2. * alarms[i] / ((double)ROUNDS * peers);
}

Test(spread, false_alarms_are_as_many_as_stated)
{
	struct random random = random_begin("spread_false_alarms");
	double shares[2];

	shares_of(&random, PEERS, 30, 0.01, shares);
	printf("150 steady peers, level 1%%: %.2f%% of the large and %.2f%% of the small are flagged\n", 100 * shares[0], 100 * shares[1]);
	cr_expect(shares[0] > 0.003 && shares[0] < 0.014, "%f", shares[0]);
	cr_expect(shares[1] > 0.003 && shares[1] < 0.014, "%f", shares[1]);
	shares_of(&random, 24, SPREAD_FREEDOM_SUPPOSED, 0.01, shares);
	printf("24 steady peers, level 1%%: %.2f%% of the large and %.2f%% of the small are flagged\n", 100 * shares[0], 100 * shares[1]);
	cr_expect_lt(shares[0] + shares[1], 0.02);
}

/* Tails as heavy as those drawn are found; few distances do not make light ones believed. */
Test(spread, freedom_is_that_of_the_tails)
{
	struct random random = random_begin("spread_freedom");
	double distances[1500], middle;

	for (unsigned i = 0; i < 1500; i++)
		distances[i] = fabs(normal_draw(&random));
	cr_expect_geq(spread_freedom(distances, 1500), 8);
	cr_expect_leq(spread_freedom(distances, 200), SPREAD_FREEDOM_SUPPOSED);
	/* T with 2 degrees of freedom: normal / root of an exponential; its median distance is put at the normal's. */
	middle = 0.816496580927726 / 0.674489750196081743;
	for (unsigned i = 0; i < 1500; i++)
		distances[i] = fabs(normal_draw(&random)) / sqrt(-log(((double)(random_u64(&random) >> 11) + 0.5) / 9007199254740992.0)) / middle;
	cr_expect_leq(spread_freedom(distances, 1500), 3);
}

Test(spread, without_peers_or_differences_there_is_none)
{
	struct spread_item items[PEERS];
	double room[PEERS];

	for (unsigned i = 0; i < PEERS; i++)
		items[i] = (struct spread_item){.difference = i < PEERS / 3 ? i : 0, .weakness = 1};
	cr_expect_not(spread_standardise(items, PEERS, room));
	for (unsigned i = 0; i < PEERS; i++)
		items[i].difference = i;
	cr_expect(spread_standardise(items, PEERS, room));
	cr_expect_float_eq(items[0].z, -items[PEERS - 1].z, 1e-12);
	cr_expect_not(spread_standardise(items, SPREAD_PEERS_MIN - 1, room));
}
