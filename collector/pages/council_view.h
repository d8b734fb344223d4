/* What dashboards/templates/council.html reads: the page of one council in one month. */
#pragma once

#include "collector/pages/frame.h"
#include "collector/pages/warning_sentence.h"

struct council_link {
	const char *path, *label;
};

/* What must be known with some of the small charts. */
struct council_note {
	const char *about; /* "Vacancy rate; Agency rate" */
	const char *sentence;
};

struct council_view {
	struct page_frame frame;
	const char *name, *month;
	const char *where;        /* "Council 342, North West" */
	const char *summary;      /* two or three sentences; NULL: it does not exist in the month */
	const char *existence;    /* that it did not exist in the month, or of whom it took the place; NULL: nothing to say */
	const char *joint;        /* with whom it makes one workforce return; NULL: with none */
	unsigned relatives_count; /* predecessors or successors */
	struct council_link *relatives;
	unsigned warnings_count;
	struct warning *warnings;
	const char *warnings_path; /* those of its area */
	bool is_listed;            /* it has figures of the month: the profile and what follows from it are there */
	const char *bands_over;    /* "England’s councils" or the area's; NULL: there are no bands */
	const char *profile_note;
	struct figure headlines; /* a short profile */
	unsigned profiles_count, charts_count;
	struct figure *profiles; /* a topic each */
	struct figure chart;     /* of the chosen indicator, large */
	const char *charts_title;
	struct figure *charts; /* of the headline indicators */
	unsigned charts_notes_count;
	struct council_note *charts_notes;
	struct figure neighbours;
	const char *neighbours_note, *neighbours_path; /* the latter NULL: it has none */
	struct figure inspections;
	struct figure reconciliation;
	struct figure returns;
	const char *returns_note; /* how the month's own return stands; NULL: none is expected */
	struct figure similar;
	const char *similar_note;
	const char *profile_json, *chart_json;
};

void council_html(struct text *out, const struct council_view *view);
