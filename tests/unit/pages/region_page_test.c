/* A region's page: its tables hold the comparisons' own numbers, and there is one for every area, month and source. */
#include "collector/pages/region_page.h"

#include "collector/pages/glance_figure.h"
#include "tests/unit/pages/region_scene.h"

static struct plot plot;
static struct rendering rendering;

static void begin(const char *area, enum cube_source source, struct month month)
{
	region_scene_page(&plot, &rendering, area, source, month);
}

static const char *html(void)
{
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	return rendering.html;
}

static void expect_words(const char *words)
{
	cr_expect_not_null(strstr(rendering.html, words), "%s", words);
}

Test(region_page, has_what_the_month_is_about)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(
		"<h1 class=\"govuk-heading-l bw-title\">North West <span class=\"bw-title__where\">October 2021, councils’ own returns</span></h1>");
	expect_words("A warning is a reason to ask, not a finding.");
	expect_words("bw-figure__title\">St. Helens has most figures in band D</h2>");
	expect_words("Headline indicators, North West, October 2021, by councils’ own returns. 22 of 23 councils have figures. Bands are ");
	expect_words("As of 4 November 2021.");
	/* 6 + 42 x 0.3 + 8 points, up by the twelve months' tenths and the eight. */
	expect_words("<td data-value=\"26.6\" data-band=\"D\" data-tone=\"worse\">26.6% ");
	expect_words("<span class=\"bw-arrow bw-arrow--up\">+9.2</span>");
	expect_words("data-trend=\"17.5 17.6 17.7 17.8 17.9 18.0 18.1 18.2 18.3 26.4 26.5 26.6\"></span> <span class=\"bw-trend__words\">from 17.5% "
		     "in November 2020</span>");
	expect_words("c <span class=\"bw-remark\">confidential</span>");
	rendering_end(&rendering);
	plot_end(&plot);
}

Test(region_page, its_file_has_the_councils_the_area_and_england)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	cr_assert_eq(rendering_write_file(&rendering, "indicators"), ERROR_NONE);
	expect_words("\r\ncouncil,342,St. Helens,26.6,D,36.2,D,");
	expect_words("\r\ncouncil,343,Sefton,x,,x,,");
	expect_words("\r\ncouncil,344,Wirral,c,,");
	expect_words("\r\narea,E12000002,North West,");
	expect_words("\r\nengland,E92000001,England,");
	cr_expect_null(strstr(rendering.html, "\r\ncouncil,202,"), "Camden is elsewhere");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Whoever looks for a council knows its name, not its code. */
Test(region_page, its_councils_stand_in_the_order_of_their_names)
{
	region_scene_begin(&plot);
	for (unsigned index = 0; index < 2; index++) {
		const char *blackburn, *bolton, *wirral;

		begin("North West", SOURCE_RETURNS, region_scene_last());
		cr_assert_eq(rendering_write_file(&rendering, index == 0 ? "indicators" : "map"), ERROR_NONE);
		blackburn = strstr(rendering.html, "\r\ncouncil,889,"); /* the first name, of a late code */
		bolton = strstr(rendering.html, "\r\ncouncil,350,");
		wirral = strstr(rendering.html, "\r\ncouncil,344,"); /* the last name, of an early code */
		cr_assert(blackburn && bolton && wirral);
		cr_expect_lt(blackburn, bolton);
		cr_expect_lt(bolton, wirral);
		rendering_end(&rendering);
	}
	plot_end(&plot);
}

/* The same value may have another letter in the month of a release: then they are quarters of England's councils. */
Test(region_page, the_key_says_of_which_councils_the_letters_are_quarters)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("</span> best quarter of these 23 councils</li>");
	expect_words("<li>no letter: neither high nor low is good, or too few councils have figures</li>");
	expect_words("<li>Higher or lower than a year before:</li>");
	cr_expect_null(strstr(rendering.html, "bw-key__caution"));
	rendering_end(&rendering);
	begin("North West", SOURCE_RETURNS, month_from(2021, 9));
	html();
	expect_words("</span> best quarter of England’s councils, as published</li>");
	expect_words("a letter can differ from the month before though the figure hardly moved.</p>");
	rendering_end(&rendering);
	begin("North West", SOURCE_OFFICIAL, month_from(2021, 9));
	html();
	expect_words("</span> best quarter of England’s councils, as published</li>");
	cr_expect_null(strstr(rendering.html, "bw-key__caution"));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Of some columns England's figures are published, of others not: each column says whose quarters its letters are. */
Test(region_page, a_column_says_whose_quarters_its_letters_are_where_they_differ)
{
	struct month month = month_from(2021, 3);

	region_scene_begin(&plot);
	for (unsigned index = 0; index < council_count(); index++) {
		struct figures *figures = &plot_record(&plot, SOURCE_OFFICIAL, council_at(index)->code, month)->figures;

		figures_put(figures, MEASURE_VACANCY_FTE, index, SYMBOL_NONE);
		figures_put(figures, MEASURE_INPOST_FTE, 1000, SYMBOL_NONE);
	}
	plot_make(&plot);
	begin("North West", SOURCE_RETURNS, month);
	html();
	expect_words("Vacancy rate</a> <span class=\"bw-remark\">England’s quarters</span></th>");
	expect_words("Turnover rate</a></th>");
	expect_words(", or of England’s where the column says so</li>");
	rendering_end(&rendering);
	plot_end(&plot);
}

static unsigned words_count(const char *words)
{
	unsigned count = 1;

	for (; *words; words++)
		count += *words == ' ';
	return count;
}

/* Whatever is asked for there is a page, with titles that are not too long. */
Test(region_page, there_is_one_for_every_area_month_and_source)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (unsigned area = 0; area < area_count(); area++) {
		region_scene_begin(&plot);
		for (int age = -2; age < REGION_SCENE_MONTHS + 2; age += 3) {
			for (unsigned source = 0; source < 2; source++) {
				const char *title;

				begin(area_at(area)->code, sources[source], month_add(region_scene_last(), -age));
				title = strstr(html(), "bw-figure__title\">");
				cr_assert_not_null(title);
				title = strchr(title, '>') + 1;
				cr_expect_leq(words_count(strndupa(title, (size_t)(strchr(title, '<') - title))), FIGURE_TITLE_WORDS_MAX, "%.80s",
					      title);
				rendering_end(&rendering);
			}
		}
		plot_end(&plot);
	}
}

Test(region_page, a_month_without_any_return_says_so)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, month_from(2021, 12));
	html();
	expect_words("No council has figures of this month.");
	expect_words("There are no figures of this month; the newest before it are of October 2021.</p>");
	cr_expect_null(strstr(rendering.html, "bw-rates__item"));
	cr_expect_null(strstr(rendering.html, "bw-key"));
	cr_expect_null(strstr(rendering.html, "id=\"map\""));
	expect_words("<a class=\"govuk-link\" href=\"/region?month=2021-12&amp;area=E12000002&amp;source=official\">What was published of these "
		     "councils</a>");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* England's councils without a return are not a hundred empty rows. */
Test(region_page, a_large_area_has_only_the_councils_with_figures_and_no_sparklines)
{
	region_scene_begin(&plot);
	begin("England", SOURCE_RETURNS, region_scene_last());
	html();
	cr_expect_null(strstr(rendering.html, "bw-trend"));
	cr_expect_null(strstr(rendering.html, "data-role=\"england\""), "the area's row is England's");
	expect_words("bw-remark\">21 of 150</span>");
	rendering_end(&rendering);
	begin("England", SOURCE_RETURNS, region_scene_last());
	cr_assert_eq(rendering_write_file(&rendering, "indicators"), ERROR_NONE);
	expect_words("\r\ncouncil,342,");
	cr_expect_null(strstr(rendering.html, "\r\ncouncil,202,"));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Releases come once a year: each column says of which month it is. */
Test(region_page, of_releases_says_the_figures_month)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_OFFICIAL, month_from(2022, 3));
	html();
	expect_words("published releases</span></h1>");
	expect_words("Vacancy rate</a> <span class=\"bw-remark\">September 2021</span>");
	expect_words("data-trend=\"- - - - - - - - - 16.1 17.3 26.5\"");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Who is late is asked of returns; releases have no such thing. */
Test(region_page, says_who_has_reported_of_returns_alone)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(
		"<p class=\"govuk-body-l bw-summary\">0 of 23 councils of the North West have reported for October 2021: 23 not registered yet.</p>");
	expect_words("href=\"#returns\"");
	expect_words("chance alone would flag about ");
	expect_words("<li class=\"bw-report__item bw-report__item--missing\"><strong class=\"bw-report__state\">");
	expect_words("No return: it has no key with which to send one. Have the council send its agent&#39;s public keys");
	expect_words("<h2 class=\"govuk-heading-m bw-figure__title\">No figure was corrected since 30 September 2021</h2>");
	rendering_end(&rendering);
	begin("North West", SOURCE_OFFICIAL, month_from(2021, 9));
	html();
	cr_expect_null(strstr(rendering.html, "#returns"));
	cr_expect_null(strstr(rendering.html, "id=\"corrections\""));
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Before the first return nobody is late, nor will be. */
Test(region_page, of_a_month_before_the_first_return_says_no_council_was_asked)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, month_from(2015, 1));
	html();
	expect_words("bw-summary\">January 2015 lies before October 2019, the first month of which there is a return.</p>");
	expect_words("No return of this month was expected</h2>");
	cr_expect_null(strstr(rendering.html, "bw-report__item"));
	cr_expect_null(strstr(rendering.html, "data-name=\"state\""));
	expect_words("<a class=\"govuk-link\" href=\"/region?month=2021-10&amp;area=E12000002\">The newest month with figures, October 2021</a>");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Another region's councils have sent nothing while these have. */
Test(region_page, a_region_without_figures_says_so)
{
	region_scene_begin(&plot);
	begin("South West", SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("No council here has a figure of this month.</p>");
	cr_expect_null(strstr(rendering.html, "A warning is a reason to ask"));
	rendering_end(&rendering);
	plot_end(&plot);
}

static const char *title_with(const struct matrix_cell *cells, const uint16_t *codes, unsigned count)
{
	static struct figure figure;
	static struct composer composer;
	struct matrix_row row = {.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")), .cells = cells};
	struct column column = {.indicator = row.indicator, .month = region_scene_last()};
	const struct council *councils[3] = {NULL};
	struct glance_column glance_column = {.headline = {row.indicator, "Vacancy rate"}, .row = &row, .before = &column};
	struct glance glance = {.matrix = {.area = rendering.question.area,
					   .month = column.month,
					   .source = SOURCE_RETURNS,
					   .council_count = count,
					   .councils = councils,
					   .row_count = 1,
					   .rows = &row},
				.columns = &glance_column};

	row.field.column = &column;
	for (unsigned index = 0; index < count; index++)
		councils[index] = council_find(codes[index]);
	composer_init(&composer, &rendering.arena);
	glance_figure_make(&figure, &rendering.request, &composer, &glance, "");
	cr_assert_eq(composer.error, ERROR_NONE);
	return figure.title;
}

/* Two are named where their names are short enough, more are counted. */
Test(glance_figure, the_title_names_whom_it_can)
{
	static const struct matrix_cell cells[] = {{.standing = {.band = 'D'}}, {.standing = {.band = 'D'}}, {.standing = {.band = 'D'}}};
	static const struct matrix_cell best[] = {{.standing = {.band = 'A'}}};

	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	cr_expect_str_eq(title_with(cells, (uint16_t[]){342}, 1), "St. Helens has most figures in band D");
	cr_expect_str_eq(title_with(cells, (uint16_t[]){342, 343}, 2), "St. Helens and Sefton have most figures in band D");
	cr_expect_str_eq(title_with(cells, (uint16_t[]){889, 896}, 2), "2 councils have most figures in band D");
	cr_expect_str_eq(title_with(cells, (uint16_t[]){340, 342, 343}, 3), "3 councils have most figures in band D");
	cr_expect_str_eq(title_with(best, (uint16_t[]){340}, 1), "How each council stands this month");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* Releases are of September: from a month between two of them both are one step away. */
Test(region_page, the_months_on_either_side_are_those_of_releases)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_OFFICIAL, month_from(2020, 10));
	html();
	expect_words("← </span>September 2020</a>");
	expect_words(">September 2021<span aria-hidden=\"true\"> →");
	rendering_end(&rendering);
	begin("North West", SOURCE_OFFICIAL, month_from(2020, 9));
	html();
	expect_words("← </span>September 2019</a>");
	expect_words(">September 2021<span aria-hidden=\"true\"> →");
	rendering_end(&rendering);
	plot_end(&plot);
}

/* A phone shows the notice's first sentence and folds the rest; nothing of it is lost. */
Test(region_page, a_notice_has_its_first_sentence_and_what_follows)
{
	region_scene_begin(&plot);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	plot.cube.background.notice = "A demonstration. All else is invented. So is this.";
	html();
	expect_words("<strong>Please note:</strong> A demonstration.</p>");
	expect_words("bw-notice__rest\">All else is invented. So is this.</p></details>");
	rendering_end(&rendering);
	begin("North West", SOURCE_RETURNS, region_scene_last());
	plot.cube.background.notice = "A demonstration.";
	html();
	expect_words("<strong>Please note:</strong> A demonstration.</p>");
	cr_expect_null(strstr(rendering.html, "bw-notice__more"));
	rendering_end(&rendering);
	plot_end(&plot);
}
