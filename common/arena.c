#include "common/arena.h"

#include <stdalign.h>
#include <string.h>

#include "common/memory.h"

enum { CHUNK_BYTES = 16 * 1024, ALIGNMENT = alignof(max_align_t) };

struct arena_chunk {
	struct arena_chunk *next; /* older; owned */
	size_t used_bytes;
	size_t room_bytes;
	alignas(max_align_t) uint8_t bytes[];
};

void arena_init(struct arena *arena, size_t budget_bytes)
{
	*arena = (struct arena){.budget_bytes = budget_bytes};
}

void arena_reset(struct arena *arena)
{
	while (arena->chunk) {
		struct arena_chunk *next = arena->chunk->next;

		memory_free(arena->chunk);
		arena->chunk = next;
	}
	arena->taken_bytes = 0;
}

void arena_fini(struct arena *arena)
{
	arena_reset(arena);
	arena->budget_bytes = 0;
}

/* `count` x `size` rounded up to the alignment, at least one unit, so that every block has an address of its own. */
static bool rounded_bytes(size_t count, size_t size, size_t *out)
{
	size_t bytes;

	if (__builtin_mul_overflow(count, size, &bytes) || __builtin_add_overflow(bytes, (size_t)(ALIGNMENT - 1), &bytes))
		return false;
	bytes -= bytes % ALIGNMENT;
	*out = bytes ? bytes : ALIGNMENT;
	return true;
}

/*
 * A chunk with room for `bytes`: of the usual size where the budget allows, larger for a large block. What is left over in the older chunk is
 * less than `bytes`, so the arena never holds much more than twice its budget.
 */
static struct arena_chunk *chunk_new(const struct arena *arena, size_t bytes)
{
	size_t left_bytes = arena->budget_bytes - arena->taken_bytes;
	size_t room_bytes = left_bytes < CHUNK_BYTES ? left_bytes : CHUNK_BYTES;
	size_t total_bytes;
	struct arena_chunk *chunk;

	if (room_bytes < bytes)
		room_bytes = bytes;
	if (__builtin_add_overflow(room_bytes, sizeof(*chunk), &total_bytes))
		return NULL;
	chunk = memory_new(1, total_bytes);
	if (chunk)
		chunk->room_bytes = room_bytes;
	return chunk;
}

void *arena_take(struct arena *arena, size_t count, size_t size)
{
	size_t bytes;
	void *block;

	if (!rounded_bytes(count, size, &bytes) || bytes > arena->budget_bytes - arena->taken_bytes)
		return NULL;
	if (!arena->chunk || bytes > arena->chunk->room_bytes - arena->chunk->used_bytes) {
		struct arena_chunk *chunk = chunk_new(arena, bytes);

		if (!chunk)
			return NULL;
		chunk->next = arena->chunk;
		arena->chunk = chunk;
	}
	block = arena->chunk->bytes + arena->chunk->used_bytes;
	arena->chunk->used_bytes += bytes;
	arena->taken_bytes += bytes;
	return block;
}

struct slice arena_copy(struct arena *arena, struct slice bytes)
{
	void *copy;

	if (bytes.size == 0)
		return (struct slice){NULL, 0};
	copy = arena_take(arena, bytes.size, 1);
	if (!copy)
		return (struct slice){NULL, 0};
	memcpy(copy, bytes.data, bytes.size);
	return slice_from(copy, bytes.size);
}
