#include "common/digest.h"

#include <sodium/crypto_generichash.h>
#include <sodium/crypto_hash_sha256.h>
#include <string.h>

#include "common/cursor.h"

_Static_assert(DIGEST_SIZE == crypto_hash_sha256_BYTES, "a digest has SHA-256's size");
_Static_assert(DIGEST_SIZE == crypto_generichash_BYTES, "a digest has BLAKE2b-256's size");

struct digest digest_sha256(struct slice bytes)
{
	struct digest digest;

	crypto_hash_sha256(digest.bytes, bytes.data, bytes.size);
	return digest;
}

struct digest digest_blake2b(struct slice a, struct slice b)
{
	crypto_generichash_state state;
	struct digest digest;

	crypto_generichash_init(&state, NULL, 0, DIGEST_SIZE);
	crypto_generichash_update(&state, a.data, a.size);
	crypto_generichash_update(&state, b.data, b.size);
	crypto_generichash_final(&state, digest.bytes, DIGEST_SIZE);
	return digest;
}

uint64_t digest_checksum(struct slice bytes)
{
	struct digest digest = digest_blake2b(bytes, slice_from(NULL, 0));
	struct reader reader;

	reader_init(&reader, digest_slice(&digest));
	return reader_u64(&reader);
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

bool digest_is_zero(const struct digest *digest)
{
	static const struct digest zero;

	return digest_equal(digest, &zero);
}

struct slice digest_slice(const struct digest *digest)
{
	return slice_from(digest->bytes, DIGEST_SIZE);
}

void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE])
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		hex[2 * i] = digits[digest->bytes[i] >> 4];
		hex[2 * i + 1] = digits[digest->bytes[i] & 15];
	}
	hex[DIGEST_HEX_SIZE - 1] = '\0';
}

/* The value of a hexadecimal digit, or 16 when it is none. */
static unsigned hex_value(uint8_t digit)
{
	if (digit >= '0' && digit <= '9')
		return (unsigned)(digit - '0');
	if (digit >= 'a' && digit <= 'f')
		return (unsigned)(digit - 'a' + 10);
	if (digit >= 'A' && digit <= 'F')
		return (unsigned)(digit - 'A' + 10);
	return 16;
}

enum error digest_from_hex(struct slice hex, struct digest *out)
{
	struct digest digest;

	if (hex.size != DIGEST_HEX_SIZE - 1)
		return ERROR_MALFORMED;
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		unsigned high = hex_value(hex.data[2 * i]);
		unsigned low = hex_value(hex.data[2 * i + 1]);

		if (high > 15 || low > 15)
			return ERROR_MALFORMED;
		digest.bytes[i] = (uint8_t)(high << 4 | low);
	}
	*out = digest;
	return ERROR_NONE;
}
