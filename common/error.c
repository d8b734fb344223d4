#include "common/error.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "common/text.h"

const char *error_name(enum error error)
{
	switch (error) {
	case ERROR_NONE:
		return "none";
	case ERROR_INVALID:
		return "invalid";
	case ERROR_MALFORMED:
		return "malformed";
	case ERROR_LIMIT:
		return "limit";
	case ERROR_NOT_FOUND:
		return "not found";
	case ERROR_EXISTS:
		return "exists";
	case ERROR_NO_SPACE:
		return "no space";
	case ERROR_CORRUPT:
		return "corrupt";
	case ERROR_AGAIN:
		return "again";
	case ERROR_TIMEOUT:
		return "timeout";
	case ERROR_IO:
		return "i/o";
	case ERROR_CLOSED:
		return "closed";
	case ERROR_NO_MEMORY:
		return "no memory";
	}
	return "unknown";
}

enum error problem_join(struct problem *problem, enum error error, const char *const *parts)
{
	struct text sentence;

	if (!problem)
		return error;
	problem->error = error;
	text_init_fixed(&sentence, problem->sentence, sizeof(problem->sentence));
	for (; *parts; parts++)
		text_put(&sentence, *parts);
	return error;
}

/* Writes with write(2) from its own buffer: nothing else can be trusted any more. */
void invariant_broken(const char *condition, const char *file, int line)
{
	char buffer[512];
	struct text message;
	ssize_t ignored;

	text_init_fixed(&message, buffer, sizeof(buffer) - 1);
	text_put(&message, file);
	text_put(&message, ":");
	text_put_i64(&message, line);
	text_put(&message, ": broken invariant: ");
	text_put(&message, condition);
	buffer[message.size] = '\n';
	ignored = write(STDERR_FILENO, buffer, message.size + 1);
	(void)ignored;
	abort();
}
