#include "agent/core/sheet.h"

/* The catalogue's order is its own; the sheet's is by number. */
static void insert(struct sheet *sheet, uint16_t number)
{
	unsigned place = sheet->count++;

	while (place > 0 && sheet->measures[place - 1].number > number) {
		sheet->measures[place] = sheet->measures[place - 1];
		place--;
	}
	sheet->measures[place] = (struct return_measure){.number = number, .symbol = SYMBOL_X, .reason = REASON_NOT_COMPUTED};
}

void sheet_init(struct sheet *sheet, struct return_measure *measures, unsigned room)
{
	INVARIANT(room >= catalogue_measure_count());
	*sheet = (struct sheet){.measures = measures};
	for (unsigned i = 0; i < catalogue_measure_count(); i++)
		insert(sheet, catalogue_measure_at(i)->number);
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
