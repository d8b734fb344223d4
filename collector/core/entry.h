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
	ENTRY_RETURN = 1,           /* body: the envelope's bytes as they came */
	ENTRY_KEY_REGISTERED = 2,   /* body: curve public key, signing public key */
	ENTRY_KEY_REVOKED = 3,      /* body: key id */
	ENTRY_RELEASE = 4,          /* body: a release's canonical bytes; its chain is the series' */
	ENTRY_EVENTS = 5,           /* body: the canonical bytes of a batch of events */
	ENTRY_EVENTS_WITHDRAWN = 6, /* body: the canonical bytes that say which events are not to stand any more */
	ENTRY_GROUP = 7,            /* body: the canonical bytes of a saved group of councils */
};

/*
 * Whose chain an entry is in. A council's chain has its code, which is below RELEASE_CHAIN_BASE; each series of releases has the base and its number;
 * what the alliance itself notes has one chain a kind of note.
 */
enum entry_chain {
	RELEASE_CHAIN_BASE = 1000,
	EVENTS_CHAIN = 2000, /* ENTRY_EVENTS and ENTRY_EVENTS_WITHDRAWN */
	GROUPS_CHAIN = 2001, /* ENTRY_GROUP */
	CHAIN_MAX = GROUPS_CHAIN,
};

enum { NOTE_BYTES_MAX = 1 << 20 }; /* of an entry's body in the chains of notes */

struct entry {
	enum entry_kind kind;
	uint16_t council;  /* whose chain: a council's code, or see enum entry_chain */
	uint64_t sequence; /* from 1, gapless */
	int64_t recorded_at_s;
	struct digest previous_hash; /* zero for the first */
	struct slice body;           /* borrowed */
};

/* The chain that entries of this kind stand in; 0: a council's, or a series'. */
uint16_t entry_kind_chain(enum entry_kind kind);
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
