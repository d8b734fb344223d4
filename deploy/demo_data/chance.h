/* Chance: a seeded sequence of numbers, the same on every machine, so that the demo's synthetic people are always the same ones. Not for secrets. */
#pragma once

#include <stdint.h>

struct chance {
	uint64_t state;
};

/* Different streams of one seed are unrelated: a council's people do not change when another council is left out. */
void chance_init(struct chance *chance, uint64_t seed, uint64_t stream);
/* 0 to limit - 1; limit > 0. */
uint64_t chance_below(struct chance *chance, uint64_t limit);
/* low to high, both included. */
int64_t chance_between(struct chance *chance, int64_t low, int64_t high);
