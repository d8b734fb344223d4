#include "deploy/demo_data/chance.h"

#include "common/error.h"

/* SplitMix64 (Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014). */
static uint64_t chance_next(struct chance *chance)
{
	chance->state += UINT64_C(0x9e3779b97f4a7c15);
	uint64_t mixed = chance->state;

	mixed = (mixed ^ (mixed >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	mixed = (mixed ^ (mixed >> 27)) * UINT64_C(0x94d049bb133111eb);
	return mixed ^ (mixed >> 31);
}

void chance_init(struct chance *chance, uint64_t seed, uint64_t stream)
{
	struct chance streams = {.state = seed};

	chance->state = chance_next(&streams) ^ (stream * UINT64_C(0xd1342543de82ef95));
}

uint64_t chance_below(struct chance *chance, uint64_t limit)
{
	INVARIANT(limit > 0);
	return chance_next(chance) % limit;
}

int64_t chance_between(struct chance *chance, int64_t low, int64_t high)
{
	INVARIANT(low <= high);
	return low + (int64_t)chance_below(chance, (uint64_t)(high - low) + 1);
}
