/* The ranking in a title: where the council in focus stands, else who is furthest from rank 1, beside the area's pooled figure. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/composer.h"

/*
 * "St. Helens is 8th highest of 23 at 19.6%", "Bury is highest at 31.0%, against 16.2% overall": at most FIGURE_TITLE_WORDS_MAX words. Without polarity
 * rank 1 is the highest, and of that it speaks.
 */
const char *ranking_title(struct composer *composer, const struct ranking *ranking);
