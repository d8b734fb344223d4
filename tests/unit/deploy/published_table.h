/* The published table as the tests read it: from the source folder, whole, or the test fails. */
#pragma once

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>

#include "deploy/demo_data/published.h"

/* The whole of a file, NUL-terminated; freed by the caller. NULL when it cannot be opened. */
static inline char *file_text(const char *path, size_t *size)
{
	enum { BYTES_MAX = 4 << 20 };
	FILE *file = fopen(path, "rb");
	char *text;

	if (file == NULL)
		return NULL;
	text = malloc(BYTES_MAX + 1);
	cr_assert_not_null(text);
	*size = fread(text, 1, BYTES_MAX, file);
	cr_assert(*size < BYTES_MAX && !ferror(file), "%s is too long", path);
	text[*size] = '\0';
	fclose(file);
	return text;
}

static inline void published_read(struct published_table *table)
{
	struct problem problem = {0};
	size_t size = 0;
	char *text = file_text(BELLWETHER_SOURCE_DIR "/deploy/demo_data/north_west_published.csv", &size);

	cr_assert_not_null(text);
	cr_assert_eq(published_parse(slice_from(text, size), table, &problem), ERROR_NONE, "%s", problem.sentence);
	free(text);
}

static inline const struct published_council *published_find(const struct published_table *table, unsigned code)
{
	for (unsigned i = 0; i < table->council_count; i++) {
		if (table->councils[i].code == code)
			return &table->councils[i];
	}
	cr_assert_fail("council %u is not in the published table", code);
	abort(); /* not reached: the assertion ends the test */
}
