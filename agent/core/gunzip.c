#include "agent/core/gunzip.h"

#define ZLIB_CONST /* its input is only read */
#include <zlib.h>

#include "common/memory.h"

/*
 *  MEMBER <--(1f)--> BETWEEN --(0)--> PADDING
 *
 * Anything else behind a member, and what zlib refuses, lead to FAULTY.
 */
enum gunzip_state { GUNZIP_MEMBER, GUNZIP_BETWEEN, GUNZIP_PADDING, GUNZIP_FAULTY };

enum { OUT_BYTES = 64 << 10, WINDOW_BITS_GZIP = 15 + 16, MAGIC_FIRST = 0x1f };

struct gunzip {
	enum gunzip_state state;
	z_stream stream; /* its memory comes from the project's allocator */
	uint64_t bytes_max, in_bytes, out_bytes;
	enum rule why;
	uint8_t out[OUT_BYTES];
};

static void *zlib_take(void *context, unsigned count, unsigned size)
{
	(void)context;
	return memory_new(count, size);
}

static void zlib_give(void *context, void *block)
{
	(void)context;
	memory_free(block);
}

struct gunzip *gunzip_new(uint64_t bytes_max)
{
	struct gunzip *gunzip = memory_new(1, sizeof(*gunzip));

	if (!gunzip)
		return NULL;
	gunzip->bytes_max = bytes_max;
	gunzip->stream.zalloc = zlib_take;
	gunzip->stream.zfree = zlib_give;
	if (inflateInit2(&gunzip->stream, WINDOW_BITS_GZIP) != Z_OK) {
		memory_free(gunzip);
		return NULL;
	}
	return gunzip;
}

void gunzip_free(struct gunzip *gunzip)
{
	if (!gunzip)
		return;
	(void)inflateEnd(&gunzip->stream);
	memory_free(gunzip);
}

static enum error fault(struct gunzip *gunzip, enum rule why)
{
	gunzip->state = GUNZIP_FAULTY;
	gunzip->why = why;
	return ERROR_MALFORMED;
}

/* Behind a member: another one, or the zeros with which tapes and disks are filled up. */
static enum error between_read(struct gunzip *gunzip, struct slice *rest)
{
	uint8_t byte = rest->data[0];

	if (gunzip->state == GUNZIP_BETWEEN && byte == MAGIC_FIRST) {
		gunzip->state = GUNZIP_MEMBER;
		return inflateReset(&gunzip->stream) == Z_OK ? ERROR_NONE : fault(gunzip, RULE_GZIP_DAMAGED);
	}
	if (byte != 0)
		return fault(gunzip, RULE_GZIP_DAMAGED);
	gunzip->state = GUNZIP_PADDING;
	*rest = slice_from(rest->data + 1, rest->size - 1);
	return ERROR_NONE;
}

static enum error limits_check(struct gunzip *gunzip)
{
	if (gunzip->out_bytes > gunzip->bytes_max)
		return fault(gunzip, RULE_GZIP_TOO_LARGE);
	if (gunzip->out_bytes > GUNZIP_RATIO_FREE_BYTES && gunzip->out_bytes / GUNZIP_RATIO_MAX > gunzip->in_bytes)
		return fault(gunzip, RULE_GZIP_BOMB);
	return ERROR_NONE;
}

static enum error member_read(struct gunzip *gunzip, struct slice *rest, struct slice *out)
{
	unsigned given = rest->size < UINT32_MAX ? (unsigned)rest->size : UINT32_MAX;
	unsigned left, got;
	int code;

	gunzip->stream.next_in = rest->data;
	gunzip->stream.avail_in = given;
	gunzip->stream.next_out = gunzip->out;
	gunzip->stream.avail_out = OUT_BYTES;
	code = inflate(&gunzip->stream, Z_NO_FLUSH);
	left = gunzip->stream.avail_in;
	got = OUT_BYTES - gunzip->stream.avail_out;
	*rest = slice_from(rest->data + (given - left), rest->size - (given - left));
	gunzip->in_bytes += given - left;
	gunzip->out_bytes += got;
	if (code == Z_MEM_ERROR)
		return ERROR_NO_MEMORY;
	if (code == Z_STREAM_END)
		gunzip->state = GUNZIP_BETWEEN;
	else if (code != Z_OK && code != Z_BUF_ERROR)
		return fault(gunzip, RULE_GZIP_DAMAGED);
	*out = slice_from(gunzip->out, got);
	return limits_check(gunzip);
}

enum error gunzip_read(struct gunzip *gunzip, struct slice *rest, struct slice *out)
{
	enum error error = ERROR_NONE;

	*out = slice_from(gunzip->out, 0);
	if (gunzip->state == GUNZIP_FAULTY)
		return ERROR_MALFORMED;
	while (!error && rest->size && gunzip->state != GUNZIP_MEMBER)
		error = between_read(gunzip, rest);
	if (error || gunzip->state != GUNZIP_MEMBER)
		return error;
	return member_read(gunzip, rest, out);
}

enum error gunzip_end(struct gunzip *gunzip)
{
	if (gunzip->state == GUNZIP_FAULTY)
		return ERROR_MALFORMED;
	return gunzip->state == GUNZIP_MEMBER ? fault(gunzip, RULE_GZIP_CUT_OFF) : ERROR_NONE;
}

enum rule gunzip_why(const struct gunzip *gunzip)
{
	return gunzip->why;
}
