#include "collector/core/area_text.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

static const struct area *made(const char *string, struct arena *arena)
{
	const struct area *area = NULL;
	struct area_text text;

	cr_assert(area_text_parse(slice_from_text(string), &text), "%s", string);
	cr_assert_eq(area_text_make(&text, group_known_at(0), group_known_count(), arena, &area), ERROR_NONE);
	return area;
}

Test(area_text, is_written_in_one_form_and_read_again)
{
	static const char *const rows[][3] = {
		{"england", "E92000001", "England"},
		{"North West", "E12000002", "North West"},
		{"e13000001", "E13000001", "Inner London"},
		{"neighbours:342", "neighbours:342", "St. Helens and its statistical neighbours"},
		{"group:liverpool-city-region", "group:liverpool-city-region", "Liverpool City Region"},
		{"342", "342", "St. Helens"},
		{"343,340,342", "340,342,343", "3 councils"},
		{"343, 340 ,342", "340,342,343", "3 councils"},
	};
	struct arena arena;

	arena_init(&arena, 1 << 20);
	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct area *area = made(rows[i][0], &arena);

		cr_expect_str_eq(area->code, rows[i][1]);
		cr_expect_str_eq(area->name, rows[i][2]);
		cr_expect_str_eq(made(area->code, &arena)->code, area->code);
	}
	arena_fini(&arena);
}

Test(area_text, refuses_what_is_no_area)
{
	static const char *const rows[] = {
		"",
		"Mercia",
		"34",
		"0342",
		"999",
		"342,",
		",342",
		"342,342",
		"342,999",
		"342 343",
		"neighbours:",
		"neighbours:999",
		"neighbours:342,343",
		"Neighbours:342",
		"neighbours:North West",
		"group:",
		"group:a b",
		"group:342",
		"group:a,b",
		"342;343",
	};
	char many[AREA_COUNCILS_MAX * 4 + 8] = "";
	struct area_text text;
	struct text list;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++)
		cr_expect_not(area_text_parse(slice_from_text(rows[i]), &text), "%s", rows[i]);
	text_init_fixed(&list, many, sizeof(many));
	for (unsigned i = 0; i < AREA_COUNCILS_MAX; i++) {
		text_put(&list, i ? "," : "");
		text_put_u64(&list, council_at(i)->code);
	}
	cr_expect(area_text_parse(text_slice(&list), &text));
	text_put(&list, ",");
	text_put_u64(&list, council_at(AREA_COUNCILS_MAX)->code);
	cr_expect_not(area_text_parse(text_slice(&list), &text), "one too many");
}

/* The ten, and the council itself. */
Test(area_text, neighbours_are_those_of_the_table)
{
	struct arena arena;

	arena_init(&arena, 1 << 20);
	for (unsigned i = 0; i < council_count(); i++) {
		const struct council *council = council_at(i);
		char string[32] = "neighbours:";
		const struct area *area;
		struct area_text text;

		snprintf(string, sizeof(string), "neighbours:%u", (unsigned)council->code);
		if (council->neighbours[0] == 0) {
			cr_expect_not(area_text_parse(slice_from_text(string), &text), "%s has none", council->name);
			continue;
		}
		area = made(string, &arena);
		cr_expect_eq(area->member_count, NEIGHBOUR_COUNT + 1, "%s", council->name);
		cr_expect(area_has(area, council));
		for (unsigned j = 0; j < NEIGHBOUR_COUNT; j++)
			cr_expect(area_has(area, council_find(council->neighbours[j])));
		for (unsigned j = 1; j < area->member_count; j++)
			cr_expect_lt(area->members[j - 1], area->members[j]);
		arena_reset(&arena);
	}
	arena_fini(&arena);
}

Test(area_text, group_has_its_councils_or_is_not_found)
{
	struct arena arena;
	struct area_text text;
	const struct area *area;

	arena_init(&arena, 1 << 16);
	area = made("group:liverpool-city-region", &arena);
	cr_expect_eq(area->member_count, 6);
	cr_expect(area_has(area, council_find(342)) && !area_has(area, council_find(350)));
	cr_assert(area_text_parse(SLICE_LITERAL("group:nobody"), &text));
	cr_expect_eq(area_text_make(&text, group_known_at(0), group_known_count(), &arena, &area), ERROR_NOT_FOUND);
	arena_fini(&arena);
}

Test(area_text, says_when_there_is_no_memory)
{
	const struct area *area = NULL;
	struct area_text text;
	struct arena arena;

	cr_assert(area_text_parse(SLICE_LITERAL("342,343"), &text));
	for (size_t budget = 16; area_text_make(&text, NULL, 0, (arena_init(&arena, budget), &arena), &area); budget += 16) {
		cr_assert_null(area);
		cr_assert_lt(budget, 1 << 12);
		arena_fini(&arena);
	}
	cr_expect_str_eq(area->code, "342,343");
	arena_reset(&arena);
	cr_assert(area_text_parse(SLICE_LITERAL("England"), &text));
	cr_expect_eq(area_text_make(&text, NULL, 0, &arena, &area), ERROR_NONE);
	arena_fini(&arena);
}

Test(area_text, lists_add_up_without_saying_a_council_twice)
{
	struct area_text list, more, region;
	char buffer[64];
	struct text text;

	cr_assert(area_text_parse(SLICE_LITERAL("342,340"), &list));
	cr_assert(area_text_parse(SLICE_LITERAL("341,342"), &more));
	cr_assert(area_text_parse(SLICE_LITERAL("North West"), &region));
	cr_assert(area_text_add(&list, &more));
	text_init_fixed(&text, buffer, sizeof buffer);
	area_text_put(&text, &list);
	cr_assert_str_eq(buffer, "340,341,342");
	cr_assert_not(area_text_add(&list, &region));
	cr_assert_not(area_text_add(&region, &list));
}
