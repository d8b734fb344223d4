/* How new a page's figures are: when the newest of them was recorded. Pure. */
#pragma once

#include "collector/pages/page.h"

struct newness {
	bool is_of_month; /* of the month's figures of these councils; else of the newest entry there is */
	struct date day;
};

/*
 * Of a page of a month: the newest of the returns of the area's councils (or of the council's), or of the release that its figures are of, the question's
 * indicator's or the one that every page can show. Of any other page, and of a month without figures: the newest entry. The cube's errors.
 */
enum error newness_find(const struct page_request *request, struct newness *out) MUST_CHECK;
