/* The ranking as a page: what dashboards/ranking.html asks for. Pure. */
#pragma once

#include "collector/core/group.h"
#include "collector/core/ranking.h"
#include "common/arena.h"
#include "common/text.h"

enum {
	PAGE_MONTHS_MAX = 240, /* offered in the form; older ones can still be asked for by address */
};

struct ranking_page {
	const struct ranking *ranking;
	struct month first, last; /* the months that have figures */
	bool has_months;
	unsigned step_months;       /* from one of them to the next: 1, or 12 of releases */
	const struct group *groups; /* offered in the form beside the areas */
	unsigned group_count;
};

/* Fills dashboards/ranking.html, given as `source`. Errors as template_render's, and ERROR_NO_MEMORY. */
enum error ranking_page_write(const struct ranking_page *page, struct slice source, struct arena *arena, struct text *out,
			      struct problem *problem) MUST_CHECK;
