/* The parts of a meeting pack: each makes its figures and what is said with them. Private to pack_page.c. */
#pragma once

#include "collector/core/alerts.h"
#include "collector/pages/glance.h"
#include "collector/pages/pack_view.h"

enum {
	PACK_WARNINGS_MAX = 8, /* sentences; the page of the early warnings has all */
	PACK_COUNCILS_MAX = 5, /* that have a chart of their own; */
	PACK_COUNCILS_MIN = 3, /* so many at least, whether or not something is flagged */
	PACK_ROWS_MAX = 40,    /* of a ranking on half a page; */
	PACK_ENDS = 15,        /* of a larger area so many from each end */
};

/* All borrowed. */
struct pack_making {
	const struct page_request *request;
	struct composer *composer;
	struct page_content *content; /* figures are added to it */
	struct pack_view *view;       /* with its frame */
	const struct alerts *alerts;
	const struct glance *glance;
	struct problem *problem;
};

/* Errors of each: the cube's and ERROR_NO_MEMORY; the composer's own is looked at by whoever calls. */
/* The last months of what the list of warnings names. */
enum error pack_recent_make(const struct pack_making *making) MUST_CHECK;
/* A ranking of each headline indicator of which the area has figures. */
enum error pack_rankings_make(const struct pack_making *making) MUST_CHECK;
/* The councils that the warnings name first, then those most for the worse over all indicators: a control chart and inspections of each. */
enum error pack_councils_make(const struct pack_making *making) MUST_CHECK;

/* The figure's address as a file, and itself among the page's. */
void pack_figure_offer(const struct pack_making *making, struct figure *figure);
