/* An envelope's bytes: no crash, what is accepted packs to the same bytes, and no key that we know has signed it. */
#include <stdlib.h>

#include "proto/signing.h"

enum { ARENA_BYTES = 1 << 20 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct slice bytes = slice_from(data, size);
	struct arena arena;
	struct envelope result;
	struct slice again;
	const char *field;
	arena_init(&arena, ARENA_BYTES);
	if (wire_unpack_envelope(bytes, &arena, &result, &field) == ERROR_NONE) {
		static const uint8_t seed[32] = {0x77};
		struct signing_public public_key;
		struct signing_secret secret_key;
		if (wire_pack_envelope(&result, &arena, &again) != ERROR_NONE || !slice_equal(bytes, again))
			abort();
		signing_pair_from_seed(seed, &public_key, &secret_key);
		result.key = signing_key_id(&public_key);
		if (envelope_verify(&result, &public_key))
			abort();
	}
	arena_fini(&arena);
	return 0;
}
