/* Digests: SHA-256 (what people compare and sign), BLAKE2b (what the ledger chains and checksums), and their hexadecimal form. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"
#include "common/slice.h"

enum { DIGEST_SIZE = 32, DIGEST_HEX_SIZE = 65 };

struct digest {
	uint8_t bytes[DIGEST_SIZE];
};

struct digest digest_sha256(struct slice bytes);
/* BLAKE2b-256 of a || b: the chain's step. */
struct digest digest_blake2b(struct slice a, struct slice b);
/* The first eight bytes of BLAKE2b-256, big-endian: a record's checksum. */
uint64_t digest_checksum(struct slice bytes);
bool digest_equal(const struct digest *a, const struct digest *b);
bool digest_is_zero(const struct digest *digest);
struct slice digest_slice(const struct digest *digest); /* borrowed */
/* 64 lower-case digits and a NUL. */
void digest_to_hex(const struct digest *digest, char hex[DIGEST_HEX_SIZE]);
/* Exactly 64 hexadecimal digits of either case. */
enum error digest_from_hex(struct slice hex, struct digest *out) MUST_CHECK;
