/* Any bytes as a query string and as an If-None-Match header: never a crash; what is accepted can be written and is read again as the same. */
#include "collector/core/etag.h"
#include "collector/core/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_written_again(const struct query *query)
{
	char buffer[QUERY_BYTES_MAX];
	struct query_fault fault;
	struct query again;
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	query_put(&text, query->indicator, query->month, query->area, query->source);
	INVARIANT(!text.error);
	INVARIANT(query_parse(text_slice(&text), &again, &fault) == ERROR_NONE);
	INVARIANT(again.indicator == query->indicator && again.area == query->area && again.source == query->source &&
		  month_compare(again.month, query->month) == 0);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_from(data, size);
	struct query_fault fault = {0};
	struct query query;
	enum error error = query_parse(text, &query, &fault);

	INVARIANT(error == ERROR_NONE || (fault.parameter && fault.problem.sentence[0] != '\0'));
	if (!error && query_require_all(&query, &fault) == ERROR_NONE)
		check_written_again(&query);
	(void)etag_matches(text, "\"0123456789abcdef0123456789abcdef\"");
	return 0;
}
