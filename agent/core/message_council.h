/* Whose census it is: the council that a message's header names (LEA). */
#pragma once

#include "agent/core/schema.h"

struct message_council {
	uint16_t code;   /* the three digits; 0: the header names none, or in a way that cannot be read, which is said */
	bool is_another; /* than the agent's own, which is said */
};

/* `row` is the header; `may_be_joint` as register_saw_council has it. */
struct message_council message_council_read(struct row *row, struct council_register *reg, bool may_be_joint);
