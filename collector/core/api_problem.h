/* Why a request got no figures, as programs read it: problem details of RFC 9457 ("application/problem+json"). Pure. */
#pragma once

#include "common/error.h"
#include "common/text.h"

enum api_problem_kind {
#define PROBLEM(NAME, id, status, title, description) API_PROBLEM_##NAME,
#include "collector/core/problem_kinds.def"
#undef PROBLEM
	API_PROBLEM_COUNT,
};

/* Where the kinds are listed; a problem's type is this address, "#" and the kind's id. */
#define API_PROBLEMS_PATH "/api/v1/problems"

struct api_problem {
	enum api_problem_kind kind;
	const char *parameter; /* the offending one; NULL or "" when it is none */
	const char *detail;    /* what is wrong in this request and what to do: a sentence */
};

/* The HTTP status of an answer with this problem. */
unsigned api_problem_status(enum api_problem_kind kind);
/* The kind in a few words; also a page's heading. Static storage. */
const char *api_problem_title(enum api_problem_kind kind);
/* The object with type, title, status, detail and parameter (null when it is none). */
void api_problem_write_json(const struct api_problem *problem, struct text *text);
/* The list of all kinds that an API's answer can have, which stands at API_PROBLEMS_PATH. */
void api_problem_list_json(struct text *text);
