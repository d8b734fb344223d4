/* What dashboards/templates/pack.html reads. */
#pragma once

#include "collector/pages/frame.h"
#include "collector/pages/warning_list.h"

/* A headline indicator on half a page. */
struct pack_ranking {
	const char *head; /* of the page of paper that begins here; NULL: none does */
	const char *summary, *order;
	const char *ends; /* who is highest and lowest, and which ranks these may have; NULL: too few are ranked */
	struct figure figure;
};

/* A council that stands out. */
struct pack_council {
	const struct council *council;
	const char *name, *path;
	const char *inspections; /* a sentence */
	const char *caution;     /* why its chart is not judged, or with what care it is to be read; NULL: nothing to say */
	struct figure chart;
};

struct pack_definition {
	const char *label, *words;
};

struct pack_view {
	struct page_frame frame;
	const char *area, *month, *source; /* "North West", "October 2021", "councils' own returns" */
	const char *as_of;                 /* how new; NULL on an empty store */
	const char *where;                 /* all of it in a line, at the head of each section */
	bool has_reporting;                /* of returns */
	const char *reported;              /* how many have */
	const char *summary, *caution;     /* of the early warnings; caution NULL for none */
	const char *rest;                  /* how many warnings are not in the list; NULL: all are */
	const char *warnings_path;
	struct warning_list list;
	bool has_recent;
	struct figure recent, indicators, returns, corrections;
	unsigned rankings_count, councils_count, definitions_count;
	struct pack_ranking *rankings;
	struct pack_council *councils;
	struct pack_definition *definitions;
};

void pack_html(struct text *out, const struct pack_view *view);
