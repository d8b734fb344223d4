#include "collector/core/council_search.h"

#include <string.h>

#include "collector/core/edit_distance.h"
#include "collector/core/folded_name.h"

enum {
	PART_LETTERS_MIN = 2,
	SLIP_LETTERS_MIN = 4,  /* shorter words are too near to too many others */
	SLIPS_LETTERS_MIN = 8, /* from here on two slips are one likely misspelling */
};

/* A text or a name to be compared: whole, and without what many full names share. */
struct wording {
	struct folded_name whole, shortened;
};

/* False: it is longer than any name. */
static bool wording_make(struct slice text, struct wording *out)
{
	if (!folded_name_make(text, &out->whole))
		return false;
	folded_name_shorten(&out->whole, &out->shortened);
	return true;
}

static bool is_code(struct slice word, const struct council *council)
{
	const struct council *found;

	if (slice_equal_ignoring_case(word, slice_from_text(council->ons_code)))
		return true;
	for (unsigned index = 0; index < FORMER_ONS_COUNT_MAX && council->ons_codes_before[index]; index++) {
		if (slice_equal_ignoring_case(word, slice_from_text(council->ons_codes_before[index])))
			return true;
	}
	return council_parse(word, &found) == ERROR_NONE && found == council;
}

static bool has_code(const struct folded_name *text, const struct council *council)
{
	for (unsigned index = 0; index < text->word_count; index++) {
		if (is_code(folded_name_word(text, index), council))
			return true;
	}
	return false;
}

/* The first word from which on the name begins with the letters; word_count when there is none. */
static unsigned word_with(const struct folded_name *name, struct slice letters)
{
	unsigned index = 0;

	while (index < name->word_count && !slice_starts_with(folded_name_from_word(name, index), letters))
		index++;
	return index;
}

static unsigned slips_max(struct slice letters)
{
	if (letters.size < SLIP_LETTERS_MIN)
		return 0;
	return letters.size < SLIPS_LETTERS_MIN ? 1 : 2;
}

static bool has_slip(struct slice letters, struct slice word)
{
	return edit_distance(letters, word) <= slips_max(letters);
}

static bool begins_word(const struct folded_name *name, struct slice letters, bool with_slips)
{
	for (unsigned index = 0; index < name->word_count; index++) {
		struct slice word = folded_name_word(name, index);

		if (slice_starts_with(word, letters) || (with_slips && has_slip(letters, word)))
			return true;
	}
	return false;
}

static bool each_begins_word(const struct folded_name *name, const struct folded_name *text, bool with_slips)
{
	for (unsigned index = 0; index < text->word_count; index++) {
		if (!begins_word(name, folded_name_word(text, index), with_slips))
			return false;
	}
	return true;
}

/* "bcp" is Bournemouth, Christchurch and Poole; "banes" is Bath and North East Somerset. */
static bool are_initials(struct slice letters, const struct folded_name *name)
{
	if (name->word_count < 2 || letters.size != name->word_count)
		return false;
	for (unsigned index = 0; index < name->word_count; index++) {
		if (folded_name_word(name, index).data[0] != letters.data[index])
			return false;
	}
	return true;
}

/* The text's words against the name's, both whole or both shortened; all but codes and slips. */
static enum likeness likeness_of_words(const struct folded_name *text, const struct folded_name *name)
{
	struct slice wanted = folded_name_letters(text), letters = folded_name_letters(name);
	unsigned word = word_with(name, wanted);

	if (slice_equal(wanted, letters))
		return LIKE_NAME;
	if (word < name->word_count)
		return word == 0 ? LIKE_BEGINNING : LIKE_WORD;
	if (each_begins_word(name, text, false))
		return LIKE_WORDS;
	if (are_initials(wanted, name))
		return LIKE_INITIALS;
	if (wanted.size >= PART_LETTERS_MIN && memmem(letters.data, letters.size, wanted.data, wanted.size))
		return LIKE_PART;
	return LIKE_NONE;
}

static bool is_slip(const struct wording *text, const struct wording *name)
{
	return has_slip(folded_name_letters(&text->whole), folded_name_letters(&name->whole)) ||
	       has_slip(folded_name_letters(&text->shortened), folded_name_letters(&name->shortened)) ||
	       each_begins_word(&name->shortened, &text->shortened, true);
}

static enum likeness likeness_of(const struct wording *text, const struct council *council)
{
	struct wording name;
	enum likeness whole, shortened, likeness;

	INVARIANT(wording_make(slice_from_text(council->name), &name));
	if (has_code(&text->whole, council))
		return LIKE_CODE;
	whole = likeness_of_words(&text->whole, &name.whole);
	shortened = likeness_of_words(&text->shortened, &name.shortened);
	likeness = whole < shortened ? whole : shortened;
	return likeness == LIKE_NONE && is_slip(text, &name) ? LIKE_SLIP : likeness;
}

static bool is_before(const struct council_match *a, const struct council_match *b)
{
	int names;

	if (a->likeness != b->likeness)
		return a->likeness < b->likeness;
	if (a->has_ended != b->has_ended)
		return b->has_ended;
	names = strcmp(a->council->name, b->council->name);
	return names != 0 ? names < 0 : a->council->code < b->council->code;
}

static void insert(struct council_match *matches, unsigned *count, struct council_match match)
{
	unsigned place = (*count)++;

	for (; place > 0 && is_before(&match, &matches[place - 1]); place--)
		matches[place] = matches[place - 1];
	matches[place] = match;
}

/* Slips are what one looks for where nothing begins as the text does. */
static unsigned without_idle_slips(const struct council_match *matches, unsigned count)
{
	if (count > 0 && matches[0].likeness < LIKE_PART) {
		while (matches[count - 1].likeness == LIKE_SLIP)
			count--;
	}
	return count;
}

unsigned council_search(struct slice text, struct council_match out[static COUNCIL_COUNT_MAX])
{
	struct wording wording;
	unsigned count = 0;

	if (text.size > SEARCH_BYTES_MAX || !wording_make(text, &wording) || wording.whole.word_count == 0)
		return 0;
	for (unsigned index = 0; index < council_count(); index++) {
		const struct council *council = council_at(index);
		enum likeness likeness = likeness_of(&wording, council);

		if (likeness != LIKE_NONE)
			insert(out, &count, (struct council_match){council, likeness, council->successors[0] != 0});
	}
	return without_idle_slips(out, count);
}

const struct council *council_search_only(const struct council_match *matches, unsigned count)
{
	bool is_only = count == 1;

	if (count > 1)
		is_only = matches[0].likeness <= LIKE_NAME ? matches[1].likeness > matches[0].likeness
							   : matches[0].likeness < LIKE_PART && matches[1].likeness >= LIKE_PART;
	return is_only ? matches[0].council : NULL;
}
