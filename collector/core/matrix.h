/* The matrix: all indicators of the councils of an area in one month, each with its value, rank and quartile band. Pure. */
#pragma once

#include "collector/core/question.h"
#include "collector/core/standing.h"
#include "common/arena.h"
#include "common/text.h"

struct matrix_cell {
	const struct cell *cell;     /* NULL: no record */
	const struct council *joint; /* whose figures these are too; NULL: none */
	struct standing standing;    /* among the area's councils */
};

struct matrix_row {
	const struct indicator *indicator;
	struct field field;
	const struct matrix_cell *cells; /* in step with the matrix's councils */
};

struct matrix {
	const struct area *area;
	struct month month;
	enum cube_source source;
	const char *notice;
	struct moment moment;   /* as known when */
	bool needs_attribution; /* figures or bands of releases, or populations, are shown */
	unsigned
		council_count; /* of the area, that exist at the end of the month, or of a row's month: its figures may be older; ascending by code */
	const struct council **councils;
	unsigned row_count; /* by topic, then in the catalogue's order; of releases the indicators that were published within a year */
	struct matrix_row *rows;
};

/* Of the question's month, area and source, in the arena. ERROR_NO_MEMORY, and the cube's errors. */
enum error matrix_make(const struct background *background, const struct question *question, struct arena *arena, struct matrix *out) MUST_CHECK;
/* The same of these indicators alone, in their order. */
enum error matrix_make_of(const struct background *background, const struct question *question, const struct indicator *const *indicators,
			  unsigned indicator_count, struct arena *arena, struct matrix *out) MUST_CHECK;
/* Makes and writes it: an answer of answers.c. */
enum error matrix_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem) MUST_CHECK;
void matrix_write_json(const struct matrix *matrix, struct text *text);
