/* The early warnings of an area's month as sentences, in the order in which they are read. Pure; in the composer's arena. */
#pragma once

#include "collector/pages/warning_sentence.h"

/* Those of one kind, below a heading of their own. */
struct warning_group {
	const char *heading;
	unsigned warnings_count;
	struct warning *warnings; /* of the list's */
};

enum { WARNING_GROUPS_MAX = 2 };

struct warning_list {
	unsigned total; /* all there are; `warnings_count` of them are in the list */
	unsigned warnings_count;
	struct warning *warnings; /* group by group */
	unsigned groups_count;    /* that have some */
	struct warning_group *groups;
};

/*
 * At most `limit`, of which each of the two kinds may have half: joined signals, first those of councils that are most for the worse by all of their
 * indicators, and single figures that are flagged, in order of rank. What comes first is the joined signals, unless a single figure is confirmed. Alerts are
 * those of the request's question. Errors of the cube, ERROR_NO_MEMORY.
 */
enum error warning_list_make(const struct page_request *request, struct composer *composer, const struct alerts *alerts, unsigned limit,
			     struct warning_list *out) MUST_CHECK;
