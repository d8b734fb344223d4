#include "collector/pages/figure_csv.h"

#include <string.h>

static bool is_formula(const char *words)
{
	return words[0] && strchr("=+-@\t\r", words[0]);
}

/* Quoted where it must be; `lead` goes in front. */
static void put_field(struct text *text, const char *lead, const char *words)
{
	const char *quote = strpbrk(words, ",\"\r\n") ? "\"" : "";

	text_put(text, quote);
	text_put(text, lead);
	for (; *words; words++) {
		if (*words == '"')
			text_put_char(text, '"');
		text_put_char(text, *words);
	}
	text_put(text, quote);
}

static void put_words(struct text *text, const char *words)
{
	put_field(text, is_formula(words) ? "'" : "", words);
}

static bool is_symbol(const char *words)
{
	return words[0] && !words[1];
}

static void put_cell(struct text *text, const struct figure_cell *cell)
{
	if (!cell->value)
		put_words(text, cell->is_address ? cell->path : cell->text);
	else if (cell->value[0])
		text_put(text, cell->value);
	else if (is_symbol(cell->text))
		text_put(text, cell->text);
}

/* Whether the column's cells have bands, which then have a column of their own behind it. */
static bool has_bands(const struct figure *figure, unsigned column)
{
	for (unsigned index = 0; index < figure->rows_count; index++) {
		const struct figure_row *row = &figure->rows[index];

		if (column < row->cells_count && row->cells[column].band)
			return true;
	}
	return false;
}

static void put_head(const struct figure *figure, bool has_notice, struct text *text)
{
	text_put(text, "row,code");
	for (unsigned column = 0; column < figure->columns_count; column++) {
		if (figure->columns[column].is_picture)
			continue;
		text_put_char(text, ',');
		put_words(text, figure->columns[column].name);
		if (!has_bands(figure, column))
			continue;
		text_put_char(text, ',');
		put_words(text, figure->columns[column].name);
		text_put(text, "_band");
	}
	text_put(text, has_notice ? ",notice\r\n" : "\r\n");
}

/* `notice` is NULL where the file has no such column. */
static void put_row(const struct figure *figure, const struct figure_row *row, const char *notice, struct text *text)
{
	put_words(text, row->role);
	text_put_char(text, ',');
	put_words(text, row->key ? row->key : "");
	for (unsigned column = 0; column < figure->columns_count; column++) {
		const struct figure_cell *cell = column < row->cells_count ? &row->cells[column] : NULL;

		if (figure->columns[column].is_picture)
			continue;
		text_put_char(text, ',');
		if (cell)
			put_cell(text, cell);
		if (!has_bands(figure, column))
			continue;
		text_put_char(text, ',');
		text_put(text, cell && cell->band ? cell->band : "");
	}
	if (notice)
		text_put_char(text, ',');
	if (notice)
		put_words(text, notice);
	text_put(text, "\r\n");
}

void figure_write_csv(const struct figure *figure, const char *notice, struct text *text)
{
	bool has_notice = notice[0] != '\0';

	put_head(figure, has_notice, text);
	for (unsigned index = 0; index < figure->rows_count; index++) {
		const char *said = index == 0 ? notice : "";

		put_row(figure, &figure->rows[index], has_notice ? said : NULL, text);
	}
}
