#include "common/shell/settings.h"

#include <ini.h>
#include <sodium.h>
#include <string.h>

#include "common/memory.h"
#include "common/text.h"

struct settings_reading {
	settings_take take;
	void *context;
	enum error error; /* the first one of `take`; ERROR_NONE while all is well */
	struct problem problem;
};

static enum error line_problem(struct problem *problem, enum error error, const char *path, uint64_t line, const char *what)
{
	char number[24];
	struct text text;

	text_init_fixed(&text, number, sizeof(number));
	text_put_u64(&text, line);
	return problem_set(problem, error, path, ", line ", number, ": ", what);
}

/* What the library would silently join, cut or sort into sections is refused before it sees the text. */
static enum error lines_check(struct slice bytes, const char *path, struct problem *problem)
{
	uint64_t line = 0;

	if (bytes.size && memchr(bytes.data, 0, bytes.size))
		return problem_set(problem, ERROR_MALFORMED, path, " is not a text file of name = value lines; is it the right file?");
	while (bytes.size) {
		struct slice text = slice_split(&bytes, '\n');

		line++;
		if (text.size > SETTINGS_LINE_BYTES_MAX)
			return line_problem(problem, ERROR_LIMIT, path, line, "is longer than 190 bytes; shorten it");
		if (text.size && (text.data[0] == ' ' || text.data[0] == '\t') && slice_trim(text).size)
			return line_problem(problem, ERROR_MALFORMED, path, line, "begins with a blank; remove it");
		if (text.size && text.data[0] == '[')
			return line_problem(problem, ERROR_MALFORMED, path, line, "is a section, and there are none in this file; remove the line");
	}
	return ERROR_NONE;
}

static int setting_seen(void *user, const char *section, const char *name, const char *value)
{
	struct settings_reading *reading = user;

	(void)section;
	if (!reading->error)
		reading->error = reading->take(reading->context, slice_from_text(name), slice_from_text(value), &reading->problem);
	return reading->error == ERROR_NONE;
}

enum error settings_parse(struct slice bytes, const char *path, settings_take take, void *context, struct problem *problem)
{
	struct settings_reading reading = {.take = take, .context = context};
	enum error error = lines_check(bytes, path, problem);
	char *text;
	int line;

	if (error)
		return error;
	text = memory_new(bytes.size + 1, 1);
	if (!text)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read ", path);
	if (bytes.size)
		memcpy(text, bytes.data, bytes.size);
	line = ini_parse_string(text, setting_seen, &reading);
	sodium_memzero(text, bytes.size); /* it may have been a secret key's file */
	memory_free(text);
	if (line == 0)
		return ERROR_NONE;
	if (line < 0)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to read ", path);
	if (!reading.error)
		return line_problem(problem, ERROR_MALFORMED, path, (uint64_t)line, "is not of the form name = value");
	return line_problem(problem, reading.error, path, (uint64_t)line, reading.problem.sentence);
}
