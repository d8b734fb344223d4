#include "collector/pages/compare_page.h"

#include <string.h>

#include "collector/core/area_text.h"
#include "tests/unit/collector/scene.h"
#include "tests/unit/pages/page_rendering.h"

/* The scene's month, with the area that a query names. */
static void begin(struct rendering *rendering, struct scene *scene, const char *area, const char *indicator)
{
	struct question question = {.source = scene->input.source};
	struct area_text text;

	if (indicator) {
		question.indicators[0] = catalogue_indicator_find(slice_from_text(indicator));
		question.indicator_count = 1;
	}
	rendering_begin(rendering, "compare", &question);
	rendering->background = scene->cube.background;
	rendering->background.position = 1;
	rendering->facts = (struct page_facts){.has_months = true, .first = scene->input.month, .last = scene->input.month, .area = area_at(0)};
	cr_assert(area_text_parse(slice_from_text(area), &text));
	cr_assert_eq(area_text_make(&text, NULL, 0, &rendering->arena, &rendering->question.area), ERROR_NONE);
}

static void expect(const struct rendering *rendering, const char *part)
{
	cr_expect(strstr(rendering->html, part), "%s", part);
}

Test(compare_page, shows_the_councils_that_are_named_and_what_they_make_together)
{
	static struct scene scene;
	struct rendering rendering;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 343, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 340, 300, SYMBOL_NONE);
	scene_make(&scene);
	begin(&rendering, &scene, "342,343", "vacancy_rate_fte");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "2 councils, September 2021 to September 2021");
	expect(&rendering, "data-value=\"19.6\"");
	expect(&rendering, "data-value=\"10.0\"");
	cr_expect_not(strstr(rendering.html, "data-value=\"30.0\""), "a council that was not asked for");
	expect(&rendering, "rank 2 of 2");
	expect(&rendering, "name=\"area\" value=\"342\" checked");
	expect(&rendering, "name=\"area\" value=\"340\">");
	expect(&rendering, "name=\"indicators\" value=\"vacancy_rate_fte\" checked");
	expect(&rendering, "2 councils, pooled");
	expect(&rendering, "figure=months-vacancy_rate_fte");
	expect(&rendering, "<title>Compare, 2 councils, September 2021 – Bellwether</title>");
	expect(&rendering, "To cite this page as it is now: <a class=\"govuk-footer__link\" href=\"/compare?");
	expect(&rendering, "&amp;as_of=position:1\"");
	rendering_end(&rendering);
	begin(&rendering, &scene, "342,343", "vacancy_rate_fte");
	cr_assert_eq(rendering_write_file(&rendering, "months-vacancy_rate_fte"), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "row,code,month,council_342,council_343,area\r\nmonth,2021-09,September 2021,19.6,10.0,");
	rendering_end(&rendering);
	scene_end(&scene);
}

/* Without a choice there are the first headlines; a suppressed figure stays a symbol. */
Test(compare_page, begins_with_the_headlines)
{
	static struct scene scene;
	struct rendering rendering;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 343, 0, SYMBOL_C);
	scene_make(&scene);
	begin(&rendering, &scene, "North West", NULL);
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "value=\"vacancy_rate_fte\" checked");
	expect(&rendering, "value=\"turnover_rate_fte\" checked");
	expect(&rendering, "value=\"agency_rate_fte\" checked");
	expect(&rendering, "confidential");
	rendering_end(&rendering);
	scene_end(&scene);
}

/* So many lines cannot be told apart: each council has a panel, and a row. */
Test(compare_page, many_councils_are_panels)
{
	static struct scene scene;
	struct rendering rendering;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_make(&scene);
	begin(&rendering, &scene, "340,341,342,343,344,350", "vacancy_rate_fte");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "data-chart=\"lines\"");
	rendering_end(&rendering);
	begin(&rendering, &scene, "340,341,342,343,344,350,351", "vacancy_rate_fte");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "data-chart=\"multiples\"");
	expect(&rendering, "In the last month 1 of 7 councils have a figure.");
	rendering_end(&rendering);
	begin(&rendering, &scene, "England", "vacancy_rate_fte");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "Shown is what they make together.");
	cr_expect_not(strstr(rendering.html, " checked> St. Helens"), "so many boxes could not be sent");
	rendering_end(&rendering);
	scene_end(&scene);
}

/* Months outside of what is there are drawn in, so that the form says what is shown. */
Test(compare_page, months_are_those_that_there_are)
{
	static struct scene scene;
	struct rendering rendering;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_make(&scene);
	begin(&rendering, &scene, "342", "vacancy_rate_fte");
	rendering.question.has_first = rendering.question.has_last = true;
	rendering.question.first = month_from(1900, 1);
	rendering.question.last = month_from(2099, 12);
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "St. Helens, September 2021 to September 2021");
	expect(&rendering, "<option value=\"2021-09\" selected>");
	rendering_end(&rendering);
	scene_end(&scene);
}

Test(compare_page, an_area_without_councils_in_the_month_says_so)
{
	static struct scene scene;
	struct rendering rendering;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_make(&scene);
	begin(&rendering, &scene, "942", "vacancy_rate_fte");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	expect(&rendering, "None of these councils exists in this month.");
	rendering_end(&rendering);
	scene_end(&scene);
}
