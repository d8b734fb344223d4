/* A ranking's councils over time: one small panel each, on one scale, beside what the area makes together and England. Pure. */
#pragma once

#include "collector/core/ranking.h"
#include "collector/pages/frame.h"

enum {
	TREND_MONTHS_MAX = 24,
	TREND_ROWS_MAX = RANKING_DETAIL_ROWS_MAX, /* of larger areas only a part is shown */
	TREND_ENDS = 8,                           /* of a larger area without a council in focus: so many from each end of the ranking */
};

/* All borrowed. */
struct trend_figure {
	const struct page_request *request;
	const struct ranking *ranking;
	const struct page_frame *frame;
};

/*
 * Its id is "trend": the months of returns up to the ranking's, of releases the years, TREND_MONTHS_MAX at most. *is_there is false, and nothing is made,
 * when there is but one. The cube's errors, ERROR_NO_MEMORY.
 */
enum error trend_figure_make(struct figure *figure, struct composer *composer, const struct trend_figure *input, bool *is_there) MUST_CHECK;
