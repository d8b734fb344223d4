/* A series as lines of small bars for a terminal, all on one scale: the council, its predecessors, the area, England, the neighbours. Pure. */
#pragma once

#include "collector/core/series.h"

/* Of the newest months that fit, and what the bars' heights are. Needs one month at least; works in the arena. ERROR_NO_MEMORY. */
enum error series_put_lines(const struct series *series, unsigned width, struct arena *arena, struct text *text) MUST_CHECK;
