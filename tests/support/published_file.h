/* The published files, which are no part of the project and may not be beside it. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "common/arena.h"

#define PUBLISHED_FOLDER BELLWETHER_SOURCE_DIR "/../shared/data/dfe/"

/* The file's bytes in the arena; the empty slice when it is not there. */
static inline struct slice file_whole(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	uint8_t *bytes;
	long size;

	if (!file)
		return slice_from(NULL, 0);
	cr_assert_eq(fseek(file, 0, SEEK_END), 0);
	size = ftell(file);
	rewind(file);
	cr_assert_gt(size, 0);
	bytes = arena_take(arena, (size_t)size, 1);
	cr_assert_not_null(bytes);
	cr_assert_eq(fread(bytes, 1, (size_t)size, file), (size_t)size);
	fclose(file);
	return slice_from(bytes, (size_t)size);
}

/* The same, of one of the published files. */
static inline struct slice published_file(struct arena *arena, const char *name)
{
	char path[1024];

	snprintf(path, sizeof(path), "%s%s", PUBLISHED_FOLDER, name);
	return file_whole(arena, path);
}
