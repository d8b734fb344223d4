/* Sparklines: a line of small bars, one for each value, for a terminal. Pure. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

/* A value of the line; without one there is a gap. */
struct sparkline_value {
	bool is_known;
	int64_t value;
};

/*
 * For each value a bar of one to eight eighths of a line, the lowest at `minimum`, the highest at `maximum`; a dot where there is none. Where both are the
 * same, bars have half the height.
 */
void sparkline_put(struct text *text, const struct sparkline_value *values, unsigned count, int64_t minimum, int64_t maximum);
