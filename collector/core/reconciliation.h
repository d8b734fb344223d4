/*
 * A council's own returns against what was published of it for the same date: which indicators agree, and why the others do not. An explanation is one
 * that the figures themselves show; where none does, that is said. Pure.
 */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

enum agreement {
	AGREES,                  /* the same value and the same parts */
	AGREES_ROUNDED,          /* the same value; the release has its parts with fewer decimals */
	DIFFERS_ROUNDING,        /* within what the release's rounded parts allow */
	DIFFERS_SYMBOL,          /* one of them has a symbol instead of a value, or another one */
	DIFFERS_JOINT,           /* one of them is for two councils together, the other for one */
	DIFFERS_REVISED_RETURN,  /* an earlier revision of the return agrees: the council corrected it since */
	DIFFERS_REVISED_RELEASE, /* an older release agrees: the published figure was revised since */
	DIFFERS_DEFINITION,      /* a definition of ours differs from the published series', and nothing else explains it */
	DIFFERS_UNEXPLAINED,     /* records that were entered or changed between the two are the usual cause */
	AGREEMENT_COUNT,
};

/* "agrees", "rounding", "revised_return", ... */
const char *agreement_id(enum agreement agreement);
/* The same in a table that people read: "agrees", "return revised". */
const char *agreement_title(enum agreement agreement);
/* One sentence for whoever has to explain it. */
const char *agreement_sentence(enum agreement agreement);
/* Whether they differ by more than the rounding of what is published. */
bool agreement_is_difference(enum agreement agreement);

struct reconciled {
	const struct indicator *indicator;
	struct cell own, published;
	const struct council *own_joint, *published_joint; /* whose figures they are too; NULL: none */
	enum agreement agreement;
	const char *definition; /* of DIFFERS_DEFINITION: what differs; else NULL. Static */
	bool has_difference;
	int64_t difference; /* own less published, in units of 10^-decimals */
};

struct reconciliation {
	const struct council *council;
	struct month month;
	const char *notice;
	struct moment moment;           /* as known when */
	bool is_returned, is_published; /* whether a return, or a release, has any figure of that month */
	unsigned count;                 /* indicators that both have something of */
	unsigned differing;             /* of these, the ones that differ */
	struct reconciled *indicators;  /* in the catalogue's order; in the arena */
};

/* Of the question's council and month. ERROR_NO_MEMORY, and the cube's errors. */
enum error reconciliation_make(const struct background *background, const struct question *question, struct arena *arena,
			       struct reconciliation *out) MUST_CHECK;
/* Which side has nothing to compare: a clause with a full stop, only of one without indicators; static storage. */
const char *reconciliation_gap(const struct reconciliation *made);
/* The answer as answers.h has it: for the API, and for a terminal. */
enum error reconciliation_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
				 struct problem *problem) MUST_CHECK;
enum error reconciliation_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
					  struct text *text, struct problem *problem) MUST_CHECK;
