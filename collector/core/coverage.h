/* Coverage: for each month, how many councils of an area are expected, how many have reported, and who has not. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

struct coverage_month {
	struct month month;
	unsigned expected, reported; /* two councils that report as one once */
	unsigned counted;            /* with a value of the indicator */
	unsigned missing_count;
	const struct council **missing; /* of two that report as one, the one that would have the row */
};

struct coverage {
	const struct area *area;
	const struct indicator *indicator; /* NULL: of any return */
	enum cube_source source;
	const char *notice;
	struct moment moment; /* as known when */
	unsigned month_count;
	struct coverage_month *months; /* ascending: of returns each month, of releases those in which the indicator was published */
};

/*
 * Of the question's area and source, from its first to its last month, as far as the source has months; in the arena. A release has not all indicators, so
 * of releases one has to be named: ERROR_INVALID with a sentence else, and for months that end before they begin. ERROR_NO_MEMORY, and the cube's errors.
 */
enum error coverage_make(const struct background *background, const struct question *question, struct arena *arena, struct coverage *out,
			 struct problem *problem) MUST_CHECK;
/* Makes and writes it: an answer of answers.c. */
enum error coverage_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			   struct problem *problem) MUST_CHECK;
