#include "collector/pages/find_page.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "tests/unit/pages/page_rendering.h"

static struct question find(const char *text)
{
	struct question question = {.source = SOURCE_RETURNS};

	cr_assert(slice_copy_text(slice_from_text(text), question.find, sizeof(question.find)));
	return question;
}

static void begin(struct rendering *rendering, const char *text)
{
	struct question question = find(text);

	rendering_begin(rendering, "find", &question);
	cr_assert_eq(date_from(2026, 11, 25, &rendering->background.today), ERROR_NONE);
	cr_assert_eq(rendering_write(rendering), ERROR_NONE, "%s: %s", text, rendering->problem.sentence);
}

Test(find_page, lists_what_may_be_meant_or_says_what_to_do)
{
	static const struct {
		const char *text, *has, *lacks;
	} rows[] = {
		{"kingston", "2 councils may be meant by “kingston”.", "Try a part"},
		{"kingston", "<a class=\"govuk-link\" href=\"/council?council=314\">Kingston upon Thames</a>", "Knowsley"},
		{"kingston", "810, E06000010, Yorkshire and The Humber", "<section"},
		{"dorset", "until 31 March 2019, then Dorset and Bournemouth, Christchurch and Poole", "Try a part"},
		{"dorset", "href=\"/council?council=835&amp;month=2019-03\"", "href=\"/council?council=838&amp;month"},
		{"knowsely", "No council is called “knowsely”. It may be one of these:", "Try a part"},
		{"zzz", "No council is called “zzz”.", "may be meant"},
		{"zzz", "Try a part of its name", "It may be"},
		{"zzz", ">Knowsley</a>", ">Cumbria</a>"},
		{"north west", "href=\"/region?area=E12000002\"", "Try a part"},
		{"London", "1 council may be meant by “London” as well.", "Try a part"},
		{"London", "href=\"/council?council=201\"", "Try a part"},
		{"england", "href=\"/region?area=E92000001\"", "may be meant"},
		{"", "By its name or a part of it", "No council is called"},
		{"", "<h2 class=\"govuk-heading-m\" id=\"E12000002\">North West</h2>", "Inner London"},
		{"<b>\xe2\x80\xae", "“&lt;b&gt;”", "<b>"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct rendering rendering;

		begin(&rendering, rows[i].text);
		cr_expect(strstr(rendering.html, rows[i].has), "%s: %s", rows[i].text, rows[i].has);
		cr_expect_not(strstr(rendering.html, rows[i].lacks), "%s: %s", rows[i].text, rows[i].lacks);
		rendering_end(&rendering);
	}
}

/* Each once, in the month that is asked for; a search keeps what it was. */
Test(find_page, without_a_search_every_council_of_the_month_can_be_chosen)
{
	static const struct {
		int year, number;
	} months[] = {{2018, 9}, {2020, 9}, {2022, 9}, {2025, 9}};

	for (size_t i = 0; i < sizeof(months) / sizeof(months[0]); i++) {
		struct question question = {.source = SOURCE_RETURNS, .has_month = true, .month = month_from(months[i].year, months[i].number)};
		struct rendering rendering;

		rendering_begin(&rendering, "find", &question);
		cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
		for (unsigned j = 0; j < council_count(); j++) {
			const struct council *council = council_at(j);
			const char *found;
			char link[100];

			snprintf(link, sizeof(link), "href=\"/council?council=%u&amp;month=%d-%02d\"", council->code, months[i].year,
				 months[i].number);
			found = strstr(rendering.html, link);
			cr_expect_eq(found != NULL, council_exists_on(council, month_last_day(question.month)), "%s", link);
			cr_expect(!found || !strstr(found + 1, link), "%s", link);
		}
		rendering_end(&rendering);
	}
}

Test(find_page, the_field_has_what_was_typed)
{
	struct rendering rendering;

	begin(&rendering, "king\"s");
	cr_expect(strstr(rendering.html, "name=\"q\" value=\"king&quot;s\""));
	cr_expect(strstr(rendering.html, "/find?q=king%22s"), "the page's own address");
	rendering_end(&rendering);
}

Test(find_page, one_council_that_is_meant_stands_on_its_own_page)
{
	static const struct {
		const char *text, *path; /* NULL: it is in doubt */
	} rows[] = {
		{"st helens", "/council?council=342"},
		{"342", "/council?council=342"},
		{"E08000013", "/council?council=342"},
		{"knowsely", "/council?council=340"},
		{"cumbria", "/council?council=909&month=2023-03"},
		{"kingston", NULL},
		{"zzz", NULL},
		{"", NULL},
		{"London", NULL},
		{" north west ", NULL},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct question question = find(rows[i].text);
		struct composer composer;
		struct arena arena;
		const char *path = NULL;

		arena_init(&arena, RENDERING_ARENA_BYTES_MAX);
		composer_init(&composer, &arena);
		cr_expect_eq(page_locate(page_find(SLICE_LITERAL("find")), &question, &composer, &path), rows[i].path != NULL, "%s", rows[i].text);
		cr_expect_str_eq(path ? path : "", rows[i].path ? rows[i].path : "", "%s", rows[i].text);
		cr_expect_not(page_locate(page_find(SLICE_LITERAL("council")), &question, &composer, &path), "only a search leads elsewhere");
		arena_fini(&arena);
	}
}

Test(find_page, leads_to_the_month_that_is_looked_at)
{
	struct question question = find("st helens");
	struct composer composer;
	struct arena arena;
	const char *path = "";

	question.has_month = true;
	question.month = month_from(2021, 10);
	arena_init(&arena, RENDERING_ARENA_BYTES_MAX);
	composer_init(&composer, &arena);
	cr_expect(find_page_locate(&question, &composer, &path));
	cr_expect_str_eq(path, "/council?council=342&month=2021-10");
	question = find("cumbria");
	question.has_month = true;
	question.month = month_from(2020, 9);
	cr_expect(find_page_locate(&question, &composer, &path));
	cr_expect_str_eq(path, "/council?council=909&month=2020-09");
	arena_fini(&arena);
}
