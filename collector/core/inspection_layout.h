/*
 * How a list of inspections is known: by its columns, in any order, in any case, whatever others there are. It is Ofsted's, or a table of our own, whose
 * columns are called as `event list --json` calls them and hold the same words: council (the three-digit code), date, kind, published, and the judgements.
 */
#pragma once

#include "collector/core/csv_rows.h"
#include "collector/core/event.h"

enum inspection_column {
	INSPECTION_CODE,    /* ONS code in Ofsted's list, the three digits in our own table */
	INSPECTION_COUNCIL, /* its name; this and the status in Ofsted's list alone */
	INSPECTION_STATUS,
	INSPECTION_DATE,
	INSPECTION_PUBLISHED,
	INSPECTION_TYPE,
	INSPECTION_JUDGED, /* the first judged area; the others follow in their order */
	INSPECTION_COLUMN_COUNT = INSPECTION_JUDGED + JUDGED_AREA_COUNT,
};

/* A header row that was recognised. */
struct inspection_layout {
	bool is_own;                              /* our own table */
	unsigned cell_count;                      /* of the header */
	unsigned places[INSPECTION_COLUMN_COUNT]; /* from 0; INSPECTION_NOWHERE: the file has no such column */
	const char *twice;                        /* one of these columns that stands there twice; NULL: none */
};

enum { INSPECTION_NOWHERE = CSV_COLUMNS_MAX };

/* The column's name, as a file of this form has it; NULL: the form has no such column. Static storage. */
const char *inspection_column_name(const struct inspection_layout *layout, enum inspection_column column);
/* False: a column that is needed is missing; *missing says which (static), and the layout has the form only. */
bool inspection_layout_find(const struct csv_rows *header, struct inspection_layout *layout, const char **missing);
/* The row's cell in the column; empty when the row ends before it, or the file has no such column. */
struct slice inspection_cell(const struct inspection_layout *layout, const struct csv_rows *row, enum inspection_column column);
/* One of the kinds that Ofsted publishes, as Ofsted calls it or by its id; EVENT_NONE when it is none of them. */
enum event_kind inspection_type_find(struct slice text);
/* A judgement as Ofsted prints it or by its id. False: it is none; an empty cell and what says that nothing was judged are JUDGEMENT_NONE. */
bool inspection_judgement_find(struct slice text, enum judgement *out);
