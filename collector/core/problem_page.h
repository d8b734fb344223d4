/* The page that says why there is none: what dashboards/problem.html asks for. Pure. */
#pragma once

#include "common/error.h"
#include "common/slice.h"
#include "common/text.h"

struct problem_page {
	const char *title;    /* "This page does not exist" */
	const char *sentence; /* what is wrong and what to do */
	const char *notice;   /* what every showing of this store's figures must say; "" when none */
};

/* Fills dashboards/problem.html, given as `source`. Errors as template_render's. */
enum error problem_page_write(const struct problem_page *page, struct slice source, struct text *out, struct problem *problem) MUST_CHECK;
