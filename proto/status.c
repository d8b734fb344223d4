#include "proto/status.h"

#include <stddef.h>

struct symbol_row {
	const char *text;
	const char *meaning;
};

static const struct symbol_row symbols[] = {
	[SYMBOL_C] = {"c", "confidential"},    [SYMBOL_Z] = {"z", "not applicable"},           [SYMBOL_X] = {"x", "not available"},
	[SYMBOL_U] = {"u", "low reliability"}, [SYMBOL_K] = {"k", "rounds to 0 but is not 0"},
};

enum { SYMBOL_COUNT = sizeof symbols / sizeof symbols[0] };

struct reason_row {
	const char *id;
	const char *sentence;
};

static const struct reason_row reasons[] = {
#define REASON(number, NAME, id, sentence) [(number)] = {(id), (sentence)},
#include "proto/reasons.def"
#undef REASON
};

enum { REASON_COUNT = sizeof reasons / sizeof reasons[0] };

bool symbol_is_known(uint32_t number)
{
	return number < SYMBOL_COUNT && symbols[number].text != NULL;
}

const char *symbol_text(enum symbol symbol)
{
	return symbol_is_known(symbol) ? symbols[symbol].text : NULL;
}

const char *symbol_meaning(enum symbol symbol)
{
	return symbol_is_known(symbol) ? symbols[symbol].meaning : NULL;
}

bool reason_is_known(uint32_t number)
{
	return number < REASON_COUNT && reasons[number].id != NULL;
}

uint32_t reason_number_max(void)
{
	return REASON_COUNT - 1;
}

const char *reason_id(uint32_t reason)
{
	return reason_is_known(reason) ? reasons[reason].id : NULL;
}

const char *reason_sentence(uint32_t reason)
{
	return reason_is_known(reason) ? reasons[reason].sentence : NULL;
}
