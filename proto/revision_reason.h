/* Why a return was replaced: REVISION_REASON_LATE_DATA and so on, from revision_reasons.def. It stands in the envelope, beside who approved and when. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/text.h"

enum revision_reason {
	REVISION_REASON_NONE = 0, /* not said */
#define REVISION_REASON(number, NAME, id, sentence) REVISION_REASON_##NAME = (number),
#include "proto/revision_reasons.def"
#undef REVISION_REASON
};

bool revision_reason_is_known(uint32_t number);
/* "late_data"; NULL for REVISION_REASON_NONE and unknown numbers. */
const char *revision_reason_id(uint32_t number);
/* "data came in after the return was sent" */
const char *revision_reason_sentence(uint32_t number);
/* By its id; REVISION_REASON_NONE when there is none. */
enum revision_reason revision_reason_find(struct slice id);
/* "late_data, source_corrected, ..." for a sentence. */
void revision_reason_list(struct text *text);
