/* What is said of one indicator: how it is made, what it counts and leaves out, how it differs from what is published, and since when. Pure. */
#pragma once

#include "collector/pages/definitions_view.h"

/* Facts and the figure `parts`; its csv_path is the caller's to set. */
void definition_facts_make(struct definitions_view *view, const struct indicator *indicator, struct composer *composer);
/* "lower is better", "neither high nor low is good" */
const char *definition_polarity(const struct indicator *indicator);
