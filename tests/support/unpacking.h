/* What a client does with gzip: unpacks it whole. */
#pragma once

#include <criterion/criterion.h>
#include <zlib.h>

/* Into `room` bytes; how many there are. Fails the test when the bytes are not one whole gzip member. */
static inline size_t unpack(const void *packed, size_t size, char *out, size_t room)
{
	z_stream stream = {.next_in = (Bytef *)(uintptr_t)packed, .avail_in = (uInt)size, .next_out = (Bytef *)out, .avail_out = (uInt)room};

	cr_assert_eq(inflateInit2(&stream, 15 + 16), Z_OK);
	cr_assert_eq(inflate(&stream, Z_FINISH), Z_STREAM_END);
	cr_assert_eq(stream.avail_in, 0, "bytes behind the end");
	cr_assert_eq(inflateEnd(&stream), Z_OK);
	return room - stream.avail_out;
}
