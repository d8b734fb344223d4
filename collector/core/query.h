/*
 * What a reader asks for, from an address' query string or from a command line, by what the answer takes. Pure. Anything that is not expected is refused
 * with a sentence that names the parameter and what is allowed.
 */
#pragma once

#include <stdbool.h>

#include "collector/core/answers.h"
#include "collector/core/api_problem.h"
#include "collector/core/area_text.h"
#include "collector/core/cube.h"
#include "collector/core/question.h"
#include "common/error.h"
#include "common/slice.h"
#include "common/text.h"

enum {
	QUERY_FIGURE_BYTES_MAX = 48,
	QUERY_BYTES_MAX = 1024, /* the whole query string: a form sends a parameter for each box that is ticked */
	QUERY_WRITTEN_BYTES_MAX = 1024 + 16 + 2 * QUESTION_FIND_BYTES_MAX /* an area's code can be longer than its name, and letters are encoded */
};

/* How a parameter is called where it is asked: "The parameter as_of", or "--as-of". */
enum query_place { QUERY_IN_ADDRESS, QUERY_ON_COMMAND_LINE };

/* Which parameters there may be. */
struct query_form {
	unsigned required, allowed; /* sets of answer_parameter; `allowed` has the required ones as well */
	enum query_place place;
	const char *word; /* the parameter that a command line has as a word instead of an option; NULL: none */
	bool skips_empty; /* "council=" is no parameter: a form sends all its fields, and a list as often as it has been chosen from */
};

struct query {
	struct question question; /* all but its area, which query_question adds */
	struct area_text area;
	bool has_area, has_source;               /* asked for */
	char figure[QUERY_FIGURE_BYTES_MAX + 1]; /* a page's figure; "" for none */
};

/* Why a query is refused. */
struct query_fault {
	enum api_problem_kind kind;
	const char *parameter; /* "indicator" and so on; "" when it is none of them. Static storage */
	bool names_nothing;    /* the value should name an indicator, a council or an area, and there is none of that name */
	struct problem problem;
};

/* Of a to z, 0 to 9, dashes and underscores; false when it is not such an id. */
bool query_name_figure(struct query *query, struct slice id);
/* Asks for nothing yet: returns, of now. */
struct query query_begin(void);
/*
 * Sets one parameter to its value, which is not encoded. ERROR_INVALID: the form has no such parameter, it is set already, or the value is not allowed.
 */
enum error query_set(struct query *query, const struct query_form *form, struct slice name, struct slice value, struct query_fault *fault) MUST_CHECK;
/* When all are set. ERROR_INVALID: one that is required is missing, or they do not go together. */
enum error query_end(const struct query *query, const struct query_form *form, struct query_fault *fault) MUST_CHECK;
/*
 * Reads "indicator=...&month=...", in any order, each at most once, percent-encoded, a plus for a blank. ERROR_INVALID: what query_set and query_end
 * refuse, and empty ones; ERROR_LIMIT: longer than QUERY_BYTES_MAX.
 */
enum error query_parse(struct slice text, const struct query_form *form, struct query *out, struct query_fault *fault) MUST_CHECK;
/*
 * The whole question, with its area, which is made in the arena and borrows from the background's groups. ERROR_NOT_FOUND: there is no such group, with
 * a sentence; ERROR_NO_MEMORY.
 */
enum error query_question(const struct query *query, const struct background *background, struct arena *arena, struct question *out,
			  struct problem *problem) MUST_CHECK;
/* The query that asks this; the question's area may be NULL. */
struct query query_of(const struct question *question);
/*
 * The one query string of what is asked: "indicator=vacancy_rate_fte&month=2021-09&area=E12000002", and "&source=official" of releases. Needs no escaping
 * but that of its ampersands. At most QUERY_WRITTEN_BYTES_MAX.
 */
void query_put(struct text *text, const struct query *query);

/* The area of a page that was asked for none: the region that all these councils are of, else England. */
const struct area *query_default_area(const struct cube_record *records, unsigned count);
/* The indicator of a page that was asked for none: the vacancy rate. */
const struct indicator *query_default_indicator(void);
