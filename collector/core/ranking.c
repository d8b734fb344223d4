#include "collector/core/ranking.h"

#include <string.h>

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

static struct ranking_row row_of(const struct ranking_input *input, const struct council *council, const struct cube_record *record)
{
	struct month last_month = month_add(input->month, -1);
	struct month last_year = month_add(input->month, -12);
	const struct cube_record *month_before = record_find(input->month_before, input->month_before_count, council->code);
	const struct cube_record *year_before = record_find(input->year_before, input->year_before_count, council->code);
	struct indicator_value before;
	struct ranking_row row = {.council = council, .has_reported = record != NULL, .revision = record ? record->revision : 0};

	row.value = indicator_compute(input->indicator, record, input->month);
	before = indicator_compute(input->indicator, month_before, last_month);
	row.has_month_change = change_between(&row.value, &before, &row.month_change);
	before = indicator_compute(input->indicator, year_before, last_year);
	row.has_year_change = change_between(&row.value, &before, &row.year_change);
	return row;
}

/* Rows by council code, and the pooled sums, in one walk over the council table. */
static void rows_fill(const struct ranking_input *input, struct ranking *ranking)
{
	struct date date = month_last_day(input->month);
	struct pool pool = {.error = ERROR_NONE};

	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		const struct cube_record *record;

		if (!area_has(input->area, council) || !council_exists_on(council, date))
			continue;
		record = record_find(input->now, input->now_count, council->code);
		ranking->rows[ranking->row_count++] = row_of(input, council, record);
		ranking->reported += record != NULL;
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

/* Cut points, bands and extremes over the first `counted` rows. */
static enum error rows_compare(struct ranking *ranking, unsigned counted, struct arena *arena)
{
	bool ascending = ranks_ascending(ranking->indicator);
	int64_t *values = arena_take(arena, counted, sizeof(*values));

	if (!values)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < counted; i++)
		values[i] = ranking->rows[ascending ? i : counted - 1 - i].value.value;
	ranking->quartiles = quartiles_of(values, counted);
	ranking->minimum = values[0];
	ranking->maximum = values[counted - 1];
	for (unsigned i = 0; i < counted; i++)
		ranking->rows[i].band = quartile_band(&ranking->quartiles, ranking->indicator->polarity, ranking->rows[i].value.value);
	return ERROR_NONE;
}

enum error ranking_make(const struct ranking_input *input, struct arena *arena, struct ranking *out)
{
	struct ranking ranking = {
		.indicator = input->indicator,
		.month = input->month,
		.area = input->area,
		.source = SOURCE_RETURNS,
		.notice = input->notice,
		.band_area = input->area,
	};
	unsigned counted;
	enum error error;

	ranking.rows = arena_take(arena, council_count(), sizeof(*ranking.rows));
	if (!ranking.rows)
		return ERROR_NO_MEMORY;
	rows_fill(input, &ranking);
	counted = rows_sort(&ranking);
	rows_number(&ranking, counted);
	ranking.band_expected = ranking.expected;
	ranking.band_counted = counted;
	error = counted ? rows_compare(&ranking, counted, arena) : ERROR_NONE;
	if (error)
		return error;
	*out = ranking;
	return ERROR_NONE;
}
