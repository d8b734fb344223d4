/* What dashboards/templates/region.html reads. */
#pragma once

#include "collector/pages/figure.h"
#include "collector/pages/frame.h"
#include "collector/pages/glance_key.h"
#include "collector/pages/warning_list.h"

/* One headline indicator of the area as a whole. */
struct region_rate {
	const char *label, *path;
	const char *value; /* "17.6%" */
	const char *tone, *arrow, *arrow_words;
	const char *extent;  /* "23 of 24 councils", with the unit where the value lacks it */
	const char *england; /* "England 16.7% (published, September 2021)"; NULL: not known */
};

/* A council whose return did not simply come in time. */
struct region_report {
	const char *look;  /* of the style's: "refused", "late", .. */
	const char *state; /* "Overdue" */
	const char *who, *path;
	const char *words; /* what is there, and the next step */
};

struct region_view {
	struct page_frame frame;
	const char *area, *where; /* "North West"; "October 2021, councils' own returns" */
	struct warning_list list;
	bool has_tests;                /* some figure could be judged */
	const char *control, *caution; /* how much of it is chance; what a store's notice means for warnings, or NULL */
	const char *together;          /* the council with most for the worse over all indicators; NULL: none to name */
	const char *warnings_more;
	const char *warnings_path, *pack_path, *data_path;
	const char *json_path;                  /* all indicators of these councils, for programs */
	const char *official_path;              /* the same of releases, when there are no figures of returns; NULL else */
	const char *newest_path, *newest_month; /* where the newest figures are, when there are none of this month; NULL else */
	struct glance_key key;                  /* of the indicators' table */
	struct figure indicators;
	bool has_map; /* of the first of the indicators, when some council has it */
	struct figure map;
	bool has_reporting;                  /* of returns */
	const char *reported, *reports_more; /* how many have; how many reports are not listed, or NULL */
	unsigned reports_count;
	struct region_report *reports;
	struct figure returns, corrections;
	unsigned rates_count;
	struct region_rate *rates;
};

void region_html(struct text *out, const struct region_view *view);
