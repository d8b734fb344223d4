#include "agent/shell/validate_command.h"

#include "agent/core/validation.h"
#include "agent/shell/answer.h"
#include "agent/shell/council_option.h"
#include "agent/shell/extracts.h"

/* The council of --council, against which what the files say of theirs is held; without it 0, and they are held against each other. */
static enum error council_take(const struct command_call *call, uint16_t *out, struct problem *problem)
{
	const struct council *council;
	enum error error;

	if (!options_text(&call->options, "council"))
		return ERROR_NONE;
	error = council_of_option(call, &council, problem);
	if (!error)
		*out = council->code;
	return error;
}

/* The files and folders that are named behind the command, and the folder of --extracts. */
static enum error paths_read(const struct command_call *call, struct reading *reading, struct problem *problem)
{
	const char *folder = options_text(&call->options, "extracts");
	enum error error = ERROR_NONE;

	if (folder)
		error = extracts_read_shown(folder, reading, problem);
	if (!error && call->word_count)
		error = extracts_read_paths(call->words, call->word_count, reading, problem);
	return error;
}

static enum error report_print(struct reading *reading, bool as_json, struct problem *problem)
{
	struct text text;

	text_init_growing(&text, ANSWER_BYTES_MAX);
	if (as_json) {
		validation_write_json(reading, &text);
		text_put(&text, "\n");
	} else {
		validation_write_text(reading, &text);
	}
	return answer_print(&text, problem);
}

enum error run_validate(struct command_call *call, enum exit_code *code)
{
	struct problem *problem = &call->problem;
	struct reading *reading;
	uint16_t council = 0;
	enum error error;

	if (!call->word_count && !options_text(&call->options, "extracts"))
		return problem_set(problem, ERROR_INVALID, "validate needs the files or folders to look at, or --extracts DIR");
	error = council_take(call, &council, problem);
	if (error)
		return error;
	reading = reading_new(READING_BUDGET_BYTES);
	if (!reading)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read the extracts");
	reading_set_council(reading, council);
	reading_set_today(reading, date_of_time(clock_now_s(&call->clock)));
	error = paths_read(call, reading, problem);
	if (!error) {
		reading_register(reading);
		error = report_print(reading, options_flag(&call->options, "json"), problem);
	}
	if (!error && (validation_totals(reading).errors || !validation_has_files(reading)))
		*code = EXIT_CODE_FAILED;
	reading_free(reading);
	return error;
}
