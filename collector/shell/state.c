#include "collector/shell/state.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

enum { STATE_MODE = 02750 };

/* The group bit is set explicitly: mkdir leaves it out. */
static enum error make(const char *path, struct problem *problem)
{
	struct stat status;
	bool is_there = stat(path, &status) == 0;
	enum error error = folder_make(path, STATE_MODE, problem);

	if (!error && !is_there && chmod(path, STATE_MODE) != 0)
		error = problem_set(problem, error_from_errno(errno), "cannot set the permissions of ", path, ": ", strerror(errno));
	return error;
}

static enum error make_below(const char *state, const char *name, struct problem *problem)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, state, name, problem);

	return error ? error : make(path, problem);
}

enum error state_make(const char *state, struct problem *problem)
{
	enum error error = make(state, problem);

	if (!error)
		error = make_below(state, "store", problem);
	if (!error)
		error = make_below(state, STATE_KEYS, problem);
	if (!error)
		error = make_below(state, STATE_RUN, problem);
	return error;
}
