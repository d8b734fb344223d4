/* Arbitrary bytes behind a '<', as XML of any return: whole and cut in two they come to the same report. */
#include <string.h>

#include "tests/fuzz/reading_checks.h"

static const struct file_report *read_cut(struct reading *reading, struct slice bytes, size_t cut)
{
	enum error error = fuzz_file_read(reading, "fuzz.xml", bytes, cut);

	fuzz_error_check(error);
	if (error)
		return NULL;
	fuzz_report_check(reading_file_at(reading, 0));
	return reading_file_at(reading, 0);
}

static void reports_compare(const struct file_report *a, const struct file_report *b)
{
	INVARIANT(a->kind == b->kind && a->rule == b->rule && a->rows == b->rows && a->rows_refused == b->rows_refused);
	INVARIANT(a->note_count == b->note_count && a->notes_dropped == b->notes_dropped);
	for (unsigned i = 0; i < a->note_count; i++) {
		INVARIANT(a->notes[i].rule == b->notes[i].rule && a->notes[i].line == b->notes[i].line);
		INVARIANT(strcmp(a->notes[i].column_name, b->notes[i].column_name) == 0);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct reading *whole = reading_new(FUZZ_BUDGET_BYTES), *cut = reading_new(FUZZ_BUDGET_BYTES);
	struct slice bytes = slice_from(data, size);
	const struct file_report *a, *b;

	if (whole && cut && size && data[0] == '<') {
		a = read_cut(whole, bytes, size);
		b = read_cut(cut, bytes, fuzz_cut(data, size));
		INVARIANT((a == NULL) == (b == NULL));
		if (a && b) {
			reports_compare(a, b);
			fuzz_measures_check(reading_register(whole), month_from(2021, 3));
		}
	}
	reading_free(whole);
	reading_free(cut);
	return 0;
}
