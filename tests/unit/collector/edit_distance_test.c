#include "collector/core/edit_distance.h"

#include <criterion/criterion.h>

#include "common/text.h"

Test(edit_distance, counts_slips)
{
	static const struct {
		const char *a, *b;
		unsigned distance;
	} rows[] = {
		{"", "", 0},
		{"a", "a", 0},
		{"", "abc", 3},
		{"abc", "abd", 1},
		{"abc", "ab", 1},
		{"abc", "xabc", 1},
		{"abcd", "acbd", 1},
		{"knowsely", "knowsley", 1},
		{"kitten", "sitting", 3},
		{"ca", "abc", 3},
		{"flaw", "lawn", 2},
		{"ab", "ba", 1},
		{"abcdef", "badcfe", 3},
		{"wigan", "bury", 5},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct slice a = slice_from_text(rows[i].a), b = slice_from_text(rows[i].b);

		cr_expect_eq(edit_distance(a, b), rows[i].distance, "%s %s: %u", rows[i].a, rows[i].b, edit_distance(a, b));
		cr_expect_eq(edit_distance(b, a), rows[i].distance, "%s %s", rows[i].b, rows[i].a);
	}
}

Test(edit_distance, too_long_is_far_away)
{
	static char letters[EDIT_WORD_BYTES_MAX + 1];

	cr_expect_eq(edit_distance(slice_from(letters, EDIT_WORD_BYTES_MAX + 1), SLICE_LITERAL("a")), EDIT_WORD_BYTES_MAX);
	cr_expect_eq(edit_distance(slice_from(letters, EDIT_WORD_BYTES_MAX), slice_from(letters, EDIT_WORD_BYTES_MAX)), 0);
}
