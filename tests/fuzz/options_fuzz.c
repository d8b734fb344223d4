/* A command line (the lines up to an empty one, a word each) and then a configuration file's values ("name = value" lines). */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "common/options.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { INPUT_BYTES_MAX = 4096, ARGUMENTS_MAX = 32, WORDS_MAX = 4 };

static const struct option table[] = {
	{.name = "state", .kind = OPTION_PATH, .value_name = "DIR", .fallback = "/var/lib/bellwether", .help = "where the state is kept"},
	{.name = "json", .kind = OPTION_FLAG, .help = "print JSON"},
	{.name = "area", .kind = OPTION_TEXT, .value_name = "AREA", .help = "an area"},
	{.name = "window", .kind = OPTION_COUNT, .value_name = "N", .fallback = "16", .help = "in flight", .minimum = 1, .maximum = 64},
	{.name = "offset", .kind = OPTION_COUNT, .value_name = "N", .help = "any", .minimum = INT64_MIN, .maximum = INT64_MAX},
	{.name = "month", .kind = OPTION_MONTH, .value_name = "MONTH", .help = "a month"},
	{.name = "now", .kind = OPTION_TIME, .value_name = "TIME", .help = "a fixed clock"},
	{.name = "sha256", .kind = OPTION_DIGEST, .value_name = "HASH", .help = "what is approved"},
};

enum { TABLE_COUNT = sizeof(table) / sizeof(table[0]) };

static void value_check(const struct option *option, const struct option_value *value)
{
	if (!value->has_value) {
		INVARIANT(!value->is_set);
		return;
	}
	INVARIANT(value->text[0] != '\0' && memchr(value->text, '\0', sizeof(value->text)));
	if (option->kind == OPTION_COUNT)
		INVARIANT(value->count >= option->minimum && value->count <= option->maximum);
	if (option->kind == OPTION_TEXT)
		INVARIANT(slice_is_clean_utf8(slice_from_text(value->text)));
}

static void refusal_check(enum error error, const struct problem *problem)
{
	if (!error)
		return;
	INVARIANT(error == ERROR_INVALID && problem->error == error && problem->sentence[0] != '\0');
	INVARIANT(slice_is_clean_utf8(slice_from_text(problem->sentence)));
}

/* Takes the command line off `rest`: the words are NUL-terminated in `bytes`, which is the input's copy. */
static int arguments_split(uint8_t *bytes, struct slice *rest, char *arguments[ARGUMENTS_MAX])
{
	int count = 0;

	while (rest->size && count < ARGUMENTS_MAX) {
		struct slice line = slice_split(rest, '\n');
		size_t start = (size_t)(line.data - bytes);

		if (line.size == 0)
			break;
		bytes[start + line.size] = '\0';
		arguments[count++] = (char *)(bytes + start);
	}
	return count;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct options options;
	uint8_t bytes[INPUT_BYTES_MAX + 1];
	char *arguments[ARGUMENTS_MAX];
	const char *words[WORDS_MAX];
	unsigned words_count = 0;
	struct problem problem;
	struct slice rest;
	int count;

	if (size == 0 || size > INPUT_BYTES_MAX)
		return 0;
	memcpy(bytes, data, size);
	bytes[size] = '\0';
	rest = slice_from(bytes, size);
	count = arguments_split(bytes, &rest, arguments);

	options_init(&options, table, TABLE_COUNT);
	refusal_check(options_parse(&options, count, arguments, words, WORDS_MAX, &words_count, &problem), &problem);
	INVARIANT(words_count <= WORDS_MAX);
	while (rest.size) {
		struct slice value = slice_split(&rest, '\n');
		struct slice name = slice_split(&value, '=');

		refusal_check(options_set_from_file(&options, slice_trim(name), slice_trim(value), &problem), &problem);
	}
	for (unsigned i = 0; i < TABLE_COUNT; i++)
		value_check(&table[i], &options.values[i]);
	return 0;
}
