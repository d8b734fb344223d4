/*
 * A group commit: many submissions go in, become one transaction, and come out as answers. The one place where receipts are made.
 *
 *   deciding    check each one within the writing transaction, append those to be stored, note those that are refused in a council's name
 *   committing  all or nothing
 *   answering   read each entry back from the committed store and sign the receipt for it
 *
 * A receipt is made of an entry that a *reading* transaction has found, never of one that was merely written: what was not committed cannot be seen there,
 * so it cannot be acknowledged (invariant 2). The same path serves a submission that was stored long ago, so that the same bytes get the same receipt.
 */
#pragma once

#include "collector/shell/store.h"
#include "common/shell/keys.h"

enum {
	BATCH_COUNT_MAX = 256,
	/* Each submission may take some 350 KiB while it is checked and stored. */
	BATCH_BUDGET_BYTES = 128 << 20,
};

enum answer_kind {
	ANSWER_NONE,     /* there was no memory for one: the agent asks again */
	ANSWER_RECEIPT,  /* stored by this batch */
	ANSWER_REPEATED, /* stored before: its receipt again */
	ANSWER_REFUSED,
};

struct batch_item {
	/* In: */
	struct slice envelope_bytes; /* borrowed until the batch has been answered */
	uint16_t peer_council;       /* 0: the way in has no identity of its own */
	/* Out: */
	enum answer_kind kind;
	struct slice message; /* the packed message; in the batch's arena */
	enum refusal_code refusal;
	const char *field; /* static */
	/* Between the two: */
	struct decision decision;
	uint64_t sequence;
};

struct batch {
	struct batch_item items[BATCH_COUNT_MAX];
	unsigned count;
	bool has_committed; /* something was stored: returns, or that some were refused */
	struct arena arena;
};

void batch_init(struct batch *batch);
void batch_fini(struct batch *batch);
/* Forgets the items and their answers. */
void batch_clear(struct batch *batch);
/*
 * Decides, commits and answers, all on the calling thread. ERROR_NONE: done. ERROR_NO_SPACE: nothing was stored; what is stored already has its receipt,
 * the rest is refused for now, and the answers may be sent. Any other error: stop the process, there are no answers.
 */
enum error batch_run(struct batch *batch, struct store *store, const struct secret_keys *keys, int64_t now_s) MUST_CHECK;

/* A refusal as a message, for what is refused before it reaches a batch as well. *out is in the arena. */
enum error refusal_pack(const struct decision *decision, struct arena *arena, struct slice *out) MUST_CHECK;
