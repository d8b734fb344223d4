/*
 * What the collector keeps of a return that it refused: that a council sent it, when, and why. An operational record of the newest refusal of a council and
 * month, which an accepted return takes away: no figures, nothing that was in the return but its month and revision. Pure.
 */
#pragma once

#include "collector/core/check.h"

struct refusal_note {
	uint16_t council;
	struct month month;
	uint32_t revision; /* that was refused, from 1 */
	enum refusal_code code;
	char field[REFUSAL_FIELD_BYTES_MAX + 1]; /* the offending field; "" when it is the whole */
	int64_t refused_at_s;
};

/*
 * False when the refusal must not be noted: whose it is is not certain (a stranger must not write into a council's line), or it passes by itself. `decision`
 * is check_submission's.
 */
bool refusal_note_of(const struct decision *decision, int64_t now_s, struct refusal_note *out);
/* The note's bytes without council and month, which are its key; `room` of REFUSAL_NOTE_BYTES_MAX at `buffer`, which the result borrows. */
enum { REFUSAL_NOTE_BYTES_MAX = 24 + REFUSAL_FIELD_BYTES_MAX };
struct slice refusal_note_pack(const struct refusal_note *note, uint8_t buffer[static REFUSAL_NOTE_BYTES_MAX]);
/* ERROR_CORRUPT: not such bytes. Sets all but council and month. */
enum error refusal_note_unpack(struct slice bytes, struct refusal_note *out) MUST_CHECK;
