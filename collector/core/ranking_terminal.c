/*
 * The ranking as a table for a terminal: a rank, a name, a value and a bar for each council, then what the area makes together. It is readable
 * without colour, and no line is longer than the terminal is wide.
 */
#include "collector/core/ranking.h"

#include <stddef.h>

#include "collector/core/ranking_sentences.h"
#include "collector/core/terminal.h"
#include "collector/core/words.h"
#include "proto/status.h"

__extension__ typedef __int128 i128;

enum {
	RANK_WIDTH = 4,
	NAME_WIDTH_MIN = 7, /* of the headings: "Council", "Value", "Band", "High", " Month" */
	VALUE_WIDTH_MIN = 5,
	BAND_WIDTH = 4,
	HIGH_WIDTH = 5,
	CHANGE_WIDTH_MIN = 6,
	BAR_WIDTH_MIN = 6,
	BAR_WIDTH_MAX = 60,
	EIGHTHS = 8, /* of a column: what the block characters can show */
	CELL_BYTES_MAX = 128,
	PARAGRAPH_BYTES_MAX = 1024,
};

/* How the columns share the width. */
struct layout {
	unsigned width;
	unsigned name_width, value_width, bar_width, change_width;
	bool has_bands;
};

/* A piece of the table on its way to its place. */
struct table_cell {
	char bytes[CELL_BYTES_MAX];
	struct text text;
};

static void cell_begin(struct table_cell *cell)
{
	text_init_fixed(&cell->text, cell->bytes, sizeof(cell->bytes));
}

static void cell_put(const struct table_cell *cell, struct text *text, unsigned width, bool right)
{
	text_put_padded(text, text_slice(&cell->text), width, right);
}

static void value_cell(struct table_cell *cell, const struct indicator *indicator, const struct indicator_value *value)
{
	cell_begin(cell);
	if (value->symbol)
		text_put(&cell->text, symbol_text(value->symbol));
	else
		indicator_put_value(&cell->text, indicator, value->value);
}

static void change_cell(struct table_cell *cell, const struct indicator *indicator, bool is_known, int64_t change)
{
	cell_begin(cell);
	if (!is_known) {
		text_put(&cell->text, "–");
		return;
	}
	if (change > 0)
		text_put_char(&cell->text, '+');
	indicator_put_value(&cell->text, indicator, change);
}

static void reporter_cell(struct table_cell *cell, const struct ranking_row *row)
{
	cell_begin(cell);
	ranking_put_reporter(&cell->text, row);
}

static void widen(unsigned *width, struct slice content)
{
	unsigned columns = terminal_columns(content);

	if (columns > *width)
		*width = columns;
}

static void layout_widen(struct layout *layout, const struct indicator *indicator, const struct ranking_row *row)
{
	struct table_cell cell;

	reporter_cell(&cell, row);
	widen(&layout->name_width, text_slice(&cell.text));
	value_cell(&cell, indicator, &row->value);
	widen(&layout->value_width, text_slice(&cell.text));
	change_cell(&cell, indicator, row->has_month_change, row->month_change);
	widen(&layout->change_width, text_slice(&cell.text));
	change_cell(&cell, indicator, row->has_year_change, row->year_change);
	widen(&layout->change_width, text_slice(&cell.text));
}

/* Names and bars share what the other columns and the blanks between them leave. */
static struct layout layout_of(const struct ranking *ranking, unsigned width)
{
	struct layout layout = {
		.width = width,
		.name_width = NAME_WIDTH_MIN,
		.value_width = VALUE_WIDTH_MIN,
		.change_width = CHANGE_WIDTH_MIN,
		.has_bands = ranking->indicator->polarity != POLARITY_NONE,
	};
	unsigned fixed, room;

	for (unsigned i = 0; i < ranking->row_count; i++)
		layout_widen(&layout, ranking->indicator, &ranking->rows[i]);
	fixed = RANK_WIDTH + layout.value_width + HIGH_WIDTH + 2 * layout.change_width + 6 + (layout.has_bands ? BAND_WIDTH + 1 : 0);
	room = width > fixed + NAME_WIDTH_MIN + BAR_WIDTH_MIN ? width - fixed : NAME_WIDTH_MIN + BAR_WIDTH_MIN;
	if (layout.name_width > room - BAR_WIDTH_MIN)
		layout.name_width = room - BAR_WIDTH_MIN;
	layout.bar_width = room - layout.name_width;
	if (layout.bar_width > BAR_WIDTH_MAX)
		layout.bar_width = BAR_WIDTH_MAX;
	return layout;
}

/* The maximum fills `width` columns; every value above 0 shows something. */
static void put_bar(struct text *text, int64_t value, int64_t maximum, unsigned width)
{
	static const char *const parts[EIGHTHS] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
	unsigned eighths = 0;

	if (value > 0)
		eighths = (unsigned)((i128)value * width * EIGHTHS / maximum);
	if (value > 0 && eighths == 0)
		eighths = 1;
	text_put_repeated(text, "█", eighths / EIGHTHS);
	text_put(text, parts[eighths % EIGHTHS]);
	text_put_repeated(text, " ", width - eighths / EIGHTHS - (eighths % EIGHTHS != 0));
}

static const char *ordinal_ending(unsigned place)
{
	if (place % 100 >= 11 && place % 100 <= 13)
		return "th";
	switch (place % 10) {
	case 1:
		return "st";
	case 2:
		return "nd";
	case 3:
		return "rd";
	default:
		return "th";
	}
}

/* Bar, band and place of a council with a value; of another, why there is none. */
static void put_middle(struct text *text, const struct ranking *ranking, const struct layout *layout, const struct ranking_row *row)
{
	struct table_cell cell;

	if (row->value.symbol) {
		const char *reason = row->has_reported                    ? symbol_meaning(row->value.symbol)
				     : ranking->lacks_release             ? "no release"
				     : ranking->source == SOURCE_OFFICIAL ? "not in the release"
									  : "no return";

		terminal_put_clipped(text, slice_from_text(reason), layout->bar_width + 1 + HIGH_WIDTH + (layout->has_bands ? BAND_WIDTH + 1 : 0));
		return;
	}
	put_bar(text, row->value.value, ranking->maximum, layout->bar_width);
	if (layout->has_bands) {
		text_put(text, "   ");
		text_put_char(text, row->band ? row->band : ' ');
		text_put_char(text, ' ');
	}
	cell_begin(&cell);
	text_put_u64(&cell.text, row->from_highest);
	text_put(&cell.text, ordinal_ending(row->from_highest));
	text_put_char(text, ' ');
	cell_put(&cell, text, HIGH_WIDTH, true);
}

static void put_row(struct text *text, const struct ranking *ranking, const struct layout *layout, const struct ranking_row *row)
{
	struct table_cell cell;

	cell_begin(&cell);
	if (row->rank)
		text_put_u64(&cell.text, row->rank);
	else
		text_put(&cell.text, "–");
	cell_put(&cell, text, RANK_WIDTH, true);
	text_put_char(text, ' ');
	reporter_cell(&cell, row);
	terminal_put_clipped(text, text_slice(&cell.text), layout->name_width);
	text_put_char(text, ' ');
	value_cell(&cell, ranking->indicator, &row->value);
	cell_put(&cell, text, layout->value_width, true);
	text_put_char(text, ' ');
	put_middle(text, ranking, layout, row);
	text_put_char(text, ' ');
	change_cell(&cell, ranking->indicator, row->has_month_change, row->month_change);
	cell_put(&cell, text, layout->change_width, true);
	text_put_char(text, ' ');
	change_cell(&cell, ranking->indicator, row->has_year_change, row->year_change);
	cell_put(&cell, text, layout->change_width, true);
	text_put_char(text, '\n');
}

static void put_headings(struct text *text, const struct layout *layout)
{
	text_put_padded(text, SLICE_LITERAL("Rank"), RANK_WIDTH, true);
	text_put_char(text, ' ');
	text_put_padded(text, SLICE_LITERAL("Council"), layout->name_width, false);
	text_put_char(text, ' ');
	text_put_padded(text, SLICE_LITERAL("Value"), layout->value_width, true);
	text_put_repeated(text, " ", layout->bar_width + 1);
	if (layout->has_bands)
		text_put(text, " Band");
	text_put_char(text, ' ');
	text_put_padded(text, SLICE_LITERAL("High"), HIGH_WIDTH, true);
	text_put_char(text, ' ');
	text_put_padded(text, SLICE_LITERAL("Month"), layout->change_width, true);
	text_put_char(text, ' ');
	text_put_padded(text, SLICE_LITERAL("Year"), layout->change_width, true);
	text_put_char(text, '\n');
}

typedef void (*sentence)(struct text *text, const struct ranking *ranking);

/* Sentences as one paragraph. */
static void put_paragraph(struct text *text, const struct ranking *ranking, const struct layout *layout, const sentence *sentences, size_t count)
{
	char bytes[PARAGRAPH_BYTES_MAX];
	struct text paragraph;

	text_init_fixed(&paragraph, bytes, sizeof(bytes));
	for (size_t i = 0; i < count; i++) {
		if (paragraph.size > 0)
			text_put_char(&paragraph, ' ');
		sentences[i](&paragraph, ranking);
	}
	terminal_put_wrapped(text, slice_trim(text_slice(&paragraph)), layout->width);
}

/* What the columns are whose headings do not say it. */
static void put_columns(struct text *text, const struct ranking *ranking)
{
	text_put(text, "Values are ");
	words_put_unit(text, ranking->indicator);
	text_put(text, ". High: the place counted from the highest value. Month, Year: the change on the month and on the year before.");
}

void ranking_write_terminal(const struct ranking *ranking, unsigned width, struct text *text)
{
	static const sentence title[] = {ranking_put_title};
	static const sentence head[] = {ranking_put_coverage};
	static const sentence area[] = {ranking_put_pooled, ranking_put_quartiles};
	static const sentence key[] = {ranking_put_order, put_columns, ranking_put_symbols};
	static const sentence source[] = {ranking_put_source};
	struct layout layout = layout_of(ranking, width < TERMINAL_WIDTH_MIN   ? TERMINAL_WIDTH_MIN
						  : width > TERMINAL_WIDTH_MAX ? TERMINAL_WIDTH_MAX
									       : width);

	put_paragraph(text, ranking, &layout, title, 1);
	put_paragraph(text, ranking, &layout, head, 1);
	if (ranking->notice)
		terminal_put_wrapped(text, slice_from_text(ranking->notice), layout.width);
	text_put_char(text, '\n');
	put_headings(text, &layout);
	for (unsigned i = 0; i < ranking->row_count; i++)
		put_row(text, ranking, &layout, &ranking->rows[i]);
	text_put_char(text, '\n');
	put_paragraph(text, ranking, &layout, area, sizeof(area) / sizeof(area[0]));
	put_paragraph(text, ranking, &layout, key, sizeof(key) / sizeof(key[0]));
	put_paragraph(text, ranking, &layout, source, 1);
}
