/*
 * Children: the files about children which a council's systems would have produced: the SSDA903 sets and the CIN censuses, of synthetic children whose
 * counts on every 31 March are the council's published figures. Nobody in them exists.
 */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/children_published.h"

/* Takes the files one by one; `name` ("ssda903_2020_episodes.csv", "cin_2020.xml") and `bytes` live only as long as the call. */
struct children_sink {
	enum error (*take)(void *context, const char *name, struct slice bytes, struct problem *problem);
	void *context; /* borrowed */
};

struct children_order {
	uint16_t council;
	unsigned index;    /* of the council among the demo's: its systems' dialect follows from it */
	struct month from; /* the first month that the agent shall compute, its flows over twelve months included */
	struct month to;   /* the last one: the files know nothing of later days */
	uint64_t seed;     /* the same seed gives the same children, whatever the period */
};

/*
 * Makes the children and hands the files of every collection year (1 April to 31 March) that the period needs to `sink`: from the year in which the
 * twelve months before `from` begin to the one that `to` lies in. A council that begins later (`published` says when) has files from its first day.
 * Appends to `unmet` one line for each published figure that the children do not have; nothing is ever made to fit. ERROR_NOT_FOUND, with a sentence,
 * when `published` has no such council or the period is outside its years; ERROR_NO_MEMORY; and what the sink returned.
 */
enum error children_write(const struct children_published *published, const struct children_order *order, const struct children_sink *sink,
			  struct text *unmet, struct problem *problem) MUST_CHECK;
