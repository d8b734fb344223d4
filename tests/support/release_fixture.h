/* Releases in a store: from text, or from the published files, which are no part of the project and may not be beside it. */
#pragma once

#include "collector/core/csv_rows.h"
#include "collector/core/release_reading.h"
#include "tests/support/published_file.h"
#include "tests/support/store_fixture.h"

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
