/* The preview's table of figures: by topic, parts below their totals, a flow's two windows side by side, and why there is none where there is none. */
#pragma once

#include "common/text.h"
#include "proto/wire.h"

/* In 100 columns. The measures ascend by number; a part whose total is not there stands like a total. */
void preview_write_measures(const struct return_measure *measures, unsigned count, struct text *text);
