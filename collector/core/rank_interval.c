#include "collector/core/rank_interval.h"

#include <math.h>

/* Of a < b: row a has the pairs with all behind it. */
static size_t pair_index(unsigned count, unsigned a, unsigned b)
{
	return (size_t)a * (2 * (size_t)count - a - 1) / 2 + (b - a - 1);
}

static size_t pair_count(unsigned count)
{
	return (size_t)count * (count - 1) / 2;
}

/*
 * Whether the pair's tail is far above any level that will be asked for, by a few multiplications. The tail is about e^-G with G at most the squared
 * score (relative entropy is at most chi-square), so below half of -log(level) there is room for all that "about" leaves out.
 */
static bool is_surely_alike(enum sample_kind kind, const struct contender *a, const struct contender *b, double square_min)
{
	double distance = a->value - b->value;
	double events = a->value * a->total + b->value * b->total;
	double both = a->total + b->total;
	double above = distance * distance * a->total * b->total;

	if (kind == SAMPLE_RATE)
		return above <= square_min * events;
	return above * both <= square_min * events * (both - events);
}

static void tails_fill(const struct rank_intervals_input *input, const struct contender *contenders, double *log_tails)
{
	/* Holm's first level and one above his last: every level lies between. */
	double last = log(input->error_rate / (double)pair_count(input->count));
	struct tail_range levels = {last - log(2), last};
	double square_min = -last / 2;

	for (unsigned a = 0; a < input->count; a++) {
		for (unsigned b = a + 1; b < input->count; b++) {
			bool is_higher = contenders[a].value > contenders[b].value;
			const struct contender *higher = &contenders[is_higher ? a : b], *lower = &contenders[is_higher ? b : a];

			/* The arena's memory is 0: the logarithm of 1. */
			if (!is_surely_alike(input->kind, higher, lower, square_min))
				log_tails[pair_index(input->count, a, b)] = contender_log_tail(input->kind, higher, lower, levels);
		}
	}
}

/*
 * Holm's levels: error_rate over the hypotheses that are left. All that lie below the present level are rejected at once; that only lifts it, and
 * ends at the same place as one after the other.
 */
static void level_find(double error_rate, struct rank_intervals *out)
{
	size_t pairs = pair_count(out->count), apart = 0, before;

	do {
		before = apart;
		out->log_level = log(error_rate / (double)(2 * pairs - apart));
		apart = 0;
		for (size_t i = 0; i < pairs; i++)
			apart += out->log_tails[i] <= out->log_level;
	} while (apart > before);
	out->apart_count = (unsigned)apart;
}

static void intervals_narrow(const struct contender *contenders, bool low_first, struct rank_intervals *out)
{
	for (unsigned i = 0; i < out->count; i++)
		out->intervals[i] = (struct rank_interval){1, out->count};
	for (unsigned a = 0; a < out->count; a++) {
		for (unsigned b = a + 1; b < out->count; b++) {
			bool a_is_first = (contenders[a].value < contenders[b].value) == low_first;

			if (!rank_told_apart(out, a, b))
				continue;
			out->intervals[a_is_first ? b : a].best++;
			out->intervals[a_is_first ? a : b].worst--;
		}
	}
}

enum error rank_intervals_make(const struct rank_intervals_input *input, struct arena *arena, struct rank_intervals *out)
{
	struct rank_intervals made = {.count = input->count};
	struct contender *contenders = arena_take(arena, input->count, sizeof(*contenders));
	double *log_tails = input->count > 1 ? arena_take(arena, pair_count(input->count), sizeof(*log_tails)) : NULL;

	INVARIANT(input->error_rate > 0 && input->error_rate < 1);
	made.intervals = arena_take(arena, input->count, sizeof(*made.intervals));
	if (!contenders || !made.intervals || (input->count > 1 && !log_tails))
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < input->count; i++) {
		if (!sample_is_valid(input->kind, input->samples[i]))
			return ERROR_INVALID;
		contenders[i] = contender_of(input->kind, input->samples[i]);
	}
	made.log_tails = log_tails;
	if (input->count > 1) {
		tails_fill(input, contenders, log_tails);
		level_find(input->error_rate, &made);
	}
	intervals_narrow(contenders, input->low_first, &made);
	*out = made;
	return ERROR_NONE;
}

bool rank_told_apart(const struct rank_intervals *intervals, unsigned a, unsigned b)
{
	INVARIANT(a != b && a < intervals->count && b < intervals->count);
	return intervals->log_tails[a < b ? pair_index(intervals->count, a, b) : pair_index(intervals->count, b, a)] <= intervals->log_level;
}
