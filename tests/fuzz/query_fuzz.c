/* Any bytes as a query string and as an If-None-Match header: never a crash; what is accepted is written in one way, and read again as the same. */
#include "collector/core/etag.h"
#include "collector/core/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { ARENA_BYTES = 64 << 10 };

static const struct query_form forms[] = {
	{.allowed = ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_COUNCIL | ASK_SOURCE | ASK_SINCE | ASK_SPAN | ASK_MOMENT},
	{.required = ASK_INDICATOR | ASK_MONTH | ASK_AREA, .allowed = ASK_INDICATOR | ASK_MONTH | ASK_AREA | ASK_SOURCE},
	{.allowed = ASK_FIND | ASK_MONTH | ASK_SOURCE | ASK_MOMENT, .skips_empty = true},
	{.allowed = 0},
};

static struct slice write_query(const struct query *query, char *buffer)
{
	struct text text;

	text_init_fixed(&text, buffer, QUERY_WRITTEN_BYTES_MAX + 1);
	query_put(&text, query);
	INVARIANT(!text.error);
	return text_slice(&text);
}

static void check_written_again(const struct query *query, const struct query_form *form)
{
	char first[QUERY_WRITTEN_BYTES_MAX + 1], second[QUERY_WRITTEN_BYTES_MAX + 1];
	struct slice written = write_query(query, first);
	struct query_fault fault;
	struct query again;

	if (written.size > QUERY_BYTES_MAX)
		return;
	INVARIANT(query_parse(written, form, &again, &fault) == ERROR_NONE);
	INVARIANT(slice_equal(written, write_query(&again, second)));
}

/* The area that is made of its text has that text as its code. */
static void check_question(const struct query *query)
{
	char first[QUERY_WRITTEN_BYTES_MAX + 1], second[QUERY_WRITTEN_BYTES_MAX + 1];
	struct question question;
	struct query of_question;
	struct arena arena;
	struct background background = {.groups = group_known_at(0), .group_count = group_known_count()};
	enum error error;

	arena_init(&arena, ARENA_BYTES);
	error = query_question(query, &background, &arena, &question, NULL);
	INVARIANT(error == ERROR_NONE || (error == ERROR_NOT_FOUND && query->area.kind == AREA_GROUP));
	if (error) {
		arena_fini(&arena);
		return;
	}
	of_question = query_of(&question);
	INVARIANT(slice_equal(write_query(query, first), write_query(&of_question, second)));
	arena_fini(&arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice text = slice_from(data, size);

	for (size_t index = 0; index < sizeof(forms) / sizeof(forms[0]); index++) {
		struct query_fault fault = {0};
		struct query query;

		if (query_parse(text, &forms[index], &query, &fault)) {
			INVARIANT(fault.parameter && fault.problem.sentence[0] != '\0');
			continue;
		}
		check_written_again(&query, &forms[index]);
		check_question(&query);
	}
	(void)etag_matches(text, "\"0123456789abcdef0123456789abcdef\"");
	return 0;
}
