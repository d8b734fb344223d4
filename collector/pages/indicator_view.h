/* What dashboards/templates/indicator.html reads. */
#pragma once

#include "collector/pages/frame.h"

/* A heading with what is to be known of it. */
struct indicator_point {
	const char *term, *words;
};

/* What is to be known of one council's rank. */
struct indicator_rank {
	const char *id; /* "rank-342" */
	const char *council;
	const char *place; /* "rank 16", "not ranked" */
	const char *words;
	const char *focus_path; /* the page with this council in focus; NULL: it is */
	const char *path;       /* of its own page */
};

struct indicator_band {
	const char *letter, *words;
};

struct indicator_view {
	struct page_frame frame;
	const char *indicator; /* its label */
	const char *where;     /* "North West, September 2021" */
	const char *summary;
	const char *extremes; /* NULL: too few councils */
	const char *focus;    /* the council in focus; NULL: none */
	const char *standing; /* its figure and rank, or why it has none */
	const char *focus_path, *unfocus_path;
	const char *focus_absence; /* why the council that was asked for is not in focus; NULL: it is, or none was */
	const char *caution;       /* what a ranking alone does not tell; NULL: no council has a value */
	const char *funnel_words;  /* what the funnel shows, or why there is none */
	const char *distribution;  /* NULL: no council has a value */
	bool has_funnel, has_trend;
	struct figure ranking, funnel, trend;
	unsigned focus_points_count, ranks_count, reading_count, bands_count;
	struct indicator_point *focus_points, *reading;
	struct indicator_rank *ranks;
	struct indicator_band *bands;
	const char *definition_path, *data_path, *funnel_data_path;
};

void indicator_html(struct text *out, const struct indicator_view *view);
