/* A region's month at a glance, and the home page: warnings, all councils by the headline indicators, who has reported, what was corrected. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error region_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			    struct problem *problem) MUST_CHECK;
