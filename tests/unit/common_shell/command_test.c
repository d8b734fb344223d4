#include "common/shell/command.h"

#include <criterion/criterion.h>
#include <string.h>
#include <unistd.h>

#include "tests/support/temporary_folder.h"

enum { ARGUMENTS_MAX = COMMAND_WORDS_MAX + 12, OUTPUT_SIZE = 16384 };

static struct {
	unsigned runs;
	char state[64], words[COMMAND_WORDS_MAX + 64];
	int64_t rows, now_s;
	bool is_fixed;
} seen;

static enum error count_run(struct command_call *call, enum exit_code *code)
{
	const char *state = options_text(&call->options, "state");

	(void)code;
	seen.runs++;
	strncpy(seen.state, state ? state : "-", sizeof(seen.state) - 1);
	for (unsigned i = 0; i < call->word_count; i++)
		strcat(seen.words, call->words[i]);
	seen.rows = options_count(&call->options, "rows");
	seen.is_fixed = call->clock.is_fixed;
	seen.now_s = call->clock.fixed_s;
	return ERROR_NONE;
}

static enum error verify_run(struct command_call *call, enum exit_code *code)
{
	(void)call;
	*code = EXIT_CODE_FAILED;
	puts("damaged");
	return ERROR_NONE;
}

static enum error full_run(struct command_call *call, enum exit_code *code)
{
	(void)code;
	return problem_set(&call->problem, ERROR_NO_SPACE, "the disk is full");
}

static const struct option options[] = {
	{"state", OPTION_PATH, "DIR", NULL, "the state folder", 0, 0},
	{"rows", OPTION_COUNT, "N", "7", "how many rows", 1, 10},
	{"json", OPTION_FLAG, NULL, NULL, "as JSON", 0, 0},
};

static const struct command commands[] = {
	{"count words", "WORD", "counts words", "rows", count_run},
	{"count", NULL, "counts", "!state rows", count_run},
	{"verify", NULL, "verifies", "", verify_run},
	{"full", NULL, "fills the disk", "", full_run},
};

static const struct program program = {"tester", "Tests commands.", commands, 4, options, 3};

struct outcome {
	int code;
	char out[OUTPUT_SIZE], err[OUTPUT_SIZE];
};

static void take_output(FILE *file, int saved, int descriptor, char out[static OUTPUT_SIZE])
{
	size_t size;

	dup2(saved, descriptor);
	close(saved);
	rewind(file);
	size = fread(out, 1, OUTPUT_SIZE - 1, file);
	out[size] = '\0';
	fclose(file);
}

/* Runs the program with the words of `line`, which are separated by single blanks. */
static struct outcome run(const char *line)
{
	struct outcome outcome;
	char words[PATH_SIZE + 64], *arguments[ARGUMENTS_MAX] = {"tester"};
	int count = 1, saved_out, saved_err;
	FILE *out = tmpfile(), *err = tmpfile();

	memset(&seen, 0, sizeof(seen));
	strcpy(words, line);
	for (char *word = strtok(words, " "); word; word = strtok(NULL, " "))
		arguments[count++] = word;
	fflush(stdout);
	fflush(stderr);
	saved_out = dup(STDOUT_FILENO);
	saved_err = dup(STDERR_FILENO);
	dup2(fileno(out), STDOUT_FILENO);
	dup2(fileno(err), STDERR_FILENO);
	outcome.code = command_main(&program, count, arguments);
	fflush(stdout);
	fflush(stderr);
	take_output(out, saved_out, STDOUT_FILENO, outcome.out);
	take_output(err, saved_err, STDERR_FILENO, outcome.err);
	return outcome;
}

Test(command, outcomes)
{
	static const struct {
		const char *line;
		int code;
		unsigned runs;
		const char *out, *err; /* what they must contain; "": nothing at all */
	} cases[] = {
		{"", EXIT_CODE_USAGE, 0, "", "Usage: tester COMMAND"},
		{"help", EXIT_CODE_OK, 0, "count words", ""},
		{"--help", EXIT_CODE_OK, 0, "Usage: tester COMMAND", ""},
		{"help count words", EXIT_CODE_OK, 0, "Usage: tester count words WORD [OPTIONS]", ""},
		{"count --help", EXIT_CODE_OK, 0, "Usage: tester count --state DIR [OPTIONS]", ""},
		{"-h", EXIT_CODE_OK, 0, "Usage: tester COMMAND", ""},
		{"count -h", EXIT_CODE_OK, 0, "Usage: tester count --state DIR [OPTIONS]", ""},
		{"count --state x -- -h", EXIT_CODE_USAGE, 0, "", "more words"},
		{"version", EXIT_CODE_OK, 0, "tester " BELLWETHER_VERSION, ""},
		{"--version", EXIT_CODE_OK, 0, "tester " BELLWETHER_VERSION, ""},
		{"dance", EXIT_CODE_USAGE, 0, "", "tester: there is no such command"},
		{"count --state x", EXIT_CODE_OK, 1, "", ""},
		{"--state x count", EXIT_CODE_OK, 1, "", ""},
		{"count", EXIT_CODE_USAGE, 0, "", "count needs --state DIR: the state folder"},
		{"count --state x more", EXIT_CODE_USAGE, 0, "", "more words"},
		{"count --state x --json", EXIT_CODE_USAGE, 0, "", "count does not take --json"},
		{"count --state x --rows 11", EXIT_CODE_USAGE, 0, "", "--rows takes a whole number from 1 to 10"},
		{"count --state x --config /nowhere/at/all", EXIT_CODE_USAGE, 0, "", "/nowhere/at/all"},
		{"count words a b", EXIT_CODE_OK, 1, "", ""},
		{"count words a b c d e", EXIT_CODE_OK, 1, "", ""},
		{"verify", EXIT_CODE_FAILED, 0, "damaged", ""},
		{"full", EXIT_CODE_NO_SPACE, 0, "", "tester: the disk is full"},
	};

	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct outcome outcome = run(cases[i].line);

		cr_assert_eq(outcome.code, cases[i].code, "'%s': %d %s", cases[i].line, outcome.code, outcome.err);
		cr_assert_eq(seen.runs, cases[i].runs, "'%s'", cases[i].line);
		cr_assert(cases[i].out[0] ? strstr(outcome.out, cases[i].out) != NULL : outcome.out[0] == '\0', "'%s': %s", cases[i].line,
			  outcome.out);
		cr_assert(cases[i].err[0] ? strstr(outcome.err, cases[i].err) != NULL : outcome.err[0] == '\0', "'%s': %s", cases[i].line,
			  outcome.err);
	}
}

Test(command, as_many_words_as_a_folder_may_have_files)
{
	char line[2 * (COMMAND_WORDS_MAX + 16)] = "count words";

	for (int i = 0; i < COMMAND_WORDS_MAX; i++)
		strcat(line, " a");
	cr_assert_eq(run(line).code, EXIT_CODE_OK);
	cr_assert_eq(strlen(seen.words), COMMAND_WORDS_MAX);
	strcat(line, " b");
	cr_assert_eq(run(line).code, EXIT_CODE_USAGE);
	cr_assert_eq(seen.runs, 0);
}

Test(command, help_shows_what_the_command_takes_and_no_more)
{
	struct outcome outcome = run("help count");

	cr_assert_not_null(strstr(outcome.out, "--rows N"));
	cr_assert_not_null(strstr(outcome.out, "--config FILE"));
	cr_assert_null(strstr(outcome.out, "--json"));
}

Test(command, values_reach_the_command)
{
	run("count words one two --now 2021-09-30T12:00:00Z");
	cr_assert_str_eq(seen.words, "onetwo");
	cr_assert_eq(seen.rows, 7);
	cr_assert(seen.is_fixed);
	cr_assert_eq(seen.now_s, 1633003200);
	run("count words one");
	cr_assert_not(seen.is_fixed);
}

Test(command, the_configuration_fills_in_what_the_command_line_left_open)
{
	struct temporary_folder folder = temporary_folder_make();
	char path[PATH_SIZE], line[PATH_SIZE + 64];
	struct outcome outcome;

	temporary_path(&folder, "config", path);
	cr_assert_eq(file_write_atomically(path, SLICE_LITERAL("# of the tests\nstate = from-file\nrows = 3\njson = true\n"), 0600, NULL),
		     ERROR_NONE);
	snprintf(line, sizeof(line), "count --config %s --rows 4", path);
	outcome = run(line);
	cr_assert_eq(outcome.code, EXIT_CODE_OK, "%s", outcome.err);
	cr_assert_str_eq(seen.state, "from-file");
	cr_assert_eq(seen.rows, 4, "the command line wins");
	cr_assert_eq(file_write_atomically(path, SLICE_LITERAL("state = x\nrows = many\n"), 0600, NULL), ERROR_NONE);
	outcome = run(line);
	cr_assert_eq(outcome.code, EXIT_CODE_USAGE);
	cr_assert_not_null(strstr(outcome.err, "line 2"), "%s", outcome.err);
	cr_assert_eq(seen.runs, 0);
	temporary_folder_remove(&folder);
}

Test(command, an_answer_that_cannot_be_written_is_an_error)
{
	char *arguments[] = {"tester", "verify", NULL};
	int saved = dup(STDOUT_FILENO), code;
	FILE *full = fopen("/dev/full", "w");

	cr_assert_not_null(full);
	fflush(stdout);
	dup2(fileno(full), STDOUT_FILENO);
	code = command_main(&program, 2, arguments);
	dup2(saved, STDOUT_FILENO);
	cr_assert_eq(code, EXIT_CODE_NO_SPACE);
	close(saved);
	fclose(full);
}
