#include "collector/web/store_watch.h"

#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

enum error store_watch_init(struct store_watch *watch, const char *folder, struct problem *problem)
{
	char store[PATH_SIZE];
	enum error error = path_join(store, folder, "store", problem);

	*watch = (struct store_watch){0};
	if (!error)
		error = path_join(watch->data, store, "data.mdb", problem);
	if (!error && !slice_copy_text(slice_from_text(folder), watch->folder, sizeof watch->folder))
		error = problem_set(problem, ERROR_LIMIT, "the path of the state folder is too long");
	return error;
}

/* False when there is no such file. */
static bool identity_read(const char *path, struct store_identity *out)
{
	struct statx status = {0};

	if (statx(AT_FDCWD, path, 0, STATX_INO | STATX_BTIME, &status) != 0)
		return false;
	*out = (struct store_identity){
		.device = (uint64_t)status.stx_dev_major << 32 | status.stx_dev_minor,
		.inode = status.stx_ino,
		.born_s = (uint64_t)status.stx_btime.tv_sec,
		.born_ns = status.stx_btime.tv_nsec,
	};
	return true;
}

static bool identity_equal(const struct store_identity *a, const struct store_identity *b)
{
	return memcmp(a, b, sizeof *a) == 0;
}

void store_watch_close(struct store_watch *watch)
{
	if (watch->store)
		store_close(watch->store);
	watch->store = NULL;
}

static enum error open_store(struct store_watch *watch, struct problem *problem)
{
	struct store_options options = {.folder = watch->folder, .read_only = true};
	struct problem found = {0};
	enum error error = store_open(&watch->store, &options, &found);

	if (!error)
		return ERROR_NONE;
	watch->store = NULL;
	watch->problem = found;
	if (error == ERROR_NOT_FOUND || error == ERROR_AGAIN)
		return ERROR_NONE;
	if (problem)
		*problem = found;
	return error;
}

enum error store_watch_look(struct store_watch *watch, bool *has_changed, struct problem *problem)
{
	struct store_identity identity = {0};
	bool is_there = identity_read(watch->data, &identity);
	bool had_store = watch->store != NULL;
	enum error error;

	*has_changed = false;
	if (watch->store && is_there && identity_equal(&identity, &watch->identity))
		return ERROR_NONE;
	store_watch_close(watch);
	watch->identity = identity;
	error = open_store(watch, problem);
	*has_changed = had_store || watch->store;
	return error;
}
