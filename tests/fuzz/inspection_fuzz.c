/* Any bytes as Ofsted's list of inspections: every row accounted for, and what is read is packed and comes back as the same. */
#include <stdlib.h>

#include "collector/core/inspection_reading.h"
#include "tests/support/event_unpacking.h"

enum { BUDGET_BYTES = 16 << 20, NOTES_BYTES_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void batch_check(const struct event_batch *batch, struct date today, struct arena *arena)
{
	struct event_batch back;
	struct slice bytes, again;
	enum error error = event_batch_pack(batch, arena, &bytes);

	INVARIANT(!error && batch->head.edition.days <= today.days);
	error = event_batch_unpack(bytes, arena, &back);
	INVARIANT(!error);
	error = event_batch_pack(&back, arena, &again);
	INVARIANT(!error && slice_equal(bytes, again));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct inspection_report report;
	struct problem problem = {.sentence = ""};
	struct event_batch batch;
	struct date today;
	struct arena arena;
	struct text notes;
	enum error error = date_from(2050, 1, 1, &today);

	INVARIANT(!error);
	arena_init(&arena, BUDGET_BYTES);
	error = inspection_read(slice_from(data, size), "FILE", today, &arena, &batch, &report, &problem);
	if (error)
		INVARIANT(problem.sentence[0] != '\0');
	else
		batch_check(&batch, today, &arena);
	/* A file that ends within a row has been read only up to there. */
	INVARIANT(report.rows == report.taken + report.repeated + report.left_out);
	text_init_growing(&notes, NOTES_BYTES_MAX);
	inspection_report_write(&report, "FILE", &notes);
	INVARIANT((notes.size > 0) == (report.left_out > 0 || report.labels.disagreement_count > 0));
	text_fini(&notes);
	arena_fini(&arena);
	return 0;
}
