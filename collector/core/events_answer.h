/* Events as an answer: what happened to a council's, an area's or England's children's services between two months. Pure. */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

/* As answers.h has it: of the question's council, else of the councils of its area, from the first day of `first` to the last day of `last`. */
enum error events_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem) MUST_CHECK;
