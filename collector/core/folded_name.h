/*
 * A name as it is compared with what somebody typed: small letters and digits in words, without accents, punctuation and apostrophes; "St." and "Saint"
 * are "st", "&" is "and". Pure.
 */
#pragma once

#include <stdbool.h>

#include "common/slice.h"

enum { FOLDED_BYTES_MAX = 96, FOLDED_WORDS_MAX = 16 };

struct folded_word {
	unsigned char from, size; /* letters */
};

/* The words stand one after the other without blanks, so that "sthelens" is "St. Helens". */
struct folded_name {
	unsigned size, word_count;
	struct folded_word words[FOLDED_WORDS_MAX];
	char letters[FOLDED_BYTES_MAX];
};

/* False when it is longer than any name; `out` is then empty. Bytes that are no UTF-8 part words. */
bool folded_name_make(struct slice text, struct folded_name *out);
/*
 * The name without the words that many councils' full names have and nobody needs to say: "London Borough of", "City Council", "and", "upon". The whole
 * name when nothing else is in it.
 */
void folded_name_shorten(const struct folded_name *name, struct folded_name *out);
struct slice folded_name_letters(const struct folded_name *name);
/* `index` < word_count. */
struct slice folded_name_word(const struct folded_name *name, unsigned index);
/* From this word to the end of the name. */
struct slice folded_name_from_word(const struct folded_name *name, unsigned index);
