#include "common/shell/environment_state.h"

#include <errno.h>

#include "common/shell/files.h"

enum { KEY_BYTES_MAX = 511 };

enum error error_from_lmdb(int rc)
{
	switch (rc) {
	case MDB_SUCCESS:
		return ERROR_NONE;
	case MDB_NOTFOUND:
		return ERROR_NOT_FOUND;
	case MDB_KEYEXIST:
		return ERROR_EXISTS;
	case MDB_MAP_FULL:
		return ERROR_NO_SPACE;
	case MDB_READERS_FULL:
	case MDB_MAP_RESIZED:
		return ERROR_AGAIN;
	case MDB_TXN_FULL:
	case MDB_BAD_VALSIZE:
		return ERROR_LIMIT;
	case MDB_CORRUPTED:
	case MDB_PAGE_NOTFOUND:
	case MDB_CURSOR_FULL:
	case MDB_PAGE_FULL:
	case MDB_INVALID:
	case MDB_VERSION_MISMATCH:
	case MDB_INCOMPATIBLE:
	case MDB_BAD_DBI:
	case MDB_BAD_TXN:
	case MDB_BAD_RSLOT:
	case MDB_DBS_FULL:
		return ERROR_CORRUPT;
	case MDB_PANIC:
		return ERROR_IO;
	default:
		return rc > 0 ? error_from_errno(rc) : ERROR_IO;
	}
}

/* Another process has made the file larger than our map: take its size, which LMDB allows only while nothing is open here. */
static int begin_again(struct environment *environment, unsigned flags, MDB_txn **out)
{
	int rc = MDB_MAP_RESIZED;

	if (environment->transaction_count == 1)
		rc = mdb_env_set_mapsize(environment->handle, 0);
	return rc ? rc : mdb_txn_begin(environment->handle, NULL, flags, out);
}

void transaction_begin(struct transaction *transaction, struct environment *environment, bool writes)
{
	unsigned flags = writes ? 0 : MDB_RDONLY;
	MDB_txn *handle = NULL;
	int rc;

	*transaction = (struct transaction){.environment = environment, .writes = writes};
	/* Counted first, so that nobody grows the map between. */
	pthread_mutex_lock(&environment->mutex);
	environment->transaction_count++;
	pthread_mutex_unlock(&environment->mutex);
	rc = mdb_txn_begin(environment->handle, NULL, flags, &handle);
	if (rc == MDB_READERS_FULL) {
		environment_tend(environment);
		rc = mdb_txn_begin(environment->handle, NULL, flags, &handle);
	}
	pthread_mutex_lock(&environment->mutex);
	if (rc == MDB_MAP_RESIZED)
		rc = begin_again(environment, flags, &handle);
	if (rc)
		environment->transaction_count--;
	else if (writes)
		environment->writer = pthread_self();
	pthread_mutex_unlock(&environment->mutex);
	transaction->handle = rc ? NULL : handle;
	transaction->error = error_from_lmdb(rc);
}

/* The handle, to be committed or aborted by the caller; NULL when it has ended already. Checks the thread of a writing one. */
static MDB_txn *handle_take(struct transaction *transaction)
{
	struct environment *environment = transaction->environment;
	MDB_txn *handle = transaction->handle;

	if (!handle)
		return NULL;
	INVARIANT(!transaction->writes || pthread_equal(environment->writer, pthread_self()));
	transaction->handle = NULL;
	return handle;
}

static void transaction_uncount(struct environment *environment)
{
	pthread_mutex_lock(&environment->mutex);
	environment->transaction_count--;
	pthread_mutex_unlock(&environment->mutex);
}

/*
 * After a failed commit: a full disk is harmless unless it hit the meta page, after which LMDB refuses every transaction. A disk that fills up within a
 * write makes it short: LMDB says EIO then as well, but no call has failed, so that errno is still 0.
 */
static enum error commit_error(MDB_env *handle, int rc, int number)
{
	enum error error = rc == EIO && number == 0 ? ERROR_NO_SPACE : error_from_lmdb(rc);
	MDB_txn *probe;
	int probed;

	if (error != ERROR_NO_SPACE)
		return error == ERROR_CORRUPT || error == ERROR_NO_MEMORY ? error : ERROR_IO;
	probed = mdb_txn_begin(handle, NULL, 0, &probe);
	if (probed)
		return ERROR_IO;
	mdb_txn_abort(probe);
	return ERROR_NO_SPACE;
}

enum error transaction_commit(struct transaction *transaction)
{
	MDB_txn *handle;
	int rc;

	if (transaction->error) {
		transaction_end(transaction);
		return transaction->error;
	}
	handle = handle_take(transaction);
	INVARIANT(handle != NULL);
	errno = 0;
	rc = mdb_txn_commit(handle);
	if (rc)
		transaction->error = commit_error(transaction->environment->handle, rc, errno);
	transaction_uncount(transaction->environment);
	return transaction->error;
}

void transaction_end(struct transaction *transaction)
{
	MDB_txn *handle = handle_take(transaction);

	if (!handle)
		return;
	mdb_txn_abort(handle);
	transaction_uncount(transaction->environment);
}

static MDB_val value_from(struct slice slice)
{
	/* LMDB only reads through the values that are given to it. */
	return (MDB_val){slice.size, (void *)(uintptr_t)slice.data};
}

static struct slice slice_from_value(MDB_val value)
{
	return slice_from(value.mv_data, value.mv_size);
}

static MDB_dbi table_of(const struct transaction *transaction, unsigned table)
{
	INVARIANT(table < transaction->environment->table_count);
	return transaction->environment->tables[table];
}

static MDB_val key_from(struct slice key)
{
	INVARIANT(key.size >= 1 && key.size <= KEY_BYTES_MAX);
	return value_from(key);
}

/* True when `rc` is success; not found is false and no error, all else sticks. */
static bool succeeded(struct transaction *transaction, int rc)
{
	if (rc && rc != MDB_NOTFOUND)
		transaction->error = error_from_lmdb(rc);
	return rc == 0;
}

bool table_find(struct transaction *transaction, unsigned table, struct slice key, struct slice *value)
{
	MDB_val sought = key_from(key), found;

	if (transaction->error || !succeeded(transaction, mdb_get(transaction->handle, table_of(transaction, table), &sought, &found)))
		return false;
	*value = slice_from_value(found);
	return true;
}

static void put(struct transaction *transaction, unsigned table, struct slice key, struct slice value, unsigned flags)
{
	MDB_val stored_key = key_from(key), stored_value = value_from(value);

	INVARIANT(transaction->writes);
	if (!transaction->error)
		succeeded(transaction, mdb_put(transaction->handle, table_of(transaction, table), &stored_key, &stored_value, flags));
}

void table_put(struct transaction *transaction, unsigned table, struct slice key, struct slice value)
{
	put(transaction, table, key, value, 0);
}

void table_insert(struct transaction *transaction, unsigned table, struct slice key, struct slice value)
{
	put(transaction, table, key, value, MDB_NOOVERWRITE);
}

bool table_remove(struct transaction *transaction, unsigned table, struct slice key)
{
	MDB_val sought = key_from(key);

	INVARIANT(transaction->writes);
	return !transaction->error && succeeded(transaction, mdb_del(transaction->handle, table_of(transaction, table), &sought, NULL));
}

void table_clear(struct transaction *transaction, unsigned table)
{
	INVARIANT(transaction->writes);
	if (!transaction->error)
		(void)succeeded(transaction, mdb_drop(transaction->handle, table_of(transaction, table), 0));
}

uint64_t table_count(struct transaction *transaction, unsigned table)
{
	MDB_stat status;

	if (transaction->error || !succeeded(transaction, mdb_stat(transaction->handle, table_of(transaction, table), &status)))
		return 0;
	return status.ms_entries;
}

static bool walk_move(struct walk *walk, MDB_val key, MDB_cursor_op operation)
{
	MDB_val value;

	if (walk->transaction->error || !succeeded(walk->transaction, mdb_cursor_get(walk->handle, &key, &value, operation)))
		return false;
	walk->key = slice_from_value(key);
	walk->value = slice_from_value(value);
	return true;
}

static bool walk_open(struct walk *walk, struct transaction *transaction, unsigned table)
{
	MDB_cursor *cursor;

	*walk = (struct walk){.transaction = transaction};
	if (transaction->error || !succeeded(transaction, mdb_cursor_open(transaction->handle, table_of(transaction, table), &cursor)))
		return false;
	walk->handle = cursor;
	return true;
}

bool walk_begin(struct walk *walk, struct transaction *transaction, unsigned table, struct slice from)
{
	if (!walk_open(walk, transaction, table))
		return false;
	return walk_move(walk, value_from(from), from.size ? MDB_SET_RANGE : MDB_FIRST);
}

bool walk_next(struct walk *walk)
{
	return walk_move(walk, (MDB_val){0}, MDB_NEXT);
}

bool walk_begin_before(struct walk *walk, struct transaction *transaction, unsigned table, struct slice before)
{
	if (!walk_open(walk, transaction, table))
		return false;
	if (walk_move(walk, key_from(before), MDB_SET_RANGE))
		return walk_move(walk, (MDB_val){0}, MDB_PREV);
	return walk_move(walk, (MDB_val){0}, MDB_LAST);
}

void walk_end(struct walk *walk)
{
	if (walk->handle)
		mdb_cursor_close(walk->handle);
	walk->handle = NULL;
}
