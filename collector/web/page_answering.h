/* The pages of collector/pages, and their figures as files, as answers. */
#pragma once

#include "collector/web/answering.h"

/* The page, or one of its figures as CSV. */
struct answer_kind answering_page(const struct page *page);
struct answer_kind answering_file(const struct page *page);
