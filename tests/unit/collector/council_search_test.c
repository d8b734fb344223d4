#include "collector/core/council_search.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

/* `codes`: those that come first, in order; 0-filled. `count`: all of them, 0 when that does not matter. */
Test(council_search, finds_what_people_type)
{
	static const struct {
		const char *text;
		enum likeness likeness; /* of the first */
		uint16_t codes[4];
		unsigned count;
	} rows[] = {
		/* codes */
		{"342", LIKE_CODE, {342}, 1},
		{" 342 ", LIKE_CODE, {342}, 1},
		{"E08000013", LIKE_CODE, {342}, 1},
		{"e08000013", LIKE_CODE, {342}, 1},
		{"E10000023", LIKE_CODE, {815}, 1},
		{"E08000016", LIKE_CODE, {370}, 1},
		{"St. Helens (342)", LIKE_CODE, {342}, 1},
		{"909", LIKE_CODE, {909}, 1},
		{"999", LIKE_NONE, {0}, 0},
		{"34", LIKE_NONE, {0}, 0},
		{"E0800001", LIKE_NONE, {0}, 0},
		/* names as they are written */
		{"st helens", LIKE_NAME, {342}, 1},
		{"ST HELENS", LIKE_NAME, {342}, 1},
		{"St. Helens", LIKE_NAME, {342}, 1},
		{"Saint Helens", LIKE_NAME, {342}, 1},
		{"sthelens", LIKE_NAME, {342}, 1},
		{"St Helen's", LIKE_NAME, {342}, 1},
		{"St Helen\xe2\x80\x99s Council", LIKE_NAME, {342}, 1},
		{"S\xc3\xa8"
		 "ft\xc3\xb6n",
		 LIKE_NAME,
		 {343},
		 1},
		{"Sefto\xcc\x88n", LIKE_NAME, {343}, 1},
		{"Hammersmith & Fulham", LIKE_NAME, {205}, 1},
		{"hammersmith&fulham", LIKE_NAME, {205}, 1},
		{"kensington chelsea", LIKE_NAME, {207}, 1},
		{"stockton on tees", LIKE_NAME, {808}, 1},
		{"Stockton Tees", LIKE_NAME, {808}, 1},
		{"blackburn and darwen", LIKE_NAME, {889}, 1},
		/* the full names of councils */
		{"London Borough of Camden", LIKE_NAME, {202}, 1},
		{"Royal Borough of Kensington and Chelsea", LIKE_NAME, {207}, 1},
		{"City of Bradford Metropolitan District Council", LIKE_NAME, {380}, 1},
		{"Durham County Council", LIKE_NAME, {840}, 1},
		{"durham", LIKE_NAME, {840}, 1},
		{"Bristol", LIKE_NAME, {801}, 1},
		{"City of Bristol", LIKE_NAME, {801}, 1},
		{"county of Herefordshire", LIKE_NAME, {884}, 1},
		{"City of London", LIKE_NAME, {201}, 1},
		{"Sefton MBC", LIKE_NAME, {343}, 1},
		/* the name alone first, then those that begin so */
		{"derby", LIKE_NAME, {831, 830}, 2},
		{"Bedford", LIKE_NAME, {822, 823}, 2},
		/* beginnings */
		{"kingston", LIKE_BEGINNING, {810, 314}, 2},
		{"kingston up", LIKE_BEGINNING, {810, 314}, 0},
		{"chesh", LIKE_BEGINNING, {895, 896}, 2},
		{"s", LIKE_BEGINNING, {355}, 0},
		{"hull", LIKE_WORD, {810, 334}, 2},
		{"darwen", LIKE_WORD, {889}, 1},
		{"north e", LIKE_BEGINNING, {812, 800}, 0},
		{"chester", LIKE_WORD, {896, 352}, 0},
		{"city", LIKE_BEGINNING, {201, 801, 810}, 3},
		{"of", LIKE_WORD, {0}, 0},
		{"chester cheshire", LIKE_WORDS, {896}, 1},
		{"chelsea ken", LIKE_WORDS, {207}, 1},
		{"bcp", LIKE_INITIALS, {839}, 1},
		{"BANES", LIKE_INITIALS, {800}, 1},
		/* within a word */
		{"umber", LIKE_PART, {942, 929}, 2},
		{"hel", LIKE_WORD, {342, 207}, 2},
		{"efield", LIKE_PART, {384, 308}, 2},
		/* slips of the finger: one of four letters or more, two of eight or more */
		{"knowsely", LIKE_SLIP, {340}, 1},
		{"liverpol", LIKE_SLIP, {341}, 1},
		{"liverpoool", LIKE_SLIP, {341}, 1},
		{"manchestor", LIKE_SLIP, {352}, 1},
		{"manchseter", LIKE_SLIP, {352}, 1},
		{"mamchestor", LIKE_SLIP, {352}, 1},
		{"mamchestoo", LIKE_NONE, {0}, 0},
		{"saint hellens", LIKE_SLIP, {342}, 1},
		{"chesire east", LIKE_SLIP, {895}, 1},
		{"wign", LIKE_SLIP, {359}, 1},
		{"wgn", LIKE_NONE, {0}, 0},
		/* ended ones */
		{"cumbria", LIKE_NAME, {909}, 1},
		{"dorset", LIKE_NAME, {838, 835}, 2},
		{"northamptonshire", LIKE_NAME, {928, 940, 941}, 3},
		{"poole", LIKE_NAME, {836, 839}, 2},
		/* nothing */
		{"", LIKE_NONE, {0}, 0},
		{" \t", LIKE_NONE, {0}, 0},
		{"...", LIKE_NONE, {0}, 0},
		{"<script>", LIKE_NONE, {0}, 0},
		{"zzz", LIKE_NONE, {0}, 0},
		{"\xff\xfe", LIKE_NONE, {0}, 0},
		{"\xd7\xa9\xd7\x9c\xd7\x95\xd7\x9d", LIKE_NONE, {0}, 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct council_match matches[COUNCIL_COUNT_MAX];
		unsigned count = council_search(slice_from_text(rows[i].text), matches);

		cr_expect(rows[i].count == 0 || count == rows[i].count, "\"%s\": %u", rows[i].text, count);
		cr_expect_eq(count > 0 ? matches[0].likeness : LIKE_NONE, rows[i].likeness, "\"%s\": %d", rows[i].text,
			     count > 0 ? (int)matches[0].likeness : -1);
		for (unsigned j = 0; j < 4 && rows[i].codes[j]; j++)
			cr_expect(j < count && matches[j].council->code == rows[i].codes[j], "\"%s\": %u is %s", rows[i].text, j,
				  j < count ? matches[j].council->name : "not there");
	}
}

static void expect_first(const struct council *council, const char *text, bool is_name)
{
	struct council_match matches[COUNCIL_COUNT_MAX];
	unsigned count = council_search(slice_from_text(text), matches), index = 0;

	cr_assert_gt(count, 0, "%s", text);
	/* Dorset was a county, and is a district: both have the name, and the one that is there now comes first. */
	while (is_name && index + 1 < count && matches[index].council != council && strcmp(matches[index].council->name, council->name) == 0)
		index++;
	cr_expect_eq(matches[index].council, council, "\"%s\" finds %s first", text, matches[index].council->name);
	cr_expect_eq(matches[index].has_ended, council->valid_to.days != INT32_MAX, "%s", text);
	cr_expect_leq((int)matches[index].likeness, (int)LIKE_NAME, "%s", text);
}

Test(council_search, every_council_is_first_by_its_own_name_and_codes)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		char text[100];

		expect_first(council, council->name, true);
		expect_first(council, council->ons_code, false);
		for (unsigned j = 0; j < FORMER_ONS_COUNT_MAX && council->ons_codes_before[j]; j++)
			expect_first(council, council->ons_codes_before[j], false);
		snprintf(text, sizeof(text), "%03u", council->code);
		expect_first(council, text, false);
		snprintf(text, sizeof(text), "%s (%03u)", council->name, council->code);
		expect_first(council, text, false);
		snprintf(text, sizeof(text), "  %s COUNCIL", council->name);
		for (char *c = text; *c; c++)
			*c = *c >= 'a' && *c <= 'z' ? (char)(*c - 'a' + 'A') : *c;
		expect_first(council, text, true);
	}
}

/* Leaving out any letter of a name of five letters or more still finds it. */
Test(council_search, a_letter_that_was_forgotten_is_forgiven)
{
	for (unsigned i = 0; i < council_count(); i++) {
		const char *name = council_at(i)->name;
		size_t size = strlen(name);

		for (size_t left_out = 0; left_out < size; left_out++) {
			struct council_match matches[COUNCIL_COUNT_MAX];
			char text[100];
			unsigned count, index = 0;

			if (size < 5 || size >= sizeof(text))
				continue;
			memcpy(text, name, left_out);
			strcpy(text + left_out, name + left_out + 1);
			count = council_search(slice_from_text(text), matches);
			while (index < count && matches[index].council != council_at(i))
				index++;
			cr_expect_lt(index, count, "\"%s\" does not find %s", text, name);
		}
	}
}

Test(council_search, what_is_meant_is_one_or_in_doubt)
{
	static const struct {
		const char *text;
		uint16_t code; /* 0: none, or several */
	} rows[] = {
		{"342", 342},    {"st helens", 342}, {"derby", 831},     {"hull", 810},    {"knowsely", 340}, {"dorset", 0},
		{"kingston", 0}, {"zzz", 0},         {"342 and 343", 0}, {"cumbria", 909}, {"poole", 836},    {"", 0},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct council_match matches[COUNCIL_COUNT_MAX];
		unsigned count = council_search(slice_from_text(rows[i].text), matches);
		const struct council *only = council_search_only(matches, count);

		cr_expect_eq(only ? only->code : 0, rows[i].code, "\"%s\": %s", rows[i].text, only ? only->name : "none");
	}
}

Test(council_search, what_is_longer_than_any_name_finds_nothing)
{
	static char text[20000];
	struct council_match matches[COUNCIL_COUNT_MAX];

	for (size_t size = SEARCH_BYTES_MAX - 150; size < 1000; size += 7) {
		memset(text, 'a', size);
		cr_expect_eq(council_search(slice_from(text, size), matches), 0, "%zu", size);
		for (size_t i = 0; i < size; i += 2)
			text[i] = ' ';
		cr_expect_eq(council_search(slice_from(text, size), matches), 0, "%zu", size);
	}
	memset(text, '&', sizeof(text));
	cr_expect_eq(council_search(slice_from(text, SEARCH_BYTES_MAX), matches), 0);
	cr_expect_eq(council_search(slice_from(text, sizeof(text)), matches), 0);
}
