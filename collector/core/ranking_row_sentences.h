/* The sentences that go with one row of a ranking: how sure its rank is, how it came about, and what it is compared with. Plain text, no line end. */
#pragma once

#include "collector/core/ranking.h"
#include "common/text.h"

/* "4 to 23", or "5" when both are the same: of places. */
void ranking_put_range(struct text *text, unsigned best, unsigned worst);
/*
 * Between which ranks the true one lies, and whom it cannot be told apart from: the shorter list of both. Nothing of a row without a rank interval. The
 * names stand only with a row's details.
 */
void ranking_put_certainty(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
/* Which ranks it may get, while figures are missing or withheld; nothing when none are, or the row will never have one. */
void ranking_put_possible(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
/* Where it stood in the compared month and what moved it: its own change, others', who passed whom, whose return was corrected. Nothing when not known. */
void ranking_put_move(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
/* What the corrections that are known in full changed: the chosen council's, and of those that it passed or was passed by. Nothing without any. */
void ranking_put_corrections(struct text *text, const struct ranking *ranking);
/* Notes of its changes on the month, on the year and since the chosen month. */
void ranking_put_change_notes(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
/* Against the rest of the area, of England where half of its councils have reported, and its neighbours' mean and median. Nothing of a row without a value. */
void ranking_put_comparison(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
/* That its figure is not made by the definition of the others; nothing when it is. */
void ranking_put_definition(struct text *text, const struct ranking *ranking, const struct ranking_row *row);
