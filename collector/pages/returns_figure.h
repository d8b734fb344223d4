/* The table of who has reported a month: each council's state, what is there, and what is to be done next. Pure. */
#pragma once

#include "collector/core/reporting.h"
#include "collector/pages/page.h"

/* "returns", folded: whoever shows it lists those of whom something is to be done. `as_of` ends its caption. */
void returns_figure_make(struct figure *figure, const struct page_request *request, struct composer *composer, const struct reporting *reporting,
			 const char *as_of);
