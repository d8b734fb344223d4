/*
 * Commands: what the three programs' mains have in common. A program is a table of commands and a table of options; command_main parses, reads the
 * configuration file that --config names, opens what every command needs, runs one and turns its error into a sentence and an exit code.
 */
#pragma once

#include "common/exit_code.h"
#include "common/options.h"
#include "common/shell/clock.h"

enum { COMMAND_WORDS_MAX = 256 };

struct command_call {
	const char *program;
	struct options options;
	const char *words[COMMAND_WORDS_MAX]; /* behind the command's name */
	unsigned word_count;
	struct clock clock; /* from --now */
	struct problem problem;
};

struct command {
	const char *name;    /* "preview"; two words are one name: "key register" */
	const char *words;   /* what may follow, as the help shows it: "INDICATOR"; NULL: nothing */
	const char *summary; /* one line */
	const char
		*options; /* names of the options that it takes, separated by blanks; others are refused with a sentence; "!month" means required */
	/* ERROR_NONE, or the error whose sentence is in call->problem. May set *code for an outcome that is not an error (EXIT_CODE_FAILED). */
	enum error (*run)(struct command_call *call, enum exit_code *code);
};

struct program {
	const char *name; /* "bellwether-agent" */
	const char *summary;
	const struct command *commands;
	unsigned command_count;
	const struct option *options; /* --config, --help, --version and --now are added by command_main, as are the commands help and version */
	unsigned option_count;
};

/* The whole of a main. Standard output is for answers, standard error for problems and the log. */
int command_main(const struct program *program, int argc, char **argv);
