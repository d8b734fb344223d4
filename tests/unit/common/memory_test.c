#include "common/memory.h"

#include <criterion/criterion.h>
#include <pthread.h>
#include <stdint.h>
#include <string.h>

Test(memory, new_blocks_are_zeroed)
{
	unsigned char *block = memory_new(100, 7);

	cr_assert_not_null(block);
	for (size_t i = 0; i < 700; i++)
		cr_assert_eq(block[i], 0, "byte %zu", i);
	memory_free(block);
}

Test(memory, resizing_keeps_what_was_there)
{
	char *block = memory_resize(NULL, 6, 1);
	char *larger;

	cr_assert_not_null(block);
	memcpy(block, "hello", 6);
	larger = memory_resize(block, 100000, 1);
	cr_assert_not_null(larger);
	cr_assert_str_eq(larger, "hello");
	memory_free(larger);
}

Test(memory, sizes_that_overflow_are_refused_and_the_old_block_stays)
{
	char *block = memory_new(6, 1);

	cr_assert_not_null(block);
	memcpy(block, "hello", 6);
	cr_assert_null(memory_new(SIZE_MAX / 2 + 1, 2));
	cr_assert_null(memory_new(3, SIZE_MAX / 2));
	cr_assert_null(memory_resize(block, SIZE_MAX / 2 + 1, 2));
	cr_assert_str_eq(block, "hello");
	memory_free(block);
}

Test(memory, nothing_is_a_block_too)
{
	void *block = memory_new(0, 8);
	void *resized;

	cr_assert_not_null(block);
	resized = memory_resize(block, 0, 0);
	cr_assert_not_null(resized);
	memory_free(resized);
	memory_free(NULL);
}

Test(memory, the_nth_allocation_fails_and_only_that_one)
{
	for (size_t n = 1; n <= 5; n++) {
		memory_fail_at(n);
		for (size_t i = 1; i <= 6; i++) {
			void *block = i % 2 ? memory_new(1, 1) : memory_resize(NULL, 1, 1);

			cr_assert_eq(block == NULL, i == n, "allocation %zu, failing %zu", i, n);
			memory_free(block);
		}
		cr_assert_eq(memory_fail_at(0), 6);
	}
}

Test(memory, a_failed_resize_leaves_the_old_block)
{
	char *block = memory_new(6, 1);

	cr_assert_not_null(block);
	memcpy(block, "hello", 6);
	memory_fail_at(1);
	cr_assert_null(memory_resize(block, 12, 1));
	memory_fail_at(0);
	cr_assert_str_eq(block, "hello");
	memory_free(block);
}

static void *allocate_here(void *out)
{
	void *block = memory_new(1, 1);

	*(int *)out = block != NULL;
	memory_free(block);
	return NULL;
}

Test(memory, another_threads_allocations_do_not_fail)
{
	pthread_t thread;
	int has_succeeded = 0;
	void *block;

	memory_fail_at(1);
	cr_assert_eq(pthread_create(&thread, NULL, allocate_here, &has_succeeded), 0);
	cr_assert_eq(pthread_join(thread, NULL), 0);
	cr_assert(has_succeeded);
	block = memory_new(1, 1);
	cr_assert_null(block);
	cr_assert_eq(memory_fail_at(0), 1);
}
