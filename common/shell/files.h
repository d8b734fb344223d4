/* Files and folders: whole reads with a limit, atomic writes, locks. Every problem names the path and what to do. */
#pragma once

#include <sys/types.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/slice.h"

enum { PATH_SIZE = 1024 };

/* folder/name into `out`; ERROR_LIMIT when it does not fit. */
enum error path_join(char out[static PATH_SIZE], const char *folder, const char *name, struct problem *problem) MUST_CHECK;
/* Makes the folder and its parents with `mode` if they are not there. */
enum error folder_make(const char *path, mode_t mode, struct problem *problem) MUST_CHECK;
/* The whole of a regular file of at most `bytes_max` bytes, in the arena. */
enum error file_read(const char *path, size_t bytes_max, struct arena *arena, struct slice *out, struct problem *problem) MUST_CHECK;
/* Writes PATH.new, syncs, renames and syncs the folder: there is the old file or the new one, never a part. One writer at a time for a path. */
enum error file_write_atomically(const char *path, struct slice bytes, mode_t mode, struct problem *problem) MUST_CHECK;
/* What errno says, as an error: ENOENT is ERROR_NOT_FOUND, ENOSPC and EDQUOT ERROR_NO_SPACE, EADDRINUSE and EEXIST ERROR_EXISTS, else ERROR_IO. */
enum error error_from_errno(int number);

/* An exclusive lock on a file that holds the owner's pid as text; the kernel lets go of it when the process dies. */
struct lock {
	int descriptor; /* -1: not held */
};

/* ERROR_EXISTS, with a sentence that says which process holds what, when another has it. */
enum error lock_take(struct lock *lock, const char *path, const char *what, struct problem *problem) MUST_CHECK;
void lock_release(struct lock *lock);
/* The pid of the living process that holds the lock file at `path`; 0: none. Looks without touching the lock. */
pid_t lock_owner(const char *path);
