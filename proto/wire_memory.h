/*
 * What protobuf-c is given instead of malloc and of output memory: an allocator with a budget of bytes and of blocks, and a buffer that compares.
 * Private to proto/; knows the library, but no generated code.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/arena.h"
#include "proto/wire.h"

/* A block a measure, and some for the fields of a message: what is more is an attack. */
enum { UNPACK_BLOCKS_MAX = RETURN_MEASURES_MAX + 64 };

/* The memory of one unpacking; it dies with unpack_memory_fini. Must not move while in use. */
struct unpack_memory {
	ProtobufCAllocator allocator;
	struct arena arena;
	size_t blocks;
	bool is_used_up; /* something was asked for and not given */
};

void unpack_memory_init(struct unpack_memory *memory, size_t budget_bytes);
void unpack_memory_fini(struct unpack_memory *memory);

/* Takes packed bytes and compares them with those expected, without keeping any. */
struct comparing_buffer {
	ProtobufCBuffer base;
	struct slice rest; /* what is still expected */
	bool differs;
};

void comparing_buffer_init(struct comparing_buffer *buffer, struct slice expected);
/* Whether exactly the expected bytes came. */
bool comparing_buffer_equal(const struct comparing_buffer *buffer);
