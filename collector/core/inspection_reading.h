/*
 * Reading a list of inspections of local authority children's services (ILACS), to a batch of events: Ofsted's, or a table of our own with the same
 * inspections (inspection_layout.h). The file is known by its columns, never by its name; lines before the header that begin with # are not read. Each
 * row ends as an event or in a sentence with line, column and what to do; what cannot be taken keeps no other row from being taken.
 *
 * Source of the inspections: Ofsted, Crown copyright, Open Government Licence v3.0.
 */
#pragma once

#include "collector/core/event_batch.h"
#include "collector/core/release_report.h"

enum {
	INSPECTION_FILE_BYTES_MAX = 8 << 20,
	INSPECTION_BUDGET_BYTES = 16 << 20, /* of the arena for one file */
	INSPECTION_FAULTS_MAX = 64,         /* told one by one; of more, the rows are counted */
};

/* The source of the events of such a file. */
struct slice inspection_source(void);

/* Why a row was left out. */
struct inspection_fault {
	uint64_t line;
	const char *column; /* as the file calls it; NULL: the row as a whole. Static, as the sentence */
	const char *what;   /* what is wrong and what to do */
};

/* rows = taken + repeated + left_out. */
struct inspection_report {
	uint64_t rows;     /* behind the header, blank ones aside */
	uint64_t taken;    /* the events of the batch */
	uint64_t repeated; /* that say again what another row says */
	uint64_t left_out;
	struct inspection_fault faults[INSPECTION_FAULTS_MAX];
	unsigned fault_count;
	struct release_report labels; /* names and states of councils that the table has otherwise; they decide nothing */
};

/*
 * Reads a whole file; the batch is in the arena. `name` is the file's name for sentences; `today`: nothing in the list lies behind it. ERROR_MALFORMED: it
 * is not such a file, damaged, or none of its rows could be taken (the report says why); ERROR_LIMIT, ERROR_NO_MEMORY.
 */
enum error inspection_read(struct slice file, const char *name, struct date today, struct arena *arena, struct event_batch *out,
			   struct inspection_report *report, struct problem *problem) MUST_CHECK;
/* The rows that were left out and the labels that disagree, a line for each: "FILE: line 12, column Inspection date: not a date ...". */
void inspection_report_write(const struct inspection_report *report, const char *name, struct text *text);
