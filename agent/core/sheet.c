#include "agent/core/sheet.h"

void sheet_init(struct sheet *sheet, struct return_measure *measures, unsigned room)
{
	*sheet = (struct sheet){.measures = measures, .count = catalogue_sent_count()};
	INVARIANT(room >= sheet->count);
	for (unsigned i = 0; i < sheet->count; i++)
		measures[i] = (struct return_measure){.number = catalogue_measure_at(i)->number, .symbol = SYMBOL_X, .reason = REASON_NOT_COMPUTED};
}

static unsigned place_of(const struct sheet *sheet, enum measure_number measure)
{
	unsigned low = 0, high = sheet->count;

	while (low < high) {
		unsigned middle = (low + high) / 2;

		if (sheet->measures[middle].number < (uint16_t)measure)
			low = middle + 1;
		else
			high = middle;
	}
	INVARIANT(low < sheet->count && sheet->measures[low].number == (uint16_t)measure);
	return low;
}

void sheet_put(struct sheet *sheet, enum measure_number measure, int64_t value)
{
	INVARIANT(value >= 0);
	sheet->measures[place_of(sheet, measure)] = (struct return_measure){.number = (uint16_t)measure, .value = value};
}

void sheet_lack(struct sheet *sheet, enum measure_number measure, enum symbol symbol, enum reason reason)
{
	INVARIANT(symbol != SYMBOL_NONE && reason != REASON_NONE);
	sheet->measures[place_of(sheet, measure)] =
		(struct return_measure){.number = (uint16_t)measure, .symbol = (uint8_t)symbol, .reason = (uint16_t)reason};
}

const struct return_measure *sheet_at(const struct sheet *sheet, enum measure_number measure)
{
	return &sheet->measures[place_of(sheet, measure)];
}
