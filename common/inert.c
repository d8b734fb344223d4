#include "common/inert.h"

/* Code points that are not shown as they are; those with a replacement are shown as that. Ascending. */
static const struct hidden {
	uint32_t first, last;
	const char *replacement;
} hidden[] = {
	{0x0000, 0x0008, ""},   {0x0009, 0x000d, " "},                        /* tab and line ends */
	{0x000e, 0x001f, ""},   {0x007f, 0x0084, ""},  {0x0085, 0x0085, " "}, /* next line */
	{0x0086, 0x009f, ""},   {0x00ad, 0x00ad, ""},                         /* soft hyphen */
	{0x034f, 0x034f, ""},                                                 /* grapheme joiner */
	{0x061c, 0x061c, ""},                                                 /* Arabic letter mark */
	{0x115f, 0x1160, ""},                                                 /* Hangul fillers */
	{0x180e, 0x180e, ""},                                                 /* Mongolian vowel separator */
	{0x200b, 0x200f, ""},                                                 /* zero width; left-to-right and right-to-left marks */
	{0x2028, 0x2029, " "},                                                /* line and paragraph separators */
	{0x202a, 0x202e, ""},                                                 /* embeddings and overrides of direction */
	{0x2060, 0x206f, ""},                                                 /* word joiner, invisible operators, isolates of direction */
	{0x3164, 0x3164, ""},   {0xfeff, 0xfeff, ""},                         /* byte order mark */
	{0xffa0, 0xffa0, ""},   {0xfff9, 0xfffb, ""},                         /* interlinear annotation */
	{0xe0000, 0xe007f, ""},                                               /* tags */
};

#define REPLACEMENT_CHARACTER "\xef\xbf\xbd"
#define ELLIPSIS              "\xe2\x80\xa6"

/* Of a well-formed character of `size` bytes. */
static uint32_t code_point(const uint8_t *data, size_t size)
{
	static const uint8_t masks[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	uint32_t point = data[0] & masks[size];

	for (size_t index = 1; index < size; index++)
		point = point << 6 | (data[index] & 0x3f);
	return point;
}

/* For ever unassigned, and an error in HTML. */
static bool is_noncharacter(uint32_t point)
{
	return (point >= 0xfdd0 && point <= 0xfdef) || (point & 0xfffe) == 0xfffe;
}

/* What is shown of the character at the front of `rest`, which is taken off; empty for what is left out. */
static struct slice take_character(struct slice *rest)
{
	size_t size = slice_utf8_size(*rest);
	struct slice character = slice_from(rest->data, size);
	uint32_t point;

	*rest = slice_from(rest->data + (size ? size : 1), rest->size - (size ? size : 1));
	if (size == 0)
		return SLICE_LITERAL(REPLACEMENT_CHARACTER);
	point = code_point(character.data, size);
	if (is_noncharacter(point))
		return SLICE_LITERAL(REPLACEMENT_CHARACTER);
	for (size_t index = 0; index < sizeof hidden / sizeof hidden[0] && point >= hidden[index].first; index++) {
		if (point <= hidden[index].last)
			return slice_from_text(hidden[index].replacement);
	}
	return character;
}

static bool is_longer(struct slice slice, size_t characters_max)
{
	size_t count = 0;

	if (slice.size <= characters_max)
		return false;
	while (slice.size > 0 && count <= characters_max)
		count += take_character(&slice).size > 0;
	return count > characters_max;
}

/* Most text: nothing to leave out, nothing to look at closer. */
static bool is_plain(struct slice slice)
{
	for (size_t index = 0; index < slice.size; index++) {
		if (slice.data[index] < ' ' || slice.data[index] > '~')
			return false;
	}
	return true;
}

static void put_characters(struct text *text, struct slice slice, size_t characters_max, void (*put)(struct text *, struct slice))
{
	bool is_cut = is_longer(slice, characters_max);
	size_t left = is_cut ? characters_max - 1 : characters_max;

	if (!is_cut && is_plain(slice)) {
		put(text, slice);
		return;
	}
	while (slice.size > 0 && left > 0 && !text->error) {
		struct slice character = take_character(&slice);

		put(text, character);
		left -= character.size > 0;
	}
	if (is_cut)
		text_put(text, ELLIPSIS);
}

void text_put_inert(struct text *text, struct slice slice, size_t characters_max)
{
	INVARIANT(characters_max > 0);
	put_characters(text, slice, characters_max, text_put_slice);
}

void text_put_inert_html(struct text *text, struct slice slice)
{
	put_characters(text, slice, INERT_CHARACTERS_MAX, text_put_html);
}
