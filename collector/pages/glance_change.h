/* The change of a figure over the year, as an arrow, a tone and words. Pure; words are in the composer's arena. */
#pragma once

#include "collector/pages/figure.h"

/* Of rounded values, in units of 10^-decimals of the indicator. */
struct glance_change {
	bool is_known; /* both are numbers, of the same councils and the same definition */
	int64_t change;
};

/* Not known when it does not fit. */
struct glance_change glance_change_of(int64_t now, int64_t before);
/* "up", "down", "level"; NULL when it is not known. */
const char *glance_change_arrow(const struct glance_change *change);
/* "+2.1", "same"; NULL when it is not known. */
const char *glance_change_words(struct composer *composer, const struct indicator *indicator, const struct glance_change *change);
/* "worse", "better", without polarity "higher", "lower"; NULL of no change, and when it is not known. */
const char *glance_change_tone(const struct indicator *indicator, const struct glance_change *change);
/* All three in a cell. */
void glance_change_mark(struct figure_cell *cell, struct composer *composer, const struct indicator *indicator, const struct glance_change *change);
