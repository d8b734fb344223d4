/* The table of a month at a glance: councils by headline indicators, with bands, arrows and sparklines, then the area's and England's rates. Pure. */
#pragma once

#include "collector/pages/glance.h"

/* A larger area's table has no sparklines and no arrows, and leaves out councils without any figure: it could not be read, nor sent quickly. */
enum { GLANCE_DETAIL_COUNCILS_MAX = 40 };

/* "indicators"; `as_of` ends its caption. Its title and caption are set as well. */
void glance_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct glance *glance,
			const char *as_of);
