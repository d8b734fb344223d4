/* How many slips of the finger lie between two words. Pure. */
#pragma once

#include "common/slice.h"

enum { EDIT_WORD_BYTES_MAX = 96 };

/*
 * The least number of letters to be added, left out, replaced, or swapped with the next one, to make one word of the other; each letter is touched once
 * (the optimal string alignment distance, after Damerau 1964). EDIT_WORD_BYTES_MAX when one of them is longer than that.
 */
unsigned edit_distance(struct slice a, struct slice b);
