/*
 * A series: one indicator over months, of a council beside its area, England and its neighbours, or of an area alone. What a council's predecessors had
 * stands beside it as theirs, and is never joined to its own. Pure.
 */
#pragma once

#include "collector/core/definition.h"
#include "collector/core/event.h"
#include "collector/core/neighbours.h"
#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

/* A council's figure in one month. */
struct series_point {
	const struct cell *cell;     /* NULL: no record */
	const struct council *joint; /* the figures are of this one too; NULL: none */
	const struct council *council;
	struct month month;
	enum definition_match definition; /* beside that of the number before it in the series; DEFINITION_SAME without both */
};

struct series_month {
	struct month month;
	struct series_point own; /* only of a council's series */
	struct column_summary area, england;
	struct neighbour_summary neighbours; /* only of a council's series */
};

struct series_predecessor {
	const struct council *council;
	unsigned count;                    /* its months: the first ones of the series, while it existed */
	const struct series_point *points; /* in step with the series' months */
};

struct series {
	const struct indicator *indicator;
	const struct council *council; /* NULL: of an area alone */
	const struct area *area;       /* the council's region, unless another was asked for */
	enum cube_source source;
	const char *notice;
	struct moment moment; /* as known when */
	bool has_vintage;
	struct month vintage; /* the newest of the council's figures, or of any council's in an area's series */
	const char *title;    /* of the releases' series; "" of returns */
	unsigned month_count;
	const struct series_month *months; /* ascending; of returns each month, of releases those in which the indicator was published */
	unsigned predecessor_count;
	struct series_predecessor predecessors[PREDECESSOR_COUNT_MAX];
	unsigned event_count;        /* the council's, within the series' months; of an area none */
	const struct event **events; /* ascending by date */
};

/*
 * Of the question's indicator and source, of its council or, without one, its area; from its first to its last month, as far as the source has months.
 * Everything is in the arena or borrowed from question, background and cube. ERROR_INVALID, with a sentence: neither a council nor an area, or months
 * that end before they begin; ERROR_NO_MEMORY, and the cube's errors.
 */
enum error series_make(const struct background *background, const struct question *question, struct arena *arena, struct series *out,
		       struct problem *problem) MUST_CHECK;
/* What must be said with its figures and events; nothing when nothing must. */
void series_put_attribution(struct text *text, const struct series *series);
/* NULL when the council's figure is no number. */
const struct indicator_value *series_point_value(const struct series_point *point);

/* Makes and writes it: an answer of answers.c. */
enum error series_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem) MUST_CHECK;
enum error series_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				  struct text *text, struct problem *problem) MUST_CHECK;
void series_write_json(const struct series *series, struct text *text);
/* Sparklines and a table for a terminal of `width` columns (60 to 200); its cells go to the arena. ERROR_NO_MEMORY. */
enum error series_write_terminal(const struct series *series, unsigned width, struct arena *arena, struct text *text) MUST_CHECK;
