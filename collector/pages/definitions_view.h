/* What dashboards/templates/definitions.html reads. */
#pragma once

#include "collector/pages/frame.h"

struct definition_item {
	const char *id, *label, *definition;
};

struct definitions_view {
	struct page_frame frame;
	unsigned items_count;
	struct definition_item *items;
};

void definitions_html(struct text *out, const struct definitions_view *view);
