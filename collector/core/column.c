#include "collector/core/column.h"

#include "collector/core/certainty.h"
#include "collector/core/population.h"
#include "collector/core/release.h"

/* Why the numerator is missing, or else a part of the denominator. */
static uint16_t reason_of(const struct indicator *indicator, const struct cube_record *record)
{
	const uint16_t numbers[3] = {indicator->numerator, indicator->denominator[0], indicator->denominator[1]};

	for (unsigned i = 0; i < 3; i++) {
		const struct return_measure *measure = numbers[i] != MEASURE_NONE ? cube_measure(record, numbers[i]) : NULL;

		if (measure && measure->symbol)
			return measure->reason;
	}
	return REASON_NONE;
}

/* Where the figure comes from: the council's return, or the release of its numerator. */
static void cell_trace(struct cell *cell, const struct indicator *indicator, const struct cube_record *record)
{
	const struct cube_origin *origin = cube_measure_origin(record, indicator->numerator);

	cell->chain = origin ? origin->chain : record->council;
	cell->sequence = origin ? origin->sequence : record->sequence;
	cell->revision = record->revision;
	cell->catalogue = record->catalogue;
	cell->has_vintage = origin != NULL;
	if (origin)
		cell->vintage = origin->vintage;
}

static void cell_populate(struct cell *cell, const struct indicator *indicator, const struct cube_record *record)
{
	const struct cube_record *population = indicator_needs_population(indicator) ? record->reference : NULL;

	cell->has_population = population != NULL;
	if (population && month_compare(population->month, population_month(record->month)) < 0)
		cell->carried_from_year = month_year(population->month);
}

struct cell cell_make(const struct indicator *indicator, enum cube_source source, const struct cube_record *record)
{
	struct cell cell = {.council = record->council, .joint = record->joint};

	/* A return has all measures; a release may be of other ones. */
	cell.is_reported = source != SOURCE_OFFICIAL || cube_measure(record, indicator->numerator) != NULL;
	cell.value = indicator_compute(indicator, record, record->month);
	cell.interval = certainty_interval(indicator, &cell.value);
	cell.part = pool_part(indicator, source, record);
	if (cell.value.symbol)
		cell.reason = reason_of(indicator, record);
	cell_trace(&cell, indicator, record);
	cell_populate(&cell, indicator, record);
	return cell;
}

static const char *series_of(const struct cube_record *records, unsigned count, uint16_t measure)
{
	for (unsigned i = 0; i < count; i++) {
		const struct cube_origin *origin = cube_measure_origin(&records[i], measure);
		const struct dataset *dataset = origin ? dataset_of_chain(origin->chain) : NULL;

		if (dataset)
			return dataset->title;
	}
	return "";
}

const struct cell *column_find(const struct column *column, uint16_t council)
{
	unsigned low = 0;
	unsigned high = column->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (column->councils[middle] < council)
			low = middle + 1;
		else
			high = middle;
	}
	return low < column->count && column->councils[low] == council ? &column->cells[low] : NULL;
}

/* Both parts, as numbers or as what counts as one. */
static bool has_parts(const struct cell *cell)
{
	return cell && cell->part.is_in;
}

/* A council and the one that may report with it. */
struct pair {
	const struct council *council, *partner; /* the partner is NULL when they are not one */
	const struct cell *cell, *partner_cell;
};

static bool is_one(const struct column *column, const struct pair *pair)
{
	const struct cell *cell = pair->cell, *other = pair->partner_cell;

	if (column->source == SOURCE_OFFICIAL)
		return (cell && cell->joint == pair->partner->code) || (other && other->joint == pair->council->code);
	return catalogue_measure(column->indicator->numerator)->topic == TOPIC_WORKFORCE && !(has_parts(cell) && has_parts(other));
}

static struct pair pair_of(const struct column *column, const struct council *council)
{
	struct pair pair = {.council = council, .cell = column_find(column, council->code)};
	uint16_t code = pair.cell && pair.cell->joint ? pair.cell->joint : council->joint_with;
	const struct council *partner = code ? council_find(code) : NULL;

	if (!partner || !council_exists_on(partner, month_last_day(column->month)))
		return pair;
	pair.partner = partner;
	pair.partner_cell = column_find(column, code);
	if (!is_one(column, &pair))
		pair.partner = NULL;
	return pair;
}

const struct council *column_partner(const struct column *column, const struct council *council)
{
	return pair_of(column, council).partner;
}

bool column_is_joint(const struct column *column, const struct council *council)
{
	struct pair pair = pair_of(column, council);

	if (!pair.partner)
		return false;
	if (column->source == SOURCE_OFFICIAL)
		return pair.partner_cell && pair.partner_cell->joint == council->code;
	if (has_parts(pair.cell) != has_parts(pair.partner_cell))
		return !has_parts(pair.cell);
	if (!pair.cell != !pair.partner_cell)
		return !pair.cell;
	return pair.council->code > pair.partner->code;
}

const struct cell *column_own(const struct column *column, const struct council *council)
{
	struct pair pair = pair_of(column, council);

	return pair.cell && !pair.cell->value.symbol && !pair.cell->joint && !pair.partner ? pair.cell : NULL;
}

static bool is_listed(const struct council *const *councils, unsigned count, const struct council *council)
{
	for (unsigned i = 0; i < count; i++)
		if (councils[i] == council)
			return true;
	return false;
}

/* The cell that a council brings to a sum; false when its partner, who is in it too, brings it. */
static bool cell_choose(const struct column *column, const struct council *const *councils, unsigned count, const struct council *council,
			const struct cell **out)
{
	const struct council *partner = column_is_joint(column, council) ? column_partner(column, council) : NULL;

	if (partner && is_listed(councils, count, partner))
		return false;
	*out = column_find(column, partner ? partner->code : council->code);
	return true;
}

void column_sum(const struct column *column, const struct council *const *councils, unsigned count, int64_t *values, struct column_summary *out)
{
	struct column_summary summary = {.expected = 0};
	struct date last_day = month_last_day(column->month);
	struct pool pool = {.included = 0};

	for (unsigned i = 0; i < count; i++) {
		const struct cell *cell;

		if (!council_exists_on(councils[i], last_day) || !cell_choose(column, councils, count, councils[i], &cell))
			continue;
		summary.expected++;
		if (!cell)
			continue;
		summary.reported += cell->is_reported;
		pool_add_part(&pool, &cell->part);
		if (!cell->value.symbol)
			values[summary.counted++] = cell->value.value;
	}
	summary.pooled = pool_result(&pool, column->indicator, column->month);
	values_sort(values, summary.counted);
	if (summary.counted)
		summary.quartiles = quartiles_of(values, summary.counted);
	*out = summary;
}

/* Over all councils that exist at the month's end. `values` has room for all of them. */
static void england_sum(struct column *column, int64_t *values)
{
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned count = council_count();

	for (unsigned i = 0; i < count; i++)
		councils[i] = council_at(i);
	column_sum(column, councils, count, values, &column->england);
}

enum error column_make(const struct indicator *indicator, enum cube_source source, struct month month, const struct cube_record *records,
		       unsigned count, struct arena *arena, struct column *out)
{
	struct cell *cells = arena_take(arena, count ? count : 1, sizeof(*cells));
	uint16_t *councils = arena_take(arena, count ? count : 1, sizeof(*councils));
	int64_t values[COUNCIL_COUNT_MAX];
	struct column column = {.indicator = indicator, .source = source, .month = month, .count = count, .councils = councils, .cells = cells};

	if (!cells || !councils)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count; i++) {
		cells[i] = cell_make(indicator, source, &records[i]);
		councils[i] = cells[i].council;
	}
	column.series = source == SOURCE_OFFICIAL ? series_of(records, count, indicator->numerator) : "";
	england_sum(&column, values);
	*out = column;
	return ERROR_NONE;
}
