/* Who has to do something about a month's returns, as a list that is read on a phone; the table of all councils is returns_figure.h. Pure. */
#pragma once

#include "collector/core/reporting.h"
#include "collector/pages/region_view.h"

enum { REGION_REPORTS_MAX = 30 };

/* Sets the view's reports: all whose return did not simply come in time, up to REGION_REPORTS_MAX of them, and how many more there are. */
void region_reports_make(struct region_view *view, const struct page_request *request, struct composer *composer, const struct reporting *reporting);
