/* Preparing a return: measures through disclosure control into canonical bytes, and the preview that a named person reads before it may leave. */
#pragma once

#include "agent/core/reading.h"
#include "common/text.h"
#include "proto/wire.h"

/* A month's return as it would leave, with the hash that `approve` signs. */
struct prepared_return {
	struct council_return content;
	struct slice bytes; /* canonical; in the arena */
	struct digest hash; /* SHA-256 of bytes */
};

/*
 * Computes, applies disclosure control and packs. `revision` and `previous` (zero for the first) come from the outbox: unchanged data under the same
 * revision give the same bytes. Memory from `arena`; the policy and version in the content are static. The register is closed. ERROR_NOT_FOUND when
 * the month is not covered by the extracts, with a sentence that says which months are.
 */
enum error return_prepare(const struct council_register *reg, uint16_t council, struct month month, uint32_t revision, const struct digest *previous,
			  struct arena *arena, struct prepared_return *out, struct problem *problem) MUST_CHECK;
/* Whether two returns of a month have the same measures: a new revision is made only when they do not. */
bool return_same_figures(const struct council_return *a, const struct council_return *b);

/* The preview as a person reads it: each measure with value or symbol and why, the files read, the rows refused, the hash. */
void preview_write_text(const struct prepared_return *prepared, const struct reading *reading, struct text *text);
/* {"council":"342","month":"2021-09","measures":[{"id":"inpost_fte","value":143.30,"status":null}, ...],"files":[...],"sha256":"..."} */
void preview_write_json(const struct prepared_return *prepared, const struct reading *reading, struct text *text);
/* Its part about the files: each with its table, rows and refusals; what a person needs when no return could be made of them. */
void preview_write_files(const struct reading *reading, struct text *text);
