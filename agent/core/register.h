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

struct council_register {
	uint16_t council; /* the agent's own, by its three digits: what a file says of its council is held against it; 0: not known */
	struct workforce *workforce; /* all owned */
	struct looked_after *looked_after;
	struct children_in_need *children_in_need;
	struct given *given;
	struct findings *findings;
	bool is_closed;
};

/* NULL when there is no memory. `budget_bytes` bounds each part by itself. */
struct council_register *register_new(size_t budget_bytes) MUST_CHECK;
void register_free(struct council_register *reg);
/* The file turned out to be unreadable: nothing of it counts, and nothing was said of its rows. Before register_close. */
void register_forget_file(struct council_register *reg, uint8_t file);
/* Call after the last row, before any question; again is harmless. ERROR_NO_MEMORY, ERROR_LIMIT. */
enum error register_close(struct council_register *reg) MUST_CHECK;
