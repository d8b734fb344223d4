#include "common/memory.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>

/* Fault injection is per thread so that a test cannot disturb another's. Zero means that no allocation is to fail. */
static _Thread_local size_t allocations_count;
static _Thread_local size_t fail_at;

static bool allocation_fails(void)
{
	allocations_count++;
	return allocations_count == fail_at;
}

/* The bytes of a block, at least one, so that NULL always means failure; false when they do not fit a size. */
static bool block_bytes(size_t count, size_t size, size_t *bytes)
{
	if (__builtin_mul_overflow(count, size, bytes))
		return false;
	if (*bytes == 0)
		*bytes = 1;
	return true;
}

void *memory_new(size_t count, size_t size)
{
	size_t bytes;

	if (allocation_fails() || !block_bytes(count, size, &bytes))
		return NULL;
	return calloc(1, bytes);
}

void *memory_resize(void *old, size_t count, size_t size)
{
	size_t bytes;

	if (allocation_fails() || !block_bytes(count, size, &bytes))
		return NULL;
	return realloc(old, bytes);
}

void memory_free(void *block)
{
	free(block);
}

size_t memory_fail_at(size_t n)
{
	size_t count = allocations_count;

	allocations_count = 0;
	fail_at = n;
	return count;
}
