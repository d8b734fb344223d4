/* The early warnings of an area's month: what stands out, how much of it is chance, and what followed such signals in the history. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error warnings_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			      struct problem *problem) MUST_CHECK;
