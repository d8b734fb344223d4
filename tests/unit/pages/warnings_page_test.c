/* The early warnings' page: its tables are the alerts of the API, its sentences say how much is chance, and there is one for every area, month and source. */
#include "collector/pages/warnings_page.h"

#include "collector/core/alerts.h"
#include "tests/unit/collector/steady_councils.h"
#include "tests/unit/pages/region_scene.h"

enum { COUNCILS = 150, YEARS = 6 };

static struct plot plot;
static struct steady steady;
static struct rendering rendering;

static const char *html(void)
{
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	return rendering.html;
}

static void expect_words(const char *words)
{
	cr_expect_not_null(strstr(rendering.html, words), "%s", words);
}

static unsigned count_of(const char *words)
{
	unsigned count = 0;

	for (const char *at = rendering.html; (at = strstr(at, words)); at++)
		count++;
	return count;
}

/* Releases of six Septembers in which one council's vacancies rise at the end. */
static void steady_years(const char *test)
{
	steady_begin(&steady, random_begin(test).state, COUNCILS);
	for (int year = 0; year < YEARS; year++)
		steady_month(&steady, month_from(2022 - YEARS + year, 9));
	for (unsigned place = 0; place < COUNCILS; place++)
		if (steady.councils[place].code == 342)
			steady_set(&steady, YEARS - 1, place, MEASURE_VACANCY_FTE, 4000);
	steady_put(&steady, SOURCE_OFFICIAL, 0);
}

static void steady_page(const char *area)
{
	struct question question = {
		.area = area_find(slice_from_text(area)), .source = SOURCE_OFFICIAL, .month = month_from(2021, 9), .has_month = true};

	rendering_begin(&rendering, "warnings", &question);
	rendering.request.background = &steady.cube.background;
	rendering.facts.has_official = true;
	rendering.facts.official_first = month_from(2022 - YEARS, 9);
	rendering.facts.official_last = month_from(2021, 9);
}

Test(warnings_page, its_tables_are_the_alerts)
{
	struct alerts alerts;
	char words[128];

	steady_years("warnings_page");
	steady_page("England");
	cr_assert_eq(alerts_make(&steady.cube.background, &rendering.question, &steady.arena, &alerts), ERROR_NONE);
	cr_assert_geq(alerts.confirmed, 1);
	html();
	snprintf(words, sizeof words, "%u of %u figures are flagged, %u confirmed", alerts.flagged, alerts.made, alerts.confirmed);
	expect_words(words);
	expect_words("St. Helens worsened most over all indicators</h2>");
	expect_words("Confirmed: at most one in ten of such warnings is chance.");
	expect_words("St. Helens</a>: <a class=\"govuk-link\" href=\"/indicator?");
	rendering_end(&rendering);
	steady_page("England");
	cr_assert_eq(rendering_write_file(&rendering, "warnings"), ERROR_NONE);
	cr_expect_eq(count_of("\r\ncouncil,"), alerts.flagged);
	expect_words("row,code,council,indicator,value,before,meaning,rule,odds,confirmed\r\ncouncil,342,St. Helens,Vacancy rate (FTE),");
	expect_words(",worse,change over the year,< 1 in 1000000,yes\r\n");
	rendering_end(&rendering);
	steady_page("England");
	cr_assert_eq(rendering_write_file(&rendering, "together"), ERROR_NONE);
	cr_expect_eq(count_of("\r\ncouncil,"), alerts.council_count);
	rendering_end(&rendering);
	steady_end(&steady);
}

/* Where chance brings as much now and then, nobody is named in a title. */
Test(warnings_page, names_nobody_as_worst_whom_chance_may_have_put_there)
{
	struct alerts alerts;
	bool is_found = false;

	steady_begin(&steady, random_begin("warnings_chance").state, COUNCILS);
	for (int year = 0; year < YEARS; year++)
		steady_month(&steady, month_from(2022 - YEARS + year, 9));
	steady_put(&steady, SOURCE_OFFICIAL, 0);
	for (unsigned area = 0; area < area_count() && !is_found; area++) {
		if (area > 0)
			rendering_end(&rendering);
		steady_page(area_at(area)->name);
		cr_assert_eq(alerts_make(&steady.cube.background, &rendering.question, &steady.arena, &alerts), ERROR_NONE);
		is_found = alerts.council_count > 0 && alerts.councils[0].p > 0.05;
	}
	cr_assert(is_found, "some area's councils are all as steady as they were drawn");
	html();
	expect_words("No council worsened beyond chance over all indicators</h2>");
	rendering_end(&rendering);
	steady_end(&steady);
}

/* The record of each joined signal with and without it, as the alerts have it. */
Test(warnings_page, says_what_followed_and_what_came_without)
{
	const struct sequence_record *record;
	struct alerts alerts;
	char words[128];

	steady_years("warnings_followed");
	steady_page("North West");
	cr_assert_eq(alerts_make(&steady.cube.background, &rendering.question, &steady.arena, &alerts), ERROR_NONE);
	record = &alerts.sequences[1].record;
	cr_assert_gt(record->figures.without.looked_at, 0);
	cr_assert_eq(rendering_write_file(&rendering, "followed"), ERROR_NONE);
	snprintf(words, sizeof words, "signal,turnover_vacancies_caseload,\"Turnover rose, then vacancies and caseloads\",%s,%u,%u,",
		 "newly in England’s worst quarter", record->figures.with.in_trouble, record->figures.with.looked_at);
	expect_words(words);
	rendering_end(&rendering);
	steady_end(&steady);
}

static void region_page(const char *area, enum cube_source source, struct month month)
{
	region_scene_page(&plot, &rendering, area, source, month);
	rendering.request.page = page_find(SLICE_LITERAL("warnings"));
}

Test(warnings_page, a_month_without_figures_says_so)
{
	region_scene_begin(&plot);
	region_page("North West", SOURCE_RETURNS, month_from(2021, 12));
	html();
	expect_words("There are no figures of this month; the newest before it are of October 2021.");
	expect_words("Nothing could be judged, so that nothing can stand out.");
	expect_words("No figure of this month is flagged.");
	cr_expect_eq(count_of("<table"), 0);
	rendering_end(&rendering);
	plot_end(&plot);
}

/* The warnings of a store with a notice are a demonstration. */
Test(warnings_page, carries_the_notices_caution)
{
	region_scene_begin(&plot);
	region_page("North West", SOURCE_RETURNS, region_scene_last());
	html();
	cr_expect_eq(count_of("govuk-inset-text"), 0);
	rendering_end(&rendering);
	plot.cube.background.notice = "All of it is invented.";
	region_page("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("This store carries a notice: a warning made of its figures is a demonstration, not evidence.");
	rendering_end(&rendering);
	plot_end(&plot);
}

Test(warnings_page, there_is_one_for_every_area_month_and_source)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (unsigned area = 0; area < area_count(); area++) {
		region_scene_begin(&plot);
		for (int age = -2; age < REGION_SCENE_MONTHS + 2; age += 6) {
			for (unsigned source = 0; source < 2; source++) {
				region_page(area_at(area)->code, sources[source], month_add(region_scene_last(), -age));
				html();
				cr_expect_eq(count_of("<figure class=\"bw-figure\""), 3);
				rendering_end(&rendering);
			}
		}
		plot_end(&plot);
	}
}
