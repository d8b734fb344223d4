#include "collector/core/etag.h"

#include <criterion/criterion.h>
#include <string.h>

Test(etag, is_the_same_only_for_the_same)
{
	char tags[5][ETAG_SIZE];

	etag_make(tags[0], SLICE_LITERAL("store"), 7, SLICE_LITERAL("/a?b"));
	etag_make(tags[1], SLICE_LITERAL("other"), 7, SLICE_LITERAL("/a?b"));
	etag_make(tags[2], SLICE_LITERAL("store"), 8, SLICE_LITERAL("/a?b"));
	etag_make(tags[3], SLICE_LITERAL("store"), 7, SLICE_LITERAL("/a?c"));
	etag_make(tags[4], SLICE_LITERAL("store"), 7, SLICE_LITERAL("/a?b"));
	cr_expect_str_eq(tags[0], tags[4]);
	for (int i = 0; i < 4; i++)
		for (int j = 0; j < i; j++)
			cr_expect_str_neq(tags[i], tags[j], "%d and %d", i, j);
	cr_expect_eq(strlen(tags[0]), 34);
	cr_expect(tags[0][0] == '"' && tags[0][33] == '"');
}

Test(etag, matches_a_list_a_weak_one_and_everything)
{
	static const struct {
		const char *header;
		bool matches;
	} rows[] = {
		{"", false},       {"\"a\"", true},         {"W/\"a\"", true},       {"*", true},
		{" \"a\" ", true}, {"\"b\", \"a\"", true},  {"\"b\",W/\"a\"", true}, {"\"b\"", false},
		{"a", false},      {"\"a", false},          {"\"A\"", false},        {"w/\"a\"", false},
		{",,", false},     {"\"b\", \"c\"", false},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_eq(etag_matches(slice_from_text(rows[i].header), "\"a\""), rows[i].matches, "%s", rows[i].header);
}

Test(etag, a_weak_one_is_the_same_to_a_reader_and_known_as_weak)
{
	char tag[ETAG_SIZE], none[ETAG_SIZE] = "";

	etag_make(tag, SLICE_LITERAL("store"), 7, SLICE_LITERAL("/a?b"));
	cr_expect(etag_matches(slice_from_text(tag), tag));
	cr_expect_not(etag_is_named_weak(slice_from_text(tag), tag));
	etag_weaken(tag);
	cr_expect_eq(strlen(tag), 36);
	cr_expect(strncmp(tag, "W/\"", 3) == 0);
	cr_expect(etag_matches(slice_from_text(tag), tag));
	cr_expect(etag_matches(slice_from_text(tag + 2), tag), "the plain bytes' tag, too");
	cr_expect(etag_is_named_weak(slice_from_text(tag), tag + 2));
	etag_weaken(tag);
	cr_expect_eq(strlen(tag), 36, "%s", tag);
	etag_weaken(none);
	cr_expect_str_eq(none, "");
}
