/* A profile: one council over all indicators in one month, each beside its area, England and its neighbours. Pure. */
#pragma once

#include "collector/core/definition.h"
#include "collector/core/neighbours.h"
#include "collector/core/question.h"
#include "collector/core/standing.h"
#include "common/arena.h"
#include "common/text.h"

struct profile_row {
	const struct indicator *indicator;
	struct month month;      /* of the figure: of releases the newest in which the indicator was published, within a year */
	const struct cell *cell; /* NULL: no record */
	const struct council *joint;
	struct standing standing;      /* among the area's councils */
	struct column_summary area;    /* the area's councils together */
	struct column_summary england; /* of the same source */
	const struct area *band_area;  /* whose councils bands are cut over; NULL: too few have a value */
	bool has_england_bands;        /* England's in a release; else the area's */
	struct neighbour_summary neighbours;
	struct neighbour_standing among_neighbours;
	bool has_month_change, has_year_change;
	int64_t month_change, year_change;                       /* of rounded values, in units of 10^-decimals */
	enum definition_match month_definition, year_definition; /* of the value before, beside the value's */
	bool is_judged;                                          /* by its control chart up to this month, where one can be read */
	unsigned signals;           /* special causes that this month's figure completes or continues: bits of xmr_mark */
	const char *chart_sentence; /* why it is not judged; NULL when it is */
};

struct profile {
	const struct council *council;
	const struct area *area; /* the council's region, unless another was asked for */
	struct month month;
	bool exists; /* the council, on the month's last day */
	enum cube_source source;
	const char *notice;
	struct moment moment;   /* as known when */
	bool needs_attribution; /* figures or bands of releases, or populations, are shown */
	unsigned row_count;     /* topic by topic; of releases the indicators that were published within a year */
	struct profile_row *rows;
};

/*
 * Of the question's council, month and source; in the arena or borrowed from the cube. ERROR_NOT_FOUND: the area that was asked for is not the
 * council's, with a sentence in `problem`; ERROR_NO_MEMORY, and the cube's errors.
 */
enum error profile_make(const struct background *background, const struct question *question, struct arena *arena, struct profile *out,
			struct problem *problem) MUST_CHECK;
/* Makes and writes it: an answer of answers.c. */
enum error profile_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem) MUST_CHECK;
enum error profile_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				   struct text *text, struct problem *problem) MUST_CHECK;
void profile_write_json(const struct profile *profile, struct text *text);
/* A table for a terminal of `width` columns (60 to 200); its cells go to the arena. ERROR_NO_MEMORY. */
enum error profile_write_terminal(const struct profile *profile, unsigned width, struct arena *arena, struct text *text) MUST_CHECK;
