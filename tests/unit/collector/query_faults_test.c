#include "collector/core/query_faults.h"

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/area_text.h"
#include "proto/councils.h"

enum { SENTENCE_SIZE = 512 };

static const char *said(void (*put)(struct text *text, struct slice value), const char *value)
{
	static char buffer[SENTENCE_SIZE];
	struct text text;

	memset(buffer, 0, sizeof(buffer));
	text_init_fixed(&text, buffer, sizeof(buffer));
	put(&text, slice_from_text(value));
	cr_expect_eq(text.error, ERROR_NONE);
	return buffer;
}

Test(query_faults, say_what_is_wrong_with_an_area)
{
	static const char *const rows[][2] = {
		{"342,342", " cannot be used: 342 stands in it twice"},
		{"340, 341,340", " cannot be used: 340 stands in it twice"},
		{"342,999", " cannot be used: 999 is no council"},
		{"999", " cannot be used: 999 is no council"},
		{"neighbours:999", " cannot be used: 999 is no council"},
		{"neighbours:909", " cannot be used: Cumbria has no statistical neighbours"},
		{"St. Helens", " cannot be used: St. Helens is a council's name: its code is 342"},
		{"st. helens", " cannot be used: St. Helens is a council's name: its code is 342"},
		{"Mercia", ""},
		{"", ""},
	};
	static const char *const beginnings[][2] = {
		{"342,", " cannot be used: it has to be councils' codes of three digits"},
		{"342 343", " cannot be used: it has to be councils' codes of three digits"},
		{"34", " cannot be used: it has to be councils' codes of three digits"},
		{"neighbours:", " cannot be used: behind neighbours: stands the code of one council"},
		{"neighbours:342,343", " cannot be used: behind neighbours: stands the code of one council"},
		{"group:a b", " cannot be used: behind group: stands the id of a group"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_str_eq(said(area_put_fault, rows[i][0]), rows[i][1], "%s", rows[i][0]);
	for (size_t i = 0; i < sizeof(beginnings) / sizeof(beginnings[0]); i++)
		cr_expect_eq(strncmp(said(area_put_fault, beginnings[i][0]), beginnings[i][1], strlen(beginnings[i][1])), 0, "%s", beginnings[i][0]);
}

Test(query_faults, say_how_many_councils_are_too_many)
{
	char many[(AREA_COUNCILS_MAX + 1) * 4 + 1] = "";
	struct text list;

	text_init_fixed(&list, many, sizeof(many));
	for (unsigned i = 0; i <= AREA_COUNCILS_MAX; i++) {
		text_put(&list, i ? "," : "");
		text_put_u64(&list, council_at(i)->code);
	}
	cr_expect_str_eq(said(area_put_fault, many), " cannot be used: it names 65 councils, and can name at most 64");
}

Test(query_faults, name_the_nearest_indicators)
{
	cr_expect(strstr(said(indicator_put_fault, "vacancy"), "are vacancy_rate_fte, "), "%s", said(indicator_put_fault, "vacancy"));
	cr_expect(strstr(said(indicator_put_fault, "caseload_ft"), "are caseload_fte, "));
	cr_expect(strstr(said(indicator_put_fault, "CASELOAD"), "must be the id of an indicator"));
	cr_expect_str_eq(said(indicator_put_fault, ""), "");
	cr_expect_str_eq(said(indicator_put_fault, "a_name_that_is_so_long_that_it_cannot_be_the_id_of_any_indicator_at_all"), "");
}

Test(query_faults, say_what_is_wrong_with_a_council)
{
	cr_expect_str_eq(said(council_put_fault, "999"), " cannot be used: 999 is no council");
	cr_expect_str_eq(said(council_put_fault, "Isles of Scilly"), " cannot be used: Isles of Scilly is a council's name: its code is 420");
	cr_expect_str_eq(said(council_put_fault, "0342"), "");
	cr_expect_str_eq(said(council_put_fault, "34<"), "");
}
