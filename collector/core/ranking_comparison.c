#include "collector/core/ranking_comparison.h"

#include <math.h>

#include "collector/core/certainty.h"
#include "collector/core/reporter.h"

enum { MEAN_STEPS = 10 /* of a mean in one unit of a value */ };

/* The pool without the row's council. */
static struct pooled rest_of(const struct ranking *ranking, const struct ranking_row *row, const struct pooled *pooled)
{
	struct pool pool = {.numerator = pooled->value.numerator, .denominator = pooled->value.denominator, .included = pooled->included};

	if (!pooled->value.has_parts)
		return (struct pooled){.value = {.symbol = SYMBOL_X}};
	if (row->cell && row->cell->part.is_in) {
		pool.numerator -= row->cell->part.numerator;
		pool.denominator -= row->cell->part.denominator;
		pool.included--;
	}
	return pool_result(&pool, ranking->indicator, ranking->month);
}

/* `expected`: the councils that `pooled` should be of, the row's among them. */
static struct ranking_beside beside_of(const struct ranking *ranking, const struct ranking_row *row, const struct pooled *pooled, unsigned expected)
{
	const struct indicator *indicator = ranking->indicator;
	struct pooled pool = rest_of(ranking, row, pooled);
	struct indicator_value rest = pool.value;
	struct ranking_beside beside = {
		.is_known = !rest.symbol && !row->value.symbol, .included = pool.included, .expected = expected - 1, .value = rest.value};
	struct sample own, other;

	if (!beside.is_known || __builtin_sub_overflow(row->value.value, rest.value, &beside.difference))
		return (struct ranking_beside){.included = pool.included, .expected = beside.expected};
	if (certainty_sample(indicator, &row->value, &own) && certainty_sample(indicator, &rest, &other)) {
		struct interval interval = difference_interval(certainty_sample_kind(indicator), own, other, CERTAINTY_CONFIDENCE);

		beside.has_interval = interval_scaled(&interval, certainty_scale(indicator), &beside.low, &beside.high);
	}
	return beside;
}

/* The neighbours' mean, as a share or rate of 1, with the squares of what its interval's ends are off by. */
struct mean_reach {
	double mean, below_square, above_square;
};

/* False when one of them has no interval. */
static bool mean_reach_of(const struct ranking *ranking, const struct council *council, unsigned count, struct mean_reach *out)
{
	struct mean_reach reach = {.mean = 0};

	for (unsigned i = 0; i < NEIGHBOUR_COUNT && council->neighbours[i]; i++) {
		const struct council *neighbour = council_find(council->neighbours[i]);
		const struct cell *cell = neighbour ? reporter_own_cell(ranking->column, neighbour) : NULL;
		struct sample sample;
		double value;

		if (!cell)
			continue;
		if (!cell->interval.is_known || !certainty_sample(ranking->indicator, &cell->value, &sample))
			return false;
		value = sample.count / sample.total;
		reach.mean += value / count;
		reach.below_square += (value - cell->interval.low) * (value - cell->interval.low) / count / count;
		reach.above_square += (cell->interval.high - value) * (cell->interval.high - value) / count / count;
	}
	*out = reach;
	return true;
}

static struct ranking_beside mean_of(const struct ranking *ranking, const struct ranking_row *row, const struct neighbour_summary *neighbours)
{
	struct ranking_beside beside = {.is_known = neighbours->count > 0, .value = neighbours->mean};
	const struct interval *own = &row->cell->interval;
	struct interval interval = {.is_known = true};
	struct mean_reach reach;
	struct sample sample;
	double value, scale = certainty_scale(ranking->indicator) * MEAN_STEPS;
	int64_t fine;

	if (!beside.is_known || __builtin_mul_overflow(row->value.value, (int64_t)MEAN_STEPS, &fine) ||
	    __builtin_sub_overflow(fine, neighbours->mean, &beside.difference))
		return (struct ranking_beside){.is_known = false};
	if (!own->is_known || !certainty_sample(ranking->indicator, &row->value, &sample) ||
	    !mean_reach_of(ranking, row->council, neighbours->count, &reach))
		return beside;
	value = sample.count / sample.total;
	interval.low = value - reach.mean - sqrt((value - own->low) * (value - own->low) + reach.above_square);
	interval.high = value - reach.mean + sqrt((own->high - value) * (own->high - value) + reach.below_square);
	beside.has_interval = interval_scaled(&interval, scale, &beside.low, &beside.high);
	return beside;
}

void ranking_compare(const struct ranking *ranking, const struct ranking_row *row, struct ranking_comparison *out)
{
	*out = (struct ranking_comparison){.neighbours = neighbours_of(ranking->column, row->council)};
	out->area = beside_of(ranking, row, &ranking->pooled, ranking->expected);
	out->england = ranking->area->kind == AREA_ENGLAND
			       ? out->area
			       : beside_of(ranking, row, &ranking->column->england.pooled, ranking->column->england.expected);
	if (!row->value.symbol)
		out->mean = mean_of(ranking, row, &out->neighbours);
}
