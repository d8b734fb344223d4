/* The command `rank`. */
#include "collector/shell/commands.h"

#include <stdio.h>
#include <stdlib.h>

#include "collector/core/query.h"
#include "collector/shell/store.h"
#include "proto/catalogue.h"

enum { RANKING_BUDGET_BYTES = 32 << 20, OUTPUT_BYTES_MAX = 4 << 20, WIDTH_MIN = 60, WIDTH_MAX = 200, WIDTH_DEFAULT = 100 };

static enum error indicator_unknown(struct problem *problem)
{
	char names[PROBLEM_SENTENCE_SIZE];
	struct text text;

	text_init_fixed(&text, names, sizeof(names));
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		text_put(&text, i ? ", " : "");
		text_put(&text, catalogue_indicator_at(i)->id);
	}
	return problem_set(problem, ERROR_NOT_FOUND, "there is no such indicator; the indicators are: ", names);
}

/* Which figures: the councils' own, or published ones, as of a vintage when one is asked for. */
static enum error source_read(struct command_call *call, struct ranking_question *out)
{
	const char *source = options_text(&call->options, "source");

	if (!query_source(slice_from_text(source), &out->source))
		return problem_set(&call->problem, ERROR_INVALID, "--source must be returns (the councils' own) or official (published releases)");
	out->has_vintage = options_month(&call->options, "vintage", &out->vintage);
	if (out->has_vintage && out->source != SOURCE_OFFICIAL)
		return problem_set(&call->problem, ERROR_INVALID, "--vintage goes with --source official only");
	return ERROR_NONE;
}

static enum error request_read(struct command_call *call, struct ranking_question *out)
{
	struct ranking_question request = {.source = SOURCE_RETURNS};
	const char *area = options_text(&call->options, "area");

	if (call->word_count != 1)
		return problem_set(&call->problem, ERROR_INVALID, "exactly one indicator is expected, such as vacancy_rate_fte");
	request.indicator = catalogue_indicator_find(slice_from_text(call->words[0]));
	if (!request.indicator)
		return indicator_unknown(&call->problem);
	request.area = area_find(slice_from_text(area));
	if (!request.area)
		return area_unknown(&call->problem);
	if (!options_month(&call->options, "month", &request.month))
		return problem_set(&call->problem, ERROR_INVALID, "--month is needed: a month such as 2021-09");
	*out = request;
	return source_read(call, out);
}

/* The terminal's columns, as the shell has told them. */
static unsigned terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	unsigned width = 0;

	for (; columns && *columns >= '0' && *columns <= '9' && width <= WIDTH_MAX; columns++)
		width = width * 10 + (unsigned)(*columns - '0');
	if (width == 0)
		return WIDTH_DEFAULT;
	if (width < WIDTH_MIN)
		return WIDTH_MIN;
	return width > WIDTH_MAX ? WIDTH_MAX : width;
}

static enum error ranking_read(struct command_call *call, const struct ranking_question *request, struct arena *arena, struct ranking *out)
{
	struct store_options options = {.folder = options_text(&call->options, "state"), .read_only = true};
	struct store_view view;
	struct store *store;
	enum error error = store_open(&store, &options, &call->problem), view_error;

	if (error)
		return error;
	store_view_begin(&view, store);
	error = store_ranking(&view, request, arena, out);
	view_error = store_view_end(&view);
	store_close(store);
	if (view_error)
		error = view_error;
	return error ? problem_set(&call->problem, error, "the ranking cannot be made (", error_name(error), "); run verify") : ERROR_NONE;
}

static enum error ranking_print(struct command_call *call, const struct ranking *ranking)
{
	bool as_json = options_flag(&call->options, "json");
	enum error error = ERROR_NONE;
	struct text text;

	text_init_growing(&text, OUTPUT_BYTES_MAX);
	if (as_json)
		ranking_write_json(ranking, &text);
	else
		ranking_write_terminal(ranking, terminal_width(), &text);
	if (text.size && text.data[text.size - 1] != '\n')
		text_put(&text, "\n");
	if (text.error)
		error = problem_set(&call->problem, text.error, "there is not enough memory to print the ranking");
	else
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return error;
}

enum error command_rank(struct command_call *call, enum exit_code *code)
{
	struct ranking_question request = {0};
	struct ranking ranking;
	struct arena arena;
	enum error error = request_read(call, &request);

	(void)code;
	if (error)
		return error;
	arena_init(&arena, RANKING_BUDGET_BYTES);
	error = ranking_read(call, &request, &arena, &ranking);
	if (!error)
		error = ranking_print(call, &ranking);
	arena_fini(&arena);
	return error;
}
