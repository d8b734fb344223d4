/* The whole reading of arbitrary bytes as a file, cut at an input-dependent place, next to a sound posts table; then the month's measures and what `validate` says. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "agent/core/measures.h"
#include "agent/core/reading.h"
#include "agent/core/validation.h"
#include "proto/catalogue.h"
#include "proto/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BUDGET_BYTES = 1 << 20, MEASURES_ROOM = 512, TEXT_BYTES_MAX = 4 << 20 };

static const char posts[] = "month,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n"
			    "2021-09,35,20.5,21,2500,150.25,1200.5\n";

static enum error file_read(struct reading *reading, const char *name, struct slice bytes, size_t cut)
{
	enum error error = reading_file_begin(reading, slice_from_text(name));

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
	for (unsigned i = 0; i < report->note_count; i++) {
		INVARIANT(report->notes[i].line >= 1 && report->notes[i].line <= report->bytes + 1);
		INVARIANT(report->notes[i].column <= ROW_FIELDS_MAX);
		INVARIANT(rule_sentence(report->notes[i].rule) && report->notes[i].column_name);
	}
}

static void measures_check(const struct council_register *reg)
{
	struct return_measure measures[MEASURES_ROOM];
	unsigned count = 0;

	if (measures_compute(reg, month_from(2021, 9), measures, MEASURES_ROOM, &count))
		return;
	INVARIANT(count == catalogue_sent_count());
	for (unsigned i = 0; i < count; i++) {
		INVARIANT(measures[i].value >= 0);
		INVARIANT((measures[i].symbol == SYMBOL_NONE) == (measures[i].reason == REASON_NONE));
		INVARIANT(measures[i].symbol == SYMBOL_NONE || measures[i].value == 0);
	}
}

/* Whatever was found can be said, as text and as JSON. */
static void validation_check(const struct reading *reading)
{
	struct text text;

	text_init_growing(&text, TEXT_BYTES_MAX);
	validation_write_text(reading, &text);
	validation_write_json(reading, &text);
	INVARIANT(!text.error && text.size > 0);
	text_fini(&text);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading *reading = reading_new(BUDGET_BYTES);
	struct slice bytes = slice_from(data, size);
	size_t cut = size ? data[size - 1] * size / 256 : 0;
	enum error error;

	if (!reading)
		return 0;
	error = file_read(reading, "fuzz.csv", bytes, cut);
	if (!error) {
		report_check(reading_file_at(reading, 0));
		error = file_read(reading, "posts.csv", slice_from(posts, sizeof(posts) - 1), 0);
	}
	INVARIANT(!error || error == ERROR_LIMIT || error == ERROR_NO_MEMORY);
	if (!error) {
		measures_check(reading_register(reading));
		validation_check(reading);
	}
	reading_free(reading);
	return 0;
}
