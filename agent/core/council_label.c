#include "agent/core/council_label.h"

#include <string.h>

#include "proto/councils.h"

enum { NAME_SIZE = 64, WORD_SIZE = 16 };

/* Words that some write and others do not. */
static const char *const idle_words[] = {"the",     "of",      "and",      "upon",         "city",  "county",
					 "council", "borough", "district", "metropolitan", "royal", "mbc"};

struct name {
	char text[NAME_SIZE];
	size_t size;
};

static bool is_idle(const char *word, size_t size)
{
	for (unsigned i = 0; i < sizeof(idle_words) / sizeof(idle_words[0]); i++)
		if (strlen(idle_words[i]) == size && memcmp(idle_words[i], word, size) == 0)
			return true;
	return false;
}

static char letter_of(uint8_t byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	return (char)((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') ? byte : 0);
}

/* The name's small letters and digits, without idle words: "St. Helens" and "St Helens Council" are sthelens, "London Borough of Brent" is brent. */
static struct name name_reduce(struct slice text)
{
	struct name name = {.size = 0};
	size_t word = 0; /* where the word in hand begins */

	for (size_t i = 0; i <= text.size && name.size < NAME_SIZE - 1; i++) {
		char letter = i < text.size ? letter_of(text.data[i]) : 0;

		if (letter) {
			name.text[name.size++] = letter;
			continue;
		}
		if (slice_equal(slice_from((const uint8_t *)name.text, name.size), SLICE_LITERAL("londonborough")))
			name.size = 0;
		else if (is_idle(name.text + word, name.size - word))
			name.size = word;
		word = name.size;
	}
	return name;
}

static bool is_called(const struct council *council, struct slice label, const struct name *name)
{
	struct name own = name_reduce(slice_from_text(council->name));

	if (slice_equal_ignoring_case(label, slice_from_text(council->ons_code)))
		return true;
	for (unsigned i = 0; i < FORMER_ONS_COUNT_MAX && council->ons_codes_before[i]; i++)
		if (slice_equal_ignoring_case(label, slice_from_text(council->ons_codes_before[i])))
			return true;
	return name->size && own.size == name->size && memcmp(own.text, name->text, own.size) == 0;
}

uint16_t council_label_find(struct slice label, uint16_t own)
{
	const struct council *council = council_find(own);
	struct name name = name_reduce(label);

	if (council && is_called(council, label, &name))
		return own;
	if (!council_parse(label, &council))
		return council->code;
	for (unsigned i = 0; i < council_count(); i++)
		if (is_called(council_at(i), label, &name))
			return council_at(i)->code;
	return 0;
}
