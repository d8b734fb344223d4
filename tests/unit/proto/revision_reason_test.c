#include "proto/revision_reason.h"

#include <criterion/criterion.h>

/* Numbers and ids keep their meaning for ever. */
Test(revision_reason, numbers_and_ids_stay)
{
	static const char *const ids[] = {NULL, "late_data", "source_corrected", "definition", "suppression", "other"};
	char buffer[128];
	struct text text;

	for (uint32_t number = 1; number < sizeof(ids) / sizeof(ids[0]); number++) {
		cr_assert(revision_reason_is_known(number));
		cr_expect_str_eq(revision_reason_id(number), ids[number]);
		cr_expect_not_null(revision_reason_sentence(number));
		cr_expect_eq(revision_reason_find(slice_from_text(ids[number])), number);
	}
	cr_expect_not(revision_reason_is_known(REVISION_REASON_NONE));
	cr_expect_not(revision_reason_is_known(6));
	cr_expect_null(revision_reason_id(REVISION_REASON_NONE));
	cr_expect_null(revision_reason_sentence(UINT32_MAX));
	cr_expect_eq(revision_reason_find(SLICE_LITERAL("")), REVISION_REASON_NONE);
	cr_expect_eq(revision_reason_find(SLICE_LITERAL("LATE_DATA")), REVISION_REASON_NONE);
	text_init_fixed(&text, buffer, sizeof(buffer));
	revision_reason_list(&text);
	cr_expect_str_eq(buffer, "late_data, source_corrected, definition, suppression, other");
}
