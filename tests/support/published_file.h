/* The published files, which are no part of the project and may not be beside it. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "common/arena.h"

#define PUBLISHED_FOLDER BELLWETHER_SOURCE_DIR "/../shared/data/dfe/"

/* The file's bytes in the arena; the empty slice when it is not there. */
static inline struct slice published_file(struct arena *arena, const char *name)
{
	char path[1024];
	uint8_t *bytes;
	FILE *file;
	long size;

	snprintf(path, sizeof(path), "%s%s", PUBLISHED_FOLDER, name);
	file = fopen(path, "rb");
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
