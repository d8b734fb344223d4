/* The early warnings of an area's month as sentences, in the order in which they are read. Pure; in the composer's arena. */
#pragma once

#include "collector/pages/warning_sentence.h"

struct warning_list {
	unsigned total; /* all there are; `warnings_count` of them are in the list */
	unsigned warnings_count;
	struct warning *warnings;
};

/*
 * At most `limit`: what is confirmed, what is flagged as worse, the joined signals (first of councils that are most for the worse by all
 * of their indicators), what else is flagged. Alerts are those of the request's question.
 * Errors of the cube, ERROR_NO_MEMORY.
 */
enum error warning_list_make(const struct page_request *request, struct composer *composer, const struct alerts *alerts, unsigned limit,
			     struct warning_list *out) MUST_CHECK;
