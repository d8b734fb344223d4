/* The command `status`. */
#include "collector/shell/commands.h"

#include <stdio.h>

#include "collector/shell/status.h"

enum { STATUS_BUDGET_BYTES = 32 << 20, OUTPUT_BYTES_MAX = 4 << 20 };

enum error area_unknown(struct problem *problem)
{
	char names[PROBLEM_SENTENCE_SIZE];
	struct text text;

	text_init_fixed(&text, names, sizeof(names));
	area_list(&text);
	return problem_set(problem, ERROR_NOT_FOUND, "there is no such area; the areas are, by name or E-code: ", names);
}

static enum error status_print(struct command_call *call, const struct status *status)
{
	enum error error = ERROR_NONE;
	struct text text;

	text_init_growing(&text, OUTPUT_BYTES_MAX);
	if (options_flag(&call->options, "json"))
		collector_status_write_json(status, &text);
	else
		collector_status_write_terminal(status, &text);
	if (text.error)
		error = problem_set(&call->problem, text.error, "there is not enough memory to print the status");
	else
		fwrite(text.data, 1, text.size, stdout);
	text_fini(&text);
	return error;
}

enum error command_status(struct command_call *call, enum exit_code *code)
{
	struct status_options options = {.state = options_text(&call->options, "state")};
	const char *area = options_text(&call->options, "area");
	struct status status;
	struct arena arena;
	enum error error;

	(void)code;
	options.has_month = options_month(&call->options, "month", &options.month);
	options.area = area ? area_find(slice_from_text(area)) : NULL;
	if (area && !options.area)
		return area_unknown(&call->problem);
	arena_init(&arena, STATUS_BUDGET_BYTES);
	error = collector_status_read(&options, &arena, &status, &call->problem);
	if (!error)
		error = status_print(call, &status);
	arena_fini(&arena);
	return error;
}
