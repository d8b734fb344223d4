#include <stdlib.h>

#include "collector/core/ranking_parts.h"

/* Ranked from the highest value, unless low is good. */
static bool ranks_ascending(const struct indicator *indicator)
{
	return indicator->polarity == POLARITY_LOW_IS_GOOD;
}

static bool has_value(const struct reporter *reporter)
{
	return reporter->cell && !reporter->cell->value.symbol;
}

/* A reporter with what it is sorted by beside it: the cells lie far apart. */
struct place {
	bool has_value;
	uint16_t code;
	int64_t value; /* the better the lower */
	struct reporter reporter;
};

/* Those with a value before the others, the better value first, then by code. */
static int places_compare(const void *a, const void *b)
{
	const struct place *left = a, *right = b;

	if (left->has_value != right->has_value)
		return left->has_value ? -1 : 1;
	if (left->value != right->value)
		return left->value < right->value ? -1 : 1;
	return left->code - right->code;
}

/* Returns how many have a value; they stand first. */
static unsigned reporters_sort(struct reporter *reporters, unsigned count, bool ascending)
{
	struct place places[COUNCIL_COUNT_MAX];
	unsigned counted = 0;

	if (count == 0)
		return 0;
	for (unsigned i = 0; i < count; i++) {
		places[i] = (struct place){.has_value = has_value(&reporters[i]), .code = reporters[i].council->code, .reporter = reporters[i]};
		if (!places[i].has_value)
			continue;
		/* Complemented instead of negated: the order is turned without an overflow. */
		places[i].value = ascending ? reporters[i].cell->value.value : ~reporters[i].cell->value.value;
		counted++;
	}
	qsort(places, count, sizeof(*places), places_compare);
	for (unsigned i = 0; i < count; i++)
		reporters[i] = places[i].reporter;
	return counted;
}

const struct cell *ranking_cell_before(const struct ranking_row *row, const struct column *before)
{
	struct reporter now = {row->council, row->joint, row->cell};
	struct reporter then = reporter_of(before, row->council);

	return reporter_is_same(&now, &then) && council_exists_on(row->council, month_last_day(before->month)) ? then.cell : NULL;
}

/* The difference of two rounded values; false when one of them is not a number. */
static bool change_since(const struct ranking_row *row, const struct column *before, int64_t *change)
{
	const struct cell *cell = !row->value.symbol && before && before->count ? ranking_cell_before(row, before) : NULL;

	return cell && !cell->value.symbol && !__builtin_sub_overflow(row->value.value, cell->value.value, change);
}

static struct ranking_row row_of(const struct ranking_columns *columns, const struct reporter *reporter)
{
	struct ranking_row row = {.council = reporter->council, .joint = reporter->joint, .cell = reporter->cell, .value = {.symbol = SYMBOL_X}};
	const struct cell *cell = reporter->cell;

	if (!cell)
		return row;
	row.has_reported = cell->is_reported;
	row.value = cell->value;
	row.revision = cell->revision;
	row.has_vintage = cell->has_vintage;
	row.vintage = cell->vintage;
	row.has_population = cell->has_population;
	row.carried_from_year = cell->carried_from_year;
	row.has_month_change = change_since(&row, columns->month_before, &row.month_change);
	row.has_year_change = change_since(&row, columns->year_before, &row.year_change);
	row.has_since_change = change_since(&row, columns->since, &row.since_change);
	return row;
}

/* What the rows say together of releases and populations. */
static void row_sum(struct ranking *ranking, const struct ranking_row *row)
{
	ranking->reported += row->has_reported;
	ranking->population_count += row->has_population;
	if (row->has_vintage && (!ranking->has_vintage || month_compare(row->vintage, ranking->vintage) > 0)) {
		ranking->has_vintage = true;
		ranking->vintage = row->vintage;
	}
	if (row->carried_from_year && (!ranking->carried_from_year || row->carried_from_year < ranking->carried_from_year))
		ranking->carried_from_year = row->carried_from_year;
}

/* Places among the first `counted` rows, which are in order: ties share the lowest number from either end. */
static void rows_number(struct ranking *ranking)
{
	struct ranking_row *rows = ranking->rows;
	bool ascending = ranks_ascending(ranking->indicator);
	unsigned counted = ranking->counted;

	for (unsigned i = 0; i < counted; i++)
		rows[i].rank = i > 0 && rows[i].value.value == rows[i - 1].value.value ? rows[i - 1].rank : i + 1;
	for (unsigned i = counted; i-- > 0;) {
		bool is_tie = i + 1 < counted && rows[i].value.value == rows[i + 1].value.value;
		unsigned from_end = is_tie ? rows[i + 1].from_highest : counted - i;

		rows[i].from_highest = ascending ? from_end : rows[i].rank;
	}
}

/* Cut points and extremes of the ranked rows. */
static enum error rows_compare(struct ranking *ranking, struct arena *arena)
{
	bool ascending = ranks_ascending(ranking->indicator);
	unsigned counted = ranking->counted;
	int64_t *values = arena_take(arena, counted, sizeof(*values));

	if (!values)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < counted; i++)
		values[i] = ranking->rows[ascending ? i : counted - 1 - i].value.value;
	ranking->quartiles = quartiles_of(values, counted);
	ranking->minimum = values[0];
	ranking->maximum = values[counted - 1];
	return ERROR_NONE;
}

/* Of figures made with several versions of the definitions each is measured against the newest. */
static void definitions_match(struct ranking *ranking)
{
	for (unsigned i = 0; i < ranking->counted; i++)
		if (ranking->rows[i].cell->catalogue > ranking->definition_version)
			ranking->definition_version = ranking->rows[i].cell->catalogue;
	for (unsigned i = 0; i < ranking->counted; i++) {
		struct ranking_row *row = &ranking->rows[i];

		row->definition = definition_match(ranking->indicator, row->cell->catalogue, ranking->definition_version);
		ranking->differing_count += row->definition != DEFINITION_SAME;
	}
}

enum error ranking_rows_make(const struct ranking_columns *columns, struct ranking *ranking, struct arena *arena)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	struct pool pool = {.included = 0};

	ranking->row_count = ranking->expected = reporters_of(columns->now, ranking->area, reporters);
	ranking->counted = reporters_sort(reporters, ranking->row_count, ranks_ascending(ranking->indicator));
	ranking->rows = arena_take(arena, ranking->row_count ? ranking->row_count : 1, sizeof(*ranking->rows));
	if (!ranking->rows)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < ranking->row_count; i++) {
		ranking->rows[i] = row_of(columns, &reporters[i]);
		row_sum(ranking, &ranking->rows[i]);
		if (reporters[i].cell)
			pool_add_part(&pool, &reporters[i].cell->part);
	}
	ranking->pooled = pool_result(&pool, ranking->indicator, ranking->month);
	rows_number(ranking);
	definitions_match(ranking);
	return ranking->counted ? rows_compare(ranking, arena) : ERROR_NONE;
}
