#include "collector/core/reporter.h"

#include <stddef.h>

/* A council and the one that may report with it. */
struct pair {
	const struct council *council, *partner;
	const struct cell *cell, *partner_cell;
};

/* Both parts, as numbers or as what counts as one. */
static bool has_parts(const struct cell *cell)
{
	return cell && cell->part.is_in;
}

static bool is_one(const struct column *column, const struct pair *pair)
{
	const struct cell *cell = pair->cell, *other = pair->partner_cell;

	if (column->source == SOURCE_OFFICIAL)
		return (cell && cell->joint == pair->partner->code) || (other && other->joint == pair->council->code);
	return catalogue_measure(column->indicator->numerator)->topic == TOPIC_WORKFORCE && !(has_parts(cell) && has_parts(other));
}

/* Whether the figures of two that are one stand in the partner's record. */
static bool is_with_partner(const struct column *column, const struct pair *pair)
{
	const struct cell *cell = pair->cell, *other = pair->partner_cell;

	if (column->source == SOURCE_OFFICIAL)
		return other && other->joint == pair->council->code;
	if (has_parts(cell) != has_parts(other))
		return !has_parts(cell);
	if (!cell != !other)
		return !cell;
	return pair->council->code > pair->partner->code;
}

struct reporter reporter_of(const struct column *column, const struct council *council)
{
	struct pair pair = {.council = council, .cell = column_find(column, council->code)};
	uint16_t code = pair.cell && pair.cell->joint ? pair.cell->joint : council->joint_with;

	pair.partner = code ? council_find(code) : NULL;
	if (!pair.partner || !council_exists_on(pair.partner, month_last_day(column->month)))
		return (struct reporter){council, NULL, pair.cell};
	pair.partner_cell = column_find(column, code);
	if (!is_one(column, &pair))
		return (struct reporter){council, NULL, pair.cell};
	if (is_with_partner(column, &pair))
		return (struct reporter){pair.partner, council, pair.partner_cell};
	return (struct reporter){council, pair.partner, pair.cell};
}

const struct council *reporter_other(const struct reporter *reporter, const struct council *council)
{
	if (!reporter->cell)
		return NULL;
	return reporter->joint == council ? reporter->council : reporter->joint;
}

bool reporter_is_same(const struct reporter *a, const struct reporter *b)
{
	if (a->council == b->council)
		return a->joint == b->joint;
	return a->council == b->joint && a->joint == b->council;
}

const struct cell *reporter_own_cell(const struct column *column, const struct council *council)
{
	struct reporter reporter = reporter_of(column, council);

	return !reporter.joint && reporter.cell && !reporter.cell->joint && !reporter.cell->value.symbol ? reporter.cell : NULL;
}

/* Into its place by code: a partner from outside the area may stand before what is there. */
static void reporter_insert(struct reporter *out, unsigned count, struct reporter reporter)
{
	for (; count > 0 && out[count - 1].council->code > reporter.council->code; count--)
		out[count] = out[count - 1];
	out[count] = reporter;
}

unsigned reporters_of(const struct column *column, const struct area *area, struct reporter *out)
{
	struct date last_day = month_last_day(column->month);
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned member_count = area_councils(area, councils);
	unsigned count = 0;

	for (unsigned i = 0; i < member_count; i++) {
		const struct council *council = councils[i];
		struct reporter reporter;

		if (!council_exists_on(council, last_day))
			continue;
		reporter = reporter_of(column, council);
		/* The other of the two brings it when it is in the area as well. */
		if (reporter.council == council || !area_has(area, reporter.council))
			reporter_insert(out, count++, reporter);
	}
	return count;
}
