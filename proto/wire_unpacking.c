#include "proto/wire_unpacking.h"

#include <string.h>

static void *take_block(void *context, size_t size)
{
	struct unpacking *unpacking = context;
	void *block = NULL;
	if (unpacking->blocks < UNPACK_BLOCKS_MAX)
		block = arena_take(&unpacking->arena, 1, size);
	if (block == NULL)
		unpacking->is_used_up = true;
	else
		unpacking->blocks++;
	return block;
}

/* The arena gives everything back at once. */
static void give_back_block(void *context, void *block)
{
	(void)context;
	(void)block;
}

void unpacking_begin(struct unpacking *unpacking, struct slice bytes, size_t bytes_max, const char *name)
{
	*unpacking = (struct unpacking){
		.bytes = bytes,
		.allocator = {.alloc = take_block, .free = give_back_block, .allocator_data = unpacking},
	};
	arena_init(&unpacking->arena, UNPACK_BUDGET_BYTES);
	check_init(&unpacking->check);
	check_range(&unpacking->check, name, bytes.size, 1, bytes_max);
}

const ProtobufCMessage *unpacking_parse(struct unpacking *unpacking, const ProtobufCMessageDescriptor *descriptor)
{
	if (unpacking->check.error != ERROR_NONE)
		return NULL;
	struct slice bytes = unpacking->bytes;
	const ProtobufCMessage *message = protobuf_c_message_unpack(descriptor, &unpacking->allocator, bytes.size, bytes.data);
	if (message == NULL)
		check_fail(&unpacking->check, unpacking->is_used_up ? ERROR_NO_MEMORY : ERROR_MALFORMED, "");
	return message;
}

/* Takes packed bytes and compares them with those expected, without keeping any. */
struct comparing_buffer {
	ProtobufCBuffer base;
	struct slice rest; /* what is still expected */
	bool differs;
};

static void compare_bytes(ProtobufCBuffer *base, size_t size, const uint8_t *data)
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

void unpacking_compare(struct unpacking *unpacking, const ProtobufCMessage *message)
{
	struct comparing_buffer buffer = {.base = {.append = compare_bytes}, .rest = unpacking->bytes};
	(void)protobuf_c_message_pack_to_buffer(message, &buffer.base);
	if (buffer.differs || buffer.rest.size != 0)
		check_fail(&unpacking->check, ERROR_MALFORMED, "");
}

void unpacking_keep(struct unpacking *unpacking, struct slice *slice, struct arena *arena)
{
	if (unpacking->check.error != ERROR_NONE)
		return;
	struct slice copy = arena_copy(arena, *slice);
	if (copy.data == NULL && slice->size != 0)
		check_fail(&unpacking->check, ERROR_NO_MEMORY, "");
	else
		*slice = copy;
}

enum error unpacking_end(struct unpacking *unpacking, const char **field)
{
	arena_fini(&unpacking->arena);
	*field = unpacking->check.field;
	return unpacking->check.error;
}
