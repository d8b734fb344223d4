/* Which months a page can show. Pure. */
#pragma once

#include "collector/pages/page.h"

struct page_months {
	bool are_there;
	struct month first, last;
	unsigned step; /* from one to the next: 1, or 12 of releases */
};

/* Of returns all between the first and the last one; of releases, which are yearly, those in which the question's indicator is published, or the newest. */
struct page_months page_months(const struct page_facts *facts, const struct question *question);
