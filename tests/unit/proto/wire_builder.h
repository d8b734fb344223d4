/* Hand-made bytes in the wire's encoding, right or wrong, without the generated code: what an attacker writes. */
#pragma once

#include <criterion/criterion.h>
#include <stdint.h>
#include <string.h>

#include "common/slice.h"

enum { BUILDER_BYTES_MAX = 2 << 20 };

enum wire_type { WIRE_VARINT = 0, WIRE_FIXED64 = 1, WIRE_SIZED = 2, WIRE_GROUP = 3, WIRE_GROUP_END = 4, WIRE_FIXED32 = 5 };

struct builder {
	size_t size;
	uint8_t data[BUILDER_BYTES_MAX];
};

static inline void build_byte(struct builder *builder, uint8_t byte)
{
	cr_assert_lt(builder->size, sizeof builder->data);
	builder->data[builder->size++] = byte;
}

static inline void build_raw(struct builder *builder, struct slice bytes)
{
	for (size_t i = 0; i < bytes.size; i++)
		build_byte(builder, bytes.data[i]);
}

static inline void build_varint(struct builder *builder, uint64_t value)
{
	for (; value > 127; value >>= 7)
		build_byte(builder, (uint8_t)(value | 0x80));
	build_byte(builder, (uint8_t)value);
}

static inline void build_tag(struct builder *builder, unsigned number, enum wire_type type)
{
	build_varint(builder, number << 3 | type);
}

static inline void build_number(struct builder *builder, unsigned number, uint64_t value)
{
	build_tag(builder, number, WIRE_VARINT);
	build_varint(builder, value);
}

static inline void build_sized(struct builder *builder, unsigned number, struct slice bytes)
{
	build_tag(builder, number, WIRE_SIZED);
	build_varint(builder, bytes.size);
	build_raw(builder, bytes);
}

/* A field of `size` bytes `byte`. */
static inline void build_filled(struct builder *builder, unsigned number, uint8_t byte, size_t size)
{
	build_tag(builder, number, WIRE_SIZED);
	build_varint(builder, size);
	for (size_t i = 0; i < size; i++)
		build_byte(builder, byte);
}

static inline struct slice build_done(const struct builder *builder)
{
	return slice_from(builder->data, builder->size);
}
