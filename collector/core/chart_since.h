/* Whether a control chart's last reading lies beyond its limits, and when the last one before it did. Pure. */
#pragma once

#include "collector/core/control_chart.h"

struct chart_since {
	bool is_outside;     /* the last reading is of the month that was asked for, and lies beyond a limit */
	bool is_high;        /* the upper one */
	unsigned in_a_row;   /* known readings up to it that lie beyond the same limit, itself included */
	bool has_before;     /* an earlier one lies beyond it as well */
	struct month before; /* the newest of them */
	unsigned known;      /* readings of the chart */
};

/* Nothing is outside on a chart that is not judged, or whose last reading is of another month. */
struct chart_since chart_since_of(const struct control_chart *chart, struct month month);
/*
 * "above its limits for the first time since March 2019", "below its limits for the third month in a row" ("the third time in a row" of releases), or that
 * it is the first time in all months held; nothing when it is not outside.
 */
void chart_since_put(struct text *text, const struct control_chart *chart, const struct chart_since *since);
