/*
 * The rows of a CSV file that lies in memory as a whole: cells are slices of the file, nothing is copied. RFC 4180 with CRLF, LF or CR, a byte order mark,
 * and no need for a final newline. For published files, which have no cell that needs more than that: of a doubled quotation mark both halves stay.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum { CSV_COLUMNS_MAX = 128 };

struct csv_rows {
	struct slice rest;
	uint64_t line;     /* where the next row begins, from 1 */
	uint64_t row_line; /* where the row began that was read last */
	unsigned cell_count;
	struct slice cells[CSV_COLUMNS_MAX]; /* without blanks around them; borrowed from the file */
	const char *why;                     /* a static sentence after ERROR_MALFORMED */
};

/* `file` must outlive the rows. */
void csv_init(struct csv_rows *rows, struct slice file);
/* Reads the next row; *has_row is false at the end. ERROR_MALFORMED: `why` says why it cannot be read, row_line where. */
enum error csv_next(struct csv_rows *rows, bool *has_row) MUST_CHECK;
/* Empty for a cell that the row does not have. */
struct slice csv_cell(const struct csv_rows *rows, unsigned index);
/* Whether all cells are empty. */
bool csv_is_blank(const struct csv_rows *rows);
