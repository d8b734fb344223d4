/* One indicator in one month: the ranking of an area's councils, the funnel beside it, the councils over time, and what is to be known of each rank. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error indicator_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			       struct problem *problem) MUST_CHECK;
