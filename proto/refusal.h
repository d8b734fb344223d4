/* Refusals: every reason for which a collector does not take a submission, each with a stable code. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

/* From refusals.def; the number is the wire's, the id is what people and programs read. */
enum refusal_code {
	REFUSAL_NONE = 0,
#define REFUSAL(number, NAME, id, is_temporary, sentence) REFUSAL_##NAME = (number),
#include "proto/refusals.def"
#undef REFUSAL
};

/* "stale_revision"; NULL for REFUSAL_NONE and unknown numbers. */
const char *refusal_id(uint32_t code);
const char *refusal_sentence(uint32_t code);
/* Whether the same bytes may be taken later, so that the agent tries again. */
bool refusal_is_temporary(uint32_t code);
bool refusal_is_known(uint32_t code);
