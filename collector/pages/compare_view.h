/* What dashboards/templates/compare.html reads. */
#pragma once

#include "collector/pages/frame.h"

/* A box that can be ticked. */
struct compare_tick {
	const char *value, *label;
	bool is_ticked;
};

/* Boxes that belong together: a region's councils, a topic's indicators. */
struct compare_set {
	const char *label;
	const char *count; /* "3 of 23" of those that are ticked */
	bool has_ticked;
	unsigned ticks_count;
	struct compare_tick *ticks;
};

/* Areas to begin with. */
struct compare_presets {
	const char *label;
	unsigned links_count;
	struct page_link *links;
};

struct compare_view {
	struct page_frame frame;
	const char *where;   /* "3 councils, September 2019 to September 2021" */
	const char *summary; /* what is compared, and what its address is good for */
	const char *limit;   /* how many may be ticked */
	unsigned presets_count;
	struct compare_presets *presets; /* saved groups, regions, groups that everybody knows */
	unsigned indicators_count, councils_count;
	struct compare_set *indicators, *councils;
	unsigned firsts_count, lasts_count;
	struct page_option *firsts, *lasts; /* months */
	struct figure values;               /* of the last month */
	unsigned figures_count;
	struct figure *figures; /* each indicator over the months */
};

void compare_html(struct text *out, const struct compare_view *view);
