/* What must be said with a row's change since an earlier month, in words. Pure. */
#pragma once

#include "collector/core/ranking.h"

/*
 * A sentence about the row's change since the month of `before`, a column of the ranking's: why there is none ("Cumberland did not exist in September
 * 2022; its predecessor was Cumbria (909)."), or that both figures are not made by the same definition. Nothing when there is nothing to say, the row has
 * no value, or the earlier month has no figures at all.
 */
void ranking_put_change_note(struct text *text, const struct ranking *ranking, const struct ranking_row *row, const struct column *before);
/* The same of each council that did not exist in the month that the question compares with, but for the question's own council. */
void ranking_put_newcomers(struct text *text, const struct ranking *ranking);
