/*
 * The wire: returns, envelopes and messages to bytes and back. wire.c is the only file that sees generated code. What was received is never packed
 * again and kept: signatures are over the bytes as they came.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/digest.h"
#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/* Limits, each with its reason in docs/protocol.md. */
enum {
	FRAME_BYTES_MAX = 1 << 20,   /* one frame; checked before anything is parsed */
	MESSAGE_BYTES_MAX = 2 << 20, /* ZMQ_MAXMSGSIZE: above it the library closes the connection */
	RETURN_BYTES_MAX = 64 << 10, /* a return with every measure takes less than 2 KiB today */
	RETURN_MEASURES_MAX = 1024,
	ENVELOPE_BYTES_MAX = RETURN_BYTES_MAX + 256, /* a return and what approval adds to it */
	ROLE_BYTES_MAX = 100,
	AGENT_VERSION_BYTES_MAX = 40,
	POLICY_BYTES_MAX = 40,
	REFUSAL_SENTENCE_BYTES_MAX = 400,
	REFUSAL_FIELD_BYTES_MAX = 60,
	UNPACK_BUDGET_BYTES = 512 << 10, /* memory that one frame may cost while it is unpacked */
	REVISION_MAX = 1000,             /* of one month's return */
	PROTOCOL_VERSION = 1,
	PUBLIC_KEY_SIZE = 32,
	SIGNATURE_SIZE = 64,
	KEY_ID_SIZE = 16,
};

struct key_id {
	uint8_t bytes[KEY_ID_SIZE]; /* the first bytes of BLAKE2b-256 of the Ed25519 public key */
};

struct signature {
	uint8_t bytes[SIGNATURE_SIZE];
};

struct return_measure {
	uint16_t number; /* of the catalogue */
	uint8_t symbol;  /* enum symbol; SYMBOL_NONE: value holds */
	uint16_t reason; /* enum reason; REASON_NONE when there is a value */
	int64_t value;   /* in the measure's unit, scaled by measure_digits(); 0 when there is a symbol */
};

/* One council's measures for one month, after disclosure control. It has no times: unchanged data give the same bytes. */
struct council_return {
	uint16_t council;
	struct month month;
	uint32_t revision;      /* 1 to REVISION_MAX */
	struct digest previous; /* SHA-256 of the return that it replaces; zero for revision 1 */
	struct digest catalogue;
	struct slice policy;        /* disclosure policy: "small-counts-1" */
	struct slice agent_version; /* "0.1.0" */
	unsigned measure_count;
	struct return_measure *measures; /* ascending by number; owned by the arena or the caller */
};

/* What travels: the canonical bytes of a return and who approved and signed them when. The same bytes by ZeroMQ, HTTPS or on a stick. */
struct envelope {
	struct slice return_bytes;
	int64_t prepared_at_s; /* seconds since 1970, UTC */
	int64_t approved_at_s;
	struct slice approver_role; /* a role, never a person's name */
	struct key_id key;
	struct signature signature;
	uint8_t reason; /* enum revision_reason: why it replaces the one before; REVISION_REASON_NONE when it is not said */
};

/* The collector's signed answer that a return is durably stored. */
struct receipt {
	uint16_t council;
	struct month month;
	uint32_t revision;
	struct digest return_hash;   /* SHA-256 of the return's bytes */
	struct digest envelope_hash; /* SHA-256 of the envelope's bytes */
	uint64_t sequence;           /* its place in the council's chain, from 1 */
	struct digest entry_hash;    /* of the ledger entry */
	int64_t recorded_at_s;
	struct key_id key; /* the collector's receipt key */
	struct signature signature;
};

struct refusal {
	uint32_t code;               /* enum refusal_code */
	struct slice sentence;       /* what is wrong and what to do */
	struct slice field;          /* the offending field; empty when it is the whole */
	struct digest envelope_hash; /* of the envelope that was refused; zero when it could not be read */
};

/* The first message of a session, both ways: who speaks, so that a log can say so. */
struct hello {
	uint32_t protocol_version;
	struct slice program_version;
	struct digest catalogue;
};

enum message_kind { MESSAGE_HELLO = 1, MESSAGE_SUBMIT, MESSAGE_RECEIPT, MESSAGE_REFUSAL };

struct message {
	enum message_kind kind;
	union {
		struct hello hello;
		struct slice submit; /* an envelope's bytes */
		struct receipt receipt;
		struct refusal refusal;
	};
};

/*
 * Packing takes its memory from `arena` and writes *out, which lives as long as the arena. ERROR_INVALID when a field is out of its range or over
 * its limit, ERROR_NO_MEMORY when the arena has no more.
 */
enum error wire_pack_return(const struct council_return *source, struct arena *arena, struct slice *out) MUST_CHECK;
enum error wire_pack_envelope(const struct envelope *source, struct arena *arena, struct slice *out) MUST_CHECK;
enum error wire_pack_message(const struct message *source, struct arena *arena, struct slice *out) MUST_CHECK;

/*
 * Unpacking checks sizes first, then the structure, then that packing the result again would give the same bytes (so that there is one form of
 * everything that is signed: no unknown fields, no duplicates). *out borrows from `arena`. ERROR_MALFORMED, ERROR_LIMIT (with the field's name in
 * *field, static storage, "" when none), ERROR_NO_MEMORY when the budget is used up. Values are checked for shape only: what they mean, and the
 * order of the measures, is checked by the collector, which has a code for each.
 */
enum error wire_unpack_return(struct slice bytes, struct arena *arena, struct council_return *out, const char **field) MUST_CHECK;
enum error wire_unpack_envelope(struct slice bytes, struct arena *arena, struct envelope *out, const char **field) MUST_CHECK;
enum error wire_unpack_message(struct slice bytes, struct arena *arena, struct message *out, const char **field) MUST_CHECK;
