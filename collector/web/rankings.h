/* The ranking as an answer: what is asked, whether the reader has it already, whether it was rendered already, else one reading transaction. */
#pragma once

#include "collector/web/problems.h"
#include "collector/web/site.h"

/* FORM_PAGE fills in what was not asked for; FORM_DATA requires all three parameters. */
void rankings_answer(struct site *site, const struct http_request *request, enum form form, struct http_answer *answer);
