/* Extracts: from a council's published figures to the two files that its systems would have produced. */
#pragma once

#include "common/arena.h"
#include "common/text.h"
#include "deploy/demo_data/dialect.h"
#include "deploy/demo_data/published.h"

/* What one council's people and files take at most. */
enum { EXTRACTS_ARENA_BYTES = 1 << 20, EXTRACTS_TEXT_BYTES = 1 << 20 };

/*
 * Appends the workers' and the posts' table of `council`, in `dialect`. ERROR_NOT_FOUND, with a sentence, when no two-decimal figures give everything
 * that was published, or no people such figures; nothing is ever made to fit. Memory from `arena`, which is reset first.
 */
enum error extracts_build(const struct published_council *council, const struct dialect *dialect, uint64_t seed, struct arena *arena,
			  struct text *workers, struct text *posts, struct problem *problem) MUST_CHECK;
