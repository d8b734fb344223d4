#include "collector/core/year_changes.h"

#include <math.h>

#include "collector/core/definition.h"
#include "collector/core/reporter.h"
#include "collector/core/spread.h"
#include "common/decimal.h"
#include "proto/indicator_kind.h"

/* The measures' stored integers in whole units: people, FTE, days. */
struct scales {
	bool is_share;
	double above, below;
};

static struct scales scales_of(const struct indicator *indicator)
{
	return (struct scales){
		.is_share = indicator_kind(indicator) == INDICATOR_PROPORTION,
		.above = (double)decimal_power(measure_digits(catalogue_measure(indicator->numerator))),
		.below = (double)decimal_power(measure_digits(catalogue_measure(indicator->denominator[0]))),
	};
}

/* A figure in whole units. */
struct figure_parts {
	double count, size;
};

static struct figure_parts parts_of(const struct scales *scales, const struct cell *cell)
{
	return (struct figure_parts){(double)cell->value.numerator / scales->above, (double)cell->value.denominator / scales->below};
}

static bool is_figure(const struct cell *cell)
{
	return cell && !cell->value.symbol && cell->value.has_parts;
}

static bool is_small(const struct scales *scales, struct figure_parts a, struct figure_parts b)
{
	if (fmin(a.size, b.size) < CHANGE_SIZE_MIN || fmax(a.count, b.count) < CHANGE_COUNT_MIN)
		return true;
	/* A part that is larger than its whole comes from files that contradict each other. */
	return scales->is_share && (fmax(a.size - a.count, b.size - b.count) < CHANGE_COUNT_MIN || a.count > a.size || b.count > b.size);
}

static double stabilised(const struct scales *scales, struct figure_parts parts)
{
	return scales->is_share ? spread_of_share(parts.count, parts.size) : spread_of_ratio(parts.count, parts.size);
}

/* Changes on their way to the list. */
struct change_reading {
	struct scales scales;
	struct year_changes *changes;
	struct spread_item *items;
};

static void change_take(struct change_reading *reading, const struct cell *before, const struct reporter *reporter)
{
	const struct cell *now = reporter->cell;
	struct figure_parts was, is;

	if (!is_figure(before) || !is_figure(now) ||
	    definition_is_other(definition_match(reading->changes->indicator, before->catalogue, now->catalogue)))
		return;
	was = parts_of(&reading->scales, before);
	is = parts_of(&reading->scales, now);
	if (is_small(&reading->scales, was, is)) {
		reading->changes->small_count++;
		return;
	}
	reading->items[reading->changes->count] = (struct spread_item){
		.difference = stabilised(&reading->scales, is) - stabilised(&reading->scales, was),
		.weakness = 1 / was.size + 1 / is.size,
	};
	reading->changes->list[reading->changes->count++] = (struct year_change){.before = before, .now = now, .joint = reporter->joint};
}

static void columns_walk(struct change_reading *reading, const struct column *before, const struct column *now)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	unsigned count = reporters_of(now, area_find(SLICE_LITERAL("England")), reporters);

	for (unsigned i = 0; i < count; i++) {
		struct reporter then = reporter_of(before, reporters[i].council);

		if (reporter_is_same(&reporters[i], &then))
			change_take(reading, then.cell, &reporters[i]);
	}
}

static enum error changes_standardise(struct change_reading *reading, struct arena *arena)
{
	struct year_changes *changes = reading->changes;
	double *room = arena_take(arena, changes->count + 1, sizeof(*room));

	if (!room)
		return ERROR_NO_MEMORY;
	changes->is_judged = spread_standardise(reading->items, changes->count, room);
	for (unsigned i = 0; i < changes->count; i++)
		changes->list[i].z = changes->is_judged ? reading->items[i].z : 0;
	return ERROR_NONE;
}

enum error year_changes_read(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			     struct arena *arena, struct year_changes *out)
{
	struct year_changes changes = {.indicator = indicator, .month = month};
	struct change_reading reading = {.scales = scales_of(indicator), .changes = &changes};
	const struct column *before, *now;
	enum error error = cube_column(cube, source, indicator, month, &now);

	if (!error)
		error = cube_column(cube, source, indicator, month_add(month, -CHANGE_MONTHS), &before);
	if (error)
		return error;
	changes.list = arena_take(arena, now->count + 1, sizeof(*changes.list));
	reading.items = arena_take(arena, now->count + 1, sizeof(*reading.items));
	if (!changes.list || !reading.items)
		return ERROR_NO_MEMORY;
	columns_walk(&reading, before, now);
	error = changes_standardise(&reading, arena);
	if (!error)
		*out = changes;
	return error;
}

/* How far all changes of this and earlier years lay from their medians. */
static enum error distances_gather(const struct cube_view *cube, enum cube_source source, const struct year_changes *newest, struct arena *arena,
				   double *distances, unsigned *count)
{
	struct year_changes changes = *newest;
	enum error error = ERROR_NONE;

	for (unsigned year = 0; year < CHANGE_YEARS_MAX && !error; year++) {
		if (year)
			error = year_changes_read(cube, source, newest->indicator, month_add(newest->month, -(int)year * CHANGE_MONTHS), arena,
						  &changes);
		if (error || changes.count == 0)
			break;
		for (unsigned i = 0; changes.is_judged && i < changes.count; i++)
			distances[(*count)++] = fabs(changes.list[i].z);
	}
	return error;
}

enum error year_changes_judge(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			      struct arena *arena, struct year_changes *out)
{
	double *distances = arena_take(arena, (size_t)CHANGE_YEARS_MAX * COUNCIL_COUNT_MAX, sizeof(*distances));
	struct year_changes changes;
	unsigned count = 0;
	enum error error = year_changes_read(cube, source, indicator, month, arena, &changes);

	if (!distances)
		return ERROR_NO_MEMORY;
	if (!error && changes.is_judged)
		error = distances_gather(cube, source, &changes, arena, distances, &count);
	if (error)
		return error;
	changes.freedom = spread_freedom(distances, count);
	*out = changes;
	return ERROR_NONE;
}

double year_change_p(const struct year_changes *changes, const struct year_change *change)
{
	INVARIANT(changes->is_judged && changes->freedom > 0);
	return spread_p(change->z, changes->freedom);
}

const struct year_change *year_changes_find(const struct year_changes *changes, uint16_t council)
{
	for (unsigned i = 0; i < changes->count; i++)
		if (changes->list[i].now->council == council)
			return &changes->list[i];
	return NULL;
}
