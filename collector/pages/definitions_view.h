/* What dashboards/templates/definitions.html reads: all indicators, or one. */
#pragma once

#include "collector/pages/frame.h"

/* A line of what is said of one indicator. */
struct definition_fact {
	const char *label, *words;
	bool is_code; /* an id or a formula */
};

struct definition_topic {
	const char *name, *anchor; /* "#workforce" */
	struct figure figure;      /* its indicators */
};

struct definitions_view {
	struct page_frame frame;
	bool is_one; /* of one indicator: from here on; else topics */
	const char *definition;
	const char *ranking_path; /* its newest ranking */
	unsigned facts_count;
	struct definition_fact *facts;
	struct figure parts; /* the measures that it is made of */
	unsigned topics_count;
	struct definition_topic *topics;
};

void definitions_html(struct text *out, const struct definitions_view *view);
