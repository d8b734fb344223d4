/* A folder of a test's own below /tmp, removed with all that is in it. */
#pragma once

#include <criterion/criterion.h>
#include <ftw.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "common/shell/files.h"

struct temporary_folder {
	char path[64];
};

static inline struct temporary_folder temporary_folder_make(void)
{
	struct temporary_folder folder = {"/tmp/bellwether-test-XXXXXX"};

	cr_assert_not_null(mkdtemp(folder.path));
	return folder;
}

static inline int temporary_folder_entry(const char *path, const struct stat *status, int kind, struct FTW *where)
{
	(void)status;
	(void)kind;
	(void)where;
	return remove(path);
}

static inline void temporary_folder_remove(const struct temporary_folder *folder)
{
	cr_assert_eq(nftw(folder->path, temporary_folder_entry, 16, FTW_DEPTH | FTW_PHYS), 0);
}

/* The path of `name` in the folder, in the caller's buffer. */
static inline const char *temporary_path(const struct temporary_folder *folder, const char *name, char path[static PATH_SIZE])
{
	cr_assert_eq(path_join(path, folder->path, name, NULL), ERROR_NONE);
	return path;
}
