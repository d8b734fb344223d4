/*
 * The questions that the API and the command line take, each with the parameters that it needs and allows, and who answers. To add a question: write
 * its answer in a file of its own and add its row to answers.c.
 */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

enum answer_parameter {
	ASK_INDICATOR = 1 << 0,
	ASK_MONTH = 1 << 1,
	ASK_AREA = 1 << 2,
	ASK_COUNCIL = 1 << 3,
	ASK_SOURCE = 1 << 4,
	ASK_SINCE = 1 << 5,
	ASK_SPAN = 1 << 6, /* from, to */
	ASK_AS_OF = 1 << 7,
	ASK_VINTAGE = 1 << 8,
	ASK_MOMENT = ASK_AS_OF | ASK_VINTAGE,
	ASK_FIGURE = 1 << 9, /* one of a page's */
	ASK_INDICATORS = 1 << 10,
	ASK_FIND = 1 << 11, /* what a council is looked for by */
};

struct answer {
	const char *name; /* "rankings": of /api/v1/rankings */
	const char *title;
	unsigned required, allowed; /* sets of answer_parameter; `allowed` has the required ones as well */
	/*
	 * The answer as JSON. ERROR_NOT_FOUND: there is nothing to answer with (no such month, say), with a sentence in `problem`; ERROR_NO_MEMORY,
	 * ERROR_LIMIT, and the cube's errors.
	 */
	enum error (*write)(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			    struct problem *problem);
	/* The same for a terminal of `width` columns (60 to 200); NULL: it has no command. */
	enum error (*write_terminal)(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem);
};

unsigned answer_count(void);
const struct answer *answer_at(unsigned index);
/* NULL when there is no such answer. */
const struct answer *answer_find(struct slice name);
