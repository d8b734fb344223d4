/* Pages that say why there is no other, and what to do. */
#include "collector/pages/problem_page.h"

#include <criterion/criterion.h>
#include <string.h>

#include "collector/pages/pages.h"

enum { ARENA_BYTES = 64 << 10, HTML_BYTES = 32 << 10 };

static char html[HTML_BYTES];

static void write_page(enum api_problem_kind kind, const char *page)
{
	struct api_problem problem = {.kind = kind, .detail = "What is wrong."};
	struct arena arena;
	struct text text;

	arena_init(&arena, ARENA_BYTES);
	text_init_fixed(&text, html, sizeof html);
	cr_assert_eq(problem_page_write(&problem, page ? page_find(slice_from_text(page)) : NULL, "", &arena, &text), ERROR_NONE);
	arena_fini(&arena);
}

Test(problem_page, an_empty_collector_says_what_to_do_next)
{
	write_page(API_PROBLEM_NO_FIGURES, NULL);
	cr_expect(strstr(html, "What to do next</h2>"));
	cr_expect(strstr(html, "<code>bellwether-collector key register</code>"));
	cr_expect(strstr(html, "<code>bellwether-collector import</code>"));
	cr_expect(strstr(html, "<a class=\"govuk-link\" href=\"/definitions\">"));
	cr_expect(strstr(html, "<a class=\"govuk-link\" href=\"/find\">"));
	cr_expect_not(strstr(html, "Print this page"));
	cr_expect_not(strstr(html, "newest month</a>"), "it would lead to the same page");
}

Test(problem_page, a_wrong_question_leads_to_the_page_without_it)
{
	write_page(API_PROBLEM_PARAMETER_VALUE, "indicator");
	cr_expect(strstr(html, "<p class=\"govuk-body-l\">What is wrong.</p>"));
	cr_expect(strstr(html, "<a class=\"govuk-link\" href=\"/indicator\">Indicator, as it opens by itself</a>"));
	cr_expect(strstr(html, "newest month</a>"));
	cr_expect_not(strstr(html, "What to do next"));
	write_page(API_PROBLEM_NO_FIGURES, "region");
	cr_expect(strstr(html, "<a class=\"govuk-link\" href=\"/region\">Region, as it opens by itself</a>"));
	cr_expect_not(strstr(html, "What to do next"), "there are figures, but not of these releases");
}

Test(problem_page, a_page_that_cannot_be_shown_at_all_is_not_offered)
{
	write_page(API_PROBLEM_STORE_DAMAGED, "indicator");
	cr_expect_not(strstr(html, "as it opens by itself"));
	write_page(API_PROBLEM_ADDRESS_UNKNOWN, NULL);
	cr_expect_not(strstr(html, "as it opens by itself"));
	cr_expect(strstr(html, "newest month</a>"));
}
