/* The parts of a council's page: each makes its figures and what is said with them. Private to council_page.c. */
#pragma once

#include "collector/core/profile.h"
#include "collector/pages/council_view.h"

/* All borrowed. */
struct council_making {
	const struct page_request *request; /* its question has a council, the area that it is seen in, an indicator and a month */
	struct composer *composer;
	struct page_content *content; /* figures are added to it */
	struct council_view *view;    /* with its frame */
	const struct profile *profile;
	struct problem *problem;
};

/* Errors of each: the cube's and ERROR_NO_MEMORY; the composer's own is looked at by whoever calls. */
/* The first sentences, the early warnings of the month, and what became of a council that was reorganised. */
enum error council_summary_make(const struct council_making *making) MUST_CHECK;
/* All indicators, a table for each topic that has some figure. */
enum error council_profile_make(const struct council_making *making) MUST_CHECK;
/* The chosen indicator's control chart, and those of the headline indicators. */
enum error council_charts_make(const struct council_making *making) MUST_CHECK;
enum error council_neighbours_make(const struct council_making *making) MUST_CHECK;
void council_inspections_make(const struct council_making *making);
/* Its return against the newest release up to the month. */
enum error council_reconciliation_make(const struct council_making *making) MUST_CHECK;
/* What it sent for the last months, revision by revision. */
enum error council_returns_make(const struct council_making *making) MUST_CHECK;
/* Councils that once had its pattern. */
enum error council_similar_make(const struct council_making *making) MUST_CHECK;

static inline const struct question *council_question(const struct council_making *making)
{
	return making->request->question;
}

/* "October 2021" */
const char *council_month(struct composer *composer, struct month month);
/* "23 September 2019" */
const char *council_day(struct composer *composer, struct date date);
/* The page of another council, in the same month; the area stays where that council is one of its. */
const char *council_beside_path(const struct council_making *making, const struct council *council);
/* The indicator's ranking with this council in focus. */
const char *council_ranking_path(const struct council_making *making, const struct indicator *indicator);
/* The indicator's large chart on this page. */
const char *council_chart_path(const struct council_making *making, const struct indicator *indicator);
/* The figure's words of where it comes from: `lead`, and how new it is. Its file's address as well. */
void council_figure_finish(const struct council_making *making, struct figure *figure, const char *lead, const char *empty);
