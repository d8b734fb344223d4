/* Answers that say why there is no other: a status and a sentence, as a page, as data or as plain text. */
#pragma once

#include "collector/pages/page.h"
#include "collector/web/http.h"

enum form { FORM_PAGE, FORM_DATA, FORM_TEXT };

/* Fills in the answer; `page` is the one that was asked for (NULL: none), `notice` stands on pages, "" for none. Without memory the answer has no body. */
void problem_answer(const struct api_problem *problem, enum form form, const struct page *page, const char *notice, struct http_answer *answer);
