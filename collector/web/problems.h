/* Answers that say why there is no other: a status and a sentence, as a page, as data or as plain text. */
#pragma once

#include "collector/web/http.h"

enum form { FORM_PAGE, FORM_DATA, FORM_TEXT };

struct refusal_answer {
	unsigned status;
	const char *parameter; /* the offending one; NULL or "" when it is none */
	const char *sentence;
};

/* Fills in the answer; `notice` stands on pages, "" for none. Without memory the answer has no body. */
void problem_answer(const struct refusal_answer *refusal, enum form form, const char *notice, struct http_answer *answer);
