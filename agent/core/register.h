/*
 * The register: all that is kept of a council's extract files, in one part for each subject, and what was found wrong with them. Person-level: it never
 * leaves the agent's process (invariant 1).
 */
#pragma once

#include "agent/core/children_in_need.h"
#include "agent/core/findings.h"
#include "agent/core/given.h"
#include "agent/core/looked_after.h"
#include "agent/core/workforce.h"

/* The council that a file says it is of. */
struct council_claim {
	uint16_t council; /* the three digits; 0: the file says nothing */
	bool may_be_joint;
	struct place place;
};

struct council_register {
	uint16_t council;            /* the agent's own, by its three digits: what a file says of its council is held against it; 0: not known */
	struct workforce *workforce; /* all owned */
	struct looked_after *looked_after;
	struct children_in_need *children_in_need;
	struct given *given;
	struct findings *findings;
	struct council_claim claims[FINDINGS_FILES_MAX];
	bool is_closed;
};

/* NULL when there is no memory. `budget_bytes` bounds each part by itself. */
struct council_register *register_new(size_t budget_bytes) MUST_CHECK;
void register_free(struct council_register *reg);
/* The file turned out to be unreadable: nothing of it counts, and nothing was said of its rows. Before register_close. */
void register_forget_file(struct council_register *reg, uint8_t file);
/*
 * The file of the place says of which council it is. True: of another than the agent's own. `may_be_joint`: it may be the return of two councils that
 * make one between them, under the number of either. Where the agent's council is not known, closing holds the files against each other.
 */
bool register_saw_council(struct council_register *reg, uint16_t council, bool may_be_joint, struct place place);
/* Call after the last row, before any question; again is harmless. ERROR_NO_MEMORY, ERROR_LIMIT. */
enum error register_close(struct council_register *reg) MUST_CHECK;
