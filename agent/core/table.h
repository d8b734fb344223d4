/*
 * Tables: CSV text, fed in pieces of any size, as rows of cells. RFC 4180, read as generously as real systems write it: CRLF, LF or CR, a byte
 * order mark, no final newline, quoted cells with commas, quotes and newlines in them. UTF-8 only. Knows nothing of what the cells mean.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/cells.h"
#include "agent/core/rules.h"
#include "common/error.h"
#include "common/slice.h"

/* Lines that a quoted cell may go on over: more, and its quotation mark was never closed. A note of a few lines has fewer. */
enum { QUOTED_BREAKS_MAX = 8 };

enum table_state {
	TABLE_START,      /* before the first byte that is not of a byte order mark */
	TABLE_CELL_START, /* before a cell's first byte */
	TABLE_PLAIN,      /* in a cell without quotes */
	TABLE_QUOTED,     /* between a cell's quotes */
	TABLE_QUOTE,      /* behind a quote in a quoted cell: the end, or the first half of a doubled one */
	TABLE_BEHIND,     /* behind a quoted cell, where only blanks belong */
	TABLE_LINE_FEED,  /* behind a carriage return that ended a row */
	TABLE_FAULTY,     /* the text cannot be read any further */
};

/* A tokenizer and the row that it has read last or is reading. */
struct table {
	enum table_state state;
	unsigned mark_bytes; /* of a byte order mark, seen so far */
	bool after_return;   /* the byte before, in a quoted cell, was a carriage return */
	bool has_row;        /* the row is complete; the next call begins another */
	uint64_t line;       /* where the next byte lies, from 1 */
	uint64_t quote_line; /* where the quoted cell that was begun last opens */
	struct cells row;
	enum rule why;     /* once TABLE_FAULTY */
	uint64_t why_line; /* and where */
};

void table_init(struct table *table);
void table_fini(struct table *table);
/*
 * Takes bytes off the front of `rest` up to the end of the next row, or all of them. *has_row says whether a row is complete; it lies in the table
 * until the next call. ERROR_MALFORMED when the text cannot be read any further (`why` and `why_line` say why and where), ERROR_NO_MEMORY.
 */
enum error table_read(struct table *table, struct slice *rest, bool *has_row) MUST_CHECK;
/* The same at the end of the file: a last row without a newline. */
enum error table_end(struct table *table, bool *has_row) MUST_CHECK;
