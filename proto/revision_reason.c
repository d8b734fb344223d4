#include "proto/revision_reason.h"

#include <stddef.h>

struct reason_row {
	const char *id;
	const char *sentence;
};

static const struct reason_row reasons[] = {
#define REVISION_REASON(number, NAME, id, sentence) [(number)] = {(id), (sentence)},
#include "proto/revision_reasons.def"
#undef REVISION_REASON
};

enum { REASON_COUNT = sizeof reasons / sizeof reasons[0] };

bool revision_reason_is_known(uint32_t number)
{
	return number < REASON_COUNT && reasons[number].id != NULL;
}

const char *revision_reason_id(uint32_t number)
{
	return revision_reason_is_known(number) ? reasons[number].id : NULL;
}

const char *revision_reason_sentence(uint32_t number)
{
	return revision_reason_is_known(number) ? reasons[number].sentence : NULL;
}

enum revision_reason revision_reason_find(struct slice id)
{
	for (uint32_t number = 1; number < REASON_COUNT; number++)
		if (revision_reason_is_known(number) && slice_equal(slice_from_text(reasons[number].id), id))
			return (enum revision_reason)number;
	return REVISION_REASON_NONE;
}

void revision_reason_list(struct text *text)
{
	bool is_first = true;

	for (uint32_t number = 1; number < REASON_COUNT; number++) {
		if (!revision_reason_is_known(number))
			continue;
		text_put(text, is_first ? "" : ", ");
		text_put(text, reasons[number].id);
		is_first = false;
	}
}
