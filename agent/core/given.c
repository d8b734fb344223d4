#include "agent/core/given.h"

#include <string.h>

#include "common/memory.h"

enum { ROWS_ROOM_MIN = 64 };

struct given {
	struct given_row *rows; /* owned; by month, then by measure */
	unsigned count, room;
	size_t budget_bytes;
};

struct given *given_new(size_t budget_bytes)
{
	struct given *given = memory_new(1, sizeof(*given));

	if (given)
		given->budget_bytes = budget_bytes;
	return given;
}

void given_free(struct given *given)
{
	if (!given)
		return;
	memory_free(given->rows);
	memory_free(given);
}

static int row_compare(const struct given_row *row, struct month month, uint16_t measure)
{
	int order = month_compare(row->month, month);

	return order ? order : (int)row->measure - (int)measure;
}

/* The index of the first row that is not before the month's measure. */
static unsigned place_of(const struct given *given, struct month month, uint16_t measure)
{
	unsigned low = 0, high = given->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (row_compare(&given->rows[middle], month, measure) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static const struct given_row *row_find(const struct given *given, struct month month, uint16_t measure)
{
	unsigned place = place_of(given, month, measure);

	return place < given->count && row_compare(&given->rows[place], month, measure) == 0 ? &given->rows[place] : NULL;
}

static enum error grow(struct given *given)
{
	unsigned wanted = given->room ? given->room * 2 : ROWS_ROOM_MIN;
	struct given_row *rows;

	if (given->count < given->room)
		return ERROR_NONE;
	if (wanted > given->budget_bytes / sizeof(*rows))
		return ERROR_LIMIT;
	rows = memory_resize(given->rows, wanted, sizeof(*rows));
	if (!rows)
		return ERROR_NO_MEMORY;
	given->rows = rows;
	given->room = wanted;
	return ERROR_NONE;
}

enum error given_add(struct given *given, const struct given_row *row)
{
	unsigned place = place_of(given, row->month, row->measure);
	enum error error;

	if (row_find(given, row->month, row->measure))
		return ERROR_EXISTS;
	if (given->count == GIVEN_ROWS_MAX)
		return ERROR_INVALID;
	error = grow(given);
	if (error)
		return error;
	memmove(&given->rows[place + 1], &given->rows[place], (given->count - place) * sizeof(*given->rows));
	given->rows[place] = *row;
	given->count++;
	return ERROR_NONE;
}

void given_forget_file(struct given *given, uint8_t file)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < given->count; i++)
		if (given->rows[i].file != file)
			given->rows[kept++] = given->rows[i];
	given->count = kept;
}

/* Of the breakdowns of a total in a month: whether one has all its parts as numbers, and they do not add up to it. */
static bool parts_differ(const struct given *given, const struct given_row *total)
{
	for (unsigned first = 0; first < catalogue_sent_count(); first++) {
		const struct measure *head = catalogue_measure_at(first);
		int64_t sum = 0;
		bool is_whole = true;

		if (head->total != total->measure || head->breakdown[0] == '\0')
			continue;
		for (unsigned i = 0; i < catalogue_sent_count() && is_whole; i++) {
			const struct measure *part = catalogue_measure_at(i);
			const struct given_row *row;

			if (part->total != head->total || strcmp(part->breakdown, head->breakdown) != 0)
				continue;
			row = row_find(given, total->month, part->number);
			is_whole = row && row->symbol == SYMBOL_NONE;
			sum += is_whole ? row->value : 0;
		}
		if (is_whole && sum != total->value)
			return true;
	}
	return false;
}

static bool total_is_wrong(const struct given *given, const struct given_row *row)
{
	return row->symbol == SYMBOL_NONE && catalogue_measure(row->measure)->topic == TOPIC_COUNCIL && parts_differ(given, row);
}

enum error given_close(struct given *given, struct findings *findings)
{
	for (unsigned i = 0; i < given->count; i++)
		if (total_is_wrong(given, &given->rows[i]))
			findings_add(findings, RULE_GIVEN_PARTS_DIFFER,
				     (struct place){.file = given->rows[i].file, .line = given->rows[i].line, .column_name = ""});
	return ERROR_NONE;
}

enum reason given_obstacle(const struct given *given, struct month month)
{
	unsigned place = place_of(given, month, 0);

	if (given->count == 0)
		return REASON_FILES_MISSING;
	return place < given->count && month_compare(given->rows[place].month, month) == 0 ? REASON_NONE : REASON_NOT_GIVEN;
}

bool given_months(const struct given *given, struct month *first, struct month *last)
{
	if (given->count == 0)
		return false;
	*first = given->rows[0].month;
	*last = given->rows[given->count - 1].month;
	return true;
}

static void row_put(const struct given_row *row, struct sheet *sheet)
{
	if (row->symbol == SYMBOL_NONE)
		sheet_put(sheet, (enum measure_number)row->measure, row->value);
	else
		sheet_lack(sheet, (enum measure_number)row->measure, (enum symbol)row->symbol, (enum reason)row->reason);
}

/* A total that is not the sum of its parts, or a part of such a one. */
static bool is_withdrawn(const struct given *given, const struct given_row *row)
{
	uint16_t number = catalogue_measure(row->measure)->total;
	const struct given_row *total = number == MEASURE_NONE ? row : row_find(given, row->month, number);

	return total && total_is_wrong(given, total);
}

void given_measure(const struct given *given, struct month month, struct sheet *sheet)
{
	for (unsigned i = 0; i < sheet->count; i++) {
		const struct return_measure *cell = &sheet->measures[i];
		const struct given_row *row = row_find(given, month, cell->number);
		bool is_own = catalogue_measure(cell->number)->topic == TOPIC_COUNCIL;

		if (row && is_own && is_withdrawn(given, row))
			sheet_lack(sheet, (enum measure_number)cell->number, SYMBOL_X, REASON_GIVEN_PARTS_DIFFER);
		else if (row && (is_own || cell->symbol == SYMBOL_X))
			row_put(row, sheet);
		else if (is_own)
			sheet_lack(sheet, (enum measure_number)cell->number, SYMBOL_X, REASON_NOT_GIVEN);
	}
}
