#include "collector/core/folded_name.h"

#include <stdint.h>
#include <string.h>

/* U+00C0 to U+017F without their accents, in order; a blank where there is no letter. */
static const char unaccented[] = "aaaaaaaceeeeiiiidnooooo ouuuuytsaaaaaaaceeeeiiiidnooooo ouuuuyty"
				 "aaaaaaccccccccddddeeeeeeeeeegggggggghhhhiiiiiiiiiiiijjkkklllllll"
				 "lllnnnnnnnnnoooooooorrrrrrssssssssttttttuuuuuuuuuuuuwwyyyzzzzzzs";

enum { ACCENTED_FIRST = 0xc0, ACCENTED_LAST = 0x17f, COMBINING_FIRST = 0x300, COMBINING_LAST = 0x36f, RIGHT_QUOTE = 0x2019 };

static const char *const common_words[] = {
	"and", "authority", "bc",  "borough",      "cbc", "cc", "city",  "corporation", "council", "county", "district",
	"in",  "lb",        "mbc", "metropolitan", "of",  "on", "royal", "the",         "unitary", "upon",   "with",
};

/* What becomes of a character: a letter or a digit; ' ': words part there; '&': the word "and"; '\0': nothing, it stands within a word. */
static char fold_ascii(uint8_t byte)
{
	if (byte >= 'A' && byte <= 'Z')
		return (char)(byte - 'A' + 'a');
	if ((byte >= 'a' && byte <= 'z') || (byte >= '0' && byte <= '9') || byte == '&')
		return (char)byte;
	return byte == '\'' || byte == '`' ? '\0' : ' ';
}

static char fold_character(struct slice character)
{
	uint32_t point;

	if (character.size == 1)
		return fold_ascii(character.data[0]);
	if (character.size == 3)
		point = (uint32_t)(character.data[0] & 0x0f) << 12 | (uint32_t)(character.data[1] & 0x3f) << 6 | (character.data[2] & 0x3f);
	else
		point = (uint32_t)(character.data[0] & 0x1f) << 6 | (character.data[1] & 0x3f);
	if (character.size > 3)
		return ' ';
	if (point >= ACCENTED_FIRST && point <= ACCENTED_LAST)
		return unaccented[point - ACCENTED_FIRST];
	return (point >= COMBINING_FIRST && point <= COMBINING_LAST) || point == RIGHT_QUOTE ? '\0' : ' ';
}

static bool put_word(struct folded_name *name, struct slice word)
{
	if (word.size == 0)
		return true;
	if (word.size > FOLDED_BYTES_MAX - name->size || name->word_count == FOLDED_WORDS_MAX)
		return false;
	name->words[name->word_count++] = (struct folded_word){(unsigned char)name->size, (unsigned char)word.size};
	memcpy(name->letters + name->size, word.data, word.size);
	name->size += (unsigned)word.size;
	return true;
}

static bool end_word(struct folded_name *name, char word[static FOLDED_BYTES_MAX], size_t *size)
{
	struct slice slice = slice_from(word, *size);

	*size = 0;
	return put_word(name, slice_equal(slice, SLICE_LITERAL("saint")) ? SLICE_LITERAL("st") : slice);
}

/* The character's part in the word that has `*size` letters so far. */
static bool put_folded(struct folded_name *name, char folded, char word[static FOLDED_BYTES_MAX], size_t *size)
{
	if (folded == '\0')
		return true;
	if (folded == ' ')
		return end_word(name, word, size);
	if (folded == '&')
		return end_word(name, word, size) && put_word(name, SLICE_LITERAL("and"));
	if (*size == FOLDED_BYTES_MAX)
		return false;
	word[(*size)++] = folded;
	return true;
}

bool folded_name_make(struct slice text, struct folded_name *out)
{
	struct folded_name name = {0};
	char word[FOLDED_BYTES_MAX];
	size_t size = 0;

	*out = name;
	while (text.size > 0) {
		size_t bytes = slice_utf8_size(text);
		char folded = bytes ? fold_character(slice_from(text.data, bytes)) : ' ';

		if (!put_folded(&name, folded, word, &size))
			return false;
		bytes = bytes ? bytes : 1;
		text = slice_from(text.data + bytes, text.size - bytes);
	}
	if (!end_word(&name, word, &size))
		return false;
	*out = name;
	return true;
}

static bool is_common(struct slice word)
{
	for (size_t index = 0; index < sizeof common_words / sizeof common_words[0]; index++) {
		if (slice_equal(word, slice_from_text(common_words[index])))
			return true;
	}
	return false;
}

/* "London Borough of Camden": a title there, and a name in "City of London". */
static bool is_title(const struct folded_name *name, unsigned index)
{
	return slice_equal(folded_name_word(name, index), SLICE_LITERAL("london")) && index + 1 < name->word_count &&
	       slice_equal(folded_name_word(name, index + 1), SLICE_LITERAL("borough"));
}

void folded_name_shorten(const struct folded_name *name, struct folded_name *out)
{
	struct folded_name shortened = {0};

	for (unsigned index = 0; index < name->word_count; index++) {
		struct slice word = folded_name_word(name, index);

		if (!is_common(word) && !is_title(name, index))
			(void)put_word(&shortened, word);
	}
	*out = shortened.word_count > 0 ? shortened : *name;
}

struct slice folded_name_letters(const struct folded_name *name)
{
	return slice_from(name->letters, name->size);
}

struct slice folded_name_word(const struct folded_name *name, unsigned index)
{
	return slice_from(name->letters + name->words[index].from, name->words[index].size);
}

struct slice folded_name_from_word(const struct folded_name *name, unsigned index)
{
	return slice_from(name->letters + name->words[index].from, name->size - name->words[index].from);
}
