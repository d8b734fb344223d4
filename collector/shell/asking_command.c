/* The commands that ask the store: each is an answer of answers.c, printed for a terminal or as the API's JSON. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/core/answers.h"
#include "collector/core/query.h"
#include "collector/shell/store_cube.h"
#include "proto/catalogue.h"

enum { ASKING_BUDGET_BYTES = 32 << 20, OUTPUT_BYTES_MAX = 4 << 20 };

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
static enum error source_read(struct command_call *call, struct question *out)
{
	const char *source = options_text(&call->options, "source");

	if (source && !query_source(slice_from_text(source), &out->source))
		return problem_set(&call->problem, ERROR_INVALID, "--source must be returns (the councils' own) or official (published releases)");
	out->moment.has_vintage = options_month(&call->options, "vintage", &out->moment.vintage);
	if (out->moment.has_vintage && out->source != SOURCE_OFFICIAL)
		return problem_set(&call->problem, ERROR_INVALID, "--vintage goes with --source official only");
	return ERROR_NONE;
}

/* The one word that the question needs: an indicator's id, or a council's code. */
static enum error word_read(struct command_call *call, const struct answer *answer, struct question *out)
{
	if (call->word_count != 1)
		return problem_set(&call->problem, ERROR_INVALID, "exactly one indicator is expected, such as vacancy_rate_fte");
	if (answer->allowed & ASK_INDICATOR)
		out->indicator = catalogue_indicator_find(slice_from_text(call->words[0]));
	return out->indicator ? ERROR_NONE : indicator_unknown(&call->problem);
}

static enum error question_read(struct command_call *call, const struct answer *answer, struct question *out)
{
	struct question question = {.source = SOURCE_RETURNS};
	enum error error = word_read(call, answer, &question);

	if (error)
		return error;
	question.area = area_find(slice_from_text(options_text(&call->options, "area")));
	if (!question.area)
		return area_unknown(&call->problem);
	question.has_month = options_month(&call->options, "month", &question.month);
	if (!question.has_month)
		return problem_set(&call->problem, ERROR_INVALID, "--month is needed: a month such as 2021-09");
	*out = question;
	return source_read(call, out);
}

/* One question on its way to an answer. */
struct asking {
	struct command_call *call;
	const struct answer *answer;
	struct question question;
	struct arena arena;
	struct text text;
};

/* The answer's text; in the view. */
static enum error answer_write(struct asking *asking, const struct background *background)
{
	struct problem *problem = &asking->call->problem;
	enum error error;

	if (options_flag(&asking->call->options, "json"))
		error = asking->answer->write(background, &asking->question, &asking->arena, &asking->text, problem);
	else
		error = asking->answer->write_terminal(background, &asking->question, terminal_width(), &asking->arena, &asking->text, problem);
	return error;
}

/* A failure that nobody has found words for yet. */
static enum error failure(struct asking *asking, enum error error)
{
	if (error == ERROR_CORRUPT || !*asking->call->problem.sentence)
		return problem_set(&asking->call->problem, error, "the answer cannot be made (", error_name(error), "); run verify");
	return error;
}

static enum error store_ask(struct asking *asking)
{
	struct store_options options = {.folder = options_text(&asking->call->options, "state"), .read_only = true};
	struct store_cube cube;
	struct store_view view;
	struct store *store;
	enum error error = store_open(&store, &options, &asking->call->problem), view_error;

	if (error)
		return error;
	store_cube_init(&cube);
	store_view_begin(&view, store);
	error = store_cube_begin(&cube, &view, &asking->question.moment);
	if (!error)
		error = answer_write(asking, &cube.background);
	view_error = store_view_end(&view);
	store_cube_fini(&cube);
	store_close(store);
	error = view_error ? view_error : error;
	return error ? failure(asking, error) : ERROR_NONE;
}

static void answer_print(struct text *text)
{
	if (text->size && text->data[text->size - 1] != '\n')
		text_put(text, "\n");
	fwrite(text->data, 1, text->size, stdout);
}

static enum error command_ask(struct command_call *call, const char *name)
{
	struct asking asking = {.call = call, .answer = answer_find(slice_from_text(name))};
	enum error error = question_read(call, asking.answer, &asking.question);

	if (error)
		return error;
	arena_init(&asking.arena, ASKING_BUDGET_BYTES);
	text_init_growing(&asking.text, OUTPUT_BYTES_MAX);
	error = store_ask(&asking);
	if (!error)
		answer_print(&asking.text);
	text_fini(&asking.text);
	arena_fini(&asking.arena);
	return error;
}

enum error command_rank(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "rankings");
}
