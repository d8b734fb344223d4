/*
 * Ledger entries: what a chain is made of. entry_hash = BLAKE2b-256(previous_hash || entry bytes). The commit position is the store's own and is not
 * part of what is hashed.
 */
#pragma once

#include <stdint.h>

#include "common/arena.h"
#include "common/digest.h"
#include "common/error.h"
#include "common/slice.h"
#include "proto/signing.h"
#include "proto/wire.h"

enum entry_kind {
	ENTRY_RETURN = 1,         /* body: the envelope's bytes as they came */
	ENTRY_KEY_REGISTERED = 2, /* body: curve public key, signing public key */
	ENTRY_KEY_REVOKED = 3,    /* body: key id */
	ENTRY_RELEASE = 4,        /* body: a release's canonical bytes; its chain is the series' */
};

struct entry {
	enum entry_kind kind;
	uint16_t council;  /* whose chain; above RELEASE_CHAIN_BASE it is a series of releases */
	uint64_t sequence; /* from 1, gapless */
	int64_t recorded_at_s;
	struct digest previous_hash; /* zero for the first */
	struct slice body;           /* borrowed */
};

/* The entry's bytes (previous_hash included, entry_hash not), in the arena. */
enum error entry_pack(const struct entry *entry, struct arena *arena, struct slice *out) MUST_CHECK;
/* Borrows from `bytes`. ERROR_CORRUPT: these are not an entry's bytes. */
enum error entry_unpack(struct slice bytes, struct entry *out) MUST_CHECK;
struct digest entry_hash(const struct digest *previous, struct slice bytes);

/* A stored record: format byte, checksum, payload. Every record of every table has this frame, because LMDB 0.9 has no page checksums. */
enum { RECORD_FRAME_SIZE = 9 };

enum error record_frame(struct slice payload, struct arena *arena, struct slice *out) MUST_CHECK;
/* ERROR_CORRUPT when the checksum does not match. *payload borrows from `bytes`. */
enum error record_open(struct slice bytes, struct slice *payload) MUST_CHECK;

/* The signed receipt for a stored return entry: the same entry always gives the same receipt. */
struct receipt entry_receipt(const struct entry *entry, const struct digest *hash, const struct council_return *content,
			     const struct envelope *envelope, const struct signing_public *public_key, const struct signing_secret *secret_key);
