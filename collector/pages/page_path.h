/* The addresses of pages and their files: the one that asks exactly this, with what the page takes of it. Pure; strings are in the composer's arena. */
#pragma once

#include "collector/core/query.h"
#include "collector/pages/page.h"

/* "/council?council=342&month=2021-09"; `id` is a page's. */
const char *page_path(struct composer *composer, const char *id, const struct question *question);
/* "/region.csv?area=...&figure=ranking" of the request's own page. */
const char *page_csv_path(struct composer *composer, const struct page_request *request, const char *figure);
/*
 * "bellwether-indicator-ranking-vacancy_rate_fte-342-north-west-2021-09-published.csv": the name under which a figure of the page is kept. With the
 * indicator, council, area and months that are asked for, and whose figures they are; letters a to z, digits, dashes, underscores and full stops.
 */
void page_put_file_name(struct text *text, const struct page *page, const struct query *query);
/* The same of any page, by its id. */
const char *page_file_path(struct composer *composer, const char *id, const struct question *question, const char *figure);
/* "/api/v1/rankings?..."; `name` is an answer's of answers.h. */
const char *page_data_path(struct composer *composer, const char *name, const struct question *question);
