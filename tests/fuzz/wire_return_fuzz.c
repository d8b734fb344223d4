/* A return's bytes: no crash, and what is accepted and can be packed packs to the same bytes. */
#include <stdlib.h>

#include "proto/wire.h"

enum { ARENA_BYTES = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = slice_from(data, size);
	struct arena arena;
	struct council_return result;
	struct slice again;
	const char *field;
	arena_init(&arena, ARENA_BYTES);
	/* Measures out of order are read, and left to the collector; they cannot be packed. */
	if (wire_unpack_return(bytes, &arena, &result, &field) == ERROR_NONE && wire_pack_return(&result, &arena, &again) == ERROR_NONE &&
	    !slice_equal(bytes, again))
		abort();
	arena_fini(&arena);
	return 0;
}
