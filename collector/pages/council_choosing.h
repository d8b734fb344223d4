/* The council page without a council: those of the area, to choose one from. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make; the question has an area, and perhaps a council that is none of its. */
enum error council_choosing_make(const struct page_request *request, struct composer *composer, struct page_content *out) MUST_CHECK;
