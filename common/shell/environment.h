/*
 * LMDB behind a narrow interface with a sticky error: begin, find and put do nothing after a failure, and the caller checks once at commit or end.
 *
 * Rules it keeps (each a measured trap): opened with MDB_NOTLS alone, never NOSYNC or WRITEMAP; never twice in a process (a programming error);
 * a write transaction begins and commits on one thread; stale readers are cleared at open, on a full reader table and by environment_tend; no
 * DUPSORT; keys of 1 to 511 bytes; values are borrowed until the next write or the end, and are not aligned.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>
#include <sys/types.h>

#include "common/error.h"
#include "common/slice.h"

enum { TABLES_MAX = 16 };

struct environment;

struct environment_options {
	const char *folder;        /* made by the caller */
	size_t map_bytes;          /* address space, not disk; a file that is larger already is mapped whole */
	const char *const *tables; /* names, at most TABLES_MAX; a transaction names a table by its index here */
	unsigned table_count;
	bool read_only;   /* the data file is never written; lock.mdb must be writable (checked) */
	mode_t data_mode; /* of data.mdb, e.g. 0640 */
	mode_t lock_mode; /* of lock.mdb, e.g. 0660 */
};

/*
 * Opens, makes the tables when it may write. ERROR_NOT_FOUND: read only and there is no store or table yet (wait, and say so). ERROR_EXISTS is
 * never returned: locks between processes are the caller's (files.h).
 */
enum error environment_open(struct environment **out, const struct environment_options *options, struct problem *problem) MUST_CHECK;
void environment_close(struct environment *environment);
/* Clears readers that died. Call it on a timer in the process that writes. Returns how many were cleared. */
unsigned environment_tend(struct environment *environment);

struct environment_usage {
	uint64_t map_bytes, used_bytes;
	unsigned readers;
	uint64_t oldest_reader_lag; /* transactions between the oldest live reader and the newest commit */
};

enum error environment_usage(struct environment *environment, struct environment_usage *out) MUST_CHECK;

struct transaction {
	struct environment *environment;
	void *handle; /* MDB_txn, opaque here */
	bool writes;
	enum error error; /* sticky */
};

/* The error is in the transaction; always end with transaction_commit or transaction_end. */
void transaction_begin(struct transaction *transaction, struct environment *environment, bool writes);
/* Commits if nothing failed, else aborts; the sticky error. ERROR_NO_SPACE: the map or the disk is full, nothing was stored. ERROR_IO after a
 * failed sync: what is on disk is not known; stop the process, do not acknowledge. */
enum error transaction_commit(struct transaction *transaction) MUST_CHECK;
/* Ends a reading transaction, or gives up a writing one. Harmless after commit. */
void transaction_end(struct transaction *transaction);

/* True with the borrowed value; false when the key is not there or after an error. */
bool table_find(struct transaction *transaction, unsigned table, struct slice key, struct slice *value);
/* Stores or replaces. */
void table_put(struct transaction *transaction, unsigned table, struct slice key, struct slice value);
/* Stores only if the key is new; sticky ERROR_EXISTS otherwise. */
void table_insert(struct transaction *transaction, unsigned table, struct slice key, struct slice value);
/* Removes; false when it was not there. */
bool table_remove(struct transaction *transaction, unsigned table, struct slice key);
/* Removes all records of the table. */
void table_clear(struct transaction *transaction, unsigned table);
uint64_t table_count(struct transaction *transaction, unsigned table);

/* A walk over keys in byte order. */
struct walk {
	struct transaction *transaction;
	void *handle;            /* MDB_cursor, opaque here */
	struct slice key, value; /* borrowed */
};

/* Moves to the first key >= `from` (the empty slice: the first of all); false when there is none. Always end with walk_end. */
bool walk_begin(struct walk *walk, struct transaction *transaction, unsigned table, struct slice from);
bool walk_next(struct walk *walk);
/* Moves to the last key < `before`, for "the newest of this prefix"; the walk must not have begun. */
bool walk_begin_before(struct walk *walk, struct transaction *transaction, unsigned table, struct slice before);
void walk_end(struct walk *walk);
