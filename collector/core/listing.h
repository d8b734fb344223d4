/* What clients have to know before they ask: the areas, the indicators and the councils, as answers of answers.c. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

/* Standing areas, then the groups that there are, each with the codes of its councils; of a standing area those too that were replaced. */
enum error areas_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			struct problem *problem) MUST_CHECK;
/* By topic. */
enum error indicators_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			     struct problem *problem) MUST_CHECK;
/* Of the question's area, or all; those that were replaced too. */
enum error councils_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			   struct problem *problem) MUST_CHECK;
