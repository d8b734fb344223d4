#include "tests/bench/peer_rows.h"

enum { REGIONS = 9 };

unsigned rows_key_count(enum sql_layout layout)
{
	return layout == LAYOUT_LONG ? 4 : 3;
}

static void row_long(const struct data *data, unsigned measure, unsigned month, unsigned council, row_take take, void *context)
{
	const struct data_council *place = &data->councils[council];
	int64_t cells[] = {data->measures[measure], month, place->region, place->code, data_value(data, council, month, measure)};

	take(context, cells, sizeof cells / sizeof *cells);
}

static void row_wide(const struct data *data, unsigned month, unsigned council, row_take take, void *context)
{
	const struct data_council *place = &data->councils[council];
	int64_t cells[ROW_COLUMNS_MAX] = {month, place->region, place->code};

	for (unsigned measure = 0; measure < data->measure_count; measure++)
		cells[3 + measure] = data_value(data, council, month, measure);
	take(context, cells, 3 + data->measure_count);
}

/* The councils of one measure and month, or of one month, by region. */
static void rows_of_month(const struct data *data, enum sql_layout layout, unsigned measure, unsigned month, row_take take, void *context)
{
	for (uint8_t region = 1; region <= REGIONS; region++)
		for (unsigned council = 0; council < data->council_count; council++) {
			if (data->councils[council].region != region || !data_has(council, month))
				continue;
			if (layout == LAYOUT_LONG)
				row_long(data, measure, month, council, take, context);
			else
				row_wide(data, month, council, take, context);
		}
}

void rows_make(const struct data *data, enum sql_layout layout, row_take take, void *context)
{
	unsigned measures = layout == LAYOUT_LONG ? data->measure_count : 1;

	for (unsigned measure = 0; measure < measures; measure++)
		for (unsigned month = 0; month < DATA_MONTHS; month++)
			rows_of_month(data, layout, measure, month, take, context);
}
