/* Any bytes as a published file: never a crash; what is read can be packed, is read back as the same, and repeats no cell in what it says. */
#include <stdlib.h>

#include "collector/core/release_reading.h"

enum { BUDGET_BYTES = 16 << 20, NOTES_BYTES_MAX = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void release_check(const struct release *release, struct arena *arena)
{
	struct release again;
	struct release_extent extent = release_extent(release);
	struct slice bytes, other;
	enum error error = release_pack(release, arena, &bytes);

	if (error == ERROR_NO_MEMORY)
		return;
	INVARIANT(!error && extent.councils > 0 && extent.months > 0 && extent.figures >= release->head.record_count);
	error = release_unpack(bytes, arena, &again);
	if (error == ERROR_NO_MEMORY || (error = release_pack(&again, arena, &other)) == ERROR_NO_MEMORY)
		return;
	INVARIANT(!error && slice_equal(bytes, other));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char name[] = "FILE";
	static struct release_report report;
	struct problem problem = {.sentence = ""};
	struct release release;
	struct date today;
	struct arena arena;
	struct text notes;
	enum error error = date_from(2050, 1, 1, &today);

	INVARIANT(!error);
	arena_init(&arena, BUDGET_BYTES);
	error = release_read(slice_from(data, size), name, today, &arena, &release, &report, &problem);
	if (error) {
		INVARIANT(problem.sentence[0] != '\0');
	} else {
		release_check(&release, &arena);
		text_init_growing(&notes, NOTES_BYTES_MAX);
		release_report_write(&report, name, &notes);
		INVARIANT((notes.size > 0) == (report.disagreement_count > 0));
		text_fini(&notes);
	}
	arena_fini(&arena);
	return 0;
}
