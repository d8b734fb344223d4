/* The sentences that go with a ranking wherever it is shown in words: what it is, who is in it, what the area makes together, how to read it. */
#pragma once

#include "collector/core/ranking.h"
#include "common/text.h"

/* What the Open Government Licence asks to be said of published figures. */
#define RANKING_ATTRIBUTION "Department for Education and Office for National Statistics, Crown copyright, Open Government Licence v3.0"

/* Each writes plain text without a line end. */

/* "Vacancy rate (FTE), North West, September 2021" */
void ranking_put_title(struct text *text, const struct ranking *ranking);
/* "22 of 23 councils have reported.", or "152 of 153 councils are in the release.", or that no release has been imported. */
void ranking_put_coverage(struct text *text, const struct ranking *ranking);
/* "North West as a whole", or, while some councils' parts are missing, "22 of 23 councils of the North West together". */
void ranking_put_whole(struct text *text, const struct ranking *ranking);
/* The rate over all councils' sums, and over how many councils (invariant 5). */
void ranking_put_pooled(struct text *text, const struct ranking *ranking);
/* Whether figures of releases or populations are shown or compared with. */
bool ranking_needs_attribution(const struct ranking *ranking);
/* Which figures these are: of which releases, with the attribution that their licence asks for, and whose populations; nothing of returns alone. */
void ranking_put_source(struct text *text, const struct ranking *ranking);
/* Lowest, quartiles and highest; nothing when no council has a value. */
void ranking_put_quartiles(struct text *text, const struct ranking *ranking);
/* What rank 1 and the bands mean, and over which councils the bands were taken. */
void ranking_put_order(struct text *text, const struct ranking *ranking);
/* That figures are missing or withheld and ranks may still move; nothing when none are. */
void ranking_put_open(struct text *text, const struct ranking *ranking);
/* What rank intervals are and how sure, or why there are none. */
void ranking_put_certainty_key(struct text *text, const struct ranking *ranking);
/* Whose figures are not made by the definition of the others; nothing when all are. */
void ranking_put_definitions(struct text *text, const struct ranking *ranking);
/* "x: not available. u: low reliability." of the symbols that stand in the rows; nothing when there are none. */
void ranking_put_symbols(struct text *text, const struct ranking *ranking);
