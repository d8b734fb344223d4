/*
 * How an answer comes out of the store, the same for every kind: what is asked, whether the reader has it already, whether it was rendered already, else
 * one reading transaction, in which it is rendered whole.
 */
#pragma once

#include "collector/core/query.h"
#include "collector/web/problems.h"
#include "collector/web/site.h"

struct answer_kind {
	struct slice path; /* the first part of the text that the entity tag is made of */
	enum form form;    /* FORM_PAGE is HTML, FORM_DATA is JSON; of its problems, too */
	struct query_form takes;
	/* Fills in what was not asked for, from the site's facts. False: there is nothing to show, and *problem says so. NULL: nothing is filled in. */
	bool (*complete)(const struct site *site, struct query *query, struct api_problem *problem);
	/* Errors, and memory, as struct answer's write; site->cube has the background. NULL: of data. */
	enum error (*write_page)(struct site *site, const struct question *question, struct text *text, struct problem *problem);
	const struct answer *answer; /* of data */
};

/* The kind of an answer of answers.h, which stands at this path. */
struct answer_kind answering_data(const struct answer *answer, struct slice path);
void answering_answer(struct site *site, const struct answer_kind *kind, const struct http_request *request, struct http_answer *answer);
