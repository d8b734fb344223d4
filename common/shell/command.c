/*
 * A program's run: words and options are read, the command is found, the options that it does not take are refused, the configuration file fills in
 * what the command line left open, what is required is asked for, and the command runs. Every failure ends in one sentence and one exit code.
 */
#include "common/shell/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

#include "common/memory.h"
#include "common/shell/files.h"
#include "common/shell/settings.h"

enum { ARGUMENT_WORDS_MAX = COMMAND_WORDS_MAX + 2, HELP_BYTES_MAX = 64 << 10, COMMAND_COLUMNS = 24 };

static const struct option common_options[] = {
	{"config", OPTION_PATH, "FILE", NULL, "read options from FILE: one `name = value` a line; the command line wins", 0, 0},
	{"now", OPTION_TIME, "TIME", NULL, "a fixed clock such as 2021-10-05T09:30:00Z, for tests and demonstrations", 0, 0},
	{"help", OPTION_FLAG, NULL, NULL, "show this help", 0, 0},
	{"version", OPTION_FLAG, NULL, NULL, "show the version", 0, 0},
};

enum { COMMON_OPTION_COUNT = sizeof(common_options) / sizeof(common_options[0]) };

struct run {
	const struct program *program;
	const struct command *command; /* NULL: none was named */
	bool wants_help;
	struct option table[OPTIONS_MAX]; /* the program's and the common ones */
	unsigned table_count;
	const char *words[ARGUMENT_WORDS_MAX]; /* all that are not options */
	unsigned word_count;
	struct command_call call;
};

/* Whether the blank-separated list has `name`; *is_required: it stands there with an exclamation mark. */
static bool list_has(const char *list, const char *name, bool *is_required)
{
	struct slice rest = slice_from_text(list);

	while (rest.size) {
		struct slice word = slice_split(&rest, ' ');
		bool is_marked = word.size && word.data[0] == '!';

		if (is_marked)
			word = slice_from(word.data + 1, word.size - 1);
		if (slice_equal(word, slice_from_text(name))) {
			*is_required = is_marked;
			return true;
		}
	}
	return false;
}

static bool is_common(const char *name)
{
	for (unsigned i = 0; i < COMMON_OPTION_COUNT; i++)
		if (strcmp(common_options[i].name, name) == 0)
			return true;
	return false;
}

static bool command_takes(const struct command *command, const char *name)
{
	bool is_required;

	return is_common(name) || list_has(command->options, name, &is_required);
}

static void print_text(FILE *stream, struct text *text)
{
	fwrite(text->data, 1, text->size, stream);
	text_fini(text);
}

static void program_help(const struct program *program, FILE *stream)
{
	struct text text;

	text_init_growing(&text, HELP_BYTES_MAX);
	text_put(&text, program->summary);
	text_put(&text, "\n\nUsage: ");
	text_put(&text, program->name);
	text_put(&text, " COMMAND [OPTIONS]\n\nCommands:\n");
	for (unsigned i = 0; i < program->command_count; i++) {
		text_put(&text, "  ");
		text_put_padded(&text, slice_from_text(program->commands[i].name), COMMAND_COLUMNS, false);
		text_put(&text, program->commands[i].summary);
		text_put(&text, "\n");
	}
	text_put(&text, "\nOptions of every command:\n");
	options_describe(common_options, COMMON_OPTION_COUNT, &text);
	text_put(&text, "\n");
	text_put(&text, program->name);
	text_put(&text, " help COMMAND shows what a command takes.\n");
	print_text(stream, &text);
}

static void command_usage(struct text *text, const struct run *run)
{
	struct slice rest = slice_from_text(run->command->options);

	text_put(text, "Usage: ");
	text_put(text, run->program->name);
	text_put(text, " ");
	text_put(text, run->command->name);
	if (run->command->words) {
		text_put(text, " ");
		text_put(text, run->command->words);
	}
	while (rest.size) {
		struct slice word = slice_split(&rest, ' ');

		for (unsigned i = 0; word.size && word.data[0] == '!' && i < run->table_count; i++) {
			if (!slice_equal(slice_from(word.data + 1, word.size - 1), slice_from_text(run->table[i].name)))
				continue;
			text_put(text, " --");
			text_put(text, run->table[i].name);
			text_put(text, " ");
			text_put(text, run->table[i].value_name ? run->table[i].value_name : "VALUE");
		}
	}
	text_put(text, " [OPTIONS]\n");
}

static void command_help(const struct run *run, FILE *stream)
{
	struct option taken[OPTIONS_MAX];
	unsigned count = 0;
	struct text text;

	for (unsigned i = 0; i < run->table_count; i++)
		if (command_takes(run->command, run->table[i].name))
			taken[count++] = run->table[i];
	text_init_growing(&text, HELP_BYTES_MAX);
	text_put(&text, run->command->summary);
	text_put(&text, "\n\n");
	command_usage(&text, run);
	text_put(&text, "\nOptions:\n");
	options_describe(taken, count, &text);
	print_text(stream, &text);
}

/* How many of the words the command's name takes up when they begin with it; 0: they do not. */
static unsigned name_matches(const char *name, const char *const *words, unsigned word_count)
{
	struct slice rest = slice_from_text(name);
	unsigned used = 0;

	while (rest.size) {
		struct slice part = slice_split(&rest, ' ');

		if (used == word_count || !slice_equal(part, slice_from_text(words[used])))
			return 0;
		used++;
	}
	return used;
}

/* Finds the command with the longest name that the words begin with; the words behind it are the call's. */
static enum error command_find(struct run *run, struct problem *problem)
{
	const char *const *words = run->words;
	unsigned word_count = run->word_count, longest = 0;
	struct command_call *call = &run->call;

	if (word_count && strcmp(words[0], "help") == 0) {
		run->wants_help = true;
		words++;
		word_count--;
	}
	for (unsigned i = 0; i < run->program->command_count; i++) {
		unsigned used = name_matches(run->program->commands[i].name, words, word_count);

		if (used <= longest)
			continue;
		longest = used;
		run->command = &run->program->commands[i];
	}
	if (!run->command)
		return word_count == 0 ? ERROR_NONE
				       : problem_set(problem, ERROR_INVALID,
						     "there is no such command; the commands are listed by: ", run->program->name, " help");
	if (word_count - longest > (run->command->words ? COMMAND_WORDS_MAX : 0U))
		return problem_set(problem, ERROR_INVALID, "there are more words on the command line than ", run->command->name, " takes");
	for (unsigned i = longest; i < word_count; i++)
		call->words[call->word_count++] = words[i];
	return ERROR_NONE;
}

/* Options that were given but would be passed over are a mistake that the person should know of. */
static enum error given_options_check(const struct run *run, struct problem *problem)
{
	for (unsigned i = 0; i < run->table_count; i++)
		if (run->call.options.values[i].is_set && !command_takes(run->command, run->table[i].name))
			return problem_set(problem, ERROR_INVALID, run->command->name, " does not take --", run->table[i].name,
					   "; what it takes is shown by: ", run->program->name, " help ", run->command->name);
	return ERROR_NONE;
}

static enum error required_options_check(const struct run *run, struct problem *problem)
{
	for (unsigned i = 0; i < run->table_count; i++) {
		bool is_required = false;

		if (list_has(run->command->options, run->table[i].name, &is_required) && is_required && !run->call.options.values[i].has_value)
			return problem_set(problem, ERROR_INVALID, run->command->name, " needs --", run->table[i].name, " ",
					   run->table[i].value_name ? run->table[i].value_name : "VALUE", ": ", run->table[i].help);
	}
	return ERROR_NONE;
}

static enum error config_take(void *context, struct slice name, struct slice value, struct problem *problem)
{
	return options_set_from_file(context, name, value, problem);
}

static enum error config_read(struct run *run, struct problem *problem)
{
	const char *path = options_text(&run->call.options, "config");
	struct arena arena;
	struct slice bytes;
	enum error error;

	if (!path)
		return ERROR_NONE;
	arena_init(&arena, SETTINGS_BYTES_MAX);
	error = file_read(path, SETTINGS_BYTES_MAX, &arena, &bytes, problem);
	if (!error)
		error = settings_parse(bytes, path, config_take, &run->call.options, problem);
	arena_fini(&arena);
	/* Whatever is wrong with the configuration, the command line or the file has to be changed. */
	if (error && problem)
		problem->error = ERROR_INVALID;
	return error ? ERROR_INVALID : ERROR_NONE;
}

static void run_init(struct run *run, const struct program *program)
{
	INVARIANT(program->option_count + COMMON_OPTION_COUNT <= OPTIONS_MAX);
	run->program = program;
	memcpy(run->table, program->options, program->option_count * sizeof(struct option));
	memcpy(run->table + program->option_count, common_options, sizeof(common_options));
	run->table_count = program->option_count + COMMON_OPTION_COUNT;
	run->call.program = program->name;
	options_init(&run->call.options, run->table, run->table_count);
}

/* An answer that did not reach its reader is no answer: a full disk behind a redirection, for instance. */
static enum error answers_flush(struct problem *problem)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return ERROR_NONE;
	return problem_set(problem, error_from_errno(errno), "the answer could not be written: ", strerror(errno));
}

static enum error command_run(struct run *run, enum exit_code *code)
{
	struct command_call *call = &run->call;
	enum error error = given_options_check(run, &call->problem);

	if (!error)
		error = config_read(run, &call->problem);
	if (!error)
		error = required_options_check(run, &call->problem);
	if (error)
		return error;
	call->clock.is_fixed = options_time(&call->options, "now", &call->clock.fixed_s);
	error = run->command->run(call, code);
	return error ? error : answers_flush(&call->problem);
}

static enum error program_run(struct run *run, int argc, char **argv, enum exit_code *code)
{
	struct problem *problem = &run->call.problem;
	enum error error =
		options_parse(&run->call.options, argc > 0 ? argc - 1 : 0, argv + 1, run->words, ARGUMENT_WORDS_MAX, &run->word_count, problem);

	if (!error && (options_flag(&run->call.options, "version") || name_matches("version", run->words, run->word_count))) {
		printf("%s %s\n", run->program->name, BELLWETHER_VERSION);
		return answers_flush(problem);
	}
	if (!error)
		error = command_find(run, problem);
	if (error)
		return error;
	if (run->wants_help || options_flag(&run->call.options, "help")) {
		if (run->command)
			command_help(run, stdout);
		else
			program_help(run->program, stdout);
		return answers_flush(problem);
	}
	if (!run->command) {
		program_help(run->program, stderr);
		*code = EXIT_CODE_USAGE;
		return ERROR_NONE;
	}
	return command_run(run, code);
}

int command_main(const struct program *program, int argc, char **argv)
{
	struct run *run = memory_new(1, sizeof(*run));
	enum exit_code code = EXIT_CODE_OK;
	enum error error;

	if (!run) {
		fprintf(stderr, "%s: there is not enough memory to start\n", program->name);
		return EXIT_CODE_MACHINE;
	}
	run_init(run, program);
	error = program_run(run, argc, argv, &code);
	if (error) {
		code = exit_code_for(error);
		fprintf(stderr, "%s: %s\n", program->name, run->call.problem.sentence);
	}
	memory_free(run);
	return (int)code;
}
