#include "proto/refusal.h"

#include <stddef.h>

struct refusal_row {
	const char *id;
	const char *sentence;
	bool is_temporary;
};

static const struct refusal_row refusals[] = {
#define REFUSAL(number, NAME, id, is_temporary, sentence) [(number)] = {(id), (sentence), (is_temporary)},
#include "proto/refusals.def"
#undef REFUSAL
};

enum { REFUSAL_COUNT = sizeof refusals / sizeof refusals[0] };

bool refusal_is_known(uint32_t code)
{
	return code < REFUSAL_COUNT && refusals[code].id != NULL;
}

const char *refusal_id(uint32_t code)
{
	return refusal_is_known(code) ? refusals[code].id : NULL;
}

const char *refusal_sentence(uint32_t code)
{
	return refusal_is_known(code) ? refusals[code].sentence : NULL;
}

bool refusal_is_temporary(uint32_t code)
{
	return refusal_is_known(code) && refusals[code].is_temporary;
}
