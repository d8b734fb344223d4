#include "collector/core/ranking.h"

#include <string.h>

#include "collector/core/population.h"
#include "collector/core/release.h"
#include "common/decimal.h"

void indicator_put_value(struct text *text, const struct indicator *indicator, int64_t value)
{
	text_put_decimal(text, value, indicator->decimals, indicator->decimals);
}

/* NULL when the council has no record. Binary search. */
static const struct cube_record *record_find(const struct cube_record *records, unsigned count, uint16_t council)
{
	unsigned low = 0;
	unsigned high = count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (records[middle].council < council)
			low = middle + 1;
		else
			high = middle;
	}
	return low < count && records[low].council == council ? &records[low] : NULL;
}

/* The difference of two rounded values; false when one of them is not a number. */
static bool change_between(const struct indicator_value *now, const struct indicator_value *before, int64_t *change)
{
	return !now->symbol && !before->symbol && !__builtin_sub_overflow(now->value, before->value, change);
}

/* Whether the record has a figure of the indicator, or a symbol in its place. A return has all measures; a release may be of other ones. */
static bool has_figure(const struct ranking_input *input, const struct cube_record *record)
{
	return record && (input->source != SOURCE_OFFICIAL || cube_measure(record, input->indicator->numerator) != NULL);
}

/* Where the council's figure comes from, and of which year the population is. */
static void row_describe(const struct ranking_input *input, struct ranking_row *row, const struct cube_record *record)
{
	const struct cube_origin *origin = record ? cube_measure_origin(record, input->indicator->numerator) : NULL;
	const struct cube_record *population = record && indicator_needs_population(input->indicator) ? record->reference : NULL;

	row->has_vintage = origin != NULL;
	if (origin)
		row->vintage = origin->vintage;
	if (record && record->joint)
		row->joint = council_find(record->joint);
	row->has_population = population != NULL;
	if (population && month_compare(population->month, population_month(input->month)) < 0)
		row->carried_from_year = month_year(population->month);
}

static struct ranking_row row_of(const struct ranking_input *input, const struct council *council, const struct cube_record *record)
{
	struct month last_month = month_add(input->month, -1);
	struct month last_year = month_add(input->month, -12);
	const struct cube_record *month_before = record_find(input->month_before, input->month_before_count, council->code);
	const struct cube_record *year_before = record_find(input->year_before, input->year_before_count, council->code);
	struct indicator_value before;
	struct ranking_row row = {.council = council, .has_reported = has_figure(input, record), .revision = record ? record->revision : 0};

	row_describe(input, &row, record);
	row.value = indicator_compute(input->indicator, record, input->month);
	before = indicator_compute(input->indicator, month_before, last_month);
	row.has_month_change = change_between(&row.value, &before, &row.month_change);
	before = indicator_compute(input->indicator, year_before, last_year);
	row.has_year_change = change_between(&row.value, &before, &row.year_change);
	return row;
}

/* Whether the council's figures are in the record of another, with which it reports jointly. */
static bool is_in_joint(const struct cube_record *records, unsigned count, uint16_t council)
{
	for (unsigned i = 0; i < count; i++)
		if (records[i].joint == council)
			return true;
	return false;
}

/* Whether the council has a row of its own. */
static bool is_expected(const struct ranking_input *input, const struct cube_record *records, unsigned count, const struct area *area,
			const struct council *council)
{
	return area_has(area, council) && council_exists_on(council, month_last_day(input->month)) && !is_in_joint(records, count, council->code);
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

static const char *series_of(const struct cube_record *record, uint16_t number)
{
	const struct cube_origin *origin = record ? cube_measure_origin(record, number) : NULL;
	const struct dataset *dataset = origin ? dataset_of_chain(origin->chain) : NULL;

	return dataset ? dataset->title : "";
}

/* Rows by council code, and the pooled sums, in one walk over the council table. */
static void rows_fill(const struct ranking_input *input, struct ranking *ranking)
{
	struct pool pool = {.source = input->source};

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		const struct cube_record *record;

		if (!is_expected(input, input->now, input->now_count, input->area, council))
			continue;
		record = record_find(input->now, input->now_count, council->code);
		ranking->rows[ranking->row_count] = row_of(input, council, record);
		row_sum(ranking, &ranking->rows[ranking->row_count++]);
		if (!*ranking->series)
			ranking->series = series_of(record, input->indicator->numerator);
		pool_add(&pool, input->indicator, record);
	}
	ranking->expected = ranking->row_count;
	ranking->pooled = pool_result(&pool, input->indicator, input->month);
}

/* Ranked from the highest value, unless low is good. */
static bool ranks_ascending(const struct indicator *indicator)
{
	return indicator->polarity == POLARITY_LOW_IS_GOOD;
}

/* Ranked rows before the others, the better value first, then by code. */
static bool row_precedes(const struct ranking_row *a, const struct ranking_row *b, bool ascending)
{
	bool a_has_value = !a->value.symbol;
	bool b_has_value = !b->value.symbol;

	if (a_has_value != b_has_value)
		return a_has_value;
	if (a_has_value && a->value.value != b->value.value)
		return (a->value.value < b->value.value) == ascending;
	return a->council->code < b->council->code;
}

/* Insertion: a ranking has at most COUNCIL_COUNT_MAX rows. Returns how many have a value; they stand first. */
static unsigned rows_sort(struct ranking *ranking)
{
	bool ascending = ranks_ascending(ranking->indicator);
	unsigned counted = 0;

	for (unsigned i = 0; i < ranking->row_count; i++) {
		struct ranking_row row = ranking->rows[i];
		unsigned place = i;

		counted += !row.value.symbol;
		for (; place > 0 && row_precedes(&row, &ranking->rows[place - 1], ascending); place--)
			ranking->rows[place] = ranking->rows[place - 1];
		ranking->rows[place] = row;
	}
	return counted;
}

/* Places among the first `counted` rows, which are in order: ties share the lowest number from either end. */
static void rows_number(struct ranking *ranking, unsigned counted)
{
	struct ranking_row *rows = ranking->rows;
	bool ascending = ranks_ascending(ranking->indicator);

	for (unsigned i = 0; i < counted; i++)
		rows[i].rank = i > 0 && rows[i].value.value == rows[i - 1].value.value ? rows[i - 1].rank : i + 1;
	for (unsigned i = counted; i-- > 0;) {
		bool is_tie = i + 1 < counted && rows[i].value.value == rows[i + 1].value.value;
		unsigned from_end = is_tie ? rows[i + 1].from_highest : counted - i;

		rows[i].from_highest = ascending ? from_end : rows[i].rank;
	}
}

/* Cut points and extremes of the first `counted` rows. */
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

/* Puts the value among the `count` ascending ones. */
static void value_insert(int64_t *values, unsigned count, int64_t value)
{
	for (; count > 0 && values[count - 1] > value; count--)
		values[count] = values[count - 1];
	values[count] = value;
}

/* Whether a release has less than half of England's councils, so that their quartiles would not be England's. */
static bool is_thin(unsigned reported, unsigned expected)
{
	return reported * 2 < expected;
}

/* The cut points of England's councils in the releases; they stay the area's when there are too few, or none of them has a value. */
static enum error bands_of_releases(const struct ranking_input *input, struct ranking *ranking, struct arena *arena)
{
	const struct area *england = area_find(SLICE_LITERAL("England"));
	int64_t *values = arena_take(arena, council_count(), sizeof(*values));
	unsigned expected = 0, reported = 0, counted = 0;

	if (!values)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		const struct cube_record *record;
		struct indicator_value value;

		if (!is_expected(input, input->official, input->official_count, england, council))
			continue;
		expected++;
		record = record_find(input->official, input->official_count, council->code);
		reported += record && cube_measure(record, input->indicator->numerator);
		value = indicator_compute(input->indicator, record, input->month);
		if (!value.symbol)
			value_insert(values, counted++, value.value);
	}
	if (reported > 0 && is_thin(reported, expected) && (input->area != england || input->source != SOURCE_OFFICIAL)) {
		ranking->thin_expected = expected;
		ranking->thin_reported = reported;
	}
	if (counted == 0 || is_thin(reported, expected))
		return ERROR_NONE;
	ranking->band_source = SOURCE_OFFICIAL;
	ranking->band_area = england;
	ranking->band_expected = expected;
	ranking->band_counted = counted;
	ranking->band_quartiles = quartiles_of(values, counted);
	return ERROR_NONE;
}

static enum error bands_make(const struct ranking_input *input, struct ranking *ranking, struct arena *arena)
{
	enum error error;

	ranking->band_source = input->source;
	ranking->band_area = input->area;
	ranking->band_expected = ranking->expected;
	ranking->band_counted = ranking->counted;
	ranking->band_quartiles = ranking->quartiles;
	error = input->official_count ? bands_of_releases(input, ranking, arena) : ERROR_NONE;
	for (unsigned i = 0; i < ranking->counted; i++)
		ranking->rows[i].band = quartile_band(&ranking->band_quartiles, ranking->indicator->polarity, ranking->rows[i].value.value);
	return error;
}

void ranking_put_reporter(struct text *text, const struct ranking_row *row)
{
	text_put(text, row->council->name);
	if (row->joint) {
		text_put(text, " / ");
		text_put(text, row->joint->name);
	}
}

enum error ranking_make(const struct ranking_input *input, struct arena *arena, struct ranking *out)
{
	struct ranking ranking = {
		.indicator = input->indicator,
		.month = input->month,
		.area = input->area,
		.source = input->source,
		.lacks_release = input->lacks_release,
		.notice = input->notice,
		.series = "",
		.has_population = indicator_needs_population(input->indicator),
	};
	enum error error = ERROR_NONE;

	ranking.rows = arena_take(arena, council_count(), sizeof(*ranking.rows));
	if (!ranking.rows)
		return ERROR_NO_MEMORY;
	if (ranking.has_population)
		ranking.population_year = month_year(population_month(input->month));
	rows_fill(input, &ranking);
	ranking.counted = rows_sort(&ranking);
	rows_number(&ranking, ranking.counted);
	if (ranking.counted)
		error = rows_compare(&ranking, arena);
	if (!error)
		error = bands_make(input, &ranking, arena);
	if (error)
		return error;
	*out = ranking;
	return ERROR_NONE;
}
