/* The disclosure and quality vocabulary: the symbols that stand in a value's place, and the reasons for them. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/slice.h"

/* A value is a number or a symbol (invariant 6). The numbers are the wire's. */
enum symbol {
	SYMBOL_NONE = 0, /* there is a number */
	SYMBOL_C = 1,    /* confidential */
	SYMBOL_Z = 2,    /* not applicable: no such council then, a denominator of 0 */
	SYMBOL_X = 3,    /* not available */
	SYMBOL_U = 4,    /* low reliability */
	SYMBOL_K = 5,    /* rounds to 0 but is not 0 */
};

/* "c", "z", ...; NULL for SYMBOL_NONE. */
const char *symbol_text(enum symbol symbol);
/* What the symbol says, for legends: "not available". */
const char *symbol_meaning(enum symbol symbol);
bool symbol_is_known(uint32_t number);

/* Why a cell has a symbol: REASON_NO_POSTS_ROW and so on, from reasons.def, each with its sentence. */
enum reason {
	REASON_NONE = 0,
#define REASON(number, NAME, id, sentence) REASON_##NAME = (number),
#include "proto/reasons.def"
#undef REASON
};

/* "posts_row_missing"; NULL for REASON_NONE and unknown numbers. */
const char *reason_id(uint32_t reason);
const char *reason_sentence(uint32_t reason);
/* No reason has a higher number; not each one up to it has a reason. */
uint32_t reason_number_max(void);
bool reason_is_known(uint32_t number);
