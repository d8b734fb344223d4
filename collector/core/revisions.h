/* What a figure was before: every version of one indicator in one month, of one council or of all councils of an area. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

struct council_revisions {
	const struct council *council;
	const struct council *joint; /* whose figures these are too; NULL: none */
	bool is_revised;             /* a later version has another value, or other parts, than the one before it */
	unsigned version_count;
	const struct cell_version *versions; /* oldest first: returns as they were recorded, releases by vintage */
};

struct revisions {
	const struct indicator *indicator;
	struct month month;
	enum cube_source source;
	const struct area *area;       /* NULL: one council was asked for */
	const struct council *council; /* NULL: an area was */
	const char *notice;
	struct moment moment; /* as known when */
	unsigned compared;    /* councils with two versions or more */
	unsigned revised;     /* of these, with a version that differs */
	unsigned council_count;
	struct council_revisions *councils; /* by code, those without any version left out; in the arena */
};

/* Whether two versions say the same: value or symbol, numerator and denominator. */
bool cell_figures_equal(const struct cell *a, const struct cell *b);
/* What the version's rounded value is more than the one's before it; false when one of them is not a number, or is of other councils. */
bool version_change(const struct council_revisions *row, unsigned index, int64_t *out);
/*
 * Of the question's indicator, month and source, for its council, or else its area, or else England. ERROR_NO_MEMORY, and the cube's errors. What versions
 * point to is borrowed from the cube.
 */
enum error revisions_make(const struct background *background, const struct question *question, struct arena *arena,
			  struct revisions *out) MUST_CHECK;
/* The answer as answers.h has it: for the API, and for a terminal. */
enum error revisions_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			    struct problem *problem) MUST_CHECK;
enum error revisions_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem) MUST_CHECK;
