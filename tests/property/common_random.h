/* Seeded random numbers for property tests: BELLWETHER_SEED replays a failure; each test prints the seed that it used. */
#pragma once

#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

struct random {
	uint64_t state;
};

static inline struct random random_begin(const char *test)
{
	const char *given = getenv("BELLWETHER_SEED");
	struct random random = {given ? strtoull(given, NULL, 0) : UINT64_C(20210930)};

	printf("%s: BELLWETHER_SEED=%" PRIu64 "\n", test, random.state);
	fflush(stdout);
	return random;
}

/* SplitMix64: Steele, Lea, Flood, "Fast splittable pseudorandom number generators", OOPSLA 2014. */
static inline uint64_t random_u64(struct random *random)
{
	uint64_t mixed = random->state += UINT64_C(0x9e3779b97f4a7c15);

	mixed = (mixed ^ mixed >> 30) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ mixed >> 27) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ mixed >> 31;
}

static inline uint64_t random_below(struct random *random, uint64_t limit)
{
	return random_u64(random) % limit;
}

/* Of any magnitude below 2^bits: small ones are as likely as large ones, and now and then the largest. */
static inline uint64_t random_magnitude(struct random *random, unsigned bits)
{
	unsigned shift = (unsigned)random_below(random, bits) + 64 - bits;

	return (random_below(random, 16) == 0 ? UINT64_MAX : random_u64(random)) >> shift;
}

static inline int64_t random_signed(struct random *random, unsigned bits)
{
	int64_t magnitude = (int64_t)random_magnitude(random, bits);

	return random_below(random, 2) ? magnitude : -magnitude;
}
