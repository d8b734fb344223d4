/* What dashboards/templates/problem.html reads. */
#pragma once

#include "collector/pages/frame.h"

struct problem_view {
	struct page_frame frame;
	const char *sentence; /* what is wrong and what to do */
};

void problem_html(struct text *out, const struct problem_view *view);
