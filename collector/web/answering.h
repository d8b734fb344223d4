/*
 * How an answer comes out of the store, the same for every kind: what is asked, whether the reader has it already, whether it was rendered already, else
 * one reading transaction, in which it is rendered whole.
 */
#pragma once

#include "collector/core/query.h"
#include "collector/web/problems.h"
#include "collector/web/site.h"

/* What is asked, complete. */
struct passage_question {
	const struct question *question;
	const char *figure; /* a page's, of its file; "" for none */
};

struct answer_kind {
	const char *type; /* of the answer's bytes */
	enum form form;   /* of its problems */
	struct query_form takes;
	const struct answer *answer; /* of data */
	const struct page *page;     /* of a page, and of its files */
	/* Fills in what was not asked for, from the site's facts. False: there is nothing to show, and *problem says so. NULL: nothing is filled in. */
	bool (*complete)(const struct answer_kind *kind, const struct site *site, struct query *query, struct api_problem *problem);
	/* Whether the answer stands at another address, which is then *out, in the site's arena. NULL: never. */
	bool (*locate)(const struct answer_kind *kind, struct site *site, const struct query *query, const char **out);
	/* Puts what its answer is kept under when it is a download; NULL: it is none. */
	void (*put_file_name)(const struct answer_kind *kind, const struct query *query, struct text *text);
	/* Errors, and memory, as struct answer's write; site->cube has the background. */
	enum error (*write)(const struct answer_kind *kind, struct site *site, const struct passage_question *asked, struct text *text,
			    struct problem *problem);
};

/* The kind of an answer of answers.h. */
struct answer_kind answering_data(const struct answer *answer);
void answering_answer(struct site *site, const struct answer_kind *kind, const struct http_request *request, struct http_answer *answer);
