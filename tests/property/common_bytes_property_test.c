#include <criterion/criterion.h>
#include <inttypes.h>

#include "common/cursor.h"
#include "common/decimal.h"
#include "common/json.h"
#include "common/text.h"
#include "tests/property/common_random.h"

enum { ROUNDS = 10000 };

/* A message of random fields: written, read back, cut short, and squeezed into too little room. */
enum { FIELDS_MAX = 20, FIELD_KINDS = 7, RUN_BYTES_MAX = 40 };

struct field {
	unsigned kind;
	uint64_t value;
	uint8_t bytes[RUN_BYTES_MAX];
	size_t size;
};

static void field_write(struct writer *writer, const struct field *field)
{
	switch (field->kind) {
	case 0:
		writer_u8(writer, (uint8_t)field->value);
		break;
	case 1:
		writer_u16(writer, (uint16_t)field->value);
		break;
	case 2:
		writer_u32(writer, (uint32_t)field->value);
		break;
	case 3:
		writer_u64(writer, field->value);
		break;
	case 4:
		writer_i64(writer, (int64_t)field->value);
		break;
	case 5:
		writer_bytes(writer, slice_from(field->bytes, field->size));
		break;
	default:
		writer_sized(writer, slice_from(field->bytes, field->size));
	}
}

static bool field_reads_back(struct reader *reader, const struct field *field)
{
	struct slice bytes = slice_from(field->bytes, field->size);

	switch (field->kind) {
	case 0:
		return reader_u8(reader) == (uint8_t)field->value;
	case 1:
		return reader_u16(reader) == (uint16_t)field->value;
	case 2:
		return reader_u32(reader) == (uint32_t)field->value;
	case 3:
		return reader_u64(reader) == field->value;
	case 4:
		return reader_i64(reader) == (int64_t)field->value;
	case 5:
		return slice_equal(reader_bytes(reader, field->size), bytes);
	default:
		return slice_equal(reader_sized(reader), bytes);
	}
}

static size_t fields_make(struct random *random, struct field fields[FIELDS_MAX])
{
	size_t count = (size_t)random_below(random, FIELDS_MAX + 1);

	for (size_t i = 0; i < count; i++) {
		fields[i] = (struct field){.kind = (unsigned)random_below(random, FIELD_KINDS),
					   .value = random_magnitude(random, 64),
					   .size = (size_t)random_below(random, RUN_BYTES_MAX + 1)};
		for (size_t j = 0; j < fields[i].size; j++)
			fields[i].bytes[j] = (uint8_t)random_u64(random);
	}
	return count;
}

static struct slice fields_write(const struct field *fields, size_t count, uint8_t *buffer, size_t room)
{
	struct writer writer;

	writer_init(&writer, buffer, room);
	for (size_t i = 0; i < count; i++)
		field_write(&writer, &fields[i]);
	return writer_done(&writer);
}

Test(property, what_is_written_is_read_back)
{
	struct random random = random_begin("what_is_written_is_read_back");

	for (int round = 0; round < ROUNDS; round++) {
		struct field fields[FIELDS_MAX];
		uint8_t buffer[FIELDS_MAX * (RUN_BYTES_MAX + 4)];
		uint8_t smaller[sizeof(buffer)];
		size_t count = fields_make(&random, fields);
		struct slice written = fields_write(fields, count, buffer, sizeof(buffer));
		struct reader reader;
		size_t cut;

		reader_init(&reader, written);
		for (size_t i = 0; i < count; i++)
			cr_assert(field_reads_back(&reader, &fields[i]), "round %d, field %zu of kind %u", round, i, fields[i].kind);
		cr_assert_eq(reader_finish(&reader), ERROR_NONE);
		if (written.size == 0)
			continue;

		cut = (size_t)random_below(&random, written.size);
		reader_init(&reader, slice_from(written.data, cut));
		for (size_t i = 0; i < count; i++)
			(void)field_reads_back(&reader, &fields[i]);
		cr_assert_eq(reader_finish(&reader), ERROR_MALFORMED, "round %d, cut at %zu of %zu", round, cut, written.size);
		cr_assert_eq(fields_write(fields, count, smaller, cut).size, 0, "round %d, room %zu of %zu", round, cut, written.size);
	}
}

static size_t utf8_encode(uint32_t code, uint8_t bytes[4])
{
	if (code < 0x80) {
		bytes[0] = (uint8_t)code;
		return 1;
	}
	if (code < 0x800) {
		bytes[0] = (uint8_t)(0xc0 | code >> 6);
		bytes[1] = (uint8_t)(0x80 | (code & 0x3f));
		return 2;
	}
	if (code < 0x10000) {
		bytes[0] = (uint8_t)(0xe0 | code >> 12);
		bytes[1] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
		bytes[2] = (uint8_t)(0x80 | (code & 0x3f));
		return 3;
	}
	bytes[0] = (uint8_t)(0xf0 | code >> 18);
	bytes[1] = (uint8_t)(0x80 | (code >> 12 & 0x3f));
	bytes[2] = (uint8_t)(0x80 | (code >> 6 & 0x3f));
	bytes[3] = (uint8_t)(0x80 | (code & 0x3f));
	return 4;
}

Test(property, every_character_is_utf8_and_no_surrogate_is)
{
	for (uint32_t code = 0; code < 0x200000; code++) {
		uint8_t bytes[4];
		size_t size = utf8_encode(code, bytes);
		bool exists = code < 0xd800 || (code > 0xdfff && code < 0x110000);

		cr_assert_eq(slice_utf8_size(slice_from(bytes, size)), exists ? size : 0, "U+%04" PRIX32, code);
		cr_assert_eq(slice_is_clean_utf8(slice_from(bytes, size)), exists && code >= 0x20, "U+%04" PRIX32, code);
		if (size > 1)
			cr_assert_eq(slice_utf8_size(slice_from(bytes, size - 1)), 0, "U+%04" PRIX32 " cut", code);
	}
}

/* How many of all sequences of up to three bytes are one character: as many as there are characters of that length. */
Test(property, nothing_else_is_utf8)
{
	static const uint32_t expected[4] = {0, 0x80, 0x800 - 0x80, 0x10000 - 0x800 - 0x800};
	uint32_t counts[5] = {0};

	for (uint32_t bits = 0; bits < UINT32_C(1) << 24; bits++) {
		uint8_t bytes[3] = {(uint8_t)(bits >> 16), (uint8_t)(bits >> 8), (uint8_t)bits};

		if ((bits & 0xffff) == 0)
			counts[1] += slice_utf8_size(slice_from(bytes, 1)) == 1;
		if ((bits & 0xff) == 0)
			counts[2] += slice_utf8_size(slice_from(bytes, 2)) == 2;
		counts[3] += slice_utf8_size(slice_from(bytes, 3)) == 3;
	}
	for (size_t size = 1; size <= 3; size++)
		cr_assert_eq(counts[size], expected[size], "%" PRIu32 " of %zu bytes", counts[size], size);
}

/* Whatever is put, a text with less room is the beginning of the one with more, and JSON stays UTF-8. */
Test(property, a_cut_text_is_the_beginning_of_the_whole)
{
	struct random random = random_begin("a_cut_text_is_the_beginning_of_the_whole");

	for (int round = 0; round < ROUNDS; round++) {
		uint8_t bytes[RUN_BYTES_MAX];
		size_t size = (size_t)random_below(&random, RUN_BYTES_MAX + 1);
		int64_t value = random_signed(&random, 63);
		char small[200];
		size_t room = (size_t)random_below(&random, sizeof(small)) + 1;
		struct text whole, cut;
		struct text *texts[] = {&whole, &cut};

		for (size_t i = 0; i < size; i++)
			bytes[i] = (uint8_t)random_u64(&random);
		text_init_growing(&whole, 10000);
		text_init_fixed(&cut, small, room);
		for (size_t i = 0; i < 2; i++) {
			struct json json;

			json_init(&json, texts[i]);
			json_array_begin(&json);
			json_i64(&json, value);
			json_slice(&json, slice_from(bytes, size));
			json_decimal(&json, value, FTE_DIGITS, 2);
			json_array_end(&json);
			json_finish(&json);
		}
		cr_assert_eq(whole.error, ERROR_NONE);
		cr_assert(slice_is_clean_utf8(text_slice(&whole)));
		cr_assert_eq(cut.error, whole.size < room ? ERROR_NONE : ERROR_LIMIT);
		cr_assert_eq(cut.size, whole.size < room ? whole.size : room - 1);
		cr_assert(slice_starts_with(text_slice(&whole), text_slice(&cut)));
		text_fini(&whole);
	}
}
