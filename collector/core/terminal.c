#include "collector/core/terminal.h"

enum { FLEXIBLE_WIDTH_MIN = 7 };

struct terminal_cell {
	struct slice content;
	bool is_line; /* of its own, between rows */
	struct terminal_cell *next;
};

unsigned terminal_columns(struct slice slice)
{
	unsigned columns = 0;

	for (size_t i = 0; i < slice.size; i++)
		columns += (slice.data[i] & 0xc0) != 0x80;
	return columns;
}

void terminal_put_clipped(struct text *text, struct slice string, unsigned width)
{
	size_t size = 0;

	if (terminal_columns(string) <= width) {
		text_put_padded(text, string, width, false);
		return;
	}
	for (unsigned columns = 0; columns + 1 < width; columns++)
		size += slice_utf8_size(slice_from(string.data + size, string.size - size));
	text_put_slice(text, slice_from(string.data, size));
	text_put(text, "…");
}

/* As many bytes as go into `width` columns: up to the last blank that fits, or mid-word when a word is longer than a line. */
static size_t line_size(struct slice rest, unsigned width)
{
	size_t size = 0;
	size_t blank = 0;

	for (unsigned columns = 0; size < rest.size && columns < width; columns++) {
		size_t character = slice_utf8_size(slice_from(rest.data + size, rest.size - size));

		if (rest.data[size] == ' ')
			blank = size;
		size += character ? character : 1;
	}
	if (size == rest.size || rest.data[size] == ' ')
		return size;
	return blank ? blank : size;
}

void terminal_put_wrapped(struct text *text, struct slice sentences, unsigned width)
{
	struct slice rest = sentences;

	while (rest.size > 0) {
		size_t size = line_size(rest, width);

		text_put_slice(text, slice_from(rest.data, size));
		text_put_char(text, '\n');
		rest = slice_from(rest.data + size, rest.size - size);
		while (rest.size > 0 && rest.data[0] == ' ')
			rest = slice_from(rest.data + 1, rest.size - 1);
	}
}

void terminal_table_begin(struct terminal_table *table, const struct terminal_column *columns, unsigned column_count, struct arena *arena)
{
	INVARIANT(column_count > 0 && column_count <= TERMINAL_COLUMNS_MAX);
	*table = (struct terminal_table){.columns = columns, .column_count = column_count, .arena = arena};
	for (unsigned i = 0; i < column_count; i++)
		table->widths[i] = terminal_columns(slice_from_text(columns[i].heading));
}

/* NULL when the arena is full, which the table remembers. */
static struct terminal_cell *cell_add(struct terminal_table *table, struct slice content)
{
	struct terminal_cell *cell = arena_take(table->arena, 1, sizeof(*cell));

	if (!cell || table->error) {
		table->error = ERROR_NO_MEMORY;
		return NULL;
	}
	cell->content = arena_copy(table->arena, content);
	if (!cell->content.data && content.size)
		table->error = ERROR_NO_MEMORY;
	*(table->last ? &table->last->next : &table->first) = cell;
	table->last = cell;
	return cell;
}

void terminal_table_put(struct terminal_table *table, struct slice content)
{
	unsigned *width = &table->widths[table->cell_count % table->column_count];

	if (!cell_add(table, content))
		return;
	if (terminal_columns(content) > *width)
		*width = terminal_columns(content);
	table->cell_count++;
}

void terminal_table_put_line(struct terminal_table *table, struct slice content)
{
	struct terminal_cell *cell;

	INVARIANT(table->error || table->cell_count % table->column_count == 0);
	cell = cell_add(table, content);
	if (cell)
		cell->is_line = true;
}

void terminal_table_put_text(struct terminal_table *table, const char *content)
{
	terminal_table_put(table, slice_from_text(content));
}

/* What the flexible column may have, so that a line is no longer than `width`. */
static unsigned flexible_width(const struct terminal_table *table, unsigned width)
{
	unsigned others = table->column_count - 1;
	unsigned own = 0;

	for (unsigned i = 0; i < table->column_count; i++)
		*(table->columns[i].is_flexible ? &own : &others) += table->widths[i];
	if (own + others <= width)
		return own;
	return width > others + FLEXIBLE_WIDTH_MIN ? width - others : FLEXIBLE_WIDTH_MIN;
}

static void put_cell(struct text *text, const struct terminal_table *table, unsigned index, struct slice content, unsigned flexible, bool is_last)
{
	const struct terminal_column *column = &table->columns[index];
	unsigned width = column->is_flexible ? flexible : table->widths[index];

	if (is_last && !column->is_right && terminal_columns(content) <= width)
		text_put_slice(text, content);
	else if (column->is_flexible)
		terminal_put_clipped(text, content, width);
	else
		text_put_padded(text, content, width, column->is_right);
	text_put_char(text, is_last ? '\n' : ' ');
}

/* Whether the cells behind this one, up to the end of its row, are all empty: no line ends with blanks. */
static bool row_ends(const struct terminal_table *table, const struct terminal_cell *cell, unsigned index)
{
	for (index++, cell = cell->next; index < table->column_count; index++, cell = cell->next)
		if (cell->content.size > 0)
			return false;
	return true;
}

/* Returns the row's last cell. */
static const struct terminal_cell *put_row(struct text *text, const struct terminal_table *table, const struct terminal_cell *cell, unsigned flexible)
{
	bool is_over = false;

	for (unsigned index = 0; index < table->column_count; index++) {
		bool is_last = !is_over && row_ends(table, cell, index);

		if (!is_over)
			put_cell(text, table, index, cell->content, flexible, is_last);
		is_over |= is_last;
		if (index + 1 < table->column_count)
			cell = cell->next;
	}
	return cell;
}

enum error terminal_table_write(const struct terminal_table *table, unsigned width, struct text *text)
{
	unsigned flexible = flexible_width(table, width);

	INVARIANT(table->error || table->cell_count % table->column_count == 0);
	if (table->error)
		return table->error;
	for (unsigned i = 0; i < table->column_count; i++)
		put_cell(text, table, i, slice_from_text(table->columns[i].heading), flexible, i + 1 == table->column_count);
	for (const struct terminal_cell *cell = table->first; cell; cell = cell->next) {
		if (cell->is_line)
			terminal_put_wrapped(text, cell->content, width);
		else
			cell = put_row(text, table, cell, flexible);
	}
	return text->error;
}
