#include "deploy/demo_data/sheet.h"

void sheet_init(struct sheet *sheet, const struct dialect *dialect, struct text *text)
{
	*sheet = (struct sheet){.dialect = dialect, .text = text};
	if (dialect->has_byte_order_mark)
		text_put(text, "\xef\xbb\xbf");
}

static const char *line_end(const struct dialect *dialect)
{
	return dialect->has_crlf ? "\r\n" : "\n";
}

void sheet_row(struct sheet *sheet)
{
	if (sheet->in_file)
		text_put(sheet->text, line_end(sheet->dialect));
	sheet->in_file = true;
	sheet->in_row = false;
}

void sheet_finish(const struct sheet *sheet, size_t columns)
{
	if (sheet->dialect->has_no_final_newline)
		return;
	text_put(sheet->text, line_end(sheet->dialect));
	if (!sheet->dialect->has_blank_last_row)
		return;
	for (size_t i = 1; i < columns; i++)
		text_put_char(sheet->text, ',');
	text_put(sheet->text, line_end(sheet->dialect));
}

static bool has_comma(const char *cell)
{
	while (*cell != '\0' && *cell != ',')
		cell++;
	return *cell == ',';
}

void sheet_cell(struct sheet *sheet, const char *cell)
{
	bool quoted = sheet->dialect->quotes_all || has_comma(cell);

	if (sheet->in_row)
		text_put_char(sheet->text, ',');
	sheet->in_row = true;
	text_put(sheet->text, quoted ? "\"" : "");
	text_put(sheet->text, cell[0] == '\0' && sheet->dialect->says_null ? "NULL" : cell);
	text_put(sheet->text, quoted ? "\"" : "");
	text_put(sheet->text, sheet->dialect->has_blanks && !quoted && !sheet->in_header ? " " : "");
}

static char in_case(char letter, enum header_case header_case)
{
	if (header_case == HEADER_LOWER && letter >= 'A' && letter <= 'Z')
		return (char)(letter - 'A' + 'a');
	if (header_case == HEADER_UPPER && letter >= 'a' && letter <= 'z')
		return (char)(letter - 'a' + 'A');
	return letter;
}

void sheet_header(struct sheet *sheet, const char *name)
{
	char cell[48];
	size_t size = 0;

	for (; name[size] != '\0' && size + 1 < sizeof(cell); size++)
		cell[size] = in_case(name[size], sheet->dialect->header_case);
	cell[size] = '\0';
	sheet->in_header = true;
	sheet_cell(sheet, cell);
	sheet->in_header = false;
}

/* A cell being written: numbers and dates as the dialect has them. */
struct cell {
	char bytes[48];
	struct text text;
};

static struct text *cell_begin(struct cell *cell)
{
	text_init_fixed(&cell->text, cell->bytes, sizeof(cell->bytes));
	return &cell->text;
}

void sheet_number(struct sheet *sheet, int64_t value)
{
	struct cell cell;

	cell_begin(&cell);
	if (value < 0)
		text_put_char(&cell.text, 'u');
	else
		text_put_i64(&cell.text, value);
	sheet_cell(sheet, cell.bytes);
}

void sheet_code(struct sheet *sheet, uint8_t code)
{
	if (code == 0)
		sheet_cell(sheet, "");
	else
		sheet_number(sheet, code);
}

void sheet_hundredths(struct sheet *sheet, int64_t value)
{
	struct cell cell;

	cell_begin(&cell);
	if (value < 0)
		text_put_char(&cell.text, 'u');
	else
		text_put_decimal(&cell.text, value, 2, sheet->dialect->has_short_numbers ? 0 : 2);
	sheet_cell(sheet, cell.bytes);
}

static void put_two_digits(struct text *text, int number)
{
	text_put_char(text, (char)('0' + number / 10));
	text_put_char(text, (char)('0' + number % 10));
}

void sheet_month(struct sheet *sheet, struct month month)
{
	struct cell cell;

	text_put_month(cell_begin(&cell), month);
	sheet_cell(sheet, cell.bytes);
}

void date_put(struct text *text, struct date date, bool day_first)
{
	int year, number, day;

	if (date.days == INT32_MAX)
		return;
	if (!day_first) {
		text_put_date(text, date);
		return;
	}
	date_split(date, &year, &number, &day);
	put_two_digits(text, day);
	text_put_char(text, '/');
	put_two_digits(text, number);
	text_put_char(text, '/');
	text_put_i64(text, year);
}

void sheet_date(struct sheet *sheet, struct date date)
{
	struct cell cell;

	date_put(cell_begin(&cell), date, sheet->dialect->has_day_first_dates);
	sheet_cell(sheet, cell.bytes);
}
