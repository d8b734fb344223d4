/*
 * One unpacking: memory with a budget of bytes and of blocks for protobuf-c, a sticky error, and the comparison with the canonical form. Knows the
 * library, but no generated code. Private to proto/.
 */
#pragma once

#include <protobuf-c/protobuf-c.h>

#include "common/arena.h"
#include "proto/wire.h"
#include "proto/wire_check.h"

/* A block a measure, and some for the fields of a message: what is more is an attack. */
enum { UNPACK_BLOCKS_MAX = RETURN_MEASURES_MAX + 64 };

/* Must not move between begin and end. */
struct unpacking {
	struct slice bytes; /* borrowed */
	struct wire_check check;
	ProtobufCAllocator allocator;
	struct arena arena; /* dies with unpacking_end */
	size_t blocks;
	bool is_used_up; /* something was asked for and not given */
};

/* Checks the size, which must be 1 to `bytes_max`; `name` is what the bytes are, static. Every begin has its unpacking_end. */
void unpacking_begin(struct unpacking *unpacking, struct slice bytes, size_t bytes_max, const char *name);
/* The generated struct, which lives until unpacking_end; NULL after a failure. */
const ProtobufCMessage *unpacking_parse(struct unpacking *unpacking, const ProtobufCMessageDescriptor *descriptor);
/* Fails unless `message` packs to exactly what came: unknown fields, duplicates and long forms of integers do not survive this. */
void unpacking_compare(struct unpacking *unpacking, const ProtobufCMessage *message);
/* Copies a borrowed slice to `arena`, so that it outlives the unpacking; does nothing after a failure. */
void unpacking_keep(struct unpacking *unpacking, struct slice *slice, struct arena *arena);
/* Gives all memory back. The first failure, or ERROR_NONE; *field is what failed, "" when it is the whole. */
enum error unpacking_end(struct unpacking *unpacking, const char **field) MUST_CHECK;
