#include "collector/core/column.h"

#include "collector/core/certainty.h"
#include "collector/core/definition.h"
#include "collector/core/population.h"
#include "collector/core/release.h"
#include "collector/core/reporter.h"

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

bool cell_is_other(const struct indicator *indicator, const struct cell *cell, unsigned version)
{
	return cell && !cell->value.symbol && definition_is_other(definition_match(indicator, cell->catalogue, version));
}

void column_sum(const struct column *column, const struct area *area, int64_t *values, struct column_summary *out)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	struct column_summary summary = {.expected = reporters_of(column, area, reporters)};
	struct pool pool = {.included = 0};

	for (unsigned i = 0; i < summary.expected; i++) {
		const struct cell *cell = reporters[i].cell;

		if (!cell)
			continue;
		summary.reported += cell->is_reported;
		pool_add_part(&pool, &cell->part);
		if (cell->value.symbol)
			continue;
		values[summary.counted++] = cell->value.value;
		if (cell->catalogue > summary.definition_version)
			summary.definition_version = cell->catalogue;
	}
	for (unsigned i = 0; i < summary.expected; i++)
		summary.other_definition += cell_is_other(column->indicator, reporters[i].cell, summary.definition_version);
	summary.pooled = pool_result(&pool, column->indicator, column->month);
	values_sort(values, summary.counted);
	if (summary.counted)
		summary.quartiles = quartiles_of(values, summary.counted);
	*out = summary;
}

/* As column_sum over England without records, which many months have: only those are looked at that are not always there, alone. */
static void empty_sum(const struct column *column, struct column_summary *out)
{
	const struct council *exceptions[COUNCIL_COUNT_MAX];
	unsigned count = council_exceptions(exceptions);
	struct column_summary summary = {.expected = council_count() - count};
	struct pool pool = {.included = 0};

	for (unsigned i = 0; i < count; i++)
		if (council_exists_on(exceptions[i], month_last_day(column->month)))
			summary.expected += reporter_of(column, exceptions[i]).council == exceptions[i];
	summary.pooled = pool_result(&pool, column->indicator, column->month);
	*out = summary;
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
	if (count)
		column_sum(&column, area_find(SLICE_LITERAL("England")), values, &column.england);
	else
		empty_sum(&column, &column.england);
	*out = column;
	return ERROR_NONE;
}
