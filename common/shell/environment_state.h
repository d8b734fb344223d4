/* What environment.c and transaction.c share of an open store; nobody else includes it. */
#pragma once

#include <lmdb.h>
#include <pthread.h>

#include "common/shell/environment.h"

struct environment {
	MDB_env *handle;
	MDB_dbi tables[TABLES_MAX];
	unsigned table_count;
	bool read_only;
	dev_t device; /* with inode: which store this is */
	ino_t inode;
	pthread_mutex_t mutex;      /* guards transaction_count while the map may grow */
	unsigned transaction_count; /* open now, of all threads */
	pthread_t writer;           /* the thread of the writing transaction that is open */
};

enum error error_from_lmdb(int rc);
