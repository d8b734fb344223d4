#include "proto/refusal.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Numbers and ids keep their meaning for ever: a row here may be added, never changed. */
static const struct {
	uint32_t code;
	const char *id;
	bool is_temporary;
} known[] = {
	{1, "frame_too_large", false},    {2, "part_count", false},          {3, "malformed", false},          {4, "protocol_version", false},
	{5, "not_canonical", false},      {6, "unknown_key", false},         {7, "key_revoked", false},        {8, "wrong_council", false},
	{9, "bad_signature", false},      {10, "unknown_council", false},    {11, "unknown_catalogue", false}, {12, "unknown_measure", false},
	{13, "duplicate_measure", false}, {14, "value_out_of_range", false}, {15, "unknown_symbol", false},    {16, "month_not_ended", true},
	{17, "month_too_early", false},   {18, "stale_revision", false},     {19, "revision_gap", false},      {20, "wrong_predecessor", false},
	{21, "limit_exceeded", false},    {22, "store_full", true},          {23, "too_busy", true},           {24, "small_count", false},
};

enum { KNOWN = sizeof known / sizeof known[0], PAGE_BYTES_MAX = 1 << 20 };

Test(refusal, codes_keep_their_meaning)
{
	for (unsigned i = 0; i < KNOWN; i++) {
		cr_assert(refusal_is_known(known[i].code));
		cr_assert_str_eq(refusal_id(known[i].code), known[i].id);
		cr_assert_eq(refusal_is_temporary(known[i].code), known[i].is_temporary, "%s", known[i].id);
	}
}

Test(refusal, sentences_fit_a_message)
{
	for (unsigned i = 0; i < KNOWN; i++) {
		size_t size = strlen(refusal_sentence(known[i].code));
		cr_assert(size > 10 && size <= 200, "%s", known[i].id);
	}
}

Test(refusal, unknown_codes_have_no_words_and_are_final)
{
	const uint32_t strangers[] = {REFUSAL_NONE, KNOWN + 1, 1000, UINT32_MAX};
	for (unsigned i = 0; i < sizeof strangers / sizeof strangers[0]; i++) {
		cr_assert_not(refusal_is_known(strangers[i]), "%u", strangers[i]);
		cr_assert_null(refusal_id(strangers[i]));
		cr_assert_null(refusal_sentence(strangers[i]));
		cr_assert_not(refusal_is_temporary(strangers[i]));
	}
}

Test(refusal, ids_are_unique)
{
	for (unsigned i = 0; i < KNOWN; i++) {
		for (unsigned j = i + 1; j < KNOWN; j++)
			cr_assert_str_neq(refusal_id(known[i].code), refusal_id(known[j].code));
	}
}

Test(refusal, every_code_is_documented)
{
	char row[512];
	FILE *file = fopen(BELLWETHER_SOURCE_DIR "/docs/protocol.md", "rb");
	cr_assert_not_null(file);
	char *page = calloc(PAGE_BYTES_MAX, 1);
	cr_assert_not_null(page);
	cr_assert_lt(fread(page, 1, PAGE_BYTES_MAX - 1, file), PAGE_BYTES_MAX - 1);
	fclose(file);
	for (unsigned i = 0; i < KNOWN; i++) {
		uint32_t code = known[i].code;
		snprintf(row, sizeof row, "| %u | `%s` | %s | %s |\n", code, refusal_id(code), refusal_is_temporary(code) ? "yes" : "no",
			 refusal_sentence(code));
		cr_assert_not_null(strstr(page, row), "docs/protocol.md has no row %s", row);
	}
	free(page);
}
