#include "common/slice.h"

#include <criterion/criterion.h>
#include <string.h>

static struct slice text(const char *string)
{
	return slice_from_text(string);
}

Test(slice, of_nothing_is_empty)
{
	cr_assert_eq(slice_from_text(NULL).size, 0);
	cr_assert_eq(slice_from(NULL, 0).size, 0);
	cr_assert_eq(SLICE_LITERAL("abc").size, 3);
	cr_assert(slice_equal(slice_from(NULL, 0), SLICE_LITERAL("")));
}

Test(slice, equality_is_of_bytes)
{
	cr_assert(slice_equal(text("abc"), SLICE_LITERAL("abc")));
	cr_assert_not(slice_equal(text("abc"), text("abd")));
	cr_assert_not(slice_equal(text("abc"), text("ab")));
	cr_assert_not(slice_equal(text("ab"), text("abc")));
	cr_assert_not(slice_equal(text("ABC"), text("abc")));
	cr_assert(slice_equal(SLICE_LITERAL("a\0b"), SLICE_LITERAL("a\0b")));
	cr_assert_not(slice_equal(SLICE_LITERAL("a\0b"), SLICE_LITERAL("a\0c")));
}

Test(slice, equality_ignoring_case_is_of_ascii_letters_only)
{
	cr_assert(slice_equal_ignoring_case(text("SWENo_1"), text("sweNO_1")));
	cr_assert(slice_equal_ignoring_case(text("ABCDEFGHIJKLMNOPQRSTUVWXYZ"), text("abcdefghijklmnopqrstuvwxyz")));
	cr_assert_not(slice_equal_ignoring_case(text("SWENo"), text("SWEN")));
	/* '@' and '`', '[' and '{' differ by the case bit but are not letters, nor are the bytes of é and É. */
	cr_assert_not(slice_equal_ignoring_case(text("@"), text("`")));
	cr_assert_not(slice_equal_ignoring_case(text("["), text("{")));
	cr_assert_not(slice_equal_ignoring_case(text("\xc3\x89"), text("\xc3\xa9")));
}

Test(slice, order_is_of_bytes_with_a_prefix_first)
{
	static const char *const ordered[] = {"", "A", "AB", "B", "a", "aa", "ab", "b", "\x7f", "\x80", "\xff"};
	size_t count = sizeof(ordered) / sizeof(ordered[0]);

	for (size_t i = 0; i < count; i++) {
		for (size_t j = 0; j < count; j++) {
			int order = slice_compare(text(ordered[i]), text(ordered[j]));

			cr_assert_eq((order > 0) - (order < 0), (i > j) - (i < j), "entries %zu and %zu", i, j);
		}
	}
	cr_assert_eq(slice_compare(slice_from(NULL, 0), text("")), 0);
}

Test(slice, prefix)
{
	cr_assert(slice_starts_with(text("--state"), text("--")));
	cr_assert(slice_starts_with(text("--"), text("--")));
	cr_assert(slice_starts_with(text(""), text("")));
	cr_assert_not(slice_starts_with(text("-"), text("--")));
	cr_assert_not(slice_starts_with(text("-+"), text("--")));
}

Test(slice, trim_takes_spaces_tabs_and_no_break_spaces)
{
	static const struct {
		const char *text, *trimmed;
	} table[] = {
		{"", ""},
		{"a", "a"},
		{"  a b\t ", "a b"},
		{"\t\t", ""},
		{"\xc2\xa0 342\xc2\xa0", "342"},
		{"\xc2\xa0\xc2\xa0", ""},
		{"a\xc2\xa0z", "a\xc2\xa0z"},
		{"\xc2", "\xc2"},
		{"\xa0", "\xa0"},
		{"\xc2\xa3", "\xc2\xa3"},
		{"a\n", "a\n"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++)
		cr_assert(slice_equal(slice_trim(text(table[i].text)), text(table[i].trimmed)), "entry %zu", i);
}

Test(slice, split_takes_the_parts_off_in_order)
{
	struct slice rest = text("a,,bc");

	cr_assert(slice_equal(slice_split(&rest, ','), text("a")));
	cr_assert(slice_equal(slice_split(&rest, ','), text("")));
	cr_assert(slice_equal(slice_split(&rest, ','), text("bc")));
	cr_assert_eq(rest.size, 0);
	cr_assert_eq(slice_split(&rest, ',').size, 0);
}

Test(slice, split_of_an_empty_tail_and_of_nothing)
{
	struct slice rest = text("a,");

	cr_assert(slice_equal(slice_split(&rest, ','), text("a")));
	cr_assert_eq(rest.size, 0);
	rest = slice_from(NULL, 0);
	cr_assert_eq(slice_split(&rest, ',').size, 0);
	cr_assert_eq(rest.size, 0);
}

Test(slice, copy_as_text_fits_or_leaves_the_buffer_empty)
{
	char buffer[4] = "xyz";

	cr_assert(slice_copy_text(text("abc"), buffer, sizeof(buffer)));
	cr_assert_str_eq(buffer, "abc");
	cr_assert_not(slice_copy_text(text("abcd"), buffer, sizeof(buffer)));
	cr_assert_str_eq(buffer, "");
	cr_assert(slice_copy_text(slice_from(NULL, 0), buffer, sizeof(buffer)));
	cr_assert_str_eq(buffer, "");
	memcpy(buffer, "xyz", sizeof(buffer));
	cr_assert_not(slice_copy_text(SLICE_LITERAL("a\0"), buffer, sizeof(buffer)));
	cr_assert_str_eq(buffer, "");
	cr_assert_not(slice_copy_text(text(""), buffer, 0));
}

Test(slice, utf8_character_by_character)
{
	/* The first and last character of each length, the rows that Unicode's table 3-7 excludes, and cut characters. */
	const struct {
		struct slice bytes;
		size_t size; /* 0: not UTF-8 */
	} utf8_table[] = {
		{SLICE_LITERAL("\x7f"), 1},
		{SLICE_LITERAL("\xc2\x80"), 2},
		{SLICE_LITERAL("\xdf\xbf"), 2},
		{SLICE_LITERAL("\xe0\xa0\x80"), 3},
		{SLICE_LITERAL("\xed\x9f\xbf"), 3},
		{SLICE_LITERAL("\xee\x80\x80"), 3},
		{SLICE_LITERAL("\xef\xbf\xbf"), 3},
		{SLICE_LITERAL("\xf0\x90\x80\x80"), 4},
		{SLICE_LITERAL("\xf4\x8f\xbf\xbf"), 4},
		{SLICE_LITERAL("\x80"), 0},
		{SLICE_LITERAL("\xbf"), 0},
		{SLICE_LITERAL("\xc0\xaf"), 0},
		{SLICE_LITERAL("\xc1\xbf"), 0},
		{SLICE_LITERAL("\xc2"), 0},
		{SLICE_LITERAL("\xc2\x41"), 0},
		{SLICE_LITERAL("\xc2\xc2"), 0},
		{SLICE_LITERAL("\xe0\x9f\xbf"), 0},
		{SLICE_LITERAL("\xe2\x82"), 0},
		{SLICE_LITERAL("\xe2\x82\x41"), 0},
		{SLICE_LITERAL("\xed\xa0\x80"), 0},
		{SLICE_LITERAL("\xed\xbf\xbf"), 0},
		{SLICE_LITERAL("\xf0\x8f\xbf\xbf"), 0},
		{SLICE_LITERAL("\xf0\x9f\x98"), 0},
		{SLICE_LITERAL("\xf4\x90\x80\x80"), 0},
		{SLICE_LITERAL("\xf5\x80\x80\x80"), 0},
		{SLICE_LITERAL("\xfe"), 0},
		{SLICE_LITERAL("\xff\xff\xff\xff"), 0},
	};

	cr_assert_eq(slice_utf8_size(slice_from(NULL, 0)), 0);
	cr_assert_eq(slice_utf8_size(SLICE_LITERAL("\0")), 1);
	for (size_t i = 0; i < sizeof(utf8_table) / sizeof(utf8_table[0]); i++) {
		cr_assert_eq(slice_utf8_size(utf8_table[i].bytes), utf8_table[i].size, "entry %zu", i);
		cr_assert_eq(slice_is_clean_utf8(utf8_table[i].bytes), utf8_table[i].size != 0, "entry %zu", i);
	}
}

Test(slice, what_is_printable_says_nothing_to_a_terminal)
{
	static const char *const refused[] = {"\x7f", "a\x7f", "a\tb", "\xc2\x80", "a\xc2\x9b[2J", "\xc2\x9f", "\xff", "\xc2"};
	static const char *const taken[] = {"", "St. Helens \xe2\x82\xac", "\xc2\xa0", "\xc3\x9b", "\xe0\xa0\x80"};

	for (size_t i = 0; i < sizeof(refused) / sizeof(refused[0]); i++)
		cr_assert_not(slice_is_printable(text(refused[i])), "entry %zu", i);
	for (size_t i = 0; i < sizeof(taken) / sizeof(taken[0]); i++)
		cr_assert(slice_is_printable(text(taken[i])), "entry %zu", i);
}

Test(slice, clean_utf8_has_no_control_characters)
{
	cr_assert(slice_is_clean_utf8(slice_from(NULL, 0)));
	cr_assert(slice_is_clean_utf8(text("St. Helens \xe2\x82\xac\xf0\x9f\x90\x91")));
	cr_assert_not(slice_is_clean_utf8(text("St. Helens \xe2\x82")));
	for (unsigned byte = 0; byte < 0x20; byte++) {
		uint8_t bytes[3] = {'a', (uint8_t)byte, 'b'};

		cr_assert_not(slice_is_clean_utf8(slice_from(bytes, sizeof(bytes))), "byte %u", byte);
	}
}

/* Long texts are looked at by eights: what is wrong is found wherever it stands. */
Test(slice, what_is_not_clean_is_found_in_every_place)
{
	static const uint8_t bad[] = {0x00, 0x0a, 0x1f, 0x80, 0xbf, 0xc2, 0xff};
	uint8_t text[30];

	for (size_t size = 1; size <= sizeof(text); size++) {
		memset(text, ' ', size);
		cr_assert(slice_is_clean_utf8(slice_from(text, size)), "%zu spaces", size);
		memset(text, 0x7f, size);
		cr_assert(slice_is_clean_utf8(slice_from(text, size)), "%zu DELs", size);
		for (size_t at = 0; at < size; at++)
			for (size_t i = 0; i < sizeof(bad); i++) {
				text[at] = bad[i];
				cr_assert_not(slice_is_clean_utf8(slice_from(text, size)), "%#x at %zu of %zu", bad[i], at, size);
				text[at] = 0x7f;
			}
	}
}
