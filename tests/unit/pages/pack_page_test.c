/* The meeting pack: it has what the other pages have of the same month, knows nothing later, and there is one for every area, month and source. */
#include "collector/pages/pack_page.h"

#include "collector/pages/pack_parts.h"
#include "tests/unit/pages/region_scene.h"

static struct plot plot;
static struct rendering rendering;

static void begin(const char *area, enum cube_source source, struct month month)
{
	region_scene_page(&plot, &rendering, area, source, month);
	rendering.request.page = page_find(SLICE_LITERAL("pack"));
}

static const char *html(void)
{
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	return rendering.html;
}

static const char *file(const char *figure)
{
	begin("North West", SOURCE_RETURNS, region_scene_last());
	cr_assert_eq(rendering_write_file(&rendering, figure), ERROR_NONE, "%s", figure);
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

Test(pack_page, has_all_of_a_month)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(">North West <span class=\"bw-title__where\">Meeting pack, October 2021</span></h1>");
	expect_words("<dd>As of 4 November 2021.</dd>");
	expect_words("0 of 23 councils of the North West have reported for October 2021");
	expect_words("Vacancy rate: St. Helens is highest at 26.6%");
	expect_words("<dt>Vacancy rate (FTE)</dt>");
	cr_expect_eq(count_of("class=\"bw-pack__half\""), 5, "vacancies, turnover, agency work, caseload, second plans");
	cr_expect_geq(count_of(" bw-pack__council\""), PACK_COUNCILS_MIN);
	cr_expect_eq(count_of("bw-pack__head--again"), 2, "of five rankings the third and the fifth begin a page of paper");
	cr_expect_gt(strstr(rendering.html, "bw-pack__head--again"), strstr(rendering.html, "id=\"ranking-turnover_rate_fte\""));
	cr_expect_lt(strstr(rendering.html, "bw-pack__head--again"), strstr(rendering.html, "id=\"ranking-agency_rate_fte\""));
	cr_expect_eq(count_of("data-trend"), 0);
	cr_expect_eq(count_of("bw-figure__table--folded"), 5 + count_of(" bw-pack__council\""), "what paper needs is not folded");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* 6 + 42 x 0.3 + 8 points; a year before neither the eight nor the twelve months' tenths. */
Test(pack_page, its_files_have_the_figures_of_the_month)
{
	region_scene_begin(&plot);
	file("ranking-vacancy_rate_fte");
	expect_words("row,code,council,rank,value,value_band,rank_low,rank_high\r\n");
	expect_words("\r\ncouncil,342,St. Helens,21,26.6,D,");
	expect_words("\r\ncouncil,343,Sefton,,x,,,\r\n");
	expect_words("\r\ncouncil,344,Wirral,,c,,,\r\n");
	expect_words("\r\narea,,");
	rendering_end(&rendering);
	file("recent");
	expect_words("row,code,council,indicator,2020-10,2021-05,2021-06,2021-07,2021-08,2021-09,2021-10\r\n");
	expect_words("council,342,St. Helens,Vacancy rate (FTE),17.4,18.1,18.2,18.3,26.4,26.5,26.6\r\n");
	rendering_end(&rendering);
	file("chart-342");
	expect_words("month,2021-10,October 2021,");
	cr_expect_null(strstr(rendering.html, "2021-11"));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* No page of paper has a heading and nothing below. */
Test(pack_page, has_no_section_without_figures)
{
	region_scene_begin(&plot);
	plot.cube.background.position = 0;
	begin("London", SOURCE_RETURNS, region_scene_last());
	html();
	cr_expect_null(strstr(rendering.html, "<dt>How new</dt>"));
	cr_expect_null(strstr(rendering.html, "#rankings"));
	cr_expect_null(strstr(rendering.html, "id=\"glance\""));
	cr_expect_null(strstr(rendering.html, "#councils"));
	cr_expect_null(strstr(rendering.html, "id=\"councils\""));
	expect_words("href=\"#reading\"");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* An inspection whose report was not out by the month's end, and one of another council, are not in it. */
Test(pack_page, knows_no_later_inspection)
{
	struct event events[] = {
		{.key = {342, {18100}, EVENT_INSPECTION_STANDARD}, .judgements = {JUDGEMENT_GOOD}, .published = {18150}},
		{.key = {202, {18200}, EVENT_INSPECTION_STANDARD}, .judgements = {JUDGEMENT_INADEQUATE}, .published = {18250}},
		{.key = {342, {18890}, EVENT_INSPECTION_STANDARD}, .judgements = {JUDGEMENT_INADEQUATE}, .published = {18980}},
	};

	region_scene_begin(&plot);
	plot.cube.background.events = events;
	plot.cube.background.event_count = 3;
	begin("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("Inspections: 23 July 2019, standard inspection, good. Source: Ofsted.");
	cr_expect_null(strstr(rendering.html, "inspection, inadequate"));
	cr_expect_null(strstr(rendering.html, "inspection: inadequate"));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Of releases nobody reports. */
Test(pack_page, of_releases_it_has_their_months_and_no_returns)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_OFFICIAL, month_from(2022, 3));
	html();
	expect_words("published releases");
	expect_words("Vacancy rate (FTE), North West, September 2021");
	cr_expect_null(strstr(rendering.html, "id=\"returns\""));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Nobody turns ten pages of 150 councils: a large area's rankings are their ends. */
Test(pack_page, of_a_large_area_rankings_are_their_ends)
{
	region_scene_begin(&plot);
	begin("England", SOURCE_OFFICIAL, month_from(2021, 9));
	cr_assert_eq(rendering_write_file(&rendering, "ranking-vacancy_rate_fte"), ERROR_NONE);
	cr_expect_eq(count_of("\r\ncouncil,"), 2 * PACK_ENDS);
	rendering_end(&rendering);
	plot_end(&plot);
}

static void expect_title(const char *title)
{
	unsigned words = 1;

	for (; *title && *title != '<'; title++)
		words += *title == ' ';
	cr_expect_leq(words, FIGURE_TITLE_WORDS_MAX, "%.80s", title);
}

Test(pack_page, there_is_one_for_every_area_month_and_source)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (unsigned area = 0; area < area_count(); area++) {
		region_scene_begin(&plot);
		for (int age = -2; age < REGION_SCENE_MONTHS + 2; age += 6) {
			for (unsigned source = 0; source < 2; source++) {
				begin(area_at(area)->code, sources[source], month_add(region_scene_last(), -age));
				for (const char *at = html(); (at = strstr(at, "bw-figure__title\">")); at++)
					expect_title(strchr(at, '>') + 1);
				rendering_end(&rendering);
			}
		}
		plot_end(&plot);
	}
}
