#include "common/cursor.h"

#include <string.h>

void reader_init(struct reader *reader, struct slice bytes)
{
	*reader = (struct reader){.rest = bytes};
}

struct slice reader_bytes(struct reader *reader, size_t size)
{
	struct slice bytes = {NULL, 0};

	if (reader->error)
		return bytes;
	if (size > reader->rest.size) {
		reader->error = ERROR_MALFORMED;
		return bytes;
	}
	if (size > 0) {
		bytes = slice_from(reader->rest.data, size);
		reader->rest = slice_from(reader->rest.data + size, reader->rest.size - size);
	}
	return bytes;
}

/* A big-endian integer of `size` bytes; 0 after a failure. */
static uint64_t reader_integer(struct reader *reader, size_t size)
{
	struct slice bytes = reader_bytes(reader, size);
	uint64_t value = 0;

	for (size_t i = 0; i < bytes.size; i++)
		value = value << 8 | bytes.data[i];
	return value;
}

uint8_t reader_u8(struct reader *reader)
{
	return (uint8_t)reader_integer(reader, 1);
}

uint16_t reader_u16(struct reader *reader)
{
	return (uint16_t)reader_integer(reader, 2);
}

uint32_t reader_u32(struct reader *reader)
{
	return (uint32_t)reader_integer(reader, 4);
}

uint64_t reader_u64(struct reader *reader)
{
	return reader_integer(reader, 8);
}

int64_t reader_i64(struct reader *reader)
{
	uint64_t bits = reader_integer(reader, 8);
	int64_t value;

	memcpy(&value, &bits, sizeof(value));
	return value;
}

void reader_copy(struct reader *reader, void *out, size_t size)
{
	struct slice bytes = reader_bytes(reader, size);

	if (bytes.size)
		memcpy(out, bytes.data, bytes.size);
	else if (size)
		memset(out, 0, size);
}

struct slice reader_sized(struct reader *reader)
{
	return reader_bytes(reader, reader_u32(reader));
}

enum error reader_finish(const struct reader *reader)
{
	return reader->error || reader->rest.size ? ERROR_MALFORMED : ERROR_NONE;
}

void writer_init(struct writer *writer, void *data, size_t room)
{
	*writer = (struct writer){.data = data, .room = room};
}

void writer_bytes(struct writer *writer, struct slice bytes)
{
	if (writer->error)
		return;
	if (bytes.size > writer->room - writer->size) {
		writer->error = ERROR_LIMIT;
		return;
	}
	if (bytes.size == 0)
		return;
	memcpy(writer->data + writer->size, bytes.data, bytes.size);
	writer->size += bytes.size;
}

static void writer_integer(struct writer *writer, uint64_t value, size_t size)
{
	uint8_t bytes[sizeof(value)];

	for (size_t i = size; i-- > 0; value >>= 8)
		bytes[i] = (uint8_t)value;
	writer_bytes(writer, slice_from(bytes, size));
}

void writer_u8(struct writer *writer, uint8_t value)
{
	writer_integer(writer, value, 1);
}

void writer_u16(struct writer *writer, uint16_t value)
{
	writer_integer(writer, value, 2);
}

void writer_u32(struct writer *writer, uint32_t value)
{
	writer_integer(writer, value, 4);
}

void writer_u64(struct writer *writer, uint64_t value)
{
	writer_integer(writer, value, 8);
}

void writer_i64(struct writer *writer, int64_t value)
{
	writer_integer(writer, (uint64_t)value, 8);
}

void writer_sized(struct writer *writer, struct slice bytes)
{
	if (bytes.size > UINT32_MAX) {
		if (!writer->error)
			writer->error = ERROR_LIMIT;
		return;
	}
	writer_u32(writer, (uint32_t)bytes.size);
	writer_bytes(writer, bytes);
}

struct slice writer_done(const struct writer *writer)
{
	return writer->error ? slice_from(NULL, 0) : slice_from(writer->data, writer->size);
}
