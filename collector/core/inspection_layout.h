/* How Ofsted's list of inspections is known: by its columns, in any order, in any case, whatever others there are. */
#pragma once

#include "collector/core/csv_rows.h"
#include "collector/core/event.h"

enum inspection_column {
	INSPECTION_ONS_CODE,
	INSPECTION_COUNCIL,
	INSPECTION_STATUS,
	INSPECTION_DATE,
	INSPECTION_PUBLISHED,
	INSPECTION_TYPE,
	INSPECTION_JUDGED, /* the first judged area; the others follow in their order */
	INSPECTION_COLUMN_COUNT = INSPECTION_JUDGED + JUDGED_AREA_COUNT,
};

/* A header row that was recognised. */
struct inspection_layout {
	unsigned cell_count;                      /* of the header */
	unsigned places[INSPECTION_COLUMN_COUNT]; /* from 0; INSPECTION_NOWHERE: the file has no such column */
	const char *twice;                        /* one of these columns that stands there twice; NULL: none */
};

enum { INSPECTION_NOWHERE = CSV_COLUMNS_MAX };

/* The column's name, as Ofsted writes it. Static storage. */
const char *inspection_column_name(enum inspection_column column);
/* False: a column that is needed is missing; *missing says which (static). */
bool inspection_layout_find(const struct csv_rows *header, struct inspection_layout *out, const char **missing);
/* The row's cell in the column; empty when the row ends before it, or the file has no such column. */
struct slice inspection_cell(const struct inspection_layout *layout, const struct csv_rows *row, enum inspection_column column);
/* What Ofsted calls the kinds of inspection; EVENT_NONE when it is none of them. */
enum event_kind inspection_type_find(struct slice text);
/* A judgement as it is printed. False: it is none; an empty cell and what says that nothing was judged are JUDGEMENT_NONE. */
bool inspection_judgement_find(struct slice text, enum judgement *out);
