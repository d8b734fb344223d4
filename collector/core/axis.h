/* The axis of a page's bars: from 0 to a round end, and where on it a value stands. Pure. */
#pragma once

#include <stdint.h>

#include "common/text.h"

enum { AXIS_STEPS_MAX = 5 };

struct axis {
	int64_t step;   /* between two ticks, in the values' own unit: 1, 2 or 5 times a power of ten */
	unsigned steps; /* 1 to AXIS_STEPS_MAX; the axis ends at step x steps */
};

/* An axis on which `maximum` (>= 0) fits. */
struct axis axis_for(int64_t maximum);
/* How far from 0 the value stands, in hundredths of a per cent of the axis: "48.25". Values outside stand at the nearer end. */
void axis_put_position(struct text *text, const struct axis *axis, int64_t value);
