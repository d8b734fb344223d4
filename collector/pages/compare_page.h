/* Any councils, any indicators, any months, side by side; the address is what was chosen. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. Without indicators the first three headlines are shown, without months the last two years. */
enum error compare_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			     struct problem *problem) MUST_CHECK;
