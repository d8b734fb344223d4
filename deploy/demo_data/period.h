/* The period: the months that the demo's councils publish, and which of them each council was there for. */
#pragma once

#include <stdbool.h>

#include "common/month.h"
#include "proto/councils.h"

struct period {
	struct month from, to; /* the first and the last one */
};

/* The months of `period` on whose last day the council existed; false, and *own is not written, when there are none. */
bool period_of_council(const struct period *period, const struct council *council, struct period *own) MUST_CHECK;
