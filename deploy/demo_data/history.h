/*
 * The history: a council's censuses in exact figures, from a state a year before its first published one, which is invented so that the first year's
 * leavers and starters can be met, to its last one.
 */
#pragma once

#include "common/text.h"
#include "deploy/demo_data/components.h"
#include "proto/councils.h"

struct history {
	const struct published_council *published; /* borrowed */
	unsigned first;                            /* the invented census: published->first - 1 */
	unsigned last;                             /* published->last, or one more, invented, for a council that ends between two censuses */
	struct components censuses[CENSUS_COUNT];
	unsigned starters[CENSUS_COUNT]; /* people who began in the year up to the census */
};

/*
 * Fills `out`. A figure that was published and that no two-decimal figures give together with all the others is left out of the search, and a line
 * about it is appended to `unmet`. ERROR_NOT_FOUND, with a sentence, when leaving out one figure of a census is not enough.
 */
enum error history_build(const struct published_council *published, const struct council *council, struct history *out, struct text *unmet,
			 struct problem *problem) MUST_CHECK;
bool history_is_published(const struct history *history, unsigned census);
/* "342 on 2021-09-30", as sentences and the list of unmet figures have it. */
void history_put_place(struct text *text, const struct history *history, unsigned census);
/* Appends to `unmet` the line that a published figure is not met, and why. */
void history_put_unmet(struct text *unmet, const struct history *history, unsigned census, enum published_measure measure, const char *why);
