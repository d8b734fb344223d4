/*
 * Reading: a council's extract files, fed byte by byte, become the register. A table is known by its
 * header set and an XML return by its elements, never by the file's name; either may be packed with gzip. A bad row
 * is reported with file, line, column and reason (never with its content), counted, and does not stop the file.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/cells.h"
#include "agent/core/register.h"
#include "agent/core/rules.h"
#include "common/error.h"
#include "common/slice.h"

enum {
	READING_FILES_MAX = 256,
	READING_FILE_BYTES_MAX = 1 << 30, /* of one file, as it is and unpacked */
	READING_NAME_SIZE = 256,
	READING_NOTES_MAX = 50, /* row problems kept per file; the rest are counted */
};

/* The parts of the register. */
enum register_part { PART_NONE, PART_WORKFORCE, PART_LOOKED_AFTER, PART_CHILDREN_IN_NEED, PART_GIVEN };

/* What a file turned out to be: a table by its columns, a census by its root element. */
enum table_kind {
	TABLE_NOT_RECOGNISED = 0,
#define KIND(NAME, name, part) TABLE_##NAME,
#include "agent/core/table_kinds.def"
#undef KIND
	TABLE_KIND_COUNT
};

/* One refused or noticed row. */
struct row_note {
	uint64_t line;           /* of the row's first line, from 1 */
	uint64_t column;         /* field, from 1; 0: the whole row, or an element of XML */
	const char *column_name; /* as the table's specification has it, static; "" for the whole row */
	enum rule rule;
	bool is_refused; /* the row was refused, or in the posts table the cell; else it was used, and this is said about it */
};

struct file_report {
	char name[READING_NAME_SIZE]; /* the file's base name */
	enum table_kind kind;
	enum rule rule;  /* of a file that was not read; RULE_NONE when it was */
	const char *why; /* the rule's sentence, or what the shell said of a file that it left out, static; NULL when it was read */
	uint64_t bytes;
	uint64_t rows; /* data rows, blank ones not counted */
	uint64_t rows_refused;
	struct row_note notes[READING_NOTES_MAX];
	unsigned note_count;
	uint64_t notes_dropped;
};

struct reading;

/* NULL when there is no memory. `budget_bytes` bounds the register. */
struct reading *reading_new(size_t budget_bytes) MUST_CHECK;
void reading_free(struct reading *reading);
/*
 * Whose extracts these are, by the council's three digits: a file that says that it is of another is found out. Before the first file; without it, or
 * with 0, files can only be held against each other.
 */
void reading_set_council(struct reading *reading, uint16_t council);
/* The day on which they are read: what a file dates later, a booked review for instance, has not happened. Before the first file. */
void reading_set_today(struct reading *reading, struct date today);
/* One file after the other: begin, feed in pieces of any size, end. ERROR_LIMIT: more files or memory than allowed; ERROR_NO_MEMORY. What is wrong
 * inside a file is in its report, not in the return value. */
enum error reading_file_begin(struct reading *reading, struct slice name) MUST_CHECK;
enum error reading_file_feed(struct reading *reading, struct slice bytes) MUST_CHECK;
enum error reading_file_end(struct reading *reading) MUST_CHECK;
/* A file that the shell could not read or left out, so that the report has it. `why` is static. */
enum error reading_file_skip(struct reading *reading, struct slice name, const char *why) MUST_CHECK;

unsigned reading_file_count(const struct reading *reading);
const struct file_report *reading_file_at(const struct reading *reading, unsigned index);
const char *table_kind_name(enum table_kind kind); /* "workers" */
enum register_part table_kind_part(enum table_kind kind);
/*
 * What was read; borrowed, complete after the last reading_file_end. The first call closes the register: no file can follow, and the caller need not
 * call register_close.
 */
struct council_register *reading_register(struct reading *reading);
/* The same for those who only look; NULL before the first reading_register. */
const struct council_register *reading_register_view(const struct reading *reading);
