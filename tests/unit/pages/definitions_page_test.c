#include "collector/pages/definitions_page.h"

#include <criterion/criterion.h>
#include <string.h>

#include "tests/unit/pages/page_rendering.h"

Test(definitions_page, has_every_indicator_with_its_own_page)
{
	struct rendering rendering;

	rendering_begin(&rendering, "definitions", NULL);
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		const char *id = catalogue_indicator_at(index)->id;
		char link[128];

		snprintf(link, sizeof link, "href=\"/definitions?indicator=%s\"", id);
		cr_assert_not_null(strstr(rendering.html, link), "%s", link);
	}
	cr_expect(strstr(rendering.html, " indicators describe children in need</h2>"));
	cr_expect(strstr(rendering.html, " indicators describe what councils count themselves</h2>"));
	rendering_end(&rendering);
	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		struct question question = {.indicator = catalogue_indicator_at(index)};

		rendering_begin(&rendering, "definitions", &question);
		cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s: %s", question.indicator->id, rendering.problem.sentence);
		rendering_end(&rendering);
	}
}

Test(definitions_page, says_what_differs_from_what_is_published_and_what_is_suppressed)
{
	static const struct {
		const char *id, *words;
	} cases[] = {
		{"turnover_rate_fte", "Returns do not count as a leaver who is still or again in any post"},
		{"vacancy_rate_fte", "The formula is the published one"},
		{"vacancy_rate_fte", "None: its parts are counts of posts"},
		{"cpp_rate_per_10000", "Counts of children from 1 to 5 do not leave the council"},
		{"supervisions_on_time_percent", "there is nothing published to hold it against"},
		{"cla_rate_per_10000", "Poisson’s, 95%"},
		{"vacancy_rate_fte", "Wilson’s, 95%"},
	};

	for (size_t index = 0; index < sizeof cases / sizeof cases[0]; index++) {
		struct question question = {.indicator = catalogue_indicator_find(slice_from_text(cases[index].id))};
		struct rendering rendering;

		rendering_begin(&rendering, "definitions", &question);
		cr_assert_eq(rendering_write(&rendering), ERROR_NONE);
		cr_assert_not_null(strstr(rendering.html, cases[index].words), "%s: %s", cases[index].id, cases[index].words);
		rendering_end(&rendering);
	}
}
