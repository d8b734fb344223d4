/* Rank intervals: which places of a ranking a council may hold in truth, and which councils it cannot be told apart from. Pure. */
#pragma once

#include "collector/core/difference.h"
#include "common/arena.h"

/* The places that a council may hold, of those ranked: 1 <= best <= worst <= count. */
struct rank_interval {
	unsigned best;
	unsigned worst;
};

struct rank_intervals_input {
	enum sample_kind kind;
	bool low_first; /* place 1 is the lowest value */
	/* The chance that anything said below is wrong, in (0, 1): 0.05. */
	double error_rate;
	const struct sample *samples; /* of the councils with a value, in any order; borrowed during the call */
	unsigned count;
};

struct rank_intervals {
	unsigned count;
	unsigned apart_count;            /* pairs that are told apart */
	struct rank_interval *intervals; /* in the order of the samples */
	double log_level;                /* a pair is told apart when its log_tail is at most this */
	const double *log_tails;         /* of each pair (a < b); where no level can come, a bound on its side of all levels */
};

/*
 * All pairs are compared by the exact one-sided tests of difference_tail, both directions of each, with Holm's correction (Scandinavian Journal of
 * Statistics 6, 1979) over all 2 x pairs of them: the chance that any pair is told apart that is equal in truth, or told apart the wrong way round, is
 * at most error_rate whatever the figures, and so all councils' intervals hold their true places together with at least 1 - error_rate. The interval
 * of a council is [1 + those surely before it, count - those surely behind it]: Klein, Wright and Wieczorek, "A joint confidence region for an overall
 * ranking of populations", JRSS C 69 (2020); the stepwise directions: Mogstad, Romano, Shaikh and Wilhelm, "Inference for ranks", Review of Economic
 * Studies 91 (2024). The rate is kept by the binomial or Poisson variation alone; what councils differ by beyond that is a difference in truth.
 *
 * Memory, 8 bytes a pair and 16 a council while it lasts, is the arena's. ERROR_INVALID for a sample that is not valid, ERROR_NO_MEMORY. Time grows
 * with the pairs.
 */
enum error rank_intervals_make(const struct rank_intervals_input *input, struct arena *arena, struct rank_intervals *out) MUST_CHECK;
/* Whether two different councils, by their places in the samples, are surely not the same. */
bool rank_told_apart(const struct rank_intervals *intervals, unsigned a, unsigned b);
