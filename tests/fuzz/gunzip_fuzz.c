/* Arbitrary bytes behind gzip's magic, whole and byte by byte: the same bytes come out, and the same is said of what cannot be unpacked. */
#include <stddef.h>
#include <stdint.h>

#include "agent/core/gunzip.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { BYTES_MAX = 1 << 20 };

struct outcome {
	enum error error;
	enum rule why;
	uint64_t sum, size; /* of what came out */
};

static void mix(struct outcome *outcome, struct slice bytes)
{
	for (size_t i = 0; i < bytes.size; i++)
		outcome->sum = outcome->sum * 31 + bytes.data[i];
	outcome->size += bytes.size;
}

static struct outcome unpack(struct gunzip *gunzip, struct slice bytes, size_t piece)
{
	struct outcome outcome = {.error = ERROR_NONE};

	while (!outcome.error && bytes.size) {
		struct slice rest = slice_from(bytes.data, piece < bytes.size ? piece : bytes.size), out = {NULL, 1};

		bytes = slice_from(bytes.data + rest.size, bytes.size - rest.size);
		while (!outcome.error && (rest.size || out.size)) {
			outcome.error = gunzip_read(gunzip, &rest, &out);
			if (!outcome.error)
				mix(&outcome, out);
		}
	}
	if (!outcome.error)
		outcome.error = gunzip_end(gunzip);
	outcome.why = gunzip_why(gunzip);
	INVARIANT((outcome.error == ERROR_MALFORMED) == (outcome.why != RULE_NONE));
	INVARIANT(outcome.size <= BYTES_MAX);
	return outcome;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct gunzip *whole = gunzip_new(BYTES_MAX), *pieces = gunzip_new(BYTES_MAX);
	struct slice bytes = slice_from(data, size);

	if (whole && pieces) {
		struct outcome a = unpack(whole, bytes, size ? size : 1), b = unpack(pieces, bytes, 1);

		INVARIANT(a.error == b.error && a.why == b.why);
		INVARIANT(a.error || (a.sum == b.sum && a.size == b.size));
	}
	gunzip_free(whole);
	gunzip_free(pieces);
	return 0;
}
