/* What a control chart's last reading is beside the ones before it, and when there last was one like it. Pure. */
#pragma once

#include "collector/core/control_chart.h"

enum chart_since_kind {
	CHART_SINCE_NOTHING,
	CHART_SINCE_LIMITS,  /* beyond a limit, on a chart whose months stand for themselves */
	CHART_SINCE_EXTREME, /* not for a year (of releases three years) was there one as high, or as low */
};

struct chart_since {
	enum chart_since_kind kind;
	bool is_high;
	unsigned in_a_row;   /* of limits: known readings up to the last one that lie beyond the same one, itself included */
	bool has_before;     /* there is an earlier one, before those in a row, beyond the limit or as high */
	struct month before; /* the newest of them */
	unsigned known;      /* readings of the chart */
};

/*
 * Of a reading that is said to be high, or low. Nothing where the chart's last reading is of another month than `month`. Limits are not spoken of on a chart
 * that is slow (control_chart_is_slow): readings lie beyond them for years.
 */
struct chart_since chart_since_of(const struct control_chart *chart, struct month month, bool is_high);
/*
 * "above its limits for the first time since March 2019", "below its limits for the 3rd month in a row", "above its limits for the first time in all 50
 * months held", "the highest since March 2019", "the highest of all 50 months held"; nothing of nothing.
 */
void chart_since_put(struct text *text, const struct control_chart *chart, const struct chart_since *since);
