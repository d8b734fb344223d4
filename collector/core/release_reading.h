/*
 * Reading a release: a published CSV file, to the canonical figures of one series. Known by its columns, never by its name. What cannot be taken ends in a
 * sentence with line and column; what disagrees with the council table is told line by line and changes nothing.
 */
#pragma once

#include "collector/core/release.h"
#include "common/text.h"
#include "proto/councils.h"

enum {
	RELEASE_FILE_BYTES_MAX = 64 << 20,
	RELEASE_BUDGET_BYTES = 256 << 20, /* of the arena for one file */
	DISAGREEMENTS_MAX = 256,          /* distinct ones; of more, the rows are counted */
};

/* What a file says of a council and the council table says otherwise. Only what the table says is repeated, never a cell. */
struct disagreement {
	uint64_t line; /* the first one's */
	uint64_t more; /* rows with the same */
	const char *what;
	const struct council *council; /* NULL: the row is of no council that is known */
	const char *expected;
};

struct release_report {
	struct disagreement disagreements[DISAGREEMENTS_MAX];
	unsigned disagreement_count;
	uint64_t disagreeing_rows;
	uint64_t council_rows, summary_rows; /* of councils; of regions and England, which are not taken: they are worked out from the councils */
	uint64_t other_rows;                 /* of figures that are not taken */
};

/*
 * Reads a whole file; the release is in the arena. ERROR_MALFORMED: it is not a file of a known series, or damaged; ERROR_INVALID: it contradicts itself;
 * ERROR_LIMIT, ERROR_NO_MEMORY. `name` is the file's name for the sentence.
 */
enum error release_read(struct slice file, const char *name, struct arena *arena, struct release *out, struct release_report *report,
			struct problem *problem) MUST_CHECK;
/* The disagreements, a line for each: "FILE: line 12 and 8 more: the name is not that of council 342, which is St. Helens". */
void release_report_write(const struct release_report *report, const char *name, struct text *text);
