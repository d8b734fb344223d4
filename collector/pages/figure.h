/*
 * A figure: a titled table of numbers, and what kind of picture a script draws from it. The page's HTML (dashboards/templates/parts/figure.html), its
 * download (figure_csv.h) and its picture are all of this one table. Pure; strings and rows are in the composer's arena.
 *
 * figure_begin, then its columns, then row by row its cells from left to right: the first one is the row's head.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "collector/core/compare.h"
#include "collector/pages/composer.h"

enum { FIGURE_ID_BYTES_MAX = 48, FIGURE_TITLE_WORDS_MAX = 10 };

/* What is drawn, and which columns and roles of rows that needs: dashboards/scripts has a module for each. */
enum figure_kind {
	FIGURE_TABLE, /* nothing: it is a table */
	FIGURE_HEAT,  /* sparklines in its cells */
	FIGURE_BARS,
	FIGURE_FUNNEL,
	FIGURE_SERIES,
	FIGURE_LINES,
	FIGURE_MULTIPLES,
	FIGURE_TILES,
};

struct figure_column {
	const char *name;           /* of the file's column and for the script: "rank_low" */
	const char *kind;           /* "text", "number", "month", "date" */
	const char *label, *remark; /* the head; remark NULL for none */
	const char *path;           /* where the head leads; NULL: nowhere */
	bool is_number, is_focus;
	bool is_picture; /* it has nothing but sparklines, and stands in no file */
};

struct figure_cell {
	bool is_head;
	const char *text;  /* what is read */
	const char *value; /* plain decimal: "19.6"; "" for a number that is not there, NULL in a column of words */
	const char *path;  /* where it leads; NULL: nowhere */
	bool is_address;   /* in a file the address stands in the words' place */
	const char *band;  /* "A" to "D"; NULL for none */
	const char *tone;  /* "worse", "better", "higher", "lower"; NULL for none */
	const char *arrow; /* "up", "down", "level"; NULL for none */
	const char *arrow_words;
	const char *trend;       /* values of a sparkline with blanks between them, "-" for one that is not there; NULL for none */
	const char *trend_words; /* what of it is heard: "from 17.5% in November 2020"; NULL: the cell's text has it */
	const char *remark;      /* NULL for none */
};

struct figure_row {
	const char *role; /* "council", "area", "england", "neighbours_mean", "neighbours_median", "month", "event" */
	const char *key;  /* a council's code, a month or a date; NULL for none */
	bool is_focus;
	bool is_placed; /* on the tile map, at column x and row y */
	unsigned x, y;
	unsigned cells_count;
	struct figure_cell *cells;
};

struct figure {
	struct composer *composer;
	const char *id;   /* "ranking" */
	const char *kind; /* "bars" */
	enum figure_kind drawn;
	const char *title; /* active, at most FIGURE_TITLE_WORDS_MAX words */
	const char *about; /* measure, area, month, source, coverage; as of and lag */
	const char *unit;  /* of its values: "%"; "" for none */
	unsigned decimals;
	bool is_part, is_folded, is_sortable, is_heat, has_picture;
	const char *height;        /* of the picture, "38.25rem": it grows with the reader's text */
	const char *picture_label; /* what is heard of the picture: its message; the numbers follow in the table */
	const char *table_title;   /* of a table that stands away from its picture; NULL: the figure's title is enough */
	const char *empty;         /* why there are no rows; NULL when there are */
	const char *csv_path;
	unsigned columns_count, rows_count;
	unsigned columns_max, rows_max;
	struct figure_column *columns;
	struct figure_row *rows;
	struct figure_row spare_row; /* written to after an error */
	struct figure_column spare_column;
	struct figure_cell spare_cell;
};

/* `id`, of a to z and dashes, stays the caller's. Title, about and csv_path are to be set; picture_label is the title unless it is set. */
void figure_begin(struct figure *figure, struct composer *composer, enum figure_kind kind, const char *id, unsigned columns_max, unsigned rows_max);
/* Its unit and decimals are those of the indicator's values. */
void figure_measure(struct figure *figure, const struct indicator *indicator);
/* `kind` as in the struct; never NULL, nor are the others. */
struct figure_column *figure_add_column(struct figure *figure, const char *name, const char *kind, const char *label);
/* A new row with its head; `key` may be NULL. */
struct figure_row *figure_add_row(struct figure *figure, const char *role, const char *key, const char *head);
/* The next cell of the last row; all are of words unless they have a value. */
struct figure_cell *figure_add_words(struct figure *figure, const char *words);
/* A value of the indicator: "19.6%". */
struct figure_cell *figure_add_value(struct figure *figure, const struct indicator *indicator, int64_t value);
/* A value with one decimal more than the indicator has, as means and limits have it: "15.09%". */
struct figure_cell *figure_add_finer(struct figure *figure, const struct indicator *indicator, int64_t value);
/* A value, or the symbol in its place with what it means. */
struct figure_cell *figure_add_indicator_value(struct figure *figure, const struct indicator *indicator, const struct indicator_value *value);
/* A number with `digits` decimal digits of which `decimals_min` at least are shown; (143300000, 6, 2) is "143.30". */
struct figure_cell *figure_add_number(struct figure *figure, int64_t value, unsigned digits, unsigned decimals_min);
/* A number that is not there, with why, or "" */
struct figure_cell *figure_add_nothing(struct figure *figure, const char *words);
/* When all rows are there: the picture's room follows from them. With no rows `empty` says why; it may be NULL when there are some. */
void figure_end(struct figure *figure, const char *empty);
