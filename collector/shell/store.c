#include "collector/shell/store.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "collector/shell/store_tables.h"
#include "common/memory.h"

enum {
	STORE_FOLDER_MODE = 02750, /* the web's group may look in, and new files keep that group */
	DATA_MODE = 0640,
	LOCK_MODE = 0660, /* a reader must be able to write the lock file */
	CREATE_BUDGET_BYTES = 64 << 10,
};

/* Address space, not disk. */
static const size_t map_bytes_default = (size_t)64 << 30;

static const char *const table_names[TABLE_COUNT] = {
	[TABLE_META] = "meta",
	[TABLE_LEDGER] = "ledger",
	[TABLE_HEADS] = "heads",
	[TABLE_POSITIONS] = "positions",
	[TABLE_REVISIONS] = "revisions",
	[TABLE_CUBE] = "cube",
	[TABLE_KEYS] = "keys",
	[TABLE_KEYS_BY_CURVE] = "keys_by_curve",
	[TABLE_COUNTS] = "counts",
	[TABLE_SERIES] = "series",
	[TABLE_SERIES_COUNTS] = "series_counts",
	[TABLE_PLACES] = "places",
	[TABLE_REFUSALS] = "refusals",
};

static enum error environment_at(struct environment **out, const char *path, const struct store_options *options, unsigned table_count,
				 struct problem *problem)
{
	struct environment_options environment = {
		.folder = path,
		.map_bytes = options->map_bytes ? options->map_bytes : map_bytes_default,
		.tables = table_names,
		.table_count = table_count,
		.read_only = options->read_only,
		.data_mode = DATA_MODE,
		.lock_mode = LOCK_MODE,
	};

	return environment_open(out, &environment, problem);
}

/* Of which version the store in this environment is. ERROR_NOT_FOUND: none was made yet. */
static enum error format_read(struct environment *environment, uint64_t *version)
{
	struct store store = {.environment = environment};
	struct store_view view;
	struct slice body;
	enum error error = ERROR_NOT_FOUND, view_error;

	store_view_begin(&view, &store);
	if (store_find(&view, TABLE_META, slice_from_text(META_FORMAT), &body))
		error = store_read_number(body, version);
	else if (table_count(&view.transaction, TABLE_META) > 0)
		error = ERROR_CORRUPT;
	view_error = store_view_end(&view);
	return view_error ? view_error : error;
}

static enum error none_yet(const char *folder, struct problem *problem)
{
	return problem_set(problem, ERROR_NOT_FOUND, "there is no store in ", folder, " yet; make it with: bellwether-collector init --state ",
			   folder);
}

enum { STORE_FORMAT_OLDEST = 1 }; /* versions from this one on can be upgraded */

static bool version_is_old(uint64_t version)
{
	return version >= STORE_FORMAT_OLDEST && version < STORE_FORMAT_VERSION;
}

static enum error version_problem(const char *folder, uint64_t version, struct problem *problem)
{
	const char *advice = version_is_old(version)
				     ? "; stop every older program on it, then start the collector of this version once: it upgrades the store"
				     : "; use the program that belongs to the store";

	char found[24], expected[24];
	struct text text;

	text_init_fixed(&text, found, sizeof(found));
	text_put_u64(&text, version);
	text_init_fixed(&text, expected, sizeof(expected));
	text_put_u64(&text, STORE_FORMAT_VERSION);
	return problem_set(problem, ERROR_CORRUPT, "the store in ", folder, " has format version ", found, ", and this program reads version ",
			   expected, " only", advice);
}

/* Looks at the version before any other table is touched: a store of another version may not have ours, and must not be given them. */
static enum error format_check(const char *path, const struct store_options *options, uint64_t *found, struct problem *problem)
{
	struct environment *environment;
	uint64_t version = 0;
	bool may_upgrade = options->upgrades && !options->read_only;
	enum error error = environment_at(&environment, path, options, 1, problem);

	if (error)
		return error;
	error = format_read(environment, &version);
	environment_close(environment);
	if (error == ERROR_NOT_FOUND)
		return none_yet(options->folder, problem);
	if (error)
		return problem_set(problem, error, "the store in ", options->folder, " cannot be read (", error_name(error),
				   "); restore it from its newest backup, as docs/operator.md describes");
	*found = version;
	if (version == STORE_FORMAT_VERSION || (version_is_old(version) && may_upgrade))
		return ERROR_NONE;
	return version_problem(options->folder, version, problem);
}

static enum error meta_write(struct store *store, const char *notice)
{
	struct arena arena;
	struct store_batch batch;
	struct store_body format = store_body_number(STORE_FORMAT_VERSION);
	struct store_body position = store_body_number(0);
	struct store_body refusals = store_body_refusal_tally(&(struct store_refusal_tally){.changes = 0});
	enum error error;

	arena_init(&arena, CREATE_BUDGET_BYTES);
	store_batch_begin(&batch, store, &arena);
	store_insert(&batch, TABLE_META, slice_from_text(META_FORMAT), store_body_slice(&format));
	store_insert(&batch, TABLE_META, slice_from_text(META_NOTICE), slice_from_text(notice));
	store_insert(&batch, TABLE_META, slice_from_text(META_POSITION), store_body_slice(&position));
	store_insert(&batch, TABLE_META, slice_from_text(META_REFUSALS), store_body_slice(&refusals));
	error = store_batch_commit(&batch);
	arena_fini(&arena);
	return error;
}

/* Makes the store, or finishes one whose making was cut short. */
static enum error store_begin(struct store *store, const char *folder, const char *notice, struct problem *problem)
{
	uint64_t version;
	enum error error = format_read(store->environment, &version);

	if (!error)
		return problem_set(problem, ERROR_EXISTS, "a store exists in ", folder, " already; use another state folder");
	if (error == ERROR_NOT_FOUND)
		error = meta_write(store, notice);
	if (error)
		return problem_set(problem, error, "the store in ", folder, " cannot be made (", error_name(error), ")");
	return ERROR_NONE;
}

enum error store_create(const char *folder, const char *notice, struct problem *problem)
{
	char path[PATH_SIZE];
	struct store_options options = {.folder = folder};
	struct store store = {.environment = NULL};
	size_t notice_bytes = strlen(notice);
	enum error error;

	if (notice_bytes > STORE_NOTICE_BYTES_MAX || !slice_is_printable(slice_from(notice, notice_bytes)))
		return problem_set(problem, ERROR_INVALID, "the notice must be one line of UTF-8 of at most 400 bytes");
	error = path_join(path, folder, "store", problem);
	if (!error)
		error = folder_make(path, STORE_FOLDER_MODE, problem);
	if (!error)
		error = environment_at(&store.environment, path, &options, TABLE_COUNT, problem);
	if (!error)
		error = store_begin(&store, folder, notice, problem);
	environment_close(store.environment);
	return error;
}

/* What cannot be seen is not said to be missing: the advice to make a store would be wrong. */
static enum error unseen_problem(const char *folder, int number, struct problem *problem)
{
	if (number == ENOENT || number == ENOTDIR)
		return none_yet(folder, problem);
	return problem_set(problem, error_from_errno(number), "the store in ", folder, " cannot be looked at: ", strerror(number),
			   "; run this as the collector's user, or as a member of its group");
}

/* Opening for writing would make an empty environment where there is none, and only store_create may. */
static enum error files_require(const char *path, const struct store_options *options, struct problem *problem)
{
	char data[PATH_SIZE], lock[PATH_SIZE];
	struct stat status;
	enum error error = path_join(data, path, "data.mdb", problem);

	if (!error)
		error = path_join(lock, path, "lock.mdb", problem);
	if (error)
		return error;
	if (stat(data, &status) != 0)
		return unseen_problem(options->folder, errno, problem);
	if (status.st_size == 0)
		return problem_set(problem, ERROR_NOT_FOUND, "the store in ", options->folder,
				   " is empty: its making was cut short, then repeat init; or it is damaged, then restore the newest backup");
	if (options->read_only && access(lock, F_OK) != 0)
		return problem_set(problem, ERROR_NOT_FOUND, "the store in ", options->folder,
				   " has no lock file yet, as after a restore; run first: bellwether-collector verify --state ", options->folder);
	return ERROR_NONE;
}

void store_close(struct store *store)
{
	if (!store)
		return;
	environment_close(store->environment);
	memory_free(store);
}

static enum error upgrade(struct store *store, uint64_t version, const struct store_options *options, struct problem *problem)
{
	enum error error = store_upgrade(store, version);

	if (error == ERROR_NO_SPACE)
		return problem_set(problem, error, "the store in ", options->folder, " cannot be upgraded: the disk or the store's map is full");
	if (error)
		return problem_set(problem, error, "the store in ", options->folder, " cannot be upgraded (", error_name(error),
				   ") and is as it was; run verify with the program that belongs to it");
	return ERROR_NONE;
}

enum error store_open(struct store **out, const struct store_options *options, struct problem *problem)
{
	char path[PATH_SIZE];
	struct store *store;
	uint64_t version = 0;
	enum error error = path_join(path, options->folder, "store", problem);

	if (!error)
		error = files_require(path, options, problem);
	if (!error)
		error = format_check(path, options, &version, problem);
	if (error)
		return error;
	store = memory_new(1, sizeof(*store));
	if (!store)
		return problem_set(problem, ERROR_NO_MEMORY, "there is not enough memory to open the store");
	error = environment_at(&store->environment, path, options, TABLE_COUNT, problem);
	if (!error && version != STORE_FORMAT_VERSION)
		error = upgrade(store, version, options, problem);
	if (error) {
		store_close(store);
		return error;
	}
	memcpy(store->folder, path, sizeof(path));
	*out = store;
	return ERROR_NONE;
}

enum error store_usage(struct store *store, struct environment_usage *out)
{
	return environment_usage(store->environment, out);
}

unsigned store_tend(struct store *store)
{
	return environment_tend(store->environment);
}

/* A file without a name takes the space for a moment: whatever happens, it leaves nothing behind. */
static enum error disk_probe(const struct store *store)
{
	char path[PATH_SIZE];
	enum error error = path_join(path, store->folder, "probe", NULL);
	int descriptor;

	if (error)
		return error;
	descriptor = open(path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
	if (descriptor < 0)
		return error_from_errno(errno);
	unlink(path);
	error = error_from_errno(posix_fallocate(descriptor, 0, STORE_PROBE_BYTES));
	close(descriptor);
	return error;
}

enum error store_probe(struct store *store)
{
	struct environment_usage usage;
	enum error error = store_usage(store, &usage);

	if (!error && usage.map_bytes - usage.used_bytes < STORE_PROBE_BYTES)
		error = ERROR_NO_SPACE;
	return error ? error : disk_probe(store);
}
