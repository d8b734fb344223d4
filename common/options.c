#include "common/options.h"

#include <string.h>

#include "common/option_value.h"

enum { DESCRIPTION_COLUMN_MAX = 34, DESCRIPTION_COLUMNS = 100 };

static struct slice option_name(const struct option *option)
{
	return slice_from_text(option->name);
}

/* The index of option `name`, or `count` when there is none. */
static unsigned option_find(const struct options *options, struct slice name)
{
	unsigned index = 0;

	while (index < options->count && !slice_equal(option_name(&options->table[index]), name))
		index++;
	return index;
}

void options_init(struct options *options, const struct option *table, unsigned count)
{
	INVARIANT(count <= OPTIONS_MAX);
	memset(options, 0, sizeof(*options));
	options->table = table;
	options->count = count;
	for (unsigned i = 0; i < count; i++) {
		bool is_usable = !table[i].fallback || option_value_parse(&table[i], slice_from_text(table[i].fallback), &options->values[i]);

		INVARIANT(is_usable);
	}
}

/* "--month takes a month such as ...": `prefix` is "--" on the command line and nothing in the file. */
static enum error value_refuse(const struct option *option, const char *prefix, struct problem *problem)
{
	char buffer[PROBLEM_SENTENCE_SIZE];
	struct text takes;

	text_init_fixed(&takes, buffer, sizeof(buffer));
	option_put_what_it_takes(option, &takes);
	return problem_set(problem, ERROR_INVALID, prefix, option->name, " takes ", takes.data);
}

static enum error unknown_refuse(struct slice name, const char *prefix, struct problem *problem)
{
	char shown[64];

	if (!slice_is_printable(name) || !slice_copy_text(name, shown, sizeof(shown)))
		return problem_set(problem, ERROR_INVALID, "one of the options has a name that does not exist; --help lists the options");
	return problem_set(problem, ERROR_INVALID, "there is no option ", prefix, shown, "; --help lists the options");
}

static enum error command_line_set(struct options *options, unsigned index, struct slice text, struct problem *problem)
{
	struct option_value value;

	if (!option_value_parse(&options->table[index], text, &value))
		return value_refuse(&options->table[index], "--", problem);
	value.is_set = true;
	options->is_repeated[index] = options->values[index].is_set;
	options->values[index] = value;
	return ERROR_NONE;
}

/* The words of a command line that are still to be read. */
struct arguments {
	char *const *next;
	char *const *end;
};

/* `word` is what stands behind the dashes: name, or name=value. A value of its own is taken off the arguments. */
static enum error option_read(struct options *options, struct slice word, struct arguments *arguments, struct problem *problem)
{
	struct slice value = word;
	struct slice name = slice_split(&value, '=');
	bool has_value = name.size < word.size;
	unsigned index = option_find(options, name);
	const struct option *option = &options->table[index];

	if (index == options->count)
		return unknown_refuse(name, "--", problem);
	if (option->kind == OPTION_FLAG) {
		if (has_value)
			return problem_set(problem, ERROR_INVALID, "--", option->name, " takes no value");
		return command_line_set(options, index, SLICE_LITERAL("true"), problem);
	}
	if (!has_value) {
		if (arguments->next == arguments->end || strncmp(*arguments->next, "--", 2) == 0)
			return problem_set(problem, ERROR_INVALID, "--", option->name, " needs a value: --", option->name, " ",
					   option->value_name ? option->value_name : "VALUE");
		value = slice_from_text(*arguments->next++);
	}
	return command_line_set(options, index, value, problem);
}

enum error options_parse(struct options *options, int count, char *const *arguments, const char **words, unsigned words_max, unsigned *words_count,
			 struct problem *problem)
{
	struct arguments rest = {arguments, arguments + count};
	bool only_words = false;
	unsigned found = 0;

	while (rest.next < rest.end) {
		const char *argument = *rest.next++;
		struct slice word = slice_from_text(argument);
		enum error error;

		if (!only_words && slice_equal(word, SLICE_LITERAL("-h"))) /* the one short form, which people try first */
			word = SLICE_LITERAL("--help");
		if (!only_words && slice_equal(word, SLICE_LITERAL("--"))) {
			only_words = true;
			continue;
		}
		if (!only_words && slice_starts_with(word, SLICE_LITERAL("--"))) {
			error = option_read(options, slice_from(word.data + 2, word.size - 2), &rest, problem);
			if (error)
				return error;
			continue;
		}
		if (!only_words && word.size > 1 && word.data[0] == '-')
			return unknown_refuse(word, "", problem);
		if (found == words_max)
			return problem_set(problem, ERROR_INVALID, "there are more words on the command line than the command takes; see --help");
		words[found++] = argument;
	}
	*words_count = found;
	return ERROR_NONE;
}

enum error options_set_from_file(struct options *options, struct slice name, struct slice value, struct problem *problem)
{
	unsigned index = option_find(options, name);
	struct option_value parsed;

	if (index == options->count)
		return unknown_refuse(name, "", problem);
	if (!option_value_parse(&options->table[index], value, &parsed))
		return value_refuse(&options->table[index], "", problem);
	if (options->is_in_file[index])
		return problem_set(problem, ERROR_INVALID, options->table[index].name, " is set twice in the configuration file; keep one of them");
	options->is_in_file[index] = true;
	if (options->values[index].is_set)
		return ERROR_NONE;
	parsed.is_set = true;
	options->values[index] = parsed;
	return ERROR_NONE;
}

static const struct option_value *value_of(const struct options *options, const char *name)
{
	unsigned index = option_find(options, slice_from_text(name));

	INVARIANT(index < options->count);
	return &options->values[index];
}

bool options_repeated(const struct options *options, const char *name)
{
	return options->is_repeated[value_of(options, name) - options->values];
}

const char *options_text(const struct options *options, const char *name)
{
	const struct option_value *value = value_of(options, name);

	return value->has_value ? value->text : NULL;
}

bool options_flag(const struct options *options, const char *name)
{
	return value_of(options, name)->count != 0;
}

int64_t options_count(const struct options *options, const char *name)
{
	return value_of(options, name)->count;
}

bool options_month(const struct options *options, const char *name, struct month *out)
{
	const struct option_value *value = value_of(options, name);

	if (value->has_value)
		*out = value->month;
	return value->has_value;
}

bool options_time(const struct options *options, const char *name, int64_t *out)
{
	const struct option_value *value = value_of(options, name);

	if (value->has_value)
		*out = value->count;
	return value->has_value;
}

/* "--state DIR" as one text, cut when it is absurdly long. */
static struct slice usage_of(const struct option *option, char *buffer, size_t room)
{
	struct text usage;

	text_init_fixed(&usage, buffer, room);
	text_put(&usage, "--");
	text_put(&usage, option->name);
	if (option->kind != OPTION_FLAG) {
		text_put_char(&usage, ' ');
		text_put(&usage, option->value_name ? option->value_name : "VALUE");
	}
	return text_slice(&usage);
}

/* The words of `help` from `column` on, broken before DESCRIPTION_COLUMNS and indented to `column`. */
static void put_wrapped(struct text *text, struct slice help, size_t column)
{
	size_t at = column;
	bool is_first = true;

	while (help.size) {
		struct slice word = slice_split(&help, ' ');

		if (!is_first && at + 1 + word.size > DESCRIPTION_COLUMNS) {
			text_put_char(text, '\n');
			text_put_repeated(text, " ", column);
			at = column;
		} else if (!is_first) {
			text_put_char(text, ' ');
			at++;
		}
		text_put_slice(text, word);
		at += word.size;
		is_first = false;
	}
	text_put_char(text, '\n');
}

void options_describe(const struct option *table, unsigned count, struct text *text)
{
	char usage[128];
	char help[1024];
	size_t column = 0;

	for (unsigned i = 0; i < count; i++) {
		size_t width = usage_of(&table[i], usage, sizeof(usage)).size + 4;

		if (width > column && width <= DESCRIPTION_COLUMN_MAX)
			column = width;
	}
	for (unsigned i = 0; i < count; i++) {
		struct slice left = usage_of(&table[i], usage, sizeof(usage));
		struct text right;

		text_init_fixed(&right, help, sizeof(help));
		text_put(&right, table[i].help);
		if (table[i].fallback) {
			text_put(&right, " (default: ");
			text_put(&right, table[i].fallback);
			text_put(&right, ")");
		}
		text_put(text, "  ");
		text_put_padded(text, left, column > 4 ? column - 4 : 0, false);
		text_put(text, "  ");
		put_wrapped(text, text_slice(&right), column);
	}
}
