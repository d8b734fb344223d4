/*
 * The ranking as a table for a terminal: a rank, a name, a value and a bar for each council, then what the area makes together. It is readable
 * without colour, and no line is longer than the terminal is wide.
 */
#include "collector/core/ranking.h"

#include <stddef.h>

#include "collector/core/provenance.h"
#include "collector/core/ranking_change.h"
#include "collector/core/ranking_row_sentences.h"
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
	RANGE_WIDTH_MIN = 5,
	RANGE_TERMINAL_MIN = 72, /* narrower terminals have no room for the ranges */
	MOVES_MAX = 3,
	PARAGRAPH_BYTES_MAX = 4096,
};

/* How the columns share the width. */
struct layout {
	unsigned width;
	unsigned name_width, value_width, bar_width, change_width, range_width;
	bool has_bands, has_ranges, has_since;
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
	if (is_known)
		words_put_change(&cell->text, indicator, change);
	else
		text_put(&cell->text, "–");
}

/* "4–23": the ranks that chance leaves open. */
static void range_cell(struct table_cell *cell, const struct ranking_row *row)
{
	cell_begin(cell);
	if (!row->has_rank_interval)
		return;
	text_put_u64(&cell->text, row->places.best);
	if (row->places.worst != row->places.best) {
		text_put(&cell->text, "–");
		text_put_u64(&cell->text, row->places.worst);
	}
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
	change_cell(&cell, indicator, row->has_since_change, row->since_change);
	widen(&layout->change_width, text_slice(&cell.text));
	range_cell(&cell, row);
	widen(&layout->range_width, text_slice(&cell.text));
}

/* Names and bars share what the other columns and the blanks between them leave. */
static struct layout layout_of(const struct ranking *ranking, unsigned width)
{
	struct layout layout = {
		.width = width,
		.name_width = NAME_WIDTH_MIN,
		.value_width = VALUE_WIDTH_MIN,
		.change_width = CHANGE_WIDTH_MIN,
		.range_width = RANGE_WIDTH_MIN,
		.has_bands = ranking->indicator->polarity != POLARITY_NONE,
		.has_ranges = ranking->certain.count > 1 && width >= RANGE_TERMINAL_MIN,
		.has_since = ranking->has_since,
	};
	unsigned fixed, room;

	for (unsigned i = 0; i < ranking->row_count; i++)
		layout_widen(&layout, ranking->indicator, &ranking->rows[i]);
	fixed = RANK_WIDTH + layout.value_width + HIGH_WIDTH + 2 * layout.change_width + 6 + (layout.has_bands ? BAND_WIDTH + 1 : 0) +
		(layout.has_ranges ? layout.range_width + 1 : 0) + (layout.has_since ? layout.change_width + 1 : 0);
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

static void put_change(struct text *text, const struct ranking *ranking, const struct layout *layout, bool is_known, int64_t change)
{
	struct table_cell cell;

	text_put_char(text, ' ');
	change_cell(&cell, ranking->indicator, is_known, change);
	cell_put(&cell, text, layout->change_width, true);
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
	if (layout->has_ranges) {
		range_cell(&cell, row);
		cell_put(&cell, text, layout->range_width, false);
		text_put_char(text, ' ');
	}
	reporter_cell(&cell, row);
	terminal_put_clipped(text, text_slice(&cell.text), layout->name_width);
	text_put_char(text, ' ');
	value_cell(&cell, ranking->indicator, &row->value);
	cell_put(&cell, text, layout->value_width, true);
	text_put_char(text, ' ');
	put_middle(text, ranking, layout, row);
	put_change(text, ranking, layout, row->has_month_change, row->month_change);
	put_change(text, ranking, layout, row->has_year_change, row->year_change);
	if (layout->has_since)
		put_change(text, ranking, layout, row->has_since_change, row->since_change);
	text_put_char(text, '\n');
}

static void put_headings(struct text *text, const struct layout *layout)
{
	text_put_padded(text, SLICE_LITERAL("Rank"), RANK_WIDTH, true);
	text_put_char(text, ' ');
	if (layout->has_ranges) {
		text_put_padded(text, SLICE_LITERAL("Range"), layout->range_width, false);
		text_put_char(text, ' ');
	}
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
	if (layout->has_since) {
		text_put_char(text, ' ');
		text_put_padded(text, SLICE_LITERAL("Since"), layout->change_width, true);
	}
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
	if (ranking->has_since) {
		text_put(text, " Since: the change since ");
		text_put_month_name(text, ranking->since);
		text_put(text, ".");
	}
}

static void put_ranges(struct text *text, const struct ranking *ranking)
{
	(void)ranking;
	text_put(text, "Range: the ranks that chance leaves open.");
}

static int places_moved(const struct ranking_row *row)
{
	int places = row->move.is_known ? (int)row->rank - (int)row->move.rank_before : 0;

	return places < 0 ? -places : places;
}

/* The rows that moved furthest since the compared month, the furthest first; of equal ones the better rank. */
static void put_moves(struct text *text, const struct ranking *ranking)
{
	const struct ranking_row *last = NULL;

	for (unsigned shown = 0; shown < MOVES_MAX; shown++) {
		const struct ranking_row *next = NULL;

		for (unsigned i = 0; i < ranking->counted; i++) {
			const struct ranking_row *row = &ranking->rows[i];
			bool is_behind = !last || places_moved(row) < places_moved(last) || (places_moved(row) == places_moved(last) && row > last);

			if (is_behind && places_moved(row) > 0 && (!next || places_moved(row) > places_moved(next)))
				next = row;
		}
		if (!next)
			break;
		text_put(text, last ? "; " : "Moved most in rank since ");
		if (!last) {
			text_put_month_name(text, ranking->compared);
			text_put(text, ": ");
		}
		ranking_put_reporter(text, next);
		text_put(text, " ");
		text_put_u64(text, next->move.rank_before);
		text_put(text, " to ");
		text_put_u64(text, next->rank);
		last = next;
	}
	if (last)
		text_put_char(text, '.');
}

/* All that can be said of the chosen council. */
static void put_chosen(struct text *text, const struct ranking *ranking)
{
	for (unsigned i = 0; ranking->chosen && i < ranking->row_count; i++) {
		const struct ranking_row *row = &ranking->rows[i];

		if (!ranking_row_is_of(row, ranking->chosen))
			continue;
		ranking_put_reporter(text, row);
		text_put(text, ":");
		ranking_put_certainty(text, ranking, row);
		ranking_put_possible(text, ranking, row);
		ranking_put_move(text, ranking, row);
		ranking_put_corrections(text, ranking);
		ranking_put_change_notes(text, ranking, row);
		ranking_put_comparison(text, ranking, row);
		ranking_put_definition(text, ranking, row);
	}
}

void ranking_write_terminal(const struct ranking *ranking, unsigned width, struct text *text)
{
	static const sentence title[] = {ranking_put_title};
	static const sentence head[] = {ranking_put_coverage, ranking_put_open, ranking_put_definitions};
	static const sentence moves[] = {put_moves, ranking_put_newcomers};
	static const sentence chosen[] = {put_chosen};
	static const sentence area[] = {ranking_put_pooled, ranking_put_quartiles};
	static const sentence key[] = {ranking_put_order, put_columns, ranking_put_certainty_key, ranking_put_symbols};
	static const sentence ranges[] = {put_ranges};
	static const sentence source[] = {ranking_put_source};
	struct layout layout = layout_of(ranking, width < TERMINAL_WIDTH_MIN   ? TERMINAL_WIDTH_MIN
						  : width > TERMINAL_WIDTH_MAX ? TERMINAL_WIDTH_MAX
									       : width);

	put_paragraph(text, ranking, &layout, title, 1);
	moment_write_terminal(&ranking->moment, layout.width, text);
	put_paragraph(text, ranking, &layout, head, sizeof(head) / sizeof(head[0]));
	terminal_put_wrapped(text, slice_from_text(ranking->notice), layout.width);
	text_put_char(text, '\n');
	put_headings(text, &layout);
	for (unsigned i = 0; i < ranking->row_count; i++)
		put_row(text, ranking, &layout, &ranking->rows[i]);
	text_put_char(text, '\n');
	put_paragraph(text, ranking, &layout, chosen, 1);
	put_paragraph(text, ranking, &layout, area, sizeof(area) / sizeof(area[0]));
	put_paragraph(text, ranking, &layout, moves, 2);
	put_paragraph(text, ranking, &layout, key, sizeof(key) / sizeof(key[0]));
	put_paragraph(text, ranking, &layout, ranges, layout.has_ranges);
	put_paragraph(text, ranking, &layout, source, 1);
}
