/*
 * Arbitrary bytes as files of the SSDA903, up to four, divided by a file separator (0x1c), before a sound one; each cut at an input-dependent place.
 * Then the measures of the first and last month that they cover, and of one between.
 */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "agent/core/measures.h"
#include "agent/core/reading.h"
#include "proto/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 1 << 20, MEASURES_ROOM = 1024, FILES = 4, FILE_SEPARATOR = 0x1c };

static const char sound[] = "CHILD,DECOM,RNE,LS,CIN,PLACE,PLACE_PROVIDER,DEC,REC,YEAR\n"
			    "SYNTH0,04/05/2018,S,C2,N1,U4,PR1,15/03/2021,E8,2021\nSYNTH1,04/05/2020,S,C2,N1,U4,PR1,,,2021\n";

static enum error file_read(struct reading *reading, struct slice bytes, size_t cut)
{
	enum error error = reading_file_begin(reading, SLICE_LITERAL("table.csv"));

	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data, cut));
	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data + cut, bytes.size - cut));
	return error ? error : reading_file_end(reading);
}

static void report_check(const struct file_report *report)
{
	INVARIANT(report->rows_refused <= report->rows);
	INVARIANT(report->note_count <= READING_NOTES_MAX);
	for (unsigned i = 0; i < report->note_count; i++)
		INVARIANT(report->notes[i].line >= 1 && report->notes[i].rule != RULE_NONE && report->notes[i].column_name);
}

/* The breakdown that the measure is a part of has no part with a value, or its parts add up to their total. */
static void breakdown_check(const struct sheet *sheet, const struct measure *measure)
{
	unsigned parts = 0, with_value = 0;
	int64_t sum = 0;

	for (unsigned i = 0; i < sheet->count; i++) {
		const struct measure *part = catalogue_measure(sheet->measures[i].number);

		if (part->total != measure->total || strcmp(part->breakdown, measure->breakdown) != 0)
			continue;
		parts++;
		with_value += sheet->measures[i].symbol == SYMBOL_NONE;
		sum += sheet->measures[i].value;
	}
	INVARIANT(with_value == 0 || (with_value == parts && sum == sheet_at(sheet, (enum measure_number)measure->total)->value));
}

/* Parts of a breakdown stand together. */
static bool is_first_part(const struct sheet *sheet, unsigned index)
{
	const struct measure *measure = catalogue_measure(sheet->measures[index].number), *before;

	if (measure->topic != TOPIC_LOOKED_AFTER || measure->total == MEASURE_NONE || measure->breakdown[0] == '\0')
		return false;
	before = index ? catalogue_measure(sheet->measures[index - 1].number) : NULL;
	return !before || before->total != measure->total || strcmp(before->breakdown, measure->breakdown) != 0;
}

static void month_check(const struct looked_after *part, struct month month)
{
	static struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;

	sheet_init(&sheet, measures, MEASURES_ROOM);
	looked_after_measure(part, month, &sheet);
	for (unsigned i = 0; i < sheet.count; i++) {
		INVARIANT(measures[i].value >= 0 && (measures[i].symbol == SYMBOL_NONE) == (measures[i].reason == REASON_NONE));
		INVARIANT(measures[i].symbol == SYMBOL_NONE || measures[i].value == 0);
		if (is_first_part(&sheet, i))
			breakdown_check(&sheet, catalogue_measure(measures[i].number));
	}
}

static void register_check(const struct council_register *reg)
{
	struct month first, last;

	month_check(reg->looked_after, month_from(2021, 3));
	if (!looked_after_months(reg->looked_after, &first, &last))
		return;
	INVARIANT(month_compare(first, last) <= 0);
	month_check(reg->looked_after, first);
	month_check(reg->looked_after, last);
	month_check(reg->looked_after, month_add(last, 1));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading *reading = reading_new(BUDGET_BYTES);
	struct slice rest = slice_from(data, size);
	enum error error = ERROR_NONE;

	if (!reading)
		return 0;
	for (unsigned i = 0; i < FILES && rest.size && !error; i++) {
		struct slice bytes = slice_split(&rest, FILE_SEPARATOR);

		error = file_read(reading, bytes, bytes.size ? (size_t)bytes.data[bytes.size - 1] * bytes.size / 256 : 0);
		if (!error)
			report_check(reading_file_at(reading, i));
	}
	if (!error)
		error = file_read(reading, slice_from(sound, sizeof(sound) - 1), 0);
	INVARIANT(!error || error == ERROR_LIMIT || error == ERROR_NO_MEMORY);
	if (!error)
		register_check(reading_register(reading));
	reading_free(reading);
	return 0;
}
