/* An arena: memory with a budget that dies at once. A message, a request or a file's rows live in one. */
#pragma once

#include <stddef.h>

#include "common/error.h"
#include "common/slice.h"

struct arena {
	struct arena_chunk *chunk; /* newest first; owned */
	size_t taken_bytes;        /* all that was handed out, rounding included */
	size_t budget_bytes;
};

void arena_init(struct arena *arena, size_t budget_bytes);
/* Frees everything; the arena can be used again with the same budget. */
void arena_reset(struct arena *arena);
void arena_fini(struct arena *arena);
/* `count` x `size` zeroed bytes, aligned for any type; NULL when the budget or the machine has no more. */
void *arena_take(struct arena *arena, size_t count, size_t size) MUST_CHECK;
/* A copy of the bytes that lives as long as the arena; data is NULL when there is no memory (and size was not 0). */
struct slice arena_copy(struct arena *arena, struct slice bytes) MUST_CHECK;
