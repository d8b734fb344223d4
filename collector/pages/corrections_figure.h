/* The table of what was corrected since the month before: figures that later revisions of returns have changed. Pure. */
#pragma once

#include "collector/core/reporting.h"
#include "collector/pages/page.h"

/* "corrections", of the reporting's; `as_of` ends its caption. */
void corrections_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
			     const char *as_of);
