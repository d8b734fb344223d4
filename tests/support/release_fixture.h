/* Releases in a store: from text, or from the published files, which are no part of the project and may not be beside it. */
#pragma once

#include <stdio.h>

#include "collector/core/csv_rows.h"
#include "collector/core/release_reading.h"
#include "tests/support/store_fixture.h"

#define PUBLISHED_FOLDER BELLWETHER_SOURCE_DIR "/../shared/data/dfe/"

/* The file's bytes in the fixture's arena; the empty slice when it is not there. */
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

/* Reads a file that must be a release. */
static inline struct release release_of(struct slice file, struct arena *arena, struct release_report *report)
{
	struct problem problem = {0};
	struct release release;

	cr_assert_eq(release_read(file, "FILE", date_of_time(FIXTURE_NOW_S), arena, &release, report, &problem), ERROR_NONE, "%s", problem.sentence);
	return release;
}

/* Imports it in a batch of its own; its place in the chain of its series. */
static inline uint64_t release_store(struct store *store, const struct release *release, int64_t now_s)
{
	struct arena arena;
	struct store_batch batch;
	uint64_t sequence = 0;

	arena_init(&arena, RELEASE_BUDGET_BYTES);
	store_batch_begin(&batch, store, &arena);
	cr_assert_eq(store_append_release(&batch, release, now_s, &sequence), ERROR_NONE);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	arena_fini(&arena);
	return sequence;
}

/* From text to the store. */
static inline uint64_t release_import(struct store *store, struct slice file)
{
	static struct release_report report;
	struct arena arena;
	struct release release;
	uint64_t sequence;

	arena_init(&arena, RELEASE_BUDGET_BYTES);
	release = release_of(file, &arena, &report);
	sequence = release_store(store, &release, FIXTURE_NOW_S);
	arena_fini(&arena);
	return sequence;
}
