#include "collector/core/month_span.h"

/* The months to be shown, within what there is; false when there is none. */
static bool span_find(const struct question *question, const struct month *months, unsigned count, struct month_span *span)
{
	if (count == 0)
		return false;
	span->first = months[0];
	span->last = months[count - 1];
	if (question->has_first && month_compare(question->first, span->first) > 0)
		span->first = question->first;
	if (question->has_last && month_compare(question->last, span->last) < 0)
		span->last = question->last;
	return month_compare(span->first, span->last) <= 0;
}

/* `months` are those of the source. */
static enum error columns_read(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, const struct month *months,
			       unsigned count, struct month_span *span)
{
	bool is_official = source == SOURCE_OFFICIAL;
	unsigned length = is_official ? count : (unsigned)(span->last.index - span->first.index) + 1;

	for (unsigned i = 0; i < length; i++) {
		struct month month = is_official ? months[i] : month_add(span->first, (int)i);
		const struct column *column;
		enum error error;

		if (month_compare(month, span->first) < 0 || month_compare(month, span->last) > 0)
			continue;
		error = cube_column(cube, source, indicator, month, &column);
		if (error)
			return error;
		if (!is_official || column->england.reported > 0)
			span->columns[span->count++] = column;
	}
	return ERROR_NONE;
}

enum error month_span_read(const struct cube_view *cube, const struct question *question, const struct indicator *indicator, struct arena *arena,
			   struct month_span *out, struct problem *problem)
{
	struct month_span span = {.count = 0};
	const struct month *months;
	unsigned count;
	enum error error = cube_months(cube, question->source, &months, &count);

	if (question->has_first && question->has_last && month_compare(question->first, question->last) > 0)
		return problem_set(problem, ERROR_INVALID, "the months end before they begin: the first one must not be later than the last");
	if (!error && span_find(question, months, count, &span)) {
		span.columns = arena_take(arena, (size_t)(span.last.index - span.first.index) + 1, sizeof(const struct column *));
		error = span.columns ? columns_read(cube, question->source, indicator, months, count, &span) : ERROR_NO_MEMORY;
	}
	if (!error)
		*out = span;
	return error;
}
