/* The pages' templates as they stand in dashboards/. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>

#include "collector/core/template.h"

/* The file's bytes in a static buffer, valid until the next call. */
static inline struct slice page_file(const char *name)
{
	static uint8_t bytes[TEMPLATE_BYTES_MAX];
	char path[1024];
	FILE *file;
	size_t size;

	snprintf(path, sizeof(path), "%s/dashboards/%s", BELLWETHER_SOURCE_DIR, name);
	file = fopen(path, "rb");
	cr_assert_not_null(file, "%s", path);
	size = fread(bytes, 1, sizeof(bytes), file);
	fclose(file);
	cr_assert_gt(size, 0);
	return slice_from(bytes, size);
}
