#include "collector/core/answers.h"

#include "collector/core/alerts.h"
#include "collector/core/control_chart.h"
#include "collector/core/coverage.h"
#include "collector/core/events_answer.h"
#include "collector/core/funnel_chart.h"
#include "collector/core/listing.h"
#include "collector/core/matrix.h"
#include "collector/core/profile.h"
#include "collector/core/ranking.h"
#include "collector/core/reconciliation.h"
#include "collector/core/reporting.h"
#include "collector/core/revisions.h"
#include "collector/core/series.h"
#include "collector/core/similar.h"

static const struct answer answers[] = {
	{"rankings", "A ranking of councils", ASK_INDICATOR | ASK_MONTH | ASK_AREA,
	 ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_COUNCIL | ASK_SOURCE | ASK_SINCE | ASK_MOMENT, ranking_answer, ranking_answer_terminal},
	{"revisions", "What a figure was before, and who changed it when", ASK_INDICATOR | ASK_MONTH,
	 ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_COUNCIL | ASK_SOURCE | ASK_MOMENT, revisions_answer, revisions_answer_terminal},
	{"reconciliation", "A council's returns against the published figures of the same date", ASK_COUNCIL | ASK_MONTH,
	 ASK_COUNCIL | ASK_MONTH | ASK_MOMENT, reconciliation_answer, reconciliation_answer_terminal},
	{"series", "An indicator over months", ASK_INDICATOR, ASK_INDICATOR | ASK_COUNCIL | ASK_AREA | ASK_SOURCE | ASK_SPAN | ASK_MOMENT,
	 series_answer, series_answer_terminal},
	{"alerts", "Early warnings", ASK_MONTH | ASK_AREA, ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, alerts_answer, alerts_answer_terminal},
	{"profiles", "A council over all indicators", ASK_COUNCIL | ASK_MONTH, ASK_COUNCIL | ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT,
	 profile_answer, profile_answer_terminal},
	{"matrix", "All indicators of an area's councils", ASK_MONTH | ASK_AREA, ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, matrix_answer, NULL},
	{"coverage", "Who is expected and who has reported", ASK_AREA, ASK_INDICATOR | ASK_AREA | ASK_SOURCE | ASK_SPAN | ASK_MOMENT, coverage_answer,
	 NULL},
	{"reporting", "Who has reported, what is next, and what was corrected", ASK_MONTH | ASK_AREA, ASK_MONTH | ASK_AREA | ASK_SINCE | ASK_AS_OF,
	 reporting_answer, reporting_answer_terminal},
	{"xmr", "An XmR chart: limits and special causes", ASK_INDICATOR,
	 ASK_INDICATOR | ASK_COUNCIL | ASK_AREA | ASK_SOURCE | ASK_SINCE | ASK_SPAN | ASK_MOMENT, control_chart_answer, NULL},
	{"funnel", "A funnel: limits by chance, and the distribution", ASK_INDICATOR | ASK_MONTH | ASK_AREA,
	 ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_SOURCE | ASK_MOMENT, funnel_chart_answer, NULL},
	{"similar", "Councils that once had a council's pattern, and what followed", ASK_COUNCIL | ASK_MONTH,
	 ASK_INDICATOR | ASK_COUNCIL | ASK_MONTH | ASK_SOURCE | ASK_MOMENT, similar_answer, NULL},
	{"areas", "The areas that councils are compared in", 0, 0, areas_answer, NULL},
	{"indicators", "The indicators that are compared", 0, 0, indicators_answer, NULL},
	{"councils", "The councils, with their codes, regions and neighbours", 0, ASK_AREA, councils_answer, NULL},
	{"events", "Inspections and other events", 0, ASK_COUNCIL | ASK_AREA | ASK_SPAN | ASK_AS_OF, events_answer, NULL},
};

enum { ANSWER_COUNT = sizeof answers / sizeof answers[0] };

unsigned answer_count(void)
{
	return ANSWER_COUNT;
}

const struct answer *answer_at(unsigned index)
{
	INVARIANT(index < ANSWER_COUNT);
	return &answers[index];
}

const struct answer *answer_find(struct slice name)
{
	for (unsigned i = 0; i < ANSWER_COUNT; i++)
		if (slice_equal(name, slice_from_text(answers[i].name)))
			return &answers[i];
	return NULL;
}
