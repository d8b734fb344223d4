/* What dashboards/templates/find.html reads: the councils that a search has found, or all of them. */
#pragma once

#include "collector/pages/frame.h"

struct find_item {
	const char *path; /* of its page */
	const char *name;
	const char *about; /* its codes and its region */
	const char *ended; /* until when it was there, and what came after; NULL: it still is */
};

struct find_group {
	const char *name, *anchor; /* a region: "North West", "E12000002" */
	unsigned items_count;
	struct find_item *items;
};

struct find_view {
	struct page_frame frame;
	const char *summary;                /* what was found */
	const char *advice;                 /* what else to try; NULL where that is not needed */
	const char *area_path, *area_label; /* a region that is called so; NULL: none is */
	unsigned found_count, groups_count;
	struct find_item *found;
	struct find_group *groups; /* all councils by region, when nothing was found */
};

void find_html(struct text *out, const struct find_view *view);
