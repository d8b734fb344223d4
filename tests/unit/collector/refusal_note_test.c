/* Which refusals are noted in a council's name, and the note's bytes. */
#include "collector/core/refusal_note.h"

#include <criterion/criterion.h>
#include <string.h>

enum { NOW_S = 1633046400 };

static struct decision refused(enum refusal_code code, bool is_attributed)
{
	return (struct decision){.verdict = VERDICT_REFUSE,
				 .refusal = code,
				 .field = "vacancy_fte",
				 .is_attributed = is_attributed,
				 .content = {.council = 342, .month = month_from(2021, 9), .revision = 3}};
}

Test(refusal_note, only_what_is_the_councils_own_and_does_not_pass_by_itself)
{
	static const struct {
		enum refusal_code code;
		bool is_attributed, is_noted;
	} table[] = {
		{REFUSAL_VALUE_OUT_OF_RANGE, true, true}, {REFUSAL_VALUE_OUT_OF_RANGE, false, false}, {REFUSAL_REVISION_GAP, true, true},
		{REFUSAL_MONTH_NOT_ENDED, true, false},   {REFUSAL_STORE_FULL, true, false},          {REFUSAL_TOO_BUSY, true, false},
		{REFUSAL_UNKNOWN_CATALOGUE, true, true},  {REFUSAL_BAD_SIGNATURE, false, false},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct decision decision = refused(table[i].code, table[i].is_attributed);
		struct refusal_note note;

		cr_expect_eq(refusal_note_of(&decision, NOW_S, &note), table[i].is_noted, "row %zu", i);
	}
}

Test(refusal_note, what_is_accepted_or_stored_already_is_no_refusal)
{
	struct decision decision = refused(REFUSAL_NONE, true);
	struct refusal_note note;

	decision.verdict = VERDICT_STORE;
	cr_expect_not(refusal_note_of(&decision, NOW_S, &note));
	decision.verdict = VERDICT_STORED_ALREADY;
	cr_expect_not(refusal_note_of(&decision, NOW_S, &note));
}

Test(refusal_note, comes_back_from_its_bytes)
{
	struct decision decision = refused(REFUSAL_VALUE_OUT_OF_RANGE, true);
	uint8_t buffer[REFUSAL_NOTE_BYTES_MAX];
	struct refusal_note note, found;

	cr_assert(refusal_note_of(&decision, NOW_S, &note));
	cr_assert_eq(refusal_note_unpack(refusal_note_pack(&note, buffer), &found), ERROR_NONE);
	cr_expect_eq(found.revision, 3);
	cr_expect_eq(found.code, REFUSAL_VALUE_OUT_OF_RANGE);
	cr_expect_str_eq(found.field, "vacancy_fte");
	cr_expect_eq(found.refused_at_s, NOW_S);
}

Test(refusal_note, a_field_that_is_too_long_is_left_out)
{
	char field[REFUSAL_FIELD_BYTES_MAX + 2];
	struct decision decision = refused(REFUSAL_VALUE_OUT_OF_RANGE, true);
	struct refusal_note note;

	memset(field, 'x', sizeof(field));
	field[sizeof(field) - 1] = '\0';
	decision.field = field;
	cr_assert(refusal_note_of(&decision, NOW_S, &note));
	cr_expect_str_empty(note.field);
	decision.field = field + 1;
	cr_assert(refusal_note_of(&decision, NOW_S, &note));
	cr_expect_eq(strlen(note.field), REFUSAL_FIELD_BYTES_MAX);
}

Test(refusal_note, other_bytes_are_damage)
{
	struct refusal_note note = {.revision = 1, .code = REFUSAL_REVISION_GAP, .field = "revision", .refused_at_s = NOW_S}, found;
	uint8_t buffer[REFUSAL_NOTE_BYTES_MAX];
	struct slice bytes = refusal_note_pack(&note, buffer);

	for (size_t size = 0; size < bytes.size; size++)
		cr_expect_eq(refusal_note_unpack(slice_from(bytes.data, size), &found), ERROR_CORRUPT, "%zu bytes", size);
	buffer[bytes.size - 1] = '\n';
	cr_expect_eq(refusal_note_unpack(bytes, &found), ERROR_CORRUPT, "a field that a terminal would obey");
	note.code = (enum refusal_code)999;
	cr_expect_eq(refusal_note_unpack(refusal_note_pack(&note, buffer), &found), ERROR_CORRUPT);
	note.code = REFUSAL_REVISION_GAP;
	note.revision = 0;
	cr_expect_eq(refusal_note_unpack(refusal_note_pack(&note, buffer), &found), ERROR_CORRUPT);
}
