/* The questions in SQL, and the tables that they are asked of: three layouts, in the words of PostgreSQL and of SQLite. Values are integers throughout. */
#pragma once

#include "common/text.h"
#include "tests/bench/peer_question.h"

enum sql_dialect { SQL_POSTGRES, SQL_SQLITE };

enum sql_layout {
	LAYOUT_LONG, /* figures_long: a row for each figure, clustered by measure, month, region */
	LAYOUT_WIDE, /* figures_wide: a row for each month and council with a column for each measure, clustered by month and region */
	LAYOUT_KEPT, /* kept: the ranked indicators' values worked out beforehand, clustered by indicator, month and region; cuts: England's quartiles */
	LAYOUT_COUNT,
};

/* "a row a figure" */
const char *layout_name(enum sql_layout layout);
/* Only the layouts with figures have matrices: the other keeps the ranked indicators alone. */
bool layout_answers(enum sql_layout layout, enum peer_question_kind kind);
/* `create table`, without PostgreSQL's indexes. */
void sql_put_table(struct text *sql, const struct data *data, enum sql_dialect dialect, enum sql_layout layout);
/* The indexes, after the rows; ";" between them. */
void sql_put_indexes(struct text *sql, enum sql_dialect dialect, enum sql_layout layout);
/* Fills `kept` with one indicator out of figures_wide. */
void sql_put_keeping(struct text *sql, const struct data *data, unsigned indicator);
/* Fills `cuts` out of `kept`. */
void sql_put_cuts(struct text *sql, enum sql_dialect dialect);
/*
 * The question for one of the data's indicators. Parameters: $1 the month and $2 the region of a region's ranking and of a matrix, $1 the month of
 * England's ranking, $1 the council of a series.
 */
void sql_put_question(struct text *sql, const struct data *data, enum sql_dialect dialect, enum sql_layout layout, enum peer_question_kind kind,
		      unsigned indicator);
