#include "collector/pages/data_page.h"

#include <string.h>

#include "collector/core/certainty.h"
#include "collector/core/query.h"
#include "tests/unit/collector/scene.h"
#include "tests/unit/pages/page_rendering.h"

static void begin(struct rendering *rendering, struct scene *scene, const char *page)
{
	struct question question = {.area = scene->input.area, .month = scene->input.month, .has_month = true, .source = SOURCE_RETURNS};

	rendering_begin(rendering, page, &question);
	rendering->background = scene->cube.background;
	rendering->background.position = 1;
	rendering->question.first = rendering->question.last = scene->input.month;
	rendering->question.has_first = rendering->question.has_last = true;
	rendering->facts = (struct page_facts){.has_months = true, .first = scene->input.month, .last = scene->input.month, .area = area_at(0)};
}

static void scene_of_two(struct scene *scene)
{
	scene_begin(scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(scene, 0, 343, 100, SYMBOL_NONE);
	scene_make(scene);
}

/* What it offers is there: each address of a table is asked for. */
Test(data_page, each_table_that_is_offered_can_be_had)
{
	static struct scene scene;
	struct rendering rendering;

	scene_of_two(&scene);
	for (unsigned index = 0; index < data_file_count(); index++) {
		const struct data_file *file = data_file_at(index);
		enum error error;

		begin(&rendering, &scene, file->page);
		error = rendering_write_file(&rendering, file->figure);
		cr_expect_eq(error, ERROR_NONE, "%s %s: %s", file->page, file->figure, rendering.problem.sentence);
		rendering_end(&rendering);
	}
	scene_end(&scene);
}

/* Of an indicator that no limits fit there is no funnel, nor a file of one. */
static void expect_funnel(const char *html, const struct indicator *indicator)
{
	char address[128];

	snprintf(address, sizeof address, "/indicator.csv?indicator=%s&amp;month=2021-09&amp;area=E12000002&amp;figure=funnel\"", indicator->id);
	cr_expect_eq(strstr(html, address) != NULL, certainty_fits(indicator), "%s", address);
}

/* So are each council's. */
Test(data_page, each_file_of_a_council_can_be_had)
{
	static const char *const ids[] = {"profile", "chart", "neighbours", "inspections", "returns", "reconciliation", "similar"};
	static struct scene scene;
	struct rendering rendering;

	scene_of_two(&scene);
	for (size_t index = 0; index < sizeof ids / sizeof ids[0]; index++) {
		char address[160];

		begin(&rendering, &scene, "data");
		cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
		snprintf(address, sizeof address, "/council.csv?council=342&amp;month=2021-09&amp;area=E12000002&amp;figure=%s\"", ids[index]);
		cr_expect(strstr(rendering.html, address), "%s", address);
		rendering_end(&rendering);
		begin(&rendering, &scene, "council");
		rendering.question.council = council_find(342);
		rendering.question.indicator = query_default_indicator();
		cr_expect_eq(rendering_write_file(&rendering, ids[index]), ERROR_NONE, "%s: %s", ids[index], rendering.problem.sentence);
		rendering_end(&rendering);
	}
	scene_end(&scene);
}

Test(data_page, names_each_indicator_council_and_feed)
{
	static struct scene scene;
	struct rendering rendering;

	scene_of_two(&scene);
	begin(&rendering, &scene, "data");
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		char address[128];

		snprintf(address, sizeof address, "/indicator.csv?indicator=%s&amp;", catalogue_indicator_at(index)->id);
		cr_expect(strstr(rendering.html, address), "%s", address);
		expect_funnel(rendering.html, catalogue_indicator_at(index));
	}
	cr_expect(strstr(rendering.html, ">Each table of the month is a file</h2>"));
	for (unsigned index = 0; index < answer_count(); index++) {
		char address[128];

		snprintf(address, sizeof address, "href=\"/api/v1/%s", answer_at(index)->name);
		cr_expect(strstr(rendering.html, address), "%s", address);
	}
	cr_expect(strstr(rendering.html, "/indicator.csv?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002&amp;figure=funnel"));
	cr_expect_not(strstr(rendering.html, "/indicator.csv?indicator=turnover_rate_fte&amp;month=2021-09&amp;area=E12000002&amp;figure=funnel"),
		      "there is none");
	cr_expect(strstr(rendering.html, "/council.csv?council=342&amp;month=2021-09"));
	cr_expect_not(strstr(rendering.html, "council=942"), "a council that did not exist yet");
	rendering_end(&rendering);
	begin(&rendering, &scene, "data");
	cr_assert_eq(rendering_write_file(&rendering, "tables"), ERROR_NONE);
	cr_expect(strstr(rendering.html, ",/region.csv?month=2021-09&area=E12000002&figure=indicators"), "%s", rendering.html);
	rendering_end(&rendering);
	scene_end(&scene);
}
