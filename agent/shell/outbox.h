/*
 * The outbox: every approved return with its signed envelope, and what the collector answered. LMDB in STATE/outbox; what is in it survives anything.
 *
 * Tables: meta ("format" -> version), entries (month u32, revision u32, big-endian -> record). A record is the state, when it was settled, the envelope,
 * and the receipt's frame or the refusal, with a checksum over key and record. Envelopes are never changed: a revision that was not refused for good
 * keeps its bytes for ever.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/digest.h"
#include "common/error.h"
#include "proto/wire.h"

enum { OUTBOX_FORMAT = 1, OUTBOX_RECEIPT_BYTES_MAX = 1024, OUTBOX_BATCH_MAX = 64 };

enum outbox_state { OUTBOX_APPROVED = 1, OUTBOX_ACKNOWLEDGED, OUTBOX_REFUSED };

struct outbox_entry {
	struct month month;
	uint32_t revision;
	enum outbox_state state;
	int64_t settled_at_s;         /* when the answer was stored; 0 while approved */
	struct slice envelope;        /* its bytes, as signed */
	struct slice receipt;         /* the frame, as it came; empty unless acknowledged */
	uint32_t refusal_code;        /* enum refusal_code; 0 unless refused */
	struct slice sentence, field; /* of the refusal */
};

/* What an answer settles. */
struct outbox_answer {
	struct month month;
	uint32_t revision;
	struct digest envelope_hash; /* of the envelope that was answered: another one in its place is left alone */
	struct slice receipt;        /* of an acknowledgement */
	struct refusal refusal;      /* of a refusal; code 0: an acknowledgement */
};

/* Where a month stands: what the next approval builds upon. */
struct outbox_standing {
	uint32_t revision;          /* of the newest return that was not refused; 0: none */
	struct digest hash;         /* SHA-256 of its return; zero: none */
	struct slice return_bytes;  /* its bytes, in the arena; empty: none */
	enum outbox_state state;    /* of it */
	struct digest previous;     /* what it replaces */
	struct slice refused_bytes; /* the return that was refused behind it, in the arena; empty: none */
	struct key_id refused_key;  /* that signed it */
};

struct outbox;

/*
 * Opens STATE/outbox; makes it when it may write. ERROR_NOT_FOUND: read only, and there is none yet. ERROR_CORRUPT: of another format or damaged; the
 * sentence says which.
 */
enum error outbox_open(struct outbox **out, const char *state, bool read_only, struct problem *problem) MUST_CHECK;
void outbox_close(struct outbox *outbox);

/* Calls `visit` for each entry by month and revision; the entry is borrowed for the call. An error of `visit` ends the walk and is returned. */
enum error outbox_each(struct outbox *outbox, enum error (*visit)(void *context, const struct outbox_entry *entry), void *context,
		       struct problem *problem) MUST_CHECK;
/* One entry, copied into the arena. ERROR_NOT_FOUND without a sentence. */
enum error outbox_find(struct outbox *outbox, struct month month, uint32_t revision, struct arena *arena, struct outbox_entry *out,
		       struct problem *problem) MUST_CHECK;
enum error outbox_standing(struct outbox *outbox, struct month month, struct arena *arena, struct outbox_standing *out,
			   struct problem *problem) MUST_CHECK;

/*
 * Stores a newly signed envelope for `month` as revision `standing->revision` + 1, and what was refused behind it goes. ERROR_AGAIN: the month no longer
 * stands where it did; look again.
 */
enum error outbox_approve(struct outbox *outbox, struct month month, const struct outbox_standing *standing, struct slice envelope,
			  struct problem *problem) MUST_CHECK;
/* Stores answers, all or none. An answer to an entry that is acknowledged already, or to another envelope, changes nothing. */
enum error outbox_settle(struct outbox *outbox, const struct outbox_answer *answers, unsigned count, int64_t now_s,
			 struct problem *problem) MUST_CHECK;
