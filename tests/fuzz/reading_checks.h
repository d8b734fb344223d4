/* What the fuzz targets of the readers share: a file read in two pieces, and what must hold of its report and of the month's measures. */
#pragma once

#include <stddef.h>
#include <stdint.h>

#include "agent/core/measures.h"
#include "agent/core/reading.h"
#include "proto/catalogue.h"
#include "proto/status.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { FUZZ_BUDGET_BYTES = 1 << 20, FUZZ_MEASURES_ROOM = 512 };

static inline enum error fuzz_file_read(struct reading *reading, const char *name, struct slice bytes, size_t cut)
{
	enum error error = reading_file_begin(reading, slice_from_text(name));

	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data, cut));
	if (!error)
		error = reading_file_feed(reading, slice_from(bytes.data + cut, bytes.size - cut));
	return error ? error : reading_file_end(reading);
}

/* A place to cut that depends on the input. */
static inline size_t fuzz_cut(const uint8_t *data, size_t size)
{
	return size ? data[size - 1] * size / 256 : 0;
}

/* Lines are those of the content, which a packed file has more of than bytes. */
static inline void fuzz_report_check(const struct file_report *report)
{
	INVARIANT(report->rows_refused <= report->rows);
	INVARIANT(report->note_count <= READING_NOTES_MAX);
	INVARIANT((report->why == NULL) == (report->rule == RULE_NONE));
	for (unsigned i = 0; i < report->note_count; i++) {
		INVARIANT(report->notes[i].line >= 1);
		INVARIANT(report->notes[i].column <= ROW_FIELDS_MAX);
		INVARIANT(rule_sentence(report->notes[i].rule) && report->notes[i].column_name);
	}
}

static inline void fuzz_measures_check(const struct council_register *reg, struct month month)
{
	static struct return_measure measures[FUZZ_MEASURES_ROOM];
	unsigned count = 0;

	if (measures_compute(reg, month, measures, FUZZ_MEASURES_ROOM, &count))
		return;
	INVARIANT(count == catalogue_sent_count());
	for (unsigned i = 0; i < count; i++) {
		INVARIANT(measures[i].value >= 0);
		INVARIANT((measures[i].symbol == SYMBOL_NONE) == (measures[i].reason == REASON_NONE));
		INVARIANT(measures[i].symbol == SYMBOL_NONE || measures[i].value == 0);
	}
}

/* Only the machine's limits are errors; whatever stands in a file is in its report. */
static inline void fuzz_error_check(enum error error)
{
	INVARIANT(!error || error == ERROR_LIMIT || error == ERROR_NO_MEMORY);
}
