/* Bounded byte cursors with a sticky error: after a failure every call does nothing, and the caller checks once. Integers are big-endian. */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

struct reader {
	struct slice rest;
	enum error error; /* ERROR_MALFORMED once something did not fit */
};

struct writer {
	uint8_t *data;
	size_t size;
	size_t room;
	enum error error; /* ERROR_LIMIT once something did not fit */
};

void reader_init(struct reader *reader, struct slice bytes);
uint8_t reader_u8(struct reader *reader);
uint16_t reader_u16(struct reader *reader);
uint32_t reader_u32(struct reader *reader);
uint64_t reader_u64(struct reader *reader);
int64_t reader_i64(struct reader *reader);
/* The next `size` bytes, borrowed; the empty slice after a failure. */
struct slice reader_bytes(struct reader *reader, size_t size);
/* Copies the next `size` bytes to `out`; zeroes it after a failure. */
void reader_copy(struct reader *reader, void *out, size_t size);
/* A u32 length and that many bytes. */
struct slice reader_sized(struct reader *reader);
/* ERROR_NONE when nothing failed and nothing is left over; else ERROR_MALFORMED. */
enum error reader_finish(const struct reader *reader) MUST_CHECK;

/* Writes into `room` bytes at `data`, which the caller owns. */
void writer_init(struct writer *writer, void *data, size_t room);
void writer_u8(struct writer *writer, uint8_t value);
void writer_u16(struct writer *writer, uint16_t value);
void writer_u32(struct writer *writer, uint32_t value);
void writer_u64(struct writer *writer, uint64_t value);
void writer_i64(struct writer *writer, int64_t value);
void writer_bytes(struct writer *writer, struct slice bytes);
/* A u32 length and the bytes. */
void writer_sized(struct writer *writer, struct slice bytes);
/* What was written, borrowed from the buffer; the empty slice after a failure. */
struct slice writer_done(const struct writer *writer);
