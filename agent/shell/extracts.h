/* The extracts folder: a council's person-level files, read in place and never copied (invariant 1). */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "agent/core/reading.h"
#include "agent/shell/progress.h"
#include "common/digest.h"
#include "common/error.h"

enum {
	EXTRACT_PIECE_BYTES = 64 << 10,
	EXTRACT_FILE_BYTES_MAX = 1 << 30, /* far above any council's history; a larger file is something else */
	READING_BUDGET_BYTES = 512 << 20, /* memory of one reading */
};

/*
 * Feeds every file of the folder into `reading`, by name in byte order; subfolders and names that begin with a dot are passed over. A file that is too
 * large, not regular or not readable is listed with the reason. ERROR_NOT_FOUND: no such folder; ERROR_IO: a file failed in its middle, so that nothing
 * of this reading can be trusted; ERROR_LIMIT and ERROR_NO_MEMORY as reading.h has them. Blocks while it reads; any thread.
 */
enum error extracts_read(const char *folder, struct reading *reading, struct problem *problem) MUST_CHECK;
/* The same for the files and folders at `paths`, one after the other, with progress on the terminal where standard error is one. */
enum error extracts_read_paths(const char *const *paths, unsigned count, struct reading *reading, struct problem *problem) MUST_CHECK;
/* The same for one folder. */
enum error extracts_read_shown(const char *folder, struct reading *reading, struct problem *problem) MUST_CHECK;

/* What the folder looks like from outside: names, sizes and times of its files. */
struct extracts_look {
	struct digest digest;
	int64_t changed_at_s; /* the newest change of any file, seconds since 1970 */
};

/* Equal digests before and after a reading say that no file was being written meanwhile. */
enum error extracts_look(const char *folder, struct extracts_look *out, struct problem *problem) MUST_CHECK;
