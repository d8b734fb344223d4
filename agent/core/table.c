#include "agent/core/table.h"

#include <string.h>

/*
 *                  +--------------------- , --------------------+
 *                  v                                            |
 *  START --> CELL_START --(not ")--> PLAIN --------------------->+--- LF ---> row
 *                  |                                             |
 *                  +--(")--> QUOTED <--(")--> QUOTE --> BEHIND --+--- CR ---> row, LINE_FEED --> CELL_START
 *
 * A NUL byte anywhere, an end of file in QUOTED, and a cell there that is too long or goes over too many lines lead to FAULTY: a quotation mark that was
 * never closed takes all rows up to the next one into its cell.
 */

static const uint8_t byte_order_mark[] = {0xef, 0xbb, 0xbf};

void table_init(struct table *table)
{
	*table = (struct table){.state = TABLE_START, .line = 1, .row = {.line = 1}};
}

void table_fini(struct table *table)
{
	cells_fini(&table->row);
	*table = (struct table){.state = TABLE_FAULTY, .why = RULE_FILE_CLOSED};
}

/* The first `size` bytes of `rest`, which are taken off it. */
static struct slice take(struct slice *rest, size_t size)
{
	struct slice front = slice_from(rest->data, size);

	*rest = slice_from(rest->data + size, rest->size - size);
	return front;
}

static enum error fault(struct table *table, enum rule why, uint64_t line)
{
	table->state = TABLE_FAULTY;
	table->why = why;
	table->why_line = line;
	return ERROR_MALFORMED;
}

static void row_begin(struct table *table)
{
	table->has_row = false;
	cells_begin(&table->row, table->line);
}

/* What a byte that ends a cell leads to: a comma, a newline, or a NUL. */
static enum error cell_ended_by(struct table *table, uint8_t byte)
{
	if (byte == '\0')
		return fault(table, RULE_FILE_HOLDS_NUL, table->row.line);
	cells_end(&table->row);
	table->state = byte == '\r' ? TABLE_LINE_FEED : TABLE_CELL_START;
	if (byte != ',') {
		table->line++;
		table->has_row = true;
	}
	return ERROR_NONE;
}

static bool ends_cell(uint8_t byte)
{
	return byte == ',' || byte == '\n' || byte == '\r' || byte == '\0';
}

static bool interrupts_quoted(uint8_t byte)
{
	return byte == '"' || byte == '\n' || byte == '\r' || byte == '\0';
}

/* The bytes at the front for which `stops` does not hold, taken off `rest`. */
static struct slice take_until(struct slice *rest, bool (*stops)(uint8_t byte))
{
	size_t size = 0;

	while (size < rest->size && !stops(rest->data[size]))
		size++;
	return take(rest, size);
}

/* Neither byte of UTF-16's mark occurs in UTF-8, so the first one decides. */
static enum error read_start(struct table *table, struct slice *rest)
{
	uint8_t byte = rest->data[0];

	if (table->mark_bytes == 0 && (byte == 0xff || byte == 0xfe))
		return fault(table, RULE_FILE_UTF16, table->row.line);
	if (byte == byte_order_mark[table->mark_bytes]) {
		(void)take(rest, 1);
		if (++table->mark_bytes == sizeof(byte_order_mark))
			table->state = TABLE_CELL_START;
		return ERROR_NONE;
	}
	table->state = table->mark_bytes ? TABLE_PLAIN : TABLE_CELL_START;
	return cells_append(&table->row, slice_from(byte_order_mark, table->mark_bytes));
}

static enum error read_cell_start(struct table *table, struct slice *rest)
{
	if (rest->data[0] != '"') {
		table->state = TABLE_PLAIN;
		return ERROR_NONE;
	}
	(void)take(rest, 1);
	table->state = TABLE_QUOTED;
	table->after_return = false;
	table->quote_line = table->line;
	return ERROR_NONE;
}

static enum error read_plain(struct table *table, struct slice *rest)
{
	enum error error = cells_append(&table->row, take_until(rest, ends_cell));

	if (error || rest->size == 0)
		return error;
	return cell_ended_by(table, take(rest, 1).data[0]);
}

/* Takes bytes of a quoted cell, as long as its quotation mark may still have been meant. */
static enum error quoted_append(struct table *table, struct slice bytes)
{
	enum error error = cells_append(&table->row, bytes);

	if (error)
		return error;
	if (table->row.open.fault == CELL_TOO_LONG || table->line - table->quote_line > QUOTED_BREAKS_MAX)
		return fault(table, RULE_FILE_QUOTE_OPEN, table->quote_line);
	return ERROR_NONE;
}

static enum error read_quoted(struct table *table, struct slice *rest)
{
	struct slice run = take_until(rest, interrupts_quoted);
	enum error error = quoted_append(table, run);
	struct slice byte;

	if (run.size)
		table->after_return = false;
	if (error || rest->size == 0)
		return error;
	byte = take(rest, 1);
	switch (byte.data[0]) {
	case '\0':
		return cell_ended_by(table, '\0');
	case '"':
		table->state = TABLE_QUOTE;
		return ERROR_NONE;
	default:
		if (byte.data[0] == '\r' || !table->after_return)
			table->line++;
		table->after_return = byte.data[0] == '\r';
		return quoted_append(table, byte);
	}
}

static enum error read_quote(struct table *table, struct slice *rest)
{
	if (rest->data[0] != '"') {
		table->state = TABLE_BEHIND;
		return ERROR_NONE;
	}
	table->state = TABLE_QUOTED;
	table->after_return = false;
	return quoted_append(table, take(rest, 1));
}

static enum error read_behind(struct table *table, struct slice *rest)
{
	struct slice run = take_until(rest, ends_cell);

	for (size_t i = 0; i < run.size; i++)
		if (run.data[i] != ' ' && run.data[i] != '\t')
			table->row.open.fault = CELL_BADLY_QUOTED;
	return rest->size ? cell_ended_by(table, take(rest, 1).data[0]) : ERROR_NONE;
}

static enum error read_line_feed(struct table *table, struct slice *rest)
{
	if (rest->data[0] == '\n')
		(void)take(rest, 1);
	table->state = TABLE_CELL_START;
	return ERROR_NONE;
}

static enum error read_faulty(struct table *table, struct slice *rest)
{
	(void)table;
	(void)rest;
	return ERROR_MALFORMED;
}

/*
 * The short way for most rows: one whole line without quotation marks is there, so that its cells need no states. True: it was taken; else nothing was,
 * and the states read on from here.
 */
static bool read_plain_line(struct table *table, struct slice *rest, enum error *error)
{
	const uint8_t *newline, *carriage;
	struct slice line;

	if (table->state != TABLE_CELL_START || table->row.count || rest->size == 0)
		return false;
	newline = memchr(rest->data, '\n', rest->size < FIELD_BYTES_MAX ? rest->size : FIELD_BYTES_MAX);
	if (!newline)
		return false;
	line = slice_from(rest->data, (size_t)(newline - rest->data));
	carriage = memchr(line.data, '\r', line.size);
	if (carriage && carriage + 1 != newline)
		return false;
	if (memchr(line.data, '"', line.size) || memchr(line.data, '\0', line.size))
		return false;
	line.size -= carriage != NULL;
	*error = cells_take_line(&table->row, line);
	*rest = slice_from(newline + 1, rest->size - (size_t)(newline + 1 - rest->data));
	table->line++;
	table->has_row = true;
	return true;
}

enum error table_read(struct table *table, struct slice *rest, bool *has_row)
{
	static enum error (*const readers[])(struct table * table, struct slice * rest) = {
		[TABLE_START] = read_start, [TABLE_CELL_START] = read_cell_start, [TABLE_PLAIN] = read_plain,         [TABLE_QUOTED] = read_quoted,
		[TABLE_QUOTE] = read_quote, [TABLE_BEHIND] = read_behind,         [TABLE_LINE_FEED] = read_line_feed, [TABLE_FAULTY] = read_faulty,
	};
	enum error error = ERROR_NONE;

	if (table->has_row)
		row_begin(table);
	if (!read_plain_line(table, rest, &error))
		while (!error && rest->size && !table->has_row)
			error = readers[table->state](table, rest);
	if (!error)
		*has_row = table->has_row;
	return error;
}

enum error table_end(struct table *table, bool *has_row)
{
	enum error error = ERROR_NONE;

	if (table->has_row)
		row_begin(table);
	if (table->state == TABLE_FAULTY)
		return ERROR_MALFORMED;
	if (table->state == TABLE_QUOTED)
		return fault(table, RULE_FILE_QUOTE_OPEN, table->quote_line);
	if (table->state == TABLE_START)
		error = cells_append(&table->row, slice_from(byte_order_mark, table->mark_bytes));
	if (error)
		return error;
	if (table->row.count || table->row.open.size || table->state == TABLE_QUOTE || table->state == TABLE_BEHIND) {
		cells_end(&table->row);
		table->row.is_cut = true;
		table->has_row = true;
	}
	*has_row = table->has_row;
	return ERROR_NONE;
}
