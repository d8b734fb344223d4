/* What dashboards/templates/councils.html reads: the councils of an area, to choose one from. */
#pragma once

#include "collector/pages/frame.h"

struct councils_item {
	const char *path, *name, *code;
	const char *remark; /* "until 31 March 2023"; NULL: none */
};

struct councils_view {
	struct page_frame frame;
	const char *note; /* why the council that was asked for is not shown; NULL: none was */
	unsigned items_count;
	struct councils_item *items;
};

void councils_html(struct text *out, const struct councils_view *view);
