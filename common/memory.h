/* The project's allocator: the only place that calls malloc. Cores allocate through it or through an arena on top of it. */
#pragma once

#include <stddef.h>

#include "common/error.h"

/* `count` x `size` zeroed bytes, or NULL (also on overflow). Free with memory_free. Any thread. */
void *memory_new(size_t count, size_t size) MUST_CHECK;
/* Resizes to `count` x `size` bytes, new bytes not set; on NULL the old block is still the caller's. Any thread. */
void *memory_resize(void *old, size_t count, size_t size) MUST_CHECK;
void memory_free(void *block);

/*
 * Fault injection for tests: the n-th allocation of this thread from now on fails (1 = the next), and only that one; 0 switches it off. The
 * count of allocations since the last call is returned.
 */
size_t memory_fail_at(size_t n);
