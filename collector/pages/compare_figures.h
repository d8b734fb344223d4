/* The tables and pictures of the page that compares. Private to compare_page.c. */
#pragma once

#include "collector/core/column.h"
#include "collector/pages/compare_view.h"

enum {
	COMPARE_LINES_MAX = 6,     /* more councils get a small panel each, because lines could not be told apart */
	COMPARE_COUNCILS_MAX = 64, /* of a larger area (England) only what its councils make together is shown over the months */
};

/* What they are made for. */
struct compare_making {
	const struct page_request *request; /* its question is the page's, complete with its indicators and months */
	const struct page_frame *frame;
	struct composer *composer;
};

/* Figure "values": every chosen indicator of every council in the last month, with its rank among them. The cube's errors, ERROR_NO_MEMORY. */
enum error compare_values_make(const struct compare_making *making, struct figure *figure) MUST_CHECK;
/* Figure "months-ID": one indicator over the months, beside what the councils make together and England. Errors as above. */
enum error compare_months_make(const struct compare_making *making, const struct indicator *indicator, struct figure *figure) MUST_CHECK;

/* The next cell: what councils make together, and of how many; nothing where they have no rate. */
void compare_add_summary(struct figure *figure, const struct indicator *indicator, const struct column_summary *summary);
/* Behind the name of what is shown: ", 3 councils, September 2021, in %, by councils' own returns. `coverage` As of ..." */
const char *compare_about(const struct compare_making *making, const struct indicator *indicator, const char *when, const char *coverage);
/* "September 2021" */
const char *compare_month(struct composer *composer, struct month month);
