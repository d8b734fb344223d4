/*
 * What a reader asks for: the query string of a ranking's address, to an indicator, a month and an area. Pure. Anything that is not expected is refused
 * with a sentence that names the parameter and what is allowed.
 */
#pragma once

#include <stdbool.h>

#include "collector/core/cube.h"
#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"
#include "common/text.h"
#include "proto/catalogue.h"
#include "proto/councils.h"

enum {
	QUERY_BYTES_MAX = 512,      /* the whole query string; the longest that a page makes has less than 100 */
	QUERY_VALUE_BYTES_MAX = 64, /* one value, decoded */
};

struct query {
	const struct indicator *indicator; /* NULL: not asked for */
	bool has_month;
	struct month month;
	const struct area *area; /* NULL: not asked for */
	bool has_source;
	enum cube_source source; /* SOURCE_RETURNS unless asked for otherwise */
};

/* Why a query is refused. */
struct query_fault {
	const char *parameter; /* "indicator", "month", "area" or "source"; "" when it is none of them. Static storage */
	struct problem problem;
};

/*
 * Reads "indicator=...&month=...&area=...&source=...", in any order, each at most once, percent-encoded, a plus for a blank; the empty query asks for nothing.
 * ERROR_INVALID: an unknown or empty parameter, one given twice, or a value that is not allowed; ERROR_LIMIT: longer than QUERY_BYTES_MAX.
 */
enum error query_parse(struct slice text, struct query *out, struct query_fault *fault) MUST_CHECK;
/* ERROR_INVALID, naming the first one, unless indicator, month and area are there. */
enum error query_require_all(const struct query *query, struct query_fault *fault) MUST_CHECK;
/* The area of a page that was asked for none: the region that all these councils are of, else England. */
const struct area *query_default_area(const struct cube_record *records, unsigned count);
/* The indicator of a page that was asked for none: the vacancy rate. */
const struct indicator *query_default_indicator(void);
/* The one query string of a complete query: "indicator=vacancy_rate_fte&month=2021-09&area=E12000002", and "&source=official" of releases. Needs no escaping but that of its ampersands. */
void query_put(struct text *text, const struct indicator *indicator, struct month month, const struct area *area, enum cube_source source);
/* "returns" or "official"; false when it is neither. */
bool query_source(struct slice text, enum cube_source *out);
