/* The commands that ask the store: each is an answer of answers.c, printed for a terminal or as the API's JSON. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/core/answers.h"
#include "collector/core/query_parameters.h"
#include "collector/shell/store_cube.h"

enum { ASKING_BUDGET_BYTES = 32 << 20, OUTPUT_BYTES_MAX = 4 << 20, NAME_SIZE = 16 };

/* The parameter that is asked by a word instead of an option; NULL: none is. */
static const char *word_name(const struct answer *answer)
{
	if (answer->required & ASK_INDICATOR)
		return "indicator";
	return answer->required & ASK_COUNCIL ? "council" : NULL;
}

/* The one word that the question needs, or none. */
static enum error word_read(struct command_call *call, const struct answer *answer, const struct query_form *form, struct query *query,
			    struct query_fault *fault)
{
	const char *name = word_name(answer);

	if (!name)
		return call->word_count ? problem_set(&fault->problem, ERROR_INVALID, "no word is expected behind the command") : ERROR_NONE;
	if (call->word_count != 1)
		return problem_set(&fault->problem, ERROR_INVALID, "exactly one ", name, " is expected, such as ",
				   answer->required & ASK_INDICATOR ? "vacancy_rate_fte" : "342");
	return query_set(query, form, slice_from_text(name), slice_from_text(call->words[0]), fault);
}

/* Sets the parameter to the value of the option that it is on a command line, if that is given: once, as in an address. */
static enum error option_read(struct command_call *call, const struct query_parameter *parameter, const struct query_form *form, struct query *query,
			      struct query_fault *fault)
{
	const char *value;
	char name[NAME_SIZE];
	struct text text;

	text_init_fixed(&text, name, sizeof(name));
	for (const char *letter = parameter->name; *letter; letter++)
		text_put_char(&text, *letter == '_' ? '-' : *letter);
	value = options_text(&call->options, name);
	if (!value)
		return ERROR_NONE;
	if (options_repeated(&call->options, name))
		return problem_set(&fault->problem, ERROR_INVALID, "--", name, " is given more than once: give it once");
	return query_set(query, form, slice_from_text(parameter->name), slice_from_text(value), fault);
}

/* The options that ask are the parameters of an address. */
static enum error query_read(struct command_call *call, const struct answer *answer, struct query *query, struct query_fault *fault)
{
	struct query_form form = {
		.required = answer->required, .allowed = answer->allowed, .place = QUERY_ON_COMMAND_LINE, .word = word_name(answer)};
	enum error error;

	*query = query_begin();
	error = word_read(call, answer, &form, query, fault);
	for (unsigned index = 0; !error && index < QUERY_PARAMETER_COUNT; index++) {
		const struct query_parameter *parameter = &query_parameters[index];

		if (answer->allowed & (unsigned)parameter->takes_it && !parameter->is_set(query))
			error = option_read(call, parameter, &form, query, fault);
	}
	return error ? error : query_end(query, &form, fault);
}

/* One question on its way to an answer. */
struct asking {
	struct command_call *call;
	const struct answer *answer;
	struct query query;
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

static enum error cube_ask(struct asking *asking, struct store_cube *cube, struct store_view *view)
{
	struct problem *problem = &asking->call->problem;
	enum error error = store_cube_begin(cube, view, &asking->query.question.moment);

	if (error == ERROR_NOT_FOUND)
		return problem_set(problem, error, "the store has nothing as of this moment: it lies before the first entry, or behind the last one");
	if (!error)
		error = query_question(&asking->query, &cube->background, &asking->arena, &asking->question, problem);
	return error ? error : answer_write(asking, &cube->background);
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
	cube.now_s = clock_now_s(&asking->call->clock);
	store_view_begin(&view, store);
	error = cube_ask(asking, &cube, &view);
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
	struct query_fault fault = {0};
	enum error error = query_read(call, asking.answer, &asking.query, &fault);

	if (error)
		return problem_set(&call->problem, fault.names_nothing ? ERROR_NOT_FOUND : error, fault.problem.sentence);
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

enum error command_series(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "series");
}

enum error command_profile(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "profiles");
}

enum error command_revisions(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "revisions");
}

enum error command_reconcile(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "reconciliation");
}

enum error command_alerts(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "alerts");
}

enum error command_reporting(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return command_ask(call, "reporting");
}
