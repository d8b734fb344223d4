#include "collector/core/csv_rows.h"

#include <string.h>

static const uint8_t byte_order_mark[] = {0xef, 0xbb, 0xbf};

void csv_init(struct csv_rows *rows, struct slice file)
{
	*rows = (struct csv_rows){.rest = file, .line = 1, .row_line = 1};
	if (slice_starts_with(file, slice_from(byte_order_mark, sizeof byte_order_mark)))
		rows->rest = slice_from(file.data + sizeof byte_order_mark, file.size - sizeof byte_order_mark);
}

static enum error fault(struct csv_rows *rows, const char *why)
{
	rows->why = why;
	return ERROR_MALFORMED;
}

static void skip(struct csv_rows *rows, size_t size)
{
	rows->rest = slice_from(rows->rest.data + size, rows->rest.size - size);
}

static bool ends_cell(uint8_t byte)
{
	return byte == ',' || byte == '\n' || byte == '\r';
}

/* Counts the lines that end inside a quoted cell. */
static void lines_count(struct csv_rows *rows, struct slice cell)
{
	for (size_t i = 0; i < cell.size; i++)
		rows->line += cell.data[i] == '\n' || (cell.data[i] == '\r' && (i + 1 == cell.size || cell.data[i + 1] != '\n'));
}

/* Behind the opening quotation mark: up to the closing one, which is not doubled. */
static enum error quoted_read(struct csv_rows *rows, struct slice *cell)
{
	const struct slice rest = rows->rest;
	size_t size = 0;

	while (size < rest.size && (rest.data[size] != '"' || (size + 1 < rest.size && rest.data[size + 1] == '"')))
		size += rest.data[size] == '"' ? 2 : 1;
	if (size >= rest.size)
		return fault(rows, "a quotation mark is never closed; is the file whole?");
	*cell = slice_from(rest.data, size);
	lines_count(rows, *cell);
	skip(rows, size + 1);
	size = 0;
	while (size < rows->rest.size && (rows->rest.data[size] == ' ' || rows->rest.data[size] == '\t'))
		size++;
	skip(rows, size);
	if (rows->rest.size && !ends_cell(rows->rest.data[0]))
		return fault(rows, "there is text behind a closing quotation mark");
	return ERROR_NONE;
}

static struct slice plain_read(struct csv_rows *rows)
{
	size_t size = 0;
	struct slice cell;

	while (size < rows->rest.size && !ends_cell(rows->rest.data[size]))
		size++;
	cell = slice_from(rows->rest.data, size);
	skip(rows, size);
	return cell;
}

static enum error cell_read(struct csv_rows *rows)
{
	struct slice cell;
	enum error error = ERROR_NONE;

	if (rows->cell_count == CSV_COLUMNS_MAX)
		return fault(rows, "the row has more than 128 cells, which no published series has");
	if (rows->rest.size && rows->rest.data[0] == '"') {
		skip(rows, 1);
		error = quoted_read(rows, &cell);
	} else {
		cell = plain_read(rows);
	}
	if (error)
		return error;
	if (cell.size && memchr(cell.data, '\0', cell.size))
		return fault(rows, "it holds NUL bytes, as UTF-16 text and spreadsheet files do; save it as CSV UTF-8");
	rows->cells[rows->cell_count++] = slice_trim(cell);
	return ERROR_NONE;
}

/* Takes the comma, and says that there is another cell; or the end of the line. */
static bool separator_take(struct csv_rows *rows)
{
	size_t size = 1;
	bool is_comma;

	if (rows->rest.size == 0)
		return false;
	is_comma = rows->rest.data[0] == ',';
	if (rows->rest.data[0] == '\r' && rows->rest.size > 1 && rows->rest.data[1] == '\n')
		size = 2;
	rows->line += !is_comma;
	skip(rows, size);
	return is_comma;
}

enum error csv_next(struct csv_rows *rows, bool *has_row)
{
	enum error error = ERROR_NONE;
	bool has_cell = rows->rest.size > 0;

	*has_row = has_cell;
	rows->cell_count = 0;
	rows->row_line = rows->line;
	while (has_cell && !error) {
		error = cell_read(rows);
		has_cell = !error && separator_take(rows);
	}
	return error;
}

struct slice csv_cell(const struct csv_rows *rows, unsigned index)
{
	return index < rows->cell_count ? rows->cells[index] : slice_from(NULL, 0);
}

bool csv_is_blank(const struct csv_rows *rows)
{
	for (unsigned i = 0; i < rows->cell_count; i++)
		if (rows->cells[i].size)
			return false;
	return true;
}
