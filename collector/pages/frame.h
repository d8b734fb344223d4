/*
 * What stands around every page: title, navigation, what the alliance says of its figures, the form by which a page is chosen, and how new its figures are.
 * The templates' parts top.html, choice.html and bottom.html read it. Pure; strings are in the composer's arena.
 */
#pragma once

#include "collector/pages/page.h"

struct page_link {
	const char *path, *label;
	bool is_current;
};

struct page_option {
	const char *code, *label;
	const char *group; /* of indicators: their topic */
	bool begins_group, ends_group, is_selected;
};

/* What a form hands on without showing it. */
struct page_kept {
	const char *name, *value;
};

/* The form; lists without options are not shown. */
struct page_choice {
	const char *action;
	unsigned kept_count, indicators_count, councils_count, months_count, areas_count, sources_count;
	struct page_kept *kept;
	struct page_option *indicators, *councils, *months, *areas, *sources;
	bool has_steps;
	const char *previous_path, *previous_month; /* NULL: there is none */
	const char *next_path, *next_month;
};

struct page_frame {
	const char *title;
	const char *query;             /* what was looked for; "" for nothing */
	const char *notice;            /* of the store's owner, its first sentence; NULL for none */
	const char *notice_more;       /* what follows it; NULL for nothing */
	const char *moment, *now_path; /* NULL: now */
	const char *as_of;             /* a sentence: how new the figures are */
	const char *as_of_short;       /* "As of 4 November 2021, 4 days after the end of the month.": of the figures shown */
	const char *name;              /* the title with area and month, for tabs and bookmarks */
	const char *address;           /* the page's own, for paper */
	const char *cite_path;         /* the page as it is now, for ever; NULL: of no figures, or of an earlier moment already */
	bool has_print;                /* there is something to print */
	const char *attribution;       /* whose statistics are in it; the licence follows */
	unsigned links_count, crumbs_count, kept_count;
	struct page_link *links, *crumbs;
	struct page_kept *kept; /* of the search */
	struct page_choice choice;
};

enum { FRAME_CRUMBS_MAX = 3, FRAME_MONTHS_MAX = 240 };

/* Everything but the crumbs; `title` stays the caller's. */
void frame_make(struct page_frame *frame, const struct page_request *request, struct composer *composer, const char *title);
/* The pages above it, from the first one on: at most FRAME_CRUMBS_MAX. */
void frame_add_crumb(struct page_frame *frame, struct composer *composer, const char *path, const char *label);
/* The councils of the request's area that exist at the month's end (or now), as options of the form; first of all "all councils" when `all` is not NULL. */
void frame_offer_councils(struct page_frame *frame, const struct page_request *request, struct composer *composer, const char *all);
/* Without a store: a title, the navigation, and nothing of figures. */
void frame_make_bare(struct page_frame *frame, struct composer *composer, const char *title, const char *notice);
