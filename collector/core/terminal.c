#include "collector/core/terminal.h"

enum { FLEXIBLE_WIDTH_MIN = 7 };

struct terminal_cell {
	struct slice content;
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

void terminal_table_put(struct terminal_table *table, struct slice content)
{
	struct terminal_cell *cell = arena_take(table->arena, 1, sizeof(*cell));
	unsigned *width = &table->widths[table->cell_count % table->column_count];

	if (!cell || table->error) {
		table->error = ERROR_NO_MEMORY;
		return;
	}
	cell->content = arena_copy(table->arena, content);
	if (!cell->content.data && content.size)
		table->error = ERROR_NO_MEMORY;
	if (terminal_columns(content) > *width)
		*width = terminal_columns(content);
	*(table->last ? &table->last->next : &table->first) = cell;
	table->last = cell;
	table->cell_count++;
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

static void put_cell(struct text *text, const struct terminal_table *table, unsigned index, struct slice content, unsigned flexible)
{
	const struct terminal_column *column = &table->columns[index];
	bool is_last = index + 1 == table->column_count;
	unsigned width = column->is_flexible ? flexible : table->widths[index];

	if (is_last && !column->is_right && terminal_columns(content) <= width)
		text_put_slice(text, content);
	else if (column->is_flexible)
		terminal_put_clipped(text, content, width);
	else
		text_put_padded(text, content, width, column->is_right);
	text_put_char(text, is_last ? '\n' : ' ');
}

enum error terminal_table_write(const struct terminal_table *table, unsigned width, struct text *text)
{
	unsigned flexible = flexible_width(table, width);
	unsigned index = 0;

	INVARIANT(table->error || table->cell_count % table->column_count == 0);
	if (table->error)
		return table->error;
	for (unsigned i = 0; i < table->column_count; i++)
		put_cell(text, table, i, slice_from_text(table->columns[i].heading), flexible);
	for (const struct terminal_cell *cell = table->first; cell; cell = cell->next)
		put_cell(text, table, index++ % table->column_count, cell->content, flexible);
	return text->error;
}
