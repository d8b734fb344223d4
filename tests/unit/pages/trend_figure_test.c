/* The small panels of a ranking's councils say which months they show, and compare with the year before. */
#include "collector/pages/trend_figure.h"

#include "tests/unit/pages/region_scene.h"

static void write_page(struct plot *plot, struct rendering *page, const char *council)
{
	region_scene_page(plot, page, "North West", SOURCE_RETURNS, region_scene_last());
	page->question.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte"));
	if (council)
		cr_assert_eq(council_parse(slice_from_text(council), &page->question.council), ERROR_NONE);
	page->request.page = page_find(SLICE_LITERAL("indicator"));
	cr_assert_eq(rendering_write(page), ERROR_NONE, "%s", page->problem.sentence);
}

Test(trend_figure, compares_with_the_year_before)
{
	static struct plot plot;
	struct rendering page;
	const char *trend;

	region_scene_begin(&plot);
	write_page(&plot, &page, "342");
	trend = strstr(page.html, "id=\"trend\"");
	cr_assert_not_null(trend);
	cr_expect(strstr(trend, ">St. Helens rose from 17.4% to 26.6% since October 2020</h2>"), "%.400s", trend);
	cr_expect(strstr(trend, "Vacancy rate (FTE), North West, November 2019 to October 2021, in %, by councils’ own returns. "
				"October 2021: 22 of 23 councils have reported."),
		  "%.600s", trend);
	rendering_end(&page);
	write_page(&plot, &page, NULL);
	trend = strstr(page.html, "id=\"trend\"");
	cr_expect(trend && strstr(trend, ">21 of 21 councils are higher than in October 2020</h2>"), "%.400s", trend);
	rendering_end(&page);
	plot_end(&plot);
}
