/* Extracts: from a council's published figures to the workforce files that its systems would have produced. */
#pragma once

#include "common/arena.h"
#include "common/text.h"
#include "deploy/demo_data/dialect.h"
#include "deploy/demo_data/period.h"
#include "deploy/demo_data/published.h"
#include "deploy/demo_data/sink.h"

/* What one council's people and one of its files take at most. */
enum { EXTRACTS_ARENA_BYTES = 8 << 20, EXTRACTS_FILE_BYTES = 8 << 20 };

struct extracts_order {
	const struct published_council *published;
	const struct council *council;
	const struct dialect *dialect;
	struct period period; /* of the council's own: its agent shall compute each of its months, flows over twelve months included */
	uint64_t seed;
};

/*
 * Hands workers.csv, posts.csv, csww_YEAR.xml for each published census of the period, and what else lies in the dialect's folder to `sink`. The
 * tables begin twelve months before the period, or with the first that is known of the council, and know nothing of what comes after it; the people
 * are the same whatever the period. A published figure that the files do not give is a line of `unmet`; nothing is ever made to fit. ERROR_NOT_FOUND,
 * with a sentence, when no figures give what was published, or no people have such figures; what the sink returned. Memory from `arena`, which is
 * reset first.
 */
enum error extracts_write(const struct extracts_order *order, struct arena *arena, const struct sink *sink, struct text *unmet,
			  struct problem *problem) MUST_CHECK;
