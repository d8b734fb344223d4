/* The first section of a region's page: what stands out in the month, in sentences, and how much of it chance would bring. Pure. */
#pragma once

#include "collector/core/alerts.h"
#include "collector/pages/region_view.h"

enum { REGION_WARNINGS_MAX = 8 };

/* Sets the view's warnings and what is said around them. Errors of the cube, ERROR_NO_MEMORY. */
enum error region_warnings_make(struct region_view *view, const struct page_request *request, struct composer *composer,
				const struct alerts *alerts) MUST_CHECK;
