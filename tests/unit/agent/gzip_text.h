/* Bytes packed with gzip in a test. */
#pragma once

#include <criterion/criterion.h>
#include <zlib.h>

#include "common/slice.h"

/* Packs into `out` as one member; returns its size. */
static inline size_t gzip_pack(struct slice bytes, uint8_t *out, size_t room)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)bytes.data, .avail_in = (uInt)bytes.size, .next_out = out, .avail_out = (uInt)room};

	cr_assert_eq(deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 8, Z_DEFAULT_STRATEGY), Z_OK);
	cr_assert_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	cr_assert_eq(deflateEnd(&stream), Z_OK);
	return room - stream.avail_out;
}
