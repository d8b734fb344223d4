#include "common/shell/environment.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "common/memory.h"
#include "common/shell/environment_damage.h"
#include "common/shell/environment_state.h"
#include "common/shell/files.h"

enum {
	ENVIRONMENTS_MAX = 8,
	FREE_TABLE = 0,
	LOCK_FILE_BYTES = 8192, /* LMDB's own size for 126 readers */
	BLOCK_BYTES = 512,      /* of st_blocks */
};

/* LMDB breaks when one process opens a store twice, so the open ones are kept here. */
static pthread_mutex_t opened_mutex = PTHREAD_MUTEX_INITIALIZER;
static struct environment *opened[ENVIRONMENTS_MAX];

static enum error lmdb_problem(struct problem *problem, int rc, const char *folder)
{
	enum error error = error_from_lmdb(rc);

	switch (error) {
	case ERROR_CORRUPT:
		return problem_set(problem, error, "the store in ", folder, " is damaged or of another version (", mdb_strerror(rc), ")");
	case ERROR_NO_SPACE:
		return problem_set(problem, error, "there is no space left for the store in ", folder, "; make space, then try again");
	case ERROR_NOT_FOUND:
		return problem_set(problem, error, "there is no store in ", folder, " yet");
	case ERROR_AGAIN:
		return problem_set(problem, error, "too many processes read the store in ", folder, "; stop one of them");
	case ERROR_NONE:
	case ERROR_INVALID:
	case ERROR_MALFORMED:
	case ERROR_LIMIT:
	case ERROR_EXISTS:
	case ERROR_TIMEOUT:
	case ERROR_IO:
	case ERROR_CLOSED:
	case ERROR_NO_MEMORY:
		break;
	}
	return problem_set(problem, error, "cannot use the store in ", folder, ": ", mdb_strerror(rc));
}

/* Enters the store into the list of open ones. */
static void opened_add(struct environment *environment)
{
	unsigned room = ENVIRONMENTS_MAX;

	pthread_mutex_lock(&opened_mutex);
	for (unsigned i = 0; i < ENVIRONMENTS_MAX; i++) {
		bool is_same = opened[i] && opened[i]->device == environment->device && opened[i]->inode == environment->inode;

		INVARIANT(!is_same);
		if (!opened[i])
			room = i;
	}
	INVARIANT(room < ENVIRONMENTS_MAX);
	opened[room] = environment;
	pthread_mutex_unlock(&opened_mutex);
}

static void opened_remove(const struct environment *environment)
{
	pthread_mutex_lock(&opened_mutex);
	for (unsigned i = 0; i < ENVIRONMENTS_MAX; i++)
		if (opened[i] == environment)
			opened[i] = NULL;
	pthread_mutex_unlock(&opened_mutex);
}

/* What cannot be seen is not said to be missing: the advice to make a store would be wrong. */
static enum error missing_problem(const char *folder, int number, struct problem *problem)
{
	if (number == ENOENT || number == ENOTDIR)
		return problem_set(problem, ERROR_NOT_FOUND, "there is no store in ", folder, " yet");
	return problem_set(problem, error_from_errno(number), "the store in ", folder, " cannot be looked at: ", strerror(number),
			   "; run this as its owner, or as a member of its group");
}

/* A read-only opening needs both files, and must be able to write the lock file: else LMDB runs silently without a lock. */
static enum error files_check(const struct environment_options *options, struct problem *problem)
{
	char data[PATH_SIZE], lock[PATH_SIZE];
	struct stat status, lock_status;
	enum error error = path_join(data, options->folder, "data.mdb", problem);

	if (!error)
		error = path_join(lock, options->folder, "lock.mdb", problem);
	if (error || !options->read_only)
		return error;
	if (stat(data, &status) != 0 || stat(lock, &lock_status) != 0)
		return missing_problem(options->folder, errno, problem);
	if (status.st_size == 0)
		return problem_set(problem, ERROR_NOT_FOUND, "the store in ", options->folder,
				   " is empty: either its making was cut short and has to be repeated, or it is damaged and the newest backup has to "
				   "be restored");
	if (access(lock, W_OK) != 0)
		return problem_set(problem, ERROR_IO, "the lock file ", lock,
				   " cannot be written by this user, so the store cannot be read safely; give this user's group write permission");
	return ERROR_NONE;
}

/*
 * LMDB writes into the lock file through a mapping: on a full disk that is a bus error and no error code. So its blocks are there before it is mapped. A
 * file that LMDB finds with this size it takes as it is: room for as many readers as by default.
 */
static enum error lock_file_reserve(const struct environment_options *options, struct problem *problem)
{
	char path[PATH_SIZE];
	struct stat status;
	enum error error = path_join(path, options->folder, "lock.mdb", problem);
	int descriptor, failed;

	if (error)
		return error;
	descriptor = open(path, O_RDWR | O_CLOEXEC | (options->read_only ? 0 : O_CREAT), options->lock_mode & 0666);
	if (descriptor < 0)
		return problem_set(problem, error_from_errno(errno), "cannot open the lock file ", path, ": ", strerror(errno));
	failed = fstat(descriptor, &status);
	if (!failed && status.st_blocks * BLOCK_BYTES < LOCK_FILE_BYTES)
		failed = fallocate(descriptor, 0, 0, LOCK_FILE_BYTES);
	if (failed && errno != EOPNOTSUPP && errno != ENOSYS)
		error = problem_set(problem, error_from_errno(errno), "cannot make room for the lock file ", path, ": ", strerror(errno),
				    errno == ENOSPC || errno == EDQUOT ? "; make space, then try again" : "");
	close(descriptor);
	return error;
}

/* The modes as they were asked for, whatever the process's mask. */
static enum error mode_set(const char *folder, const char *name, mode_t mode, struct problem *problem)
{
	char path[PATH_SIZE];
	struct stat status;
	enum error error = path_join(path, folder, name, problem);

	if (error)
		return error;
	if (stat(path, &status) != 0 || ((status.st_mode & 07777) != mode && chmod(path, mode) != 0))
		return problem_set(problem, error_from_errno(errno), "cannot set the permissions of ", path, ": ", strerror(errno));
	return ERROR_NONE;
}

static size_t map_bytes(const struct environment_options *options)
{
	char path[PATH_SIZE];
	struct stat status;

	if (path_join(path, options->folder, "data.mdb", NULL) || stat(path, &status) != 0 || (size_t)status.st_size < options->map_bytes)
		return options->map_bytes;
	return (size_t)status.st_size;
}

/*
 * A page that lies partly behind the file's end would read as zeros, and so as a table without records. (A last page that is missing as a whole may
 * be one that was never written; whoever reads another one is ended by environment_damage.h.)
 */
static enum error length_check(struct environment *environment, const char *folder, struct problem *problem)
{
	MDB_envinfo info;
	MDB_stat pages;
	struct stat status;
	int descriptor;

	if (mdb_env_info(environment->handle, &info) || mdb_env_stat(environment->handle, &pages) ||
	    mdb_env_get_fd(environment->handle, &descriptor) || fstat(descriptor, &status) != 0)
		return problem_set(problem, ERROR_IO, "the store in ", folder, " cannot be looked at");
	if ((size_t)status.st_size < (info.me_last_pgno + 1) * pages.ms_psize && (size_t)status.st_size % pages.ms_psize)
		return problem_set(problem, ERROR_CORRUPT, "the store in ", folder,
				   " is damaged: its data.mdb has been cut short; restore the newest backup that verifies");
	return ERROR_NONE;
}

static enum error handle_open(struct environment *environment, const struct environment_options *options, struct problem *problem)
{
	unsigned flags = MDB_NOTLS | (options->read_only ? MDB_RDONLY : 0);
	struct stat status;
	enum error error;
	int rc;

	if (stat(options->folder, &status) != 0)
		return problem_set(problem, error_from_errno(errno), "cannot open the folder ", options->folder, ": ", strerror(errno));
	environment->device = status.st_dev;
	environment->inode = status.st_ino;
	opened_add(environment);
	/* Only now that the store is known not to be open here: closing any descriptor of lock.mdb lets go of this process's locks on it. */
	error = lock_file_reserve(options, problem);
	if (error)
		return error;
	rc = mdb_env_create(&environment->handle);
	if (!rc) {
		environment_damage_watch(environment->handle);
		rc = mdb_env_set_mapsize(environment->handle, map_bytes(options));
	}
	if (!rc)
		rc = mdb_env_set_maxdbs(environment->handle, TABLES_MAX);
	if (!rc)
		rc = mdb_env_open(environment->handle, options->folder, flags, options->data_mode & options->lock_mode & 0666);
	if (rc)
		return lmdb_problem(problem, rc, options->folder);
	environment_tend(environment);
	return length_check(environment, options->folder, problem);
}

static enum error tables_open(struct environment *environment, const struct environment_options *options, struct problem *problem)
{
	MDB_txn *transaction;
	int rc = mdb_txn_begin(environment->handle, NULL, options->read_only ? MDB_RDONLY : 0, &transaction);

	if (rc)
		return lmdb_problem(problem, rc, options->folder);
	for (unsigned i = 0; i < options->table_count && !rc; i++)
		rc = mdb_dbi_open(transaction, options->tables[i], options->read_only ? 0 : MDB_CREATE, &environment->tables[i]);
	if (rc)
		mdb_txn_abort(transaction);
	else
		rc = mdb_txn_commit(transaction); /* a reading one too: it makes the table handles lasting */
	return rc ? lmdb_problem(problem, rc, options->folder) : ERROR_NONE;
}

enum error environment_open(struct environment **out, const struct environment_options *options, struct problem *problem)
{
	struct environment *environment;
	enum error error = files_check(options, problem);

	INVARIANT(options->table_count <= TABLES_MAX);
	if (error)
		return error;
	environment = memory_new(1, sizeof(*environment));
	if (!environment)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to open the store in ", options->folder);
	environment->table_count = options->table_count;
	environment->read_only = options->read_only;
	pthread_mutex_init(&environment->mutex, NULL);
	error = handle_open(environment, options, problem);
	if (!error)
		error = tables_open(environment, options, problem);
	if (!error && !options->read_only)
		error = mode_set(options->folder, "data.mdb", options->data_mode, problem);
	if (!error && !options->read_only)
		error = mode_set(options->folder, "lock.mdb", options->lock_mode, problem);
	if (error) {
		environment_close(environment);
		return error;
	}
	*out = environment;
	return ERROR_NONE;
}

void environment_close(struct environment *environment)
{
	if (!environment)
		return;
	INVARIANT(environment->transaction_count == 0);
	opened_remove(environment);
	if (environment->handle)
		mdb_env_close(environment->handle);
	pthread_mutex_destroy(&environment->mutex);
	memory_free(environment);
}

unsigned environment_tend(struct environment *environment)
{
	int dead = 0;

	return mdb_reader_check(environment->handle, &dead) == 0 && dead > 0 ? (unsigned)dead : 0;
}

/* Pages that are on the free list, to be used again. */
static uint64_t free_pages(MDB_txn *transaction)
{
	MDB_cursor *cursor;
	MDB_val key, value;
	uint64_t pages = 0;

	if (mdb_cursor_open(transaction, FREE_TABLE, &cursor))
		return 0;
	while (mdb_cursor_get(cursor, &key, &value, MDB_NEXT) == 0) {
		size_t count;

		memcpy(&count, value.mv_data, sizeof(count));
		pages += count;
	}
	mdb_cursor_close(cursor);
	return pages;
}

struct readers_seen {
	uint64_t newest;
	unsigned count;
	uint64_t lag;
};

/* LMDB tells its readers only as text: "pid thread transaction", or "-" for a reader that reads nothing now. A heading comes first. */
static int reader_seen(const char *line, void *context)
{
	struct readers_seen *seen = context;
	const char *last = strrchr(line, ' ');
	char *end;
	uint64_t snapshot;

	if (!last)
		return 0;
	snapshot = strtoull(last + 1, &end, 10);
	if (end == last + 1)
		return 0;
	seen->count++;
	if (snapshot < seen->newest && seen->newest - snapshot > seen->lag)
		seen->lag = seen->newest - snapshot;
	return 0;
}

enum error environment_usage(struct environment *environment, struct environment_usage *out)
{
	struct transaction transaction;
	MDB_envinfo info;
	MDB_stat status;
	struct readers_seen seen = {0};
	uint64_t pages;

	if (mdb_env_info(environment->handle, &info) || mdb_env_stat(environment->handle, &status))
		return ERROR_IO;
	seen.newest = info.me_last_txnid;
	/* Before our own transaction begins, which would be counted. */
	if (mdb_reader_list(environment->handle, reader_seen, &seen) < 0)
		return ERROR_IO;
	transaction_begin(&transaction, environment, false);
	if (transaction.error)
		return transaction.error;
	pages = free_pages(transaction.handle);
	transaction_end(&transaction);
	pages = pages <= info.me_last_pgno + 1 ? info.me_last_pgno + 1 - pages : 0;
	*out = (struct environment_usage){info.me_mapsize, pages * status.ms_psize, seen.count, seen.lag};
	return ERROR_NONE;
}
