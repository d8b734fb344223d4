#include "agent/core/gunzip.h"

#include <criterion/criterion.h>
#include <string.h>

#include "common/memory.h"
#include "tests/unit/agent/gzip_text.h"

enum { BYTES_MAX = 1 << 20, OUT_ROOM = 1 << 21 };

static uint8_t packed[1 << 16], unpacked[OUT_ROOM];

/* Unpacks in pieces of `piece` bytes; *size of them are in `unpacked`. */
static enum error unpack(struct slice bytes, size_t piece, uint64_t bytes_max, size_t *size, enum rule *why)
{
	struct gunzip *gunzip = gunzip_new(bytes_max);
	enum error error = ERROR_NONE;

	cr_assert_not_null(gunzip);
	*size = 0;
	while (!error && bytes.size) {
		struct slice rest = slice_from(bytes.data, piece < bytes.size ? piece : bytes.size);
		struct slice out = {NULL, 1};

		bytes = slice_from(bytes.data + rest.size, bytes.size - rest.size);
		while (!error && (rest.size || out.size)) {
			error = gunzip_read(gunzip, &rest, &out);
			cr_assert_leq(*size + out.size, OUT_ROOM);
			if (!error && out.size)
				memcpy(unpacked + *size, out.data, out.size);
			*size += error ? 0 : out.size;
		}
	}
	if (!error)
		error = gunzip_end(gunzip);
	*why = gunzip_why(gunzip);
	if (error == ERROR_MALFORMED) {
		struct slice rest = SLICE_LITERAL("x"), out;

		cr_assert_eq(gunzip_read(gunzip, &rest, &out), ERROR_MALFORMED);
		cr_assert_eq(gunzip_end(gunzip), ERROR_MALFORMED);
	}
	gunzip_free(gunzip);
	return error;
}

Test(gunzip, what_was_packed_comes_back_in_pieces_of_any_size)
{
	static char text[100000];
	size_t count, size;
	enum rule why;

	for (size_t i = 0; i < sizeof(text); i++)
		text[i] = (char)('a' + i * i % 23);
	count = gzip_pack(slice_from(text, sizeof(text)), packed, sizeof(packed));
	for (size_t piece = 1; piece < 5000; piece = piece * 3 + 1) {
		cr_assert_eq(unpack(slice_from(packed, count), piece, BYTES_MAX, &size, &why), ERROR_NONE, "pieces of %zu", piece);
		cr_assert_eq(size, sizeof(text));
		cr_assert_arr_eq(unpacked, text, sizeof(text));
	}
}

Test(gunzip, members_behind_each_other_are_one_file_and_zeros_fill_up)
{
	size_t count = gzip_pack(SLICE_LITERAL("one,"), packed, sizeof(packed)), size;
	enum rule why;

	count += gzip_pack(SLICE_LITERAL("two"), packed + count, sizeof(packed) - count);
	memset(packed + count, 0, 20);
	for (size_t piece = 1; piece < 8; piece++) {
		cr_assert_eq(unpack(slice_from(packed, count + 20), piece, BYTES_MAX, &size, &why), ERROR_NONE);
		cr_assert(slice_equal(slice_from(unpacked, size), SLICE_LITERAL("one,two")));
	}
	packed[count + 5] = 'x';
	cr_assert_eq(unpack(slice_from(packed, count + 20), 8, BYTES_MAX, &size, &why), ERROR_MALFORMED);
	cr_assert_eq(why, RULE_GZIP_DAMAGED);
}

Test(gunzip, every_cut_is_said_and_every_flipped_byte_of_the_data)
{
	size_t count = gzip_pack(SLICE_LITERAL("month,measure,value\n2021-09,audits_month,12\n"), packed, sizeof(packed)), size;
	enum rule why;

	for (size_t end = 1; end < count; end++) {
		cr_assert_eq(unpack(slice_from(packed, end), end, BYTES_MAX, &size, &why), ERROR_MALFORMED, "cut at %zu", end);
		cr_assert_eq(why, RULE_GZIP_CUT_OFF, "cut at %zu", end);
	}
	for (size_t at = 10; at < count; at++) {
		packed[at] ^= 0x55;
		cr_assert_eq(unpack(slice_from(packed, count), count, BYTES_MAX, &size, &why), ERROR_MALFORMED, "byte %zu", at);
		packed[at] ^= 0x55;
	}
}

Test(gunzip, a_bomb_and_a_file_that_is_too_large)
{
	static uint8_t zeros[12 << 20];
	size_t count = gzip_pack(slice_from(zeros, sizeof(zeros)), packed, sizeof(packed));
	struct gunzip *gunzip = gunzip_new(1 << 30);
	struct slice rest = slice_from(packed, count), out = {NULL, 1};
	enum error error = ERROR_NONE;
	size_t size;
	enum rule why;

	cr_assert_not_null(gunzip);
	while (!error && (rest.size || out.size))
		error = gunzip_read(gunzip, &rest, &out);
	cr_assert_eq(error, ERROR_MALFORMED);
	cr_assert_eq(gunzip_why(gunzip), RULE_GZIP_BOMB);
	gunzip_free(gunzip);
	cr_assert_eq(unpack(slice_from(packed, count), count, BYTES_MAX, &size, &why), ERROR_MALFORMED);
	cr_assert_eq(why, RULE_GZIP_TOO_LARGE);
}

Test(gunzip, every_allocation_may_fail)
{
	size_t count = gzip_pack(SLICE_LITERAL("some text"), packed, sizeof(packed));

	for (size_t n = 1;; n++) {
		struct gunzip *gunzip;
		struct slice rest = slice_from(packed, count), out = {NULL, 1};
		enum error error = ERROR_NO_MEMORY;

		memory_fail_at(n);
		gunzip = gunzip_new(BYTES_MAX);
		if (gunzip)
			for (error = ERROR_NONE; !error && (rest.size || out.size);)
				error = gunzip_read(gunzip, &rest, &out);
		if (memory_fail_at(0) < n) {
			cr_assert_eq(error, ERROR_NONE);
			cr_assert_gt(n, 1);
			gunzip_free(gunzip);
			return;
		}
		cr_assert_eq(error, ERROR_NO_MEMORY, "allocation %zu", n);
		gunzip_free(gunzip);
	}
}
