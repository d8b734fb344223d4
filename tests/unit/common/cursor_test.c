#include "common/cursor.h"

#include <criterion/criterion.h>
#include <string.h>

static const uint8_t every_kind[] = {
	0x01,                                           /* u8 */
	0x02, 0x03,                                     /* u16 */
	0x04, 0x05, 0x06, 0x07,                         /* u32 */
	0x08, 0x09, 0x0a, 0x0b, 0x0c, 0x0d, 0x0e, 0x0f, /* u64 */
	0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xfe, /* i64: -2 */
	0x00, 0x00, 0x00, 0x03, 'a',  'b',  'c',        /* sized */
	'd',  'e',                                      /* bytes */
};

Test(cursor, reads_big_endian)
{
	struct reader reader;

	reader_init(&reader, slice_from(every_kind, sizeof(every_kind)));
	cr_assert_eq(reader_u8(&reader), 0x01);
	cr_assert_eq(reader_u16(&reader), 0x0203);
	cr_assert_eq(reader_u32(&reader), UINT32_C(0x04050607));
	cr_assert_eq(reader_u64(&reader), UINT64_C(0x08090a0b0c0d0e0f));
	cr_assert_eq(reader_i64(&reader), -2);
	cr_assert(slice_equal(reader_sized(&reader), SLICE_LITERAL("abc")));
	cr_assert_eq(reader_finish(&reader), ERROR_MALFORMED, "two bytes are left over");
	cr_assert(slice_equal(reader_bytes(&reader, 2), SLICE_LITERAL("de")));
	cr_assert_eq(reader_finish(&reader), ERROR_NONE);
}

Test(cursor, writes_big_endian)
{
	uint8_t buffer[sizeof(every_kind)];
	struct writer writer;

	writer_init(&writer, buffer, sizeof(buffer));
	writer_u8(&writer, 0x01);
	writer_u16(&writer, 0x0203);
	writer_u32(&writer, UINT32_C(0x04050607));
	writer_u64(&writer, UINT64_C(0x08090a0b0c0d0e0f));
	writer_i64(&writer, -2);
	writer_sized(&writer, SLICE_LITERAL("abc"));
	writer_bytes(&writer, SLICE_LITERAL("de"));
	cr_assert(slice_equal(writer_done(&writer), slice_from(every_kind, sizeof(every_kind))));
}

Test(cursor, a_reader_that_failed_stays_failed)
{
	struct reader reader;
	uint8_t copy[3] = {9, 9, 9};

	reader_init(&reader, SLICE_LITERAL("\x01\x02\x03"));
	cr_assert_eq(reader_u32(&reader), 0);
	cr_assert_eq(reader.error, ERROR_MALFORMED);
	cr_assert_eq(reader_u8(&reader), 0, "there is a byte, but the cursor is sticky");
	cr_assert_eq(reader_bytes(&reader, 1).size, 0);
	reader_copy(&reader, copy, sizeof(copy));
	cr_assert_arr_eq(copy, ((uint8_t[3]){0, 0, 0}), 3);
	cr_assert_eq(reader_finish(&reader), ERROR_MALFORMED);
}

Test(cursor, every_truncation_is_malformed)
{
	for (size_t size = 0; size < sizeof(every_kind); size++) {
		struct reader reader;

		reader_init(&reader, slice_from(every_kind, size));
		reader_u8(&reader);
		reader_u16(&reader);
		reader_u32(&reader);
		reader_u64(&reader);
		reader_i64(&reader);
		reader_sized(&reader);
		reader_bytes(&reader, 2);
		cr_assert_eq(reader_finish(&reader), ERROR_MALFORMED, "cut at %zu", size);
	}
}

Test(cursor, a_length_beyond_the_end_is_malformed)
{
	const struct slice table[] = {
		SLICE_LITERAL("\x00\x00\x00\x01"),
		SLICE_LITERAL("\x00\x00\x00\x03"
			      "ab"),
		SLICE_LITERAL("\xff\xff\xff\xff"
			      "ab"),
		SLICE_LITERAL("\x00\x00\x00"),
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reader reader;

		reader_init(&reader, table[i]);
		cr_assert_eq(reader_sized(&reader).size, 0, "entry %zu", i);
		cr_assert_eq(reader_finish(&reader), ERROR_MALFORMED, "entry %zu", i);
	}
}

Test(cursor, copies_exactly_what_was_asked)
{
	struct reader reader;
	char copy[4] = "....";

	reader_init(&reader, SLICE_LITERAL("abc"));
	reader_copy(&reader, copy, 2);
	cr_assert_arr_eq(copy, "ab..", 4);
	reader_copy(&reader, copy, 0);
	cr_assert_eq(reader.error, ERROR_NONE);
	reader_copy(&reader, copy, 2);
	cr_assert_arr_eq(copy, "\0\0..", 4);
	cr_assert_eq(reader.error, ERROR_MALFORMED);
}

Test(cursor, nothing_is_a_whole_message)
{
	struct reader reader;

	reader_init(&reader, slice_from(NULL, 0));
	cr_assert_eq(reader_bytes(&reader, 0).size, 0);
	cr_assert_eq(reader_finish(&reader), ERROR_NONE);
}

Test(cursor, a_writer_never_passes_its_room)
{
	for (size_t room = 0; room < sizeof(every_kind); room++) {
		uint8_t buffer[sizeof(every_kind) + 1];
		struct writer writer;

		memset(buffer, 0xee, sizeof(buffer));
		writer_init(&writer, buffer, room);
		writer_u8(&writer, 1);
		writer_u16(&writer, 2);
		writer_u32(&writer, 3);
		writer_u64(&writer, 4);
		writer_i64(&writer, 5);
		writer_sized(&writer, SLICE_LITERAL("abc"));
		writer_bytes(&writer, SLICE_LITERAL("de"));
		cr_assert_eq(writer.error, ERROR_LIMIT, "room %zu", room);
		cr_assert_eq(writer_done(&writer).size, 0, "room %zu", room);
		for (size_t i = room; i < sizeof(buffer); i++)
			cr_assert_eq(buffer[i], 0xee, "room %zu, byte %zu", room, i);
	}
}

Test(cursor, a_writer_that_failed_stays_failed)
{
	uint8_t buffer[3];
	struct writer writer;

	writer_init(&writer, buffer, sizeof(buffer));
	writer_u32(&writer, 1);
	writer_u8(&writer, 1);
	cr_assert_eq(writer.size, 0);
	cr_assert_eq(writer_done(&writer).size, 0);
}

Test(cursor, a_run_longer_than_its_length_field_is_refused)
{
	uint8_t buffer[8];
	struct writer writer;

	writer_init(&writer, buffer, sizeof(buffer));
	writer_sized(&writer, slice_from(buffer, (size_t)UINT32_MAX + 1));
	cr_assert_eq(writer.error, ERROR_LIMIT);
	cr_assert_eq(writer.size, 0);
}

Test(cursor, an_empty_writer_is_done)
{
	struct writer writer;

	writer_init(&writer, NULL, 0);
	writer_bytes(&writer, slice_from(NULL, 0));
	cr_assert_eq(writer.error, ERROR_NONE);
	cr_assert_eq(writer_done(&writer).size, 0);
}
