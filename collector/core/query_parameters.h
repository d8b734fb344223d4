/* The parameters of queries: of each its name, what its value may be, and how that is written. Pure. */
#pragma once

#include "collector/core/query.h"

struct query_parameter {
	const char *name;               /* in an address; a command line has dashes for underscores */
	enum answer_parameter takes_it; /* answers that have this take it */
	bool (*is_set)(const struct query *query);
	/* False: the value is not allowed, and the query is then not to be used. */
	bool (*set)(struct query *query, struct slice value);
	void (*put)(struct text *text, const struct query *query);
	/* The sentence's end: "a year and a month, such as 2021-09". */
	void (*put_allowed)(struct text *text);
	/* What is wrong with this value (query_faults.h), when more can be said than what is allowed; NULL: the value names nothing that might not be. */
	void (*put_fault)(struct text *text, struct slice value);
	bool is_list; /* setting it again adds to it, where the form allows that */
};

enum { QUERY_PARAMETER_COUNT = 13 };

/* In the order of the one query string. */
extern const struct query_parameter query_parameters[QUERY_PARAMETER_COUNT];
