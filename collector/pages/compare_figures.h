/* The tables and pictures of the page that compares. Private to compare_page.c. */
#pragma once

#include "collector/pages/compare_view.h"

/* What they are made for. */
struct compare_making {
	const struct page_request *request;
	const struct question *question; /* the page's, complete with its indicators and months */
	const struct page_frame *frame;
	struct composer *composer;
};

/* Figure "values": every chosen indicator of every council in the last month, with its rank among them. The cube's errors, ERROR_NO_MEMORY. */
enum error compare_values_make(const struct compare_making *making, struct figure *figure) MUST_CHECK;
/* Figure "over_time-ID": one indicator over the months, a column a council, beside what they make together and England. Errors as above. */
enum error compare_months_make(const struct compare_making *making, const struct indicator *indicator, struct figure *figure) MUST_CHECK;
