/* Plain text for a terminal: what fits in so many columns, sentences that are wrapped, and tables. */
#pragma once

#include <stdbool.h>

#include "common/arena.h"
#include "common/slice.h"
#include "common/text.h"

enum { TERMINAL_WIDTH_MIN = 60, TERMINAL_WIDTH_MAX = 200, TERMINAL_COLUMNS_MAX = 16 };

/* Characters, as text_put_padded counts them. */
unsigned terminal_columns(struct slice slice);
/* At most `width` characters, padded; the last one gives way to an ellipsis when there are more. */
void terminal_put_clipped(struct text *text, struct slice string, unsigned width);
/* Lines of at most `width` columns, each with its end: broken at blanks, or mid-word when a word is longer than a line. */
void terminal_put_wrapped(struct text *text, struct slice sentences, unsigned width);

struct terminal_column {
	const char *heading;
	bool is_right;    /* its cells end at the right, as figures do */
	bool is_flexible; /* gives way, clipped, when the table is wider than the terminal; at most one column */
};

/* Cells as they come, row by row, each as wide as it needs; borrowed columns, cells in the arena. */
struct terminal_table {
	const struct terminal_column *columns;
	unsigned column_count;
	struct arena *arena;
	struct terminal_cell *first, *last;
	unsigned cell_count;
	unsigned widths[TERMINAL_COLUMNS_MAX];
	enum error error; /* sticky; terminal_table_write returns it */
};

void terminal_table_begin(struct terminal_table *table, const struct terminal_column *columns, unsigned column_count, struct arena *arena);
/* The next cell, copied. */
void terminal_table_put(struct terminal_table *table, struct slice content);
void terminal_table_put_text(struct terminal_table *table, const char *content);
/* A line of its own between two rows, however long, such as a heading over those that follow. */
void terminal_table_put_line(struct terminal_table *table, struct slice content);
/* Headings and rows, one blank between columns and none at the end of a line. ERROR_NO_MEMORY: a cell did not fit the arena. */
enum error terminal_table_write(const struct terminal_table *table, unsigned width, struct text *text) MUST_CHECK;
