/* What a page is made of, and what it hands back. Pure. */
#pragma once

#include "collector/core/answers.h"
#include "collector/core/api_problem.h"
#include "collector/pages/composer.h"
#include "collector/pages/figure.h"

enum { PAGE_FIGURES_MAX = 100 };

/* What the store has, which pages offer and fill in. */
struct page_facts {
	bool has_months; /* returns */
	struct month first, last;
	bool has_official; /* figures of releases */
	struct month official_first, official_last;
	const struct area *area; /* of a page that was asked for none */
};

struct page;

/* All borrowed; the question is complete as the page needs it. */
struct page_request {
	const struct page *page;
	const struct background *background;
	const struct question *question;
	const struct page_facts *facts;
	struct arena *arena;
};

/* A page that was made: its view, what writes it, and the figures that can be had as files. */
struct page_content {
	const void *view;
	void (*render)(struct text *out, const void *view);
	unsigned figure_count;
	const struct figure *figures[PAGE_FIGURES_MAX];
};

struct page {
	const char *id;    /* "region": of /region, of its figures' /region.csv and of the template */
	const char *label; /* in the navigation; NULL: it does not stand there */
	unsigned allowed;  /* set of answer_parameter; ASK_FIGURE is always allowed of its files */
	unsigned filled;   /* those that are filled in when they are not given: ASK_INDICATOR, ASK_MONTH, ASK_AREA */
	bool is_constant;  /* shows no figures: it can be made of an empty store */
	/* Errors as struct answer's write; the composer's own is looked at by whoever calls. */
	enum error (*make)(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem);
};

/* Whether a figure can be had as a file: an invariant when there are too many. */
void page_content_add(struct page_content *content, const struct figure *figure);
