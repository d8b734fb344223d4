/* Arrivals: what to do with one parcel of the intake's socket, decided from the parcel alone. Limits come before anything is parsed. */
#pragma once

#include "collector/core/check.h"
#include "common/shell/channel.h"

enum arrival_kind {
	ARRIVAL_REFUSE, /* answer with arrival.refusal */
	ARRIVAL_HELLO,  /* answer with a hello, if the council still has a key */
	ARRIVAL_SUBMIT, /* queue arrival.envelope_bytes */
};

struct arrival {
	enum arrival_kind kind;
	uint16_t council;  /* of the session's key; 0: the session has none, which is refused */
	struct slice peer; /* the routing id; borrowed from the parcel */
	enum refusal_code refusal;
	const char *field;           /* static */
	struct slice envelope_bytes; /* borrowed from the arena */
};

/* What an arrival may cost: a frame, and what it is unpacked to. */
enum { ARRIVAL_BUDGET_BYTES = 4 << 20 };

struct arrival arrival_decide(const struct parcel *parcel, struct arena *arena);
