/*
 * A ranking as bars: every council's value with its interval and the ranks that it may have, and beside them what the area makes together, England, and
 * the mean and median of the neighbours of the council in focus. Pure.
 */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/frame.h"

/* All borrowed. */
struct ranking_figure {
	const struct page_request *request; /* its page has the figure as a file */
	const struct ranking *ranking;
	const struct page_frame *frame;
	const struct column *england; /* recent_england of the ranking's column; NULL: there is none */
	const char *id;               /* NULL: "ranking" */
	bool is_short;                /* names, ranks and values alone, without remarks: half a page of paper holds it */
	unsigned ends;                /* so many from each end of the ranking; 0: all */
	const char *rank_anchor;      /* a rank leads to this and the council's code on the page ("#rank-342"); NULL: nowhere */
};

/* Rows are in the ranking's order, then the references. */
void ranking_figure_make(struct figure *figure, struct composer *composer, const struct ranking_figure *input);
