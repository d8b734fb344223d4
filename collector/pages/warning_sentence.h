/*
 * An early warning as a sentence: an alert of alerts.h, or a council that is in a joined signal. dashboards/templates/parts/warning.html reads it as an item
 * of <ol class="bw-warnings">. Pure; strings are in the composer's arena.
 */
#pragma once

#include "collector/core/alerts.h"
#include "collector/pages/page.h"

/* What is said of one indicator: `lead`, its name as a link, `words`. */
struct warning_part {
	const struct indicator *indicator;
	const char *lead, *label, *path, *words;
};

struct warning {
	const struct council *council; /* whose it is; of two that report as one the first */
	bool is_confirmed;
	const char *tone, *tone_words; /* "worse", "Worse" */
	const char *who, *path;        /* the council, and its page */
	const char *remark;            /* how much of it is chance, or which joined signal it is */
	unsigned parts_count;
	struct warning_part *parts;
};

/*
 * "St. Helens: vacancy rate (FTE) 19.6%, above its limits for the first time since March 2019." of a chart; "..., up from 13.6% a year before, a larger rise
 * than at all but 3 of 147 councils, the highest since March 2019." of a change over the year. What is said of earlier months is as the council's control
 * chart has it. Errors of the cube, ERROR_NO_MEMORY.
 */
enum error warning_of_alert(const struct page_request *request, struct composer *composer, const struct alert *alert, struct warning *out) MUST_CHECK;
/* "St. Helens: turnover rate (FTE) from 10.9% to 20.5% in the year to July 2021, vacancy rate (FTE) from 13.8% to 21.2% ..." Errors as above. */
enum error warning_of_joined(const struct page_request *request, struct composer *composer, const struct alert_sequence *sequence,
			     const struct alert_joined *joined, struct warning *out) MUST_CHECK;
