/* England beside a region's ranking: returned, published, or not there. */
#include "collector/pages/indicator_page.h"

#include "tests/unit/pages/region_scene.h"

/* The scene's indicator page with St. Helens in focus. */
static void begin(struct plot *plot, struct rendering *page, const char *area, struct month month)
{
	region_scene_page(plot, page, area, SOURCE_RETURNS, month);
	page->question.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));
	cr_assert_eq(council_parse(SLICE_LITERAL("342"), &page->question.council), ERROR_NONE);
	page->request.page = page_find(SLICE_LITERAL("indicator"));
	cr_assert(page->question.indicator && page->request.page);
}

Test(indicator_england, stands_as_published_beside_a_regions_returns)
{
	static struct plot plot;
	struct rendering page;

	region_scene_begin(&plot);
	begin(&plot, &page, "North West", region_scene_last());
	cr_assert_eq(rendering_write(&page), ERROR_NONE, "%s", page.problem.sentence);
	cr_expect(strstr(page.html, "<tr data-role=\"england\">\n<th scope=\"row\">England <span class=\"bw-remark\">published, September 2021, "
				    "150 of 152 councils</span>"),
		  "%s", strstr(page.html, "data-role=\"england\""));
	cr_expect(strstr(page.html, "The rest of the North West ("));
	cr_expect_not(strstr(page.html, "The rest of England"), "it would be the rest of the North West once more");
	rendering_end(&page);
	begin(&plot, &page, "England", region_scene_last());
	cr_assert_eq(rendering_write(&page), ERROR_NONE, "%s", page.problem.sentence);
	cr_expect_not(strstr(page.html, "data-role=\"england\""), "it is no reference of its own");
	rendering_end(&page);
	plot_end(&plot);
}

Test(indicator_england, is_left_out_where_the_newest_release_is_old)
{
	static struct plot plot;
	struct rendering page;

	region_scene_begin(&plot);
	begin(&plot, &page, "North West", month_add(region_scene_last(), 12));
	cr_assert_eq(rendering_write(&page), ERROR_NONE, "%s", page.problem.sentence);
	cr_expect_not(strstr(page.html, "data-role=\"england\""));
	rendering_end(&page);
	plot_end(&plot);
}
