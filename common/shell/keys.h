/*
 * Key files: a secret file (0400) with a CURVE pair and an Ed25519 seed, and a public file to hand to the other side. Text, one `name = value` a line,
 * so that a person can read them out: kind (agent or collector), council (an agent's), curve, signing, and in the secret file curve_secret, signing_seed;
 * keys in hexadecimal.
 */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "proto/signing.h"

enum { CURVE_KEY_SIZE = 32 };

struct public_keys {
	uint16_t council; /* 0: a collector's */
	uint8_t curve[CURVE_KEY_SIZE];
	struct signing_public signing;
};

struct secret_keys {
	struct public_keys public_part;
	uint8_t curve_secret[CURVE_KEY_SIZE];
	struct signing_secret signing_secret;
};

/* New random keys. */
enum error keys_generate(struct secret_keys *out, uint16_t council, struct problem *problem) MUST_CHECK;
/* Writes `folder`/secret.keys (0400) and `folder`/public.keys (0644). ERROR_EXISTS: keys are there already, and are never overwritten. */
enum error keys_save(const struct secret_keys *keys, const char *folder, struct problem *problem) MUST_CHECK;
/* Refuses a secret file that others can read, and says how to mend it. */
enum error keys_load_secret(const char *folder, struct secret_keys *out, struct problem *problem) MUST_CHECK;
enum error keys_load_public(const char *path, struct public_keys *out, struct problem *problem) MUST_CHECK;
void keys_wipe(struct secret_keys *keys);
