/* Where a council's own page is. Pure. */
#pragma once

#include "collector/pages/page.h"

/* The council's page with the indicator, the area, the month, the source and the moment of the request. */
const char *council_path(struct composer *composer, const struct page_request *request, const struct council *council);
