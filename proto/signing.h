/* Signing: Ed25519 over a domain-separated digest of what is signed. Pure functions; keys come in as arguments and are not kept. */
#pragma once

#include <stdbool.h>

#include "common/slice.h"
#include "proto/wire.h"

enum { SIGNING_SECRET_SIZE = 64 };

struct signing_public {
	uint8_t bytes[PUBLIC_KEY_SIZE];
};

struct signing_secret {
	uint8_t bytes[SIGNING_SECRET_SIZE]; /* as libsodium keeps it; wipe with signing_wipe */
};

/* The key pair that belongs to a 32-byte seed. */
void signing_pair_from_seed(const uint8_t seed[static 32], struct signing_public *public_key, struct signing_secret *secret_key);
void signing_wipe(struct signing_secret *secret_key);
struct key_id signing_key_id(const struct signing_public *public_key);
bool key_id_equal(const struct key_id *a, const struct key_id *b);

/* Sets envelope->key and envelope->signature over SHA-256(return_bytes), both times, the role, the key's id and the reason where there is one. */
void envelope_sign(struct envelope *envelope, const struct signing_public *public_key, const struct signing_secret *secret_key);
/* Whether the signature is that of `public_key` over exactly these fields. */
bool envelope_verify(const struct envelope *envelope, const struct signing_public *public_key) MUST_CHECK;
/* The same for a receipt, over all its fields. */
void receipt_sign(struct receipt *receipt, const struct signing_public *public_key, const struct signing_secret *secret_key);
bool receipt_verify(const struct receipt *receipt, const struct signing_public *public_key) MUST_CHECK;
