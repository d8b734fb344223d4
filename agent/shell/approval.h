/*
 * Approval: from the register to a signed envelope in the outbox. A draft is what would leave for a month, compared with what has been approved before;
 * approving it signs exactly these bytes.
 */
#pragma once

#include "agent/core/prepare.h"
#include "agent/shell/outbox.h"
#include "common/shell/keys.h"
#include "proto/revision_reason.h"

enum draft_kind {
	DRAFT_NEW,            /* nothing is approved for the month */
	DRAFT_CORRECTION,     /* the figures differ from what is approved: a new revision */
	DRAFT_UNCHANGED,      /* these figures are approved already; the draft is that very return */
	DRAFT_REFUSED_BEFORE, /* the collector has refused these figures for good; a person may send them again */
};

struct draft {
	enum draft_kind kind;
	bool is_withdrawing;             /* a correction in which a figure that was a number is none any more */
	struct prepared_return prepared; /* in the arena */
	struct outbox_standing standing; /* what it builds upon, in the arena */
};

/* Memory that one draft takes at most; an arena of this budget will do. */
enum { DRAFT_BUDGET_BYTES = 4 << 20 };

/*
 * Prepares the month's return under the revision that comes next. `outbox` may be NULL: revision 1. ERROR_NOT_FOUND when the council did not exist in
 * that month or the extracts do not cover it, with the sentence.
 */
enum error draft_make(const struct council_register *reg, uint16_t council, struct month month, struct outbox *outbox, struct arena *arena,
		      struct draft *out, struct problem *problem) MUST_CHECK;

struct approver {
	const struct secret_keys *keys;
	const char *role;            /* a role, never a person's name; at most ROLE_BYTES_MAX bytes of printable UTF-8 */
	int64_t now_s;               /* of preparing and approving */
	enum revision_reason reason; /* why a correction replaces what was sent; REVISION_REASON_NONE when it is not said */
};

/* ERROR_INVALID when the role is empty, too long or not printable UTF-8. */
enum error role_check(const char *role, struct problem *problem) MUST_CHECK;
/*
 * Signs the draft and stores it in one transaction. ERROR_NOT_FOUND: the month has not ended; ERROR_AGAIN: somebody approved the month meanwhile;
 * ERROR_INVALID: there is a reason, and the draft replaces nothing. Not for DRAFT_UNCHANGED (a programming error).
 */
enum error draft_approve(const struct draft *draft, struct outbox *outbox, const struct approver *approver, struct problem *problem) MUST_CHECK;
bool month_has_ended(struct month month, int64_t now_s);
