/* One cell of a release with a figure: a number of the measure, or one of the symbols that the series use or used. */
#pragma once

#include "collector/core/cube.h"
#include "common/slice.h"

/* NULL when it was read; else what is wrong with it, in static words that do not repeat it. */
const char *release_value_parse(struct slice text, uint16_t measure, struct return_measure *out);
