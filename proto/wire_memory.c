#include "proto/wire_memory.h"

#include <string.h>

static void *unpack_memory_take(void *context, size_t size)
{
	struct unpack_memory *memory = context;
	void *block = NULL;
	if (memory->blocks < UNPACK_BLOCKS_MAX)
		block = arena_take(&memory->arena, 1, size);
	if (block == NULL)
		memory->is_used_up = true;
	else
		memory->blocks++;
	return block;
}

/* The arena gives everything back at once. */
static void unpack_memory_give_back(void *context, void *block)
{
	(void)context;
	(void)block;
}

void unpack_memory_init(struct unpack_memory *memory, size_t budget_bytes)
{
	*memory = (struct unpack_memory){
		.allocator = {.alloc = unpack_memory_take, .free = unpack_memory_give_back, .allocator_data = memory},
	};
	arena_init(&memory->arena, budget_bytes);
}

void unpack_memory_fini(struct unpack_memory *memory)
{
	arena_fini(&memory->arena);
}

static void comparing_buffer_append(ProtobufCBuffer *base, size_t size, const uint8_t *data)
{
	struct comparing_buffer *buffer = (struct comparing_buffer *)base; /* base is the first member */
	if (size == 0 || buffer->differs)
		return;
	if (size > buffer->rest.size || memcmp(buffer->rest.data, data, size) != 0) {
		buffer->differs = true;
		return;
	}
	buffer->rest = slice_from(buffer->rest.data + size, buffer->rest.size - size);
}

void comparing_buffer_init(struct comparing_buffer *buffer, struct slice expected)
{
	*buffer = (struct comparing_buffer){.base = {.append = comparing_buffer_append}, .rest = expected};
}

bool comparing_buffer_equal(const struct comparing_buffer *buffer)
{
	return !buffer->differs && buffer->rest.size == 0;
}
