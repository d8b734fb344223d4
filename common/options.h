/*
 * The configuration table: every option of a program once, with its kind, default and help. The command line and the configuration file
 * (name = value) are read by the same table, the command line wins, and --help is printed from it.
 */
#pragma once

#include <stdbool.h>

#include "common/error.h"
#include "common/text.h"

enum option_kind {
	OPTION_FLAG, /* no value on the command line; true or false in the file */
	OPTION_TEXT, /* not empty, printable UTF-8 */
	OPTION_PATH,
	OPTION_COUNT,  /* whole number within minimum and maximum */
	OPTION_MONTH,  /* 2021-09 */
	OPTION_TIME,   /* 2026-11-23T02:31:09Z */
	OPTION_DIGEST, /* 64 hexadecimal digits */
};

struct option {
	const char *name; /* without the dashes: "state" is --state */
	enum option_kind kind;
	const char *value_name; /* as the help shows it: "DIR" */
	const char *fallback;   /* as text; NULL: unset */
	const char *help;
	int64_t minimum, maximum; /* of OPTION_COUNT */
};

enum { OPTIONS_MAX = 48, OPTION_VALUE_SIZE = 1024 };

struct option_value {
	bool is_set; /* by the command line or the file; a fallback leaves it false but fills the rest */
	bool has_value;
	char text[OPTION_VALUE_SIZE];
	int64_t count; /* OPTION_COUNT, OPTION_TIME (seconds), OPTION_FLAG (0 or 1) */
	struct month month;
};

struct options {
	const struct option *table; /* borrowed */
	unsigned count;
	struct option_value values[OPTIONS_MAX]; /* same order as the table */
	bool is_in_file[OPTIONS_MAX];            /* so that a name given twice is refused */
	bool is_repeated[OPTIONS_MAX];           /* on the command line */
};

/* Fills in the fallbacks. `count` <= OPTIONS_MAX. */
void options_init(struct options *options, const struct option *table, unsigned count);
/*
 * Reads "--name value", "--name=value" and flags from arguments[0 .. count). Words that are not options are handed out in order through
 * `words` (room for `words_max`), *words_count of them. ERROR_INVALID with a sentence that names the option and what it takes.
 */
enum error options_parse(struct options *options, int count, char *const *arguments, const char **words, unsigned words_max, unsigned *words_count,
			 struct problem *problem) MUST_CHECK;
/* One name = value of a configuration file; what the command line has set stays. Unknown names and second values are ERROR_INVALID. */
enum error options_set_from_file(struct options *options, struct slice name, struct slice value, struct problem *problem) MUST_CHECK;

/* Whether the command line has the option more than once; the last one is its value. */
bool options_repeated(const struct options *options, const char *name);
/* The value of option `name`, which must be in the table (a programming error otherwise); NULL when it has none. Borrowed from options. */
const char *options_text(const struct options *options, const char *name);
bool options_flag(const struct options *options, const char *name);
int64_t options_count(const struct options *options, const char *name); /* 0 when it has none */
/* False when it has no value. */
bool options_month(const struct options *options, const char *name, struct month *out);
bool options_time(const struct options *options, const char *name, int64_t *out);
/* Appends the table as the help's option list. */
void options_describe(const struct option *table, unsigned count, struct text *text);
