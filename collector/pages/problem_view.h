/* What dashboards/templates/problem.html reads. */
#pragma once

#include "collector/pages/frame.h"

struct problem_view {
	struct page_frame frame;
	const char *sentence;   /* what is wrong and what to do */
	bool is_beginning;      /* the collector has no figures yet: its first steps follow */
	const char *page_path;  /* the page that was asked for, as it opens by itself; NULL: it was none, or it cannot be shown either */
	const char *page_label; /* "Region" */
};

void problem_html(struct text *out, const struct problem_view *view);
