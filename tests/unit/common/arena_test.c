#include "common/arena.h"

#include <criterion/criterion.h>
#include <stdalign.h>
#include <string.h>

#include "common/memory.h"

enum { BUDGET_BYTES = 100 * 1024 };

Test(arena, blocks_are_zeroed_aligned_and_apart)
{
	struct arena arena;
	unsigned char *blocks[200];

	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < 200; i++) {
		blocks[i] = arena_take(&arena, i + 1, 1);
		cr_assert_not_null(blocks[i]);
		cr_assert_eq((uintptr_t)blocks[i] % alignof(max_align_t), 0, "block %zu", i);
		for (size_t j = 0; j <= i; j++)
			cr_assert_eq(blocks[i][j], 0);
		memset(blocks[i], (int)i, i + 1);
	}
	for (size_t i = 0; i < 200; i++)
		for (size_t j = 0; j <= i; j++)
			cr_assert_eq(blocks[i][j], i, "block %zu was overwritten", i);
	arena_fini(&arena);
}

Test(arena, blocks_of_nothing_have_their_own_address)
{
	struct arena arena;
	void *a, *b;

	arena_init(&arena, BUDGET_BYTES);
	a = arena_take(&arena, 0, 8);
	b = arena_take(&arena, 8, 0);
	cr_assert_not_null(a);
	cr_assert_not_null(b);
	cr_assert_neq(a, b);
	arena_fini(&arena);
}

Test(arena, the_budget_is_all_there_is)
{
	struct arena arena;
	size_t count = 0;

	arena_init(&arena, BUDGET_BYTES);
	while (arena_take(&arena, 1, 1000))
		count++;
	/* 1,000 bytes are rounded up to 1,008. */
	cr_assert_eq(count, BUDGET_BYTES / 1008);
	cr_assert_eq(arena.taken_bytes, count * 1008);
	cr_assert_null(arena_take(&arena, 1, 1000));
	cr_assert_not_null(arena_take(&arena, 1, 16));
	arena_fini(&arena);
}

Test(arena, a_block_larger_than_a_chunk_fits_the_budget_exactly)
{
	struct arena arena;

	arena_init(&arena, BUDGET_BYTES);
	cr_assert_null(arena_take(&arena, 1, BUDGET_BYTES + 1));
	cr_assert_not_null(arena_take(&arena, 1, BUDGET_BYTES));
	cr_assert_null(arena_take(&arena, 1, 1));
	arena_fini(&arena);
}

Test(arena, small_blocks_share_an_allocation)
{
	struct arena arena;

	memory_fail_at(0);
	arena_init(&arena, BUDGET_BYTES);
	for (size_t i = 0; i < 16; i++)
		cr_assert_not_null(arena_take(&arena, 1, 1024));
	cr_assert_eq(memory_fail_at(0), 1, "16 KiB fit one chunk exactly");
	cr_assert_not_null(arena_take(&arena, 1, 1));
	cr_assert_eq(memory_fail_at(0), 1);
	arena_fini(&arena);
}

Test(arena, sizes_that_overflow_are_refused)
{
	struct arena arena;

	arena_init(&arena, SIZE_MAX);
	cr_assert_null(arena_take(&arena, SIZE_MAX / 2 + 1, 2));
	cr_assert_null(arena_take(&arena, SIZE_MAX, 1));
	cr_assert_null(arena_take(&arena, SIZE_MAX - 16, 1));
	cr_assert_not_null(arena_take(&arena, 1, 1));
	arena_fini(&arena);
}

Test(arena, reset_gives_the_budget_back)
{
	struct arena arena;

	arena_init(&arena, 1024);
	for (int round = 0; round < 3; round++) {
		unsigned char *block = arena_take(&arena, 1, 1024);

		cr_assert_not_null(block);
		cr_assert_eq(block[1023], 0);
		memset(block, 0xff, 1024);
		cr_assert_null(arena_take(&arena, 1, 1));
		arena_reset(&arena);
		cr_assert_eq(arena.taken_bytes, 0);
	}
	arena_fini(&arena);
	cr_assert_null(arena_take(&arena, 1, 1));
}

Test(arena, a_copy_is_another_block)
{
	struct arena arena;
	char original[] = "catalogue";
	struct slice copy;

	arena_init(&arena, BUDGET_BYTES);
	copy = arena_copy(&arena, slice_from_text(original));
	original[0] = 'C';
	cr_assert(slice_equal(copy, SLICE_LITERAL("catalogue")));
	cr_assert_eq(arena_copy(&arena, slice_from(NULL, 0)).size, 0);
	arena_fini(&arena);
}

Test(arena, a_copy_without_memory_is_null)
{
	struct arena arena;
	struct slice copy;

	arena_init(&arena, 8);
	copy = arena_copy(&arena, SLICE_LITERAL("catalogue"));
	cr_assert_null(copy.data);
	cr_assert_eq(copy.size, 0);
	arena_fini(&arena);
}

/* Invariant 9: a failed allocation is reported, costs nothing else, and leaves the arena usable. */
Test(arena, every_allocation_in_turn)
{
	for (size_t n = 1;; n++) {
		struct arena arena;
		size_t failures = 0;

		arena_init(&arena, BUDGET_BYTES);
		memory_fail_at(n);
		for (size_t i = 0; i < 12; i++) {
			size_t taken_bytes = arena.taken_bytes;
			unsigned char *block = arena_take(&arena, 5000, 1);

			if (block)
				memset(block, 1, 5000);
			else
				cr_assert_eq(arena.taken_bytes, taken_bytes);
			failures += block == NULL;
		}
		arena_fini(&arena);
		if (memory_fail_at(0) < n) {
			cr_assert_eq(failures, 0);
			cr_assert_gt(n, 3, "the arena should have grown several times");
			break;
		}
		cr_assert_eq(failures, 1);
	}
}
