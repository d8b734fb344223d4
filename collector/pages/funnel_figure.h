/*
 * A funnel: each council's value beside its size, with the limits within which chance alone would keep it near the rate of all. They are wider for small
 * councils. Who lies beyond what councils usually differ by as well, where that is more than chance, has it said in a column of its own. Pure.
 */
#pragma once

#include "collector/core/funnel_chart.h"
#include "collector/core/ranking.h"
#include "collector/pages/frame.h"

/* All borrowed; ranking and chart are of the same question, and the chart has a funnel. */
struct funnel_figure {
	const struct page_request *request;
	const struct ranking *ranking;
	const struct funnel_chart *chart;
	const struct page_frame *frame;
};

/* Where a point lies. */
enum funnel_place { FUNNEL_WITHIN, FUNNEL_BEYOND_95, FUNNEL_BEYOND_998 };

/* What moves councils off the rate of all. */
enum funnel_cause { FUNNEL_CHANCE, FUNNEL_USUAL /* chance, and what councils usually differ by */ };

/* Of a point that is judged. */
enum funnel_place funnel_place(const struct funnel_chart *chart, const struct funnel_point *point, enum funnel_cause cause);
/* How many of the judged points lie as far out as `place`, or further: all of them of FUNNEL_WITHIN. */
unsigned funnel_count(const struct funnel_chart *chart, enum funnel_place place, enum funnel_cause cause);
/* What the funnel shows, in sentences; when there is none, why. */
void funnel_put_words(struct text *text, const struct funnel_chart *chart);
/* Its id is "funnel". Rows are of the judged points, then the rate of all. */
void funnel_figure_make(struct figure *figure, struct composer *composer, const struct funnel_figure *input);
