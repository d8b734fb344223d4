/* How a release's file is known: by its columns, in any order, whatever others there are. The rows stand in datasets.def. */
#pragma once

#include "collector/core/csv_rows.h"
#include "collector/core/release.h"
#include "common/text.h"

enum { LAYOUT_SPELLINGS_MAX = 2, LAYOUT_FIGURES_MAX = 24, COLUMN_NONE = UINT16_MAX };

struct release_layout {
	uint16_t dataset;
	const char *period;      /* the column with the year */
	uint8_t period_month;    /* the month of that year that the figures are of, or end with */
	const char *code, *name; /* the columns with the council's code and name */
	const char *ons, *level; /* NULL: the file has no such column */
	const char *filters[LAYOUT_SPELLINGS_MAX];
	const char *values[LAYOUT_SPELLINGS_MAX];
};

/* One figure that a series has: a column's name, or how the filter's text begins. */
struct release_figure {
	uint16_t dataset;
	uint16_t measure;
	const char *key;
};

/* A header row that was recognised: where its columns are, from 0. */
struct release_columns {
	const struct release_layout *layout;
	uint16_t period, code, name;
	uint16_t ons, level;    /* COLUMN_NONE: there is none */
	unsigned cell_count;    /* of the header, and so of each row */
	uint16_t filter, value; /* of a series with one figure a row; COLUMN_NONE else */
	unsigned figure_count;
	const struct release_figure *figures[LAYOUT_FIGURES_MAX];
	uint16_t figure_columns[LAYOUT_FIGURES_MAX]; /* of a series with a column a figure */
	const char *twice;                           /* one of these columns that stands there twice; static, NULL: none */
};

/* False: the header is that of no series. */
bool release_columns_find(const struct csv_rows *header, struct release_columns *out);
/* Of a series with one figure a row, the figure that the filter's text says; NULL when it is none that is taken. */
const struct release_figure *release_figure_find(const struct release_columns *columns, struct slice text);
/* The month of the year for which a measure is published (9 for the workforce); 0: it is in no series. */
unsigned release_month_of_measure(uint16_t measure);
/* Whether the series has the measure. */
bool release_has_measure(uint16_t dataset, uint16_t measure);
/* "workforce, looked_after, ..." for a sentence. */
void release_layouts_list(struct text *text);
