/*
 * Checking a submission: shape, limits, signature, council of the key, revision, catalogue. A pure decision; what the store knows comes in through a
 * small table of functions, so that the same checks serve every way in and every store.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/text.h"
#include "proto/refusal.h"
#include "proto/signing.h"
#include "proto/wire.h"

/* A council's registered key pair. */
struct key_record {
	uint16_t council;
	struct key_id id;
	uint8_t curve[PUBLIC_KEY_SIZE];
	struct signing_public signing;
	int64_t registered_at_s;
	bool is_revoked;
	int64_t revoked_at_s;
};

/* What the checks ask of the store; each returns ERROR_NOT_FOUND when there is none, other errors end the batch. */
struct ledger_view {
	void *context;
	enum error (*key)(void *context, const struct key_id *id, struct key_record *out);
	/* The stored return of this council, month and revision: its return hash, envelope hash and place. */
	enum error (*revision)(void *context, uint16_t council, struct month month, uint32_t revision, struct digest *return_hash,
			       struct digest *envelope_hash, uint64_t *sequence);
};

struct submission {
	struct slice envelope_bytes;
	uint16_t peer_council; /* of the transport's key; 0: the way in has no identity of its own (a file) */
	int64_t now_s;
};

enum verdict { VERDICT_STORE, VERDICT_STORED_ALREADY, VERDICT_REFUSE };

struct decision {
	enum verdict verdict;
	enum refusal_code refusal;
	const char *field; /* static; "" when it is the whole */
	/* Signed by a key of its council, of a month that has ended and in which the council exists: a refusal may be noted in the council's name. */
	bool is_attributed;
	uint64_t stored_sequence; /* of VERDICT_STORED_ALREADY */
	struct digest envelope_hash, return_hash;
	struct envelope envelope;      /* borrowed from the arena; valid when it could be read */
	struct council_return content; /* the same */
};

/* The largest plausible value of one measure of one council, in whole units; above it is a slip of the decimal point, not a figure. */
enum { PLAUSIBLE_MAX = 10 * 1000 * 1000, PLAUSIBLE_POUNDS_MAX = 2 * 1000 * 1000 * 1000 };

/*
 * Decides. An error is the store's, never the submission's; where the memory does not do, the refusal is REFUSAL_TOO_BUSY, which is temporary. The
 * slices of *out live as long as `arena`; submission->envelope_bytes is only read.
 */
enum error check_submission(const struct submission *submission, const struct ledger_view *view, struct arena *arena,
			    struct decision *out) MUST_CHECK;
/* The refusal's whole sentence, with the field and what to do, for the peer and the audit. Never a value. */
void decision_describe(const struct decision *decision, struct text *text);
/* What the people at the council have to do about a refusal, without a full stop; NULL for REFUSAL_NONE. */
const char *refusal_advice(enum refusal_code code);
