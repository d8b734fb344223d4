/* The definitions: all indicators, or one. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error definitions_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
				 struct problem *problem) MUST_CHECK;
