/*
 * The store as the web server has it: waited for until there is one, opened read-only, and opened anew when another file has taken its place (a backup
 * that was restored, a demonstration that was begun again). One thread.
 */
#pragma once

#include <stdint.h>

#include "collector/shell/store.h"
#include "common/shell/files.h"

/* Which file the store is; two stores of the same content are still two. */
struct store_identity {
	uint64_t device, inode, born_s, born_ns;
};

struct store_watch {
	char folder[PATH_SIZE]; /* the collector's state folder */
	char data[PATH_SIZE];   /* the store's file in it */
	struct store *store;    /* NULL: there is none (yet) */
	struct store_identity identity;
	struct problem problem; /* why there is none */
};

enum error store_watch_init(struct store_watch *watch, const char *folder, struct problem *problem) MUST_CHECK;
/*
 * Looks at once, and is to be called again from time to time. ERROR_NONE, with or without a store: see watch->store; *has_changed tells whether it is
 * another one than before. Any other error cannot be waited out: the store is of another version or damaged, or may not be read.
 */
enum error store_watch_look(struct store_watch *watch, bool *has_changed, struct problem *problem) MUST_CHECK;
void store_watch_close(struct store_watch *watch);
