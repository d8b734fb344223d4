/* Every table and feed as a download, with a note of what it is. Pure. */
#pragma once

#include "collector/pages/page.h"

/* As struct page's make. */
enum error data_page_make(const struct page_request *request, struct composer *composer, struct page_content *out,
			  struct problem *problem) MUST_CHECK;

/* A table of a page that stands once for the whole area and month. */
struct data_file {
	const char *page, *figure; /* their ids */
	const char *what, *note;
};

unsigned data_file_count(void);
/* index < data_file_count(); static storage. */
const struct data_file *data_file_at(unsigned index);
