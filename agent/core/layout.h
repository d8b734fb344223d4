/* Layouts: the columns by which a table is known, and one data row as the table's own reader sees it: cells by column, and what it says of them. */
#pragma once

#include <stdbool.h>

#include "agent/core/reading.h"
#include "agent/core/register.h"
#include "agent/core/table.h"

enum { LAYOUT_COLUMNS_MAX = 8, WHOLE_ROW = LAYOUT_COLUMNS_MAX, ROW_NOTES_COUNT_MAX = LAYOUT_COLUMNS_MAX + 1 };

struct row;

/* A table is known when its header has all of these columns, in any order and case, among whatever others. */
struct layout {
	enum table_kind kind;
	unsigned column_count;
	const char *columns[LAYOUT_COLUMNS_MAX];
	/* Tells the register that a file with this header was there. */
	void (*seen)(struct council_register *reg);
	/* Puts one data row into the register, or refuses it; one that is refused already is only counted. ERROR_LIMIT, ERROR_NO_MEMORY: the register can
	 * take no more. */
	enum error (*read)(struct row *row, struct council_register *reg);
};

/* Where a file has the columns of a layout. */
struct header {
	const struct layout *layout;
	unsigned cell_count;
	unsigned places[LAYOUT_COLUMNS_MAX]; /* index of the cell, by column */
};

struct row {
	const struct table *table;
	const struct header *header;
	uint16_t file; /* which file it came from, as the reading numbers them */
	bool is_refused;
	unsigned note_count;
	struct row_note notes[ROW_NOTES_COUNT_MAX]; /* at most one a column and one for the whole */
};

enum { COLUMN_MISSING = ROW_FIELDS_MAX, COLUMN_REPEATED };

/*
 * Looks for the layout's columns in the row that `table` holds; places[column] becomes a cell's index, COLUMN_MISSING or COLUMN_REPEATED. Returns
 * how many columns have their place.
 */
unsigned layout_match(const struct layout *layout, const struct table *table, unsigned places[static LAYOUT_COLUMNS_MAX]);

void row_init(struct row *row, const struct table *table, const struct header *header, uint16_t file);
/* Whether the row is the header once more. */
bool row_is_header(const struct row *row);
/* NULL, or why the whole row cannot be used: a static sentence. */
const char *row_fault(const struct row *row);
/* The cell of a column, as table_cell. NULL, or why it cannot be read: a static sentence; *out is not written then. */
const char *row_cell(const struct row *row, unsigned column, struct slice *out);
/* Says something about a cell (or WHOLE_ROW) of a row that is used all the same. `reason` is static. */
void row_remark(struct row *row, unsigned column, const char *reason);
/* Refuses a cell, while the rest of the row is used. */
void row_refuse_cell(struct row *row, unsigned column, const char *reason);
/* Refuses the row for what stands in a column, or for the WHOLE_ROW. */
void row_refuse(struct row *row, unsigned column, const char *reason);
