/* The joined signals of a month: which councils of an area are in a sequence, and what followed it in the history held. Pure. */
#pragma once

#include "collector/core/question.h"
#include "collector/core/sequence_record.h"
#include "common/arena.h"

/* A figure that worsened. */
struct alert_step {
	struct month month;
	int64_t value, before; /* a year before */
};

struct alert_joined {
	const struct council *council;
	const struct council *joint;             /* the other one of a joint reporter; NULL: none */
	struct alert_step steps[SEQUENCE_STEPS]; /* in the order of the sequence's indicators */
};

struct alert_sequence {
	const struct sequence *sequence;
	unsigned england_councils, england_judged, england_there; /* in this month: all, with figures enough, and in it */
	unsigned count;
	const struct alert_joined *list; /* of the area, by council */
	struct sequence_record record;
};

/* One for each sequence of the table; in the arena. Errors of the cube, ERROR_NO_MEMORY. */
enum error alert_sequences_make(const struct background *background, const struct question *question, struct arena *arena,
				const struct alert_sequence **out) MUST_CHECK;
