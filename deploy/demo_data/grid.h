/* A grid: one table of a council's children, in named columns that its systems put in their own order and dress. */
#pragma once

#include "deploy/demo_data/sheet.h"

enum { GRID_COLUMNS_MAX = 16, GRID_CELL_SIZE = 32 };

/* How a council's systems write their tables about children. */
struct grid_dress {
	struct dialect sheet; /* its columns are the workers', and not looked at */
	bool is_regional;     /* with the columns LA and YEAR behind the others, as regions pool their sets */
	bool is_reversed;     /* the last column first */
	bool has_quirks;      /* blank rows, a header row that comes again, and reasons for the end of what has not ended */
	bool has_mark_on_one; /* byte order mark and CRLF on the episodes alone: somebody saved that file again */
};

struct grid {
	struct sheet sheet;
	struct dialect dialect;
	const struct grid_dress *dress;
	const char *const *columns; /* static storage */
	unsigned column_count;
	unsigned row_count;
	uint16_t council;
	int year;
	char cells[GRID_COLUMNS_MAX][GRID_CELL_SIZE];
};

/* The dress of the `index`th council; static storage. */
const struct grid_dress *grid_dress_of(unsigned index);
/*
 * Begins the table in `text`, header row included, with a byte order mark and CRLF if the table `is_marked`. `columns` ends with NULL; it and `dress`
 * must outlive the grid. Not to be moved afterwards; the council and the year of the regional columns are the caller's to set.
 */
void grid_init(struct grid *grid, const char *const *columns, const struct grid_dress *dress, bool is_marked, struct text *text);
/* Cells of the next row; those that are not put are empty. */
void grid_put(struct grid *grid, unsigned column, const char *cell);
void grid_put_date(struct grid *grid, unsigned column, struct date date); /* INT32_MAX days: empty */
void grid_put_number(struct grid *grid, unsigned column, int64_t value);
/* Tenths: 123 is 12.3. */
void grid_put_tenths(struct grid *grid, unsigned column, int64_t value);
void grid_end_row(struct grid *grid);
void grid_finish(struct grid *grid);
