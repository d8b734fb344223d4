#include "deploy/demo_data/published_lines.h"

#include "common/decimal.h"
#include "common/text.h"

static bool parse_council(struct slice cell, uint16_t *out)
{
	int64_t code;

	if (cell.size != 3 || decimal_parse(cell, 0, &code) || code < 100 || code > 999)
		return false;
	*out = (uint16_t)code;
	return true;
}

/* NULL, or what is wrong with the line. */
static const char *parse_line(struct slice text, struct published_line *out)
{
	if (!parse_council(slice_split(&text, ','), &out->council))
		return "does not begin with a council's three-digit code";
	if (date_parse(slice_split(&text, ','), &out->date))
		return "has no date like 2021-03-31";
	out->measure = slice_split(&text, ',');
	out->value = text;
	return NULL;
}

static enum error line_problem(struct problem *problem, uint64_t number, const char *reason)
{
	char place[24];
	struct text text;

	text_init_fixed(&text, place, sizeof(place));
	text_put_u64(&text, number);
	return problem_set(problem, ERROR_MALFORMED, "line ", place, " of the published table ", reason);
}

enum error published_lines_read(struct slice text, const char *(*take)(void *context, const struct published_line *line), void *context,
				struct problem *problem)
{
	const struct slice header = SLICE_LITERAL("council,date,measure,value");
	bool header_seen = false, line_seen = false;

	for (uint64_t number = 1; text.size > 0; number++) {
		struct slice cells = slice_split(&text, '\n');
		struct published_line line = {0};
		const char *reason = NULL;

		if (cells.size == 0 || cells.data[0] == '#')
			continue;
		if (!header_seen) {
			reason = slice_equal(cells, header) ? NULL : "is not the header council,date,measure,value";
			header_seen = true;
		} else {
			reason = parse_line(cells, &line);
			line_seen = true;
			if (reason == NULL)
				reason = take(context, &line);
		}
		if (reason != NULL)
			return line_problem(problem, number, reason);
	}
	return line_seen ? ERROR_NONE : problem_set(problem, ERROR_MALFORMED, "the published table has no lines");
}
