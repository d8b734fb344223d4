#include "collector/core/neighbours.h"

#include "collector/core/reporter.h"
#include "common/decimal.h"

/* sum / count, halves up as of all figures. */
static int64_t divided(int64_t sum, unsigned count)
{
	int64_t twice = 2 * (sum < 0 ? -sum : sum);
	int64_t quotient = (twice / count + 1) / 2;

	return sum < 0 ? -quotient : quotient;
}

struct neighbour_summary neighbours_of(const struct column *column, const struct council *council)
{
	struct neighbour_summary summary = {.expected = 0};
	int64_t values[NEIGHBOUR_COUNT];
	int64_t sum = 0;

	for (unsigned i = 0; i < NEIGHBOUR_COUNT && council->neighbours[i]; i++) {
		const struct council *neighbour = council_find(council->neighbours[i]);
		const struct cell *cell = neighbour ? reporter_own_cell(column, neighbour) : NULL;

		summary.expected++;
		if (!cell)
			continue;
		values[summary.count++] = cell->value.value;
		summary.other_definition += cell_is_other(column->indicator, cell, column->england.definition_version);
		sum += cell->value.value;
	}
	if (summary.count == 0)
		return summary;
	values_sort(values, summary.count);
	summary.mean = divided(sum * 10, summary.count);
	summary.median = (values[(summary.count - 1) / 2] + values[summary.count / 2]) * 10 / 2;
	return summary;
}

struct neighbour_standing neighbours_standing(const struct column *column, const struct council *council)
{
	const struct cell *own = reporter_own_cell(column, council);
	struct neighbour_standing standing = {.rank = 0};
	bool low_is_good = column->indicator->polarity == POLARITY_LOW_IS_GOOD;

	if (!own || !council->neighbours[0])
		return standing;
	standing = (struct neighbour_standing){.rank = 1, .counted = 1};
	for (unsigned i = 0; i < NEIGHBOUR_COUNT && council->neighbours[i]; i++) {
		const struct council *neighbour = council_find(council->neighbours[i]);
		const struct cell *cell = neighbour ? reporter_own_cell(column, neighbour) : NULL;

		if (!cell)
			continue;
		standing.counted++;
		standing.rank += low_is_good ? cell->value.value < own->value.value : cell->value.value > own->value.value;
	}
	return standing;
}

bool neighbours_name(const struct council *council, const struct council *other)
{
	bool is_named = false;

	for (unsigned i = 0; i < NEIGHBOUR_COUNT; i++)
		is_named |= other->neighbours[i] == council->code;
	return is_named;
}

unsigned neighbour_decimals(const struct indicator *indicator)
{
	return indicator->decimals + 1U;
}
