/* How new a page says that its figures are: by the figures, and not by whatever came last. */
#include "collector/pages/newness.h"

#include "tests/unit/pages/region_scene.h"

static struct plot plot;
static struct rendering rendering;

/* Recorded on 4 November 2021 by the North West's, two years later by another region's, and something else after both. */
static const struct sending sendings[] = {
	{.council = 202, .is_registered = true, .has_key = true, .has_return = true, .revision = 1, .recorded_at_s = 1700000000, .approver_role = ""},
	{.council = 342, .is_registered = true, .has_key = true, .has_return = true, .revision = 1, .recorded_at_s = 1636000000, .approver_role = ""},
	{.council = 343, .is_registered = true, .has_key = true, .recorded_at_s = 1750000000, .approver_role = ""},
};

static void begin(unsigned sending_count, enum cube_source source)
{
	region_scene_begin(&plot);
	plot.cube.sendings = sendings;
	plot.cube.sending_count = sending_count;
	plot.cube.background.recorded_at_s = 1764000000;
	region_scene_page(&plot, &rendering, "North West", source, region_scene_last());
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
}

static void end(void)
{
	rendering_end(&rendering);
	plot_end(&plot);
}

static void expect_words(const char *words)
{
	cr_expect_not_null(strstr(rendering.html, words), "%s", words);
}

Test(newness, is_that_of_the_newest_return_of_the_areas_councils)
{
	begin(3, SOURCE_RETURNS);
	expect_words(" As of 4 November 2021, 4 days after the end of the month.</p>");
	expect_words("The newest of these returns was recorded on 4 November 2021, 4 days after the end of October 2021.");
	end();
}

Test(newness, without_figures_of_the_area_there_is_no_lag)
{
	begin(1, SOURCE_RETURNS);
	expect_words(" As of 24 November 2025.</p>");
	expect_words("Nothing of October 2021 is here for the North West. The newest entry that this page knows was recorded on 24 November 2025.");
	cr_expect_null(strstr(rendering.html, "days after the end"));
	end();
}

/* The releases of a cube in memory were all recorded in September 2020. */
Test(newness, of_releases_is_when_that_of_the_figures_came)
{
	begin(3, SOURCE_OFFICIAL);
	expect_words("The newest of these published figures was recorded here on ");
	expect_words(" September 2020.");
	cr_expect_null(strstr(rendering.html, "As of 24 November 2025"));
	end();
}

static enum error sendings_fail(void *context, struct month month, const struct sending **out, unsigned *count)
{
	(void)context, (void)month, (void)out, (void)count;
	return ERROR_CORRUPT;
}

Test(newness, the_cubes_errors_are_the_pages)
{
	struct question question = {.area = area_find(SLICE_LITERAL("North West")), .has_month = true, .month = month_from(2021, 10)};
	struct newness newness;

	question.source = SOURCE_RETURNS;
	region_scene_begin(&plot);
	plot.cube.view.sendings = sendings_fail;
	rendering_begin(&rendering, "data", &question);
	rendering.request.background = &plot.cube.background;
	cr_expect_eq(newness_find(&rendering.request, &newness), ERROR_CORRUPT);
	cr_expect_eq(rendering_write(&rendering), ERROR_CORRUPT);
	end();
}
