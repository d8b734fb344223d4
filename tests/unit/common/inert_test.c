#include "common/inert.h"

#include <criterion/criterion.h>
#include <string.h>

enum { ROOM = 32 << 10 };

Test(inert, shows_what_can_be_seen)
{
	static const struct {
		const char *input, *shown;
	} rows[] = {
		{"", ""},
		{"St. Helens", "St. Helens"},
		{"=cmd|' /C calc'!A0", "=cmd|' /C calc'!A0"},
		{"Ynys M\xc3\xb4n \xe2\x80\x93 \xe4\xb8\xad \xf0\x9f\x98\x80", "Ynys M\xc3\xb4n \xe2\x80\x93 \xe4\xb8\xad \xf0\x9f\x98\x80"},
		{"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", "\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d"},
		{"non\xc2\xa0"
		 "breaking",
		 "non\xc2\xa0"
		 "breaking"},
		/* direction: U+061C, U+200E, U+200F, U+202A to U+202E, U+2066 to U+2069 */
		{"a\xd8\x9c"
		 "b",
		 "ab"},
		{"a\xe2\x80\x8e"
		 "b\xe2\x80\x8f"
		 "c",
		 "abc"},
		{"a\xe2\x80\xaa\xe2\x80\xab\xe2\x80\xac\xe2\x80\xad\xe2\x80\xae"
		 "b",
		 "ab"},
		{"a\xe2\x81\xa6\xe2\x81\xa7\xe2\x81\xa8\xe2\x81\xa9"
		 "b",
		 "ab"},
		/* without width: U+00AD, U+200B to U+200D, U+2060, U+FEFF, a tag */
		{"a\xc2\xad\xe2\x80\x8b\xe2\x80\x8c\xe2\x80\x8d\xe2\x81\xa0\xef\xbb\xbf"
		 "b",
		 "ab"},
		{"a\xf3\xa0\x81\xa1"
		 "b",
		 "ab"},
		/* the neighbours of those stay: U+2010, U+2030, U+2070, U+061B */
		{"\xe2\x80\x90\xe2\x80\xb0\xe2\x81\xb0\xd8\x9b", "\xe2\x80\x90\xe2\x80\xb0\xe2\x81\xb0\xd8\x9b"},
		/* controls */
		{"a\x01\x1b[31m\x08\x7f"
		 "b",
		 "a[31mb"},
		{"a\xc2\x9b"
		 "31m\xc2\x80\xc2\x9f"
		 "b",
		 "a31mb"},
		{"a\tb\nc\rd\xc2\x85"
		 "e\xe2\x80\xa8"
		 "f\xe2\x80\xa9g",
		 "a b c d e f g"},
		/* no UTF-8: a lone continuation, half a character, an overlong slash, a surrogate, above U+10FFFF */
		{"a\x80"
		 "b",
		 "a\xef\xbf\xbd"
		 "b"},
		{"a\xe2\x80", "a\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xc0\xaf", "\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xed\xa0\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xf4\x90\x80\x80", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
		/* noncharacters: U+FFFE, U+FDD0, U+1FFFF; U+FFFD is one */
		{"\xef\xbf\xbe\xef\xb7\x90\xf0\x9f\xbf\xbf", "\xef\xbf\xbd\xef\xbf\xbd\xef\xbf\xbd"},
		{"\xef\xbf\xbd", "\xef\xbf\xbd"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buffer[200];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put_inert(&text, slice_from_text(rows[i].input), 100);
		cr_expect_str_eq(buffer, rows[i].shown, "%zu: %s", i, buffer);
		cr_expect(slice_is_printable(text_slice(&text)), "%zu", i);
	}
}

Test(inert, a_nul_is_left_out)
{
	char buffer[20];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_inert(&text, SLICE_LITERAL("a\0b"), 100);
	cr_expect_str_eq(buffer, "ab");
	cr_expect_eq(text.size, 2);
}

Test(inert, cuts_what_is_too_long_by_characters_that_are_shown)
{
	static const struct {
		const char *input;
		size_t characters_max;
		const char *shown;
	} rows[] = {
		{"abcd", 5, "abcd"},
		{"abcde", 5, "abcde"},
		{"abcdef", 5, "abcd\xe2\x80\xa6"},
		{"a", 1, "a"},
		{"ab", 1, "\xe2\x80\xa6"},
		{"\xc3\xa4\xc3\xb6\xc3\xbc", 3, "\xc3\xa4\xc3\xb6\xc3\xbc"},
		{"\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f", 3, "\xc3\xa4\xc3\xb6\xe2\x80\xa6"},
		{"a\xe2\x80\x8b\xe2\x80\x8b\xe2\x80\x8b"
		 "b",
		 2, "ab"},
		{"a\x01\x01"
		 "bc",
		 2, "a\xe2\x80\xa6"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buffer[100];
		struct text text;

		text_init_fixed(&text, buffer, sizeof(buffer));
		text_put_inert(&text, slice_from_text(rows[i].input), rows[i].characters_max);
		cr_expect_str_eq(buffer, rows[i].shown, "%zu: %s", i, buffer);
	}
}

Test(inert, html_is_escaped_and_has_an_end)
{
	static char name[10000], buffer[ROOM];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_inert_html(&text, SLICE_LITERAL("<script>\xe2\x80\xae&\"'"));
	cr_expect_str_eq(buffer, "&lt;script&gt;&amp;&quot;&#39;");
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_inert_html(&text, SLICE_LITERAL("<script>&"));
	cr_expect_str_eq(buffer, "&lt;script&gt;&amp;");
	memset(name, '<', sizeof(name));
	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_inert_html(&text, slice_from(name, sizeof(name)));
	cr_expect_eq(text.error, ERROR_NONE);
	cr_expect_eq(text.size, (INERT_CHARACTERS_MAX - 1) * strlen("&lt;") + strlen("\xe2\x80\xa6"));
}
