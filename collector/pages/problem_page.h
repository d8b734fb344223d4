/* The page that says why there is no other, and what to do. Pure. */
#pragma once

#include "collector/core/api_problem.h"
#include "collector/pages/page.h"

/*
 * Of the page that was asked for; NULL: of none, or of a store without any figure, whose first steps it says then; `notice` is what every showing of this store's figures must say ("" for nothing). ERROR_NO_MEMORY,
 * ERROR_LIMIT.
 */
enum error problem_page_write(const struct api_problem *problem, const struct page *page, const char *notice, struct arena *arena,
			      struct text *out) MUST_CHECK;
