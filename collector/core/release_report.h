/* What is said of a release's file beside its figures: what was passed over, and what disagrees with the council table. */
#pragma once

#include <stdint.h>

#include "common/text.h"
#include "proto/councils.h"

enum { DISAGREEMENTS_MAX = 256 /* distinct ones; of more, the rows are counted */ };

/* What a file says of a council and the council table says otherwise. Only what the table says is repeated, never a cell. */
struct disagreement {
	uint64_t line;                 /* the first one's */
	uint64_t more;                 /* rows with the same */
	const char *what;              /* static */
	const struct council *council; /* NULL: the row is of no council that is known */
	const char *expected;          /* what the table says; static */
};

struct release_report {
	struct disagreement disagreements[DISAGREEMENTS_MAX];
	unsigned disagreement_count;
	uint64_t disagreeing_rows;
	uint64_t council_rows, summary_rows; /* of councils; of regions and England, which are not taken: they are worked out from the councils */
	uint64_t other_rows;                 /* of figures that are not taken */
};

/* The row on this line disagrees. The same about the same council is kept once, with how often it is. */
void release_report_add(struct release_report *report, uint64_t line, const char *what, const struct council *council, const char *expected);
/* The disagreements, a line for each: "FILE: line 12 and 8 more: the name is not that of council 342, which is St. Helens". */
void release_report_write(const struct release_report *report, const char *name, struct text *text);
