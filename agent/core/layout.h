/*
 * Layouts: the columns by which a table is known, and one data row as the table's own reader sees it: cells by column, and what it says of them. A row
 * comes from a CSV table, or from an XML record whose elements stand for the columns.
 */
#pragma once

#include <stdbool.h>

#include "agent/core/cells.h"
#include "agent/core/reading.h"
#include "agent/core/register.h"

enum { LAYOUT_COLUMNS_MAX = 24, WHOLE_ROW = LAYOUT_COLUMNS_MAX, ROW_NOTES_COUNT_MAX = LAYOUT_COLUMNS_MAX + 1 };

struct row;

/*
 * A table is known when its header has all of the layout's required columns, in any order and case, among whatever others. Where the headers of several
 * layouts are all there (tables of one return share columns), the one with the most required columns is meant, then the one with the most optional
 * columns, then the first.
 */
struct layout {
	enum table_kind kind;
	unsigned required_count; /* the first of the columns; the others may be absent */
	unsigned column_count;
	const char *columns[LAYOUT_COLUMNS_MAX];
	/* Tells the register that a file with this header was there. May be NULL. */
	void (*seen)(struct council_register *reg, uint8_t file);
	/* Puts one data row into the register, or refuses it; one that is refused already is only counted. ERROR_LIMIT, ERROR_NO_MEMORY: the register can
	 * take no more. */
	enum error (*read)(struct row *row, struct council_register *reg);
};

/* Where a file, or an XML record, has the columns of a layout. */
struct header {
	const struct layout *layout;
	bool is_record; /* of an XML record: its cells have no number of their own in a row */
	unsigned cell_count;
	unsigned places[LAYOUT_COLUMNS_MAX]; /* index of the cell, by column; COLUMN_MISSING for an optional one that is not there */
};

struct row {
	const struct cells *cells;
	const struct header *header;
	uint8_t file;  /* which file it came from, as the reading numbers them */
	uint64_t line; /* where it begins */
	bool is_refused;
	unsigned note_count;
	struct row_note notes[ROW_NOTES_COUNT_MAX]; /* at most one a column and one for the whole */
};

enum { COLUMN_MISSING = ROW_FIELDS_MAX, COLUMN_REPEATED };

/* How well a header fits a layout. */
struct layout_fit {
	unsigned required_count, optional_count; /* of the columns that have their place */
	unsigned places[LAYOUT_COLUMNS_MAX];     /* a cell's index, COLUMN_MISSING or COLUMN_REPEATED, by column */
};

/* Looks for the layout's columns in the row that `cells` holds. */
struct layout_fit layout_match(const struct layout *layout, const struct cells *cells);

/* RULE_NONE, or which other separator than the comma makes the row that `cells` holds the layout's header. */
enum rule layout_separator_fault(const struct layout *layout, const struct cells *cells);

void row_init(struct row *row, const struct cells *cells, const struct header *header, uint8_t file);
/* Whether the row is the header once more. */
bool row_is_header(const struct row *row);
/* Whether the file has the column (CSV), or the record the element (XML). */
bool row_has_column(const struct row *row, unsigned column);
/* RULE_NONE, or why the whole row cannot be used. */
enum rule row_fault(const struct row *row);
/*
 * The cell of a column: without blanks around it, and empty for NULL and for a column that is not there. Borrowed until the next row. Returns RULE_NONE,
 * or why it cannot be read; *out is not written then.
 */
enum rule row_cell(const struct row *row, unsigned column, struct slice *out);
/* Says something about a cell (or WHOLE_ROW) of a row that is used all the same. What is said first of a cell stays, unless it is refused later. */
void row_remark(struct row *row, unsigned column, enum rule rule);
/* Refuses a cell, while the rest of the row is used. */
void row_refuse_cell(struct row *row, unsigned column, enum rule rule);
/* Refuses the row for what stands in a column, or for the WHOLE_ROW. */
void row_refuse(struct row *row, unsigned column, enum rule rule);
