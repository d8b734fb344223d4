#include "deploy/demo_data/grid.h"

#include <string.h>

enum { REPEATED_HEADER_ROW = 120, BLANK_ROW = 77 };

static const struct grid_dress dresses[] = {
	{.sheet = {.has_day_first_dates = true}},
	{.sheet = {.has_day_first_dates = true}, .has_mark_on_one = true},
	{.sheet = {.has_day_first_dates = true, .header_case = HEADER_LOWER, .has_no_final_newline = true}},
	{.sheet = {.has_day_first_dates = true, .has_crlf = true}, .is_reversed = true},
	{.is_regional = true},
	{.sheet = {.has_day_first_dates = true, .says_null = true, .has_blank_last_row = true}, .has_quirks = true},
	{.sheet = {.has_day_first_dates = true, .quotes_all = true}},
	{.sheet = {.has_day_first_dates = true, .has_blanks = true, .has_crlf = true}},
};

/* The others have the first dress's simplicity: one council in a region is known for its files. */
enum { QUIRKS_OF = 5, DRESSES = sizeof(dresses) / sizeof(dresses[0]) };

const struct grid_dress *grid_dress_of(unsigned index)
{
	unsigned dress = index % DRESSES;

	return &dresses[dress == QUIRKS_OF && index != QUIRKS_OF ? 0 : dress];
}

static void put_header(struct grid *grid)
{
	sheet_row(&grid->sheet);
	for (unsigned i = 0; i < grid->column_count; i++)
		sheet_header(&grid->sheet, grid->columns[grid->dress->is_reversed ? grid->column_count - 1 - i : i]);
	if (grid->dress->is_regional) {
		sheet_header(&grid->sheet, "LA");
		sheet_header(&grid->sheet, "YEAR");
	}
}

void grid_init(struct grid *grid, const char *const *columns, const struct grid_dress *dress, bool is_marked, struct text *text)
{
	*grid = (struct grid){.dialect = dress->sheet, .dress = dress, .columns = columns};
	grid->dialect.has_byte_order_mark |= is_marked;
	grid->dialect.has_crlf |= is_marked;
	while (columns[grid->column_count] != NULL)
		grid->column_count++;
	INVARIANT(grid->column_count <= GRID_COLUMNS_MAX);
	sheet_init(&grid->sheet, &grid->dialect, text);
	put_header(grid);
}

void grid_put(struct grid *grid, unsigned column, const char *cell)
{
	size_t size = strlen(cell);

	INVARIANT(column < grid->column_count && size < GRID_CELL_SIZE);
	memcpy(grid->cells[column], cell, size + 1);
}

static struct text *cell_text(struct grid *grid, unsigned column, struct text *text)
{
	INVARIANT(column < grid->column_count);
	text_init_fixed(text, grid->cells[column], GRID_CELL_SIZE);
	return text;
}

void grid_put_date(struct grid *grid, unsigned column, struct date date)
{
	struct text text;

	date_put(cell_text(grid, column, &text), date, grid->dialect.has_day_first_dates);
}

void grid_put_number(struct grid *grid, unsigned column, int64_t value)
{
	struct text text;

	text_put_i64(cell_text(grid, column, &text), value);
}

void grid_put_tenths(struct grid *grid, unsigned column, int64_t value)
{
	struct text text;

	text_put_decimal(cell_text(grid, column, &text), value, 1, 1);
}

static void put_cells(struct grid *grid)
{
	sheet_row(&grid->sheet);
	for (unsigned i = 0; i < grid->column_count; i++)
		sheet_cell(&grid->sheet, grid->cells[grid->dress->is_reversed ? grid->column_count - 1 - i : i]);
	if (grid->dress->is_regional) {
		sheet_number(&grid->sheet, grid->council);
		sheet_number(&grid->sheet, grid->year);
	}
	memset(grid->cells, 0, sizeof(grid->cells));
}

static void put_blank_row(struct grid *grid)
{
	sheet_row(&grid->sheet);
	for (unsigned i = 1; i < grid->column_count; i++)
		text_put_char(grid->sheet.text, ',');
}

void grid_end_row(struct grid *grid)
{
	put_cells(grid);
	grid->row_count++;
	if (!grid->dress->has_quirks)
		return;
	if (grid->row_count == REPEATED_HEADER_ROW)
		put_header(grid);
	if (grid->row_count % BLANK_ROW == 0)
		put_blank_row(grid);
}

void grid_finish(struct grid *grid)
{
	sheet_finish(&grid->sheet, grid->column_count);
}
