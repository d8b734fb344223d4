/* Arbitrary bytes as a CIN census, cut at an input-dependent place, before a sound one of the next year; then the measures of months of both. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "agent/core/measures.h"
#include "agent/core/reading.h"
#include "proto/catalogue.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 1 << 20, MEASURES_ROOM = 512 };

static const char sound[] =
	"<Message><Header><CollectionDetails><Collection>CIN</Collection><Year>2022</Year><ReferenceDate>2022-03-31</ReferenceDate></"
	"CollectionDetails>"
	"</Header><Children><Child><ChildIdentifiers><LAchildID>SYNTH0001</LAchildID></ChildIdentifiers><CINdetails><CINreferralDate>2020-05-04"
	"</CINreferralDate><CINclosureDate>2021-11-02</CINclosureDate></CINdetails></Child></Children></Message>";

static enum error file_read(struct reading *reading, struct slice bytes, size_t cut)
{
	enum error error = reading_file_begin(reading, SLICE_LITERAL("cin.xml"));

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

	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *part = catalogue_measure_at(i);
		const struct return_measure *found;

		if (part->total != measure->total || strcmp(part->breakdown, measure->breakdown) != 0)
			continue;
		found = sheet_at(sheet, (enum measure_number)part->number);
		parts++;
		with_value += found->symbol == SYMBOL_NONE;
		sum += found->value;
	}
	INVARIANT(with_value == 0 || (with_value == parts && sum == sheet_at(sheet, (enum measure_number)measure->total)->value));
}

static void month_check(const struct children_in_need *part, struct month month)
{
	static struct return_measure measures[MEASURES_ROOM];
	struct sheet sheet;

	sheet_init(&sheet, measures, MEASURES_ROOM);
	children_in_need_measure(part, month, &sheet);
	for (unsigned i = 0; i < sheet.count; i++) {
		INVARIANT(measures[i].value >= 0 && (measures[i].symbol == SYMBOL_NONE) == (measures[i].reason == REASON_NONE));
		INVARIANT(measures[i].symbol == SYMBOL_NONE || measures[i].value == 0);
	}
	for (unsigned i = 0; i < catalogue_measure_count(); i++) {
		const struct measure *measure = catalogue_measure_at(i);

		if (measure->topic == TOPIC_CHILDREN_IN_NEED && measure->total != MEASURE_NONE)
			breakdown_check(&sheet, measure);
	}
}

static void register_check(const struct council_register *reg)
{
	struct month first, last;

	month_check(reg->children_in_need, month_from(2021, 3));
	if (!children_in_need_months(reg->children_in_need, &first, &last))
		return;
	month_check(reg->children_in_need, first);
	month_check(reg->children_in_need, last);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading *reading = reading_new(BUDGET_BYTES);
	size_t cut = size ? data[size - 1] * size / 256 : 0;
	enum error error;

	if (!reading)
		return 0;
	error = file_read(reading, slice_from(data, size), cut);
	if (!error) {
		report_check(reading_file_at(reading, 0));
		error = file_read(reading, slice_from(sound, sizeof(sound) - 1), 0);
	}
	INVARIANT(!error || error == ERROR_LIMIT || error == ERROR_NO_MEMORY);
	if (!error)
		register_check(reading_register(reading));
	reading_free(reading);
	return 0;
}
