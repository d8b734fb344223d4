/* What can be chosen on the page that compares: areas to begin with, councils, indicators and months. Private to compare_page.c. */
#pragma once

#include "collector/pages/compare_view.h"

/* The request's question is complete with its indicators and months. */
void compare_choice_make(struct compare_view *view, const struct page_request *request, struct composer *composer);
