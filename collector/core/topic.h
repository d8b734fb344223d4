/* Indicators by topic: that of their numerator. Pure. */
#pragma once

#include "proto/catalogue.h"

enum measure_topic topic_of(const struct indicator *indicator);
/* All indicators, topic by topic and in the catalogue's order within one; `out` has catalogue_indicator_count() places. */
void topic_indicators(const struct indicator **out);
