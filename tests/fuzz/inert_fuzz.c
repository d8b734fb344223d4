/* Any bytes as a name: what is shown of them is printable, short enough, turns nothing around, and shows as itself. */
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include "common/inert.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

enum { CHARACTERS_MAX = 50, ROOM = 4 * CHARACTERS_MAX + 1, HTML_ROOM = 6 * INERT_CHARACTERS_MAX };

/* UTF-8 of U+061C, U+200B, U+200E, U+202E, U+2066, U+2069, U+2028 and U+FEFF. */
static const char *const unseen[] = {"\xd8\x9c",     "\xe2\x80\x8b", "\xe2\x80\x8e", "\xe2\x80\xae",
				     "\xe2\x81\xa6", "\xe2\x81\xa9", "\xe2\x80\xa8", "\xef\xbb\xbf"};

static void check(struct slice shown)
{
	INVARIANT(slice_is_printable(shown));
	for (size_t i = 0; i < sizeof(unseen) / sizeof(unseen[0]); i++)
		INVARIANT(!shown.size || !memmem(shown.data, shown.size, unseen[i], strlen(unseen[i])));
}

static void shown_once(struct slice input)
{
	char first[ROOM], second[ROOM];
	struct text text, again;
	size_t characters = 0;

	text_init_fixed(&text, first, sizeof(first));
	text_put_inert(&text, input, CHARACTERS_MAX);
	INVARIANT(text.error == ERROR_NONE);
	check(text_slice(&text));
	for (size_t i = 0; i < text.size; i++)
		characters += (first[i] & 0xc0) != 0x80;
	INVARIANT(characters <= CHARACTERS_MAX);
	text_init_fixed(&again, second, sizeof(second));
	text_put_inert(&again, text_slice(&text), CHARACTERS_MAX);
	INVARIANT(slice_equal(text_slice(&text), text_slice(&again)));
}

static void html_once(struct slice input)
{
	static char html[HTML_ROOM];
	struct text text;

	text_init_fixed(&text, html, sizeof(html));
	text_put_inert_html(&text, input);
	INVARIANT(text.error == ERROR_NONE);
	check(text_slice(&text));
	for (size_t i = 0; i < text.size; i++)
		INVARIANT(html[i] != '<' && html[i] != '>' && html[i] != '"' && html[i] != '\'');
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	shown_once(slice_from(data, size));
	html_once(slice_from(data, size));
	return 0;
}
