/* The table of all pages, and how one is written as HTML, or one of its figures as CSV. Pure. */
#pragma once

#include "collector/core/query.h"
#include "collector/pages/page.h"

unsigned page_count(void);
/* index < page_count(), in the order of the navigation; static storage. */
const struct page *page_at(unsigned index);
/* By its id; NULL when there is none. */
const struct page *page_find(struct slice id);
/*
 * Fills in what the page needs and was not asked for. False: there is nothing to show, and *problem says so; its detail is in static storage.
 */
bool page_complete(const struct page *page, const struct page_facts *facts, struct query *query, struct api_problem *problem);
/*
 * Whether what the page is asked for stands at another address, which is then that: a search that finds one council leads to its page. The question may lack
 * its area. After an error of the composer: false.
 */
bool page_locate(const struct page *page, const struct question *question, struct composer *composer, const char **out);
/*
 * The whole page. Errors as struct page's make; ERROR_MALFORMED, with a sentence for the log: a programming error, because the page lacks a value of its
 * template or has a string that is too long.
 */
enum error page_write(const struct page_request *request, struct text *text, struct problem *problem) MUST_CHECK;
/* One of its figures as CSV; ERROR_NOT_FOUND, with a sentence, when the page has none of this id. */
enum error page_write_csv(const struct page_request *request, const char *figure, struct text *text, struct problem *problem) MUST_CHECK;
