/* A stored record, as a damaged disk may give it back: the frame, and behind it an entry, a release or a cube record. */
#include <stdint.h>
#include <stdlib.h>

#include "collector/core/cube.h"
#include "collector/core/entry.h"
#include "collector/core/release.h"

enum { BUDGET_BYTES = 64 << 10 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* What was read is what would be written: two forms of one entry would have two hashes. A large one may be beyond the arena. */
static void expect_same(enum error error, struct slice again, struct slice payload)
{
	if (error != ERROR_NO_MEMORY && (error || !slice_equal(again, payload)))
		abort();
}

static void try_entry(struct slice payload, struct arena *arena)
{
	struct entry entry;
	struct slice again = {NULL, 0};

	if (entry_unpack(payload, &entry))
		return;
	expect_same(entry_pack(&entry, arena, &again), again, payload);
}

static void try_release(struct slice payload, struct arena *arena)
{
	struct release release;
	struct release_head head;
	struct slice again = {NULL, 0};

	if (release_unpack(payload, arena, &release))
		return;
	if (release_peek(payload, &head) || head.record_count != release.head.record_count)
		abort();
	expect_same(release_pack(&release, arena, &again), again, payload);
}

static void try_cube(struct slice payload, struct arena *arena)
{
	struct cube_record record;
	struct slice again = {NULL, 0};

	if (cube_unpack(payload, arena, &record))
		return;
	expect_same(cube_pack(&record, arena, &again), again, payload);
	for (uint32_t number = 0; number < 32; number++)
		if (cube_measure(&record, (uint16_t)number) && cube_measure(&record, (uint16_t)number)->number != number)
			abort();
}

/* The checksum keeps a fuzzer out, so the payload is tried as it is as well. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = slice_from(data, size);
	struct slice payload;
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	try_entry(bytes, &arena);
	try_release(bytes, &arena);
	try_cube(bytes, &arena);
	if (record_open(bytes, &payload) == ERROR_NONE) {
		try_entry(payload, &arena);
		try_release(payload, &arena);
		try_cube(payload, &arena);
	}
	arena_fini(&arena);
	return 0;
}
