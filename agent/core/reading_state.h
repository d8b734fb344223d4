/* A reading's own: what its halves (files in, rows out) share. */
#pragma once

#include "agent/core/gunzip.h"
#include "agent/core/layout.h"
#include "agent/core/markup.h"
#include "agent/core/reading.h"
#include "agent/core/table.h"

/*
 * What the open file's content has turned out to be, from its first bytes on (those that gzip packed, once it is known that it did):
 *
 *  LEAD --(its first four bytes)--> BLANK --(<)-----> MARKUP
 *                                     |
 *                                     +--(other)----> TABLE
 */
enum content_state { CONTENT_LEAD, CONTENT_BLANK, CONTENT_TABLE, CONTENT_MARKUP };

enum { LEAD_BYTES = 4 };

struct reading {
	struct council_register *reg;                 /* owned */
	struct file_report *files[READING_FILES_MAX]; /* owned */
	unsigned file_count;
	bool is_open; /* between begin and end: the last file's report is being filled */
	bool is_closed;
	enum error error; /* sticky: after it only reading_free makes sense */

	/* Of the file that is open. */
	enum content_state content;
	uint8_t lead[LEAD_BYTES];
	unsigned lead_count;
	struct gunzip *gunzip; /* owned; NULL: it is not packed */
	struct markup *markup; /* owned; NULL: it is not XML */
	struct table table;
	bool has_first_row;
	struct header header; /* of a table; layout is NULL until, or unless, the first row is a known header */
};

struct file_report *reading_report(const struct reading *reading);
/* The number of the open file. */
uint8_t reading_file(const struct reading *reading);
/* Says why the file is not read; its bytes are only counted from then on. */
void reading_refuse(struct reading *reading, enum rule why, uint64_t line);
/* The same for one that was read in part, which is taken back: half a table would give wrong figures. */
void reading_give_up(struct reading *reading, enum rule why, uint64_t line);
/* Takes the row that the table has: the header, or data. ERROR_LIMIT, ERROR_NO_MEMORY. */
enum error reading_take_row(struct reading *reading) MUST_CHECK;
/* Who takes the records of an XML file. */
struct markup_sink reading_sink(struct reading *reading);
