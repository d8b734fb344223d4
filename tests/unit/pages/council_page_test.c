/* A council's page: its tables hold the comparisons' own numbers, and there is one for every council, month, indicator and source. */
#include "collector/pages/council_page.h"

#include "collector/core/event.h"
#include "collector/core/profile.h"
#include "collector/core/ranking.h"
#include "collector/pages/headline.h"
#include "tests/unit/pages/region_scene.h"

enum { ST_HELENS = 342 };

static struct plot plot;
static struct rendering rendering;

static void begin(unsigned council, enum cube_source source, struct month month)
{
	region_scene_page(&plot, &rendering, "North West", source, month);
	rendering.request.page = page_find(SLICE_LITERAL("council"));
	rendering.question.council = council ? council_find((uint16_t)council) : NULL;
	rendering.question.indicator = headline_at(0).indicator;
	rendering.question.area = NULL;
	rendering.facts.area = area_find(SLICE_LITERAL("North West"));
}

static const char *html(void)
{
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	return rendering.html;
}

static const char *file(const char *figure)
{
	cr_assert_eq(rendering_write_file(&rendering, figure), ERROR_NONE, "%s: %s", figure, rendering.problem.sentence);
	return rendering.html;
}

static void expect_words(const char *words)
{
	cr_expect_not_null(strstr(rendering.html, words), "%s", words);
}

static void expect_none(const char *words)
{
	cr_expect_null(strstr(rendering.html, words), "%s", words);
}

static void end(void)
{
	rendering_end(&rendering);
	plot_end(&plot);
}

Test(council_page, says_which_council_and_month_and_where_it_stands)
{
	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(
		"<h1 class=\"govuk-heading-l bw-title\">St. Helens, October 2021 <span class=\"bw-title__where\">North West, council 342, its own "
		"returns</span></h1>");
	expect_words("St. Helens has a figure for 5 of 64 indicators in October 2021.");
	expect_words("it comes last for vacancy rate, turnover rate, agency rate, average caseload among the councils of the North West.");
	expect_words("As of 4 November 2021.");
	expect_words("There are no figures of the topic “looked-after children”, or of the topic “given by the council itself”.");
	end();
}

Test(council_page, its_profile_has_value_ranks_pooled_rate_neighbours_and_changes)
{
	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	/* 6 + 42 x 0.3 + 8 points; the highest of 21 councils with a figure, and of the three neighbours with one. */
	cr_expect_not_null(strstr(file("profile-workforce"), "row,code,indicator,value,value_band,rank,rank_among_neighbours,area,neighbours_mean,"
							     "neighbours_median,change_month,change_year,chart\r\n"));
	expect_words("indicator,vacancy_rate_fte,Vacancy rate (FTE),26.6,D,21,");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("<td data-value=\"21\">21st of 21");
	expect_words("<td data-value=\"9.2\" data-tone=\"worse\">+9.2 <span class=\"bw-remark\">worse</span>");
	expect_words("Rank among neighbours <span class=\"bw-remark\">of those with a figure</span></th>");
	expect_words("data-trend=\"17.5 17.6 17.7 17.8 17.9 18.0 18.1 18.2 18.3 26.4 26.5 26.6\"");
	expect_words("/indicator?indicator=vacancy_rate_fte&amp;council=342&amp;month=2021-10&amp;area=E12000002\">Vacancy rate (FTE)</a>");
	end();
}

Test(council_page, seen_in_england_it_has_no_second_england)
{
	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_OFFICIAL, month_from(2021, 9));
	file("profile-workforce");
	expect_words(",area,england,neighbours_mean,");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_OFFICIAL, month_from(2021, 9));
	rendering.question.area = area_find(SLICE_LITERAL("England"));
	file("profile-workforce");
	expect_words(",area,neighbours_mean,");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_OFFICIAL, month_from(2021, 9));
	rendering.question.area = area_find(SLICE_LITERAL("England"));
	file("chart");
	expect_none("england");
	end();
}

/* What the page shows is what the profile's answer has. */
Test(council_page, its_numbers_are_those_of_the_profile)
{
	struct profile profile;
	struct arena arena;

	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	arena_init(&arena, RENDERING_ARENA_BYTES_MAX);
	cr_assert_eq(profile_make(rendering.request.background, &rendering.question, &arena, &profile, &rendering.problem), ERROR_NONE);
	file("profile-workforce");
	for (unsigned index = 0; index < profile.row_count; index++) {
		const struct profile_row *row = &profile.rows[index];
		char line[256];
		struct text text;

		if (!row->cell || row->cell->value.symbol || row->neighbours.count == 0 ||
		    row->indicator->numerator == MEASURE_CPP_STARTED_REPEAT_12M)
			continue;
		text_init_fixed(&text, line, sizeof line);
		text_put_char(&text, ',');
		text_put_u64(&text, row->standing.rank);
		text_put_char(&text, ',');
		text_put_u64(&text, row->among_neighbours.rank);
		text_put_char(&text, ',');
		indicator_put_value(&text, row->indicator, row->area.pooled.value.value);
		text_put_char(&text, ',');
		text_put_decimal(&text, row->neighbours.mean, row->indicator->decimals + 1U, row->indicator->decimals + 1U);
		expect_words(line);
	}
	arena_fini(&arena);
	end();
}

static void put_restless(uint16_t code, int age, int alike)
{
	int64_t tenths = 100 + (age * age * 7 + age * code) % 23 + (age == 0 && code == ST_HELENS ? 200 : 0);
	struct plot_record *record = plot_put(&plot, code, month_add(region_scene_last(), -age), tenths, SYMBOL_NONE);

	record->figures.record.catalogue = age < alike;
}

/* Two years of months that have nothing in common, then one that lies far above them; only the last `alike` are known to be of one definition. */
static void restless_begin(int alike)
{
	static const uint16_t codes[] = {ST_HELENS, 340, 341, 344, 350, 351, 352, 353, 354, 355, 356, 357};

	plot_begin(&plot, "vacancy_rate_fte");
	for (int age = 0; age < REGION_SCENE_MONTHS; age++)
		for (size_t index = 0; index < sizeof codes / sizeof codes[0]; index++)
			put_restless(codes[index], age, alike);
	plot_make(&plot);
	plot.cube.background.position = 1;
	plot.cube.background.recorded_at_s = 1636000000;
}

Test(council_page, limits_and_signals_are_those_of_charts_that_are_judged)
{
	restless_begin(REGION_SCENE_MONTHS);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("chart");
	expect_words("row,code,month,value,mean,lower,upper,signal,area,neighbours\r\n");
	expect_words("month,2021-10,October 2021,30.0,");
	expect_words(",above its limits,");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("The limits are those of its first 24 figures.");
	expect_words(">Vacancy rate lay above the limits</h2>");
	rendering_end(&rendering);
	plot_end(&plot);
	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("chart");
	expect_words("row,code,month,value,area,neighbours\r\n");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("No limits are drawn: neighbouring months of this indicator have so much in common");
	expect_words(">Vacancy rate rose over the year</h2>");
	end();
}

Test(council_page, trends_are_of_one_definition_and_can_be_read_without_a_picture)
{
	restless_begin(3);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("<td><a class=\"govuk-link\" href=\"#chart\">from 12.2%</a> <span class=\"bw-trend\" data-trend=\"- - - - - - - - - 12.2 10.4 "
		     "30.0\"></span> <span class=\"bw-remark\">August 2021</span>");
	expect_none("trend=\"- - - - - - - - - - - -\"");
	end();
}

Test(council_page, a_column_of_charts_is_there_when_one_is_judged)
{
	restless_begin(REGION_SCENE_MONTHS);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("profile");
	expect_words(",change_year,chart\r\nindicator,vacancy_rate_fte,");
	expect_words(",above its limits");
	rendering_end(&rendering);
	plot_end(&plot);
	restless_begin(3);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_none(">Control chart</th>");
	expect_none("not judged");
	expect_words("own returns. No control chart is judged here; why stands with each chart. As of");
	end();
}

Test(council_page, its_chart_has_what_happened)
{
	const struct event events[] = {
		{{343, {18000}, EVENT_INSPECTION_SHORT}, {JUDGEMENT_GOOD}, {EVENT_DAY_UNKNOWN}, SLICE_LITERAL("Ofsted")},
		{{ST_HELENS, {18700}, EVENT_INSPECTION_STANDARD}, {JUDGEMENT_INADEQUATE}, {18750}, SLICE_LITERAL("Ofsted: <b>")},
		{{ST_HELENS, {18800}, EVENT_FOCUSED_VISIT}, {0}, {EVENT_DAY_UNKNOWN}, SLICE_LITERAL("Ofsted")},
		{{ST_HELENS, {20000}, EVENT_INSPECTION_STANDARD}, {JUDGEMENT_GOOD}, {EVENT_DAY_UNKNOWN}, SLICE_LITERAL("Ofsted")},
	};

	region_scene_begin(&plot);
	plot.cube.background.events = events;
	plot.cube.background.event_count = 4;
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("chart");
	expect_words("month,2021-10,October 2021,26.6,");
	expect_words("event,2021-03-14,Standard inspection: inadequate,,");
	expect_words("event,2021-06-22,Focused visit,,");
	expect_none("event,2024");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("Its judgement then was “inadequate”");
	expect_words("<td>Ofsted: &lt;b&gt;");
	expect_words("4 October 2024");
	expect_none("short inspection");
	rendering_end(&rendering);
	/* The report of the inspection in March came in May. */
	begin(ST_HELENS, SOURCE_RETURNS, month_from(2021, 3));
	html();
	expect_words("It had no overall judgement then");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, month_from(2021, 3));
	file("chart");
	expect_none("\r\nevent,");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, month_from(2021, 5));
	file("chart");
	expect_words("\r\nevent,2021-03-14,");
	end();
}

Test(council_page, its_neighbours_are_named_with_whether_the_link_is_mutual)
{
	const struct council *council = council_find(ST_HELENS);
	unsigned mutual = 0;

	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("neighbours");
	for (unsigned index = 0; index < NEIGHBOUR_COUNT; index++) {
		const struct council *neighbour = council_find(council->neighbours[index]);
		bool is_mutual = neighbours_name(council, neighbour);
		char line[128];
		struct text text;

		mutual += is_mutual;
		text_init_fixed(&text, line, sizeof line);
		text_put(&text, "\r\ncouncil,");
		text_put_u64(&text, neighbour->code);
		text_put_char(&text, ',');
		text_put(&text, neighbour->name);
		text_put_char(&text, ',');
		text_put_u64(&text, index + 1U);
		text_put(&text, is_mutual ? ",yes," : ",no,");
		expect_words(line);
	}
	cr_assert(mutual > 0 && mutual < NEIGHBOUR_COUNT);
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("The links are not mutual: ");
	expect_words("County Durham <span class=\"bw-remark\">North East, no figure here</span>");
	expect_words("area=neighbours:342\">Rank it among its neighbours</a>");
	end();
}

/* The newest version of one council's return, put into the cube behind the scene's. */
static void correct(struct figures *figures, struct month month, uint32_t revision, int64_t vacancy, enum symbol symbol)
{
	static struct cube_record records[2];
	static unsigned count;

	figures_begin(figures, ST_HELENS, month);
	figures_put(figures, MEASURE_VACANCY_FTE, vacancy, symbol);
	figures_put(figures, MEASURE_INPOST_FTE, 1000 - vacancy, SYMBOL_NONE);
	records[count] = figures->record;
	records[count].revision = revision;
	memory_cube_put(&plot.cube, SOURCE_RETURNS, month, &records[count++], 1);
}

Test(council_page, its_return_stands_beside_the_newest_release)
{
	static struct figures figures;

	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("reconciliation");
	expect_words("indicator,vacancy_rate_fte,Vacancy rate (FTE),26.5,26.5,0.0,agrees\r\n");
	rendering_end(&rendering);
	correct(&figures, month_from(2021, 9), 2, 200, SYMBOL_NONE);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("reconciliation");
	expect_words("indicator,vacancy_rate_fte,Vacancy rate (FTE),20.0,26.5,-6.5,return revised\r\n");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, month_from(2019, 10));
	html();
	expect_words("On 30 September 2019 a release has figures of it, but it has sent no return for this month.");
	end();
}

Test(council_page, its_returns_have_revisions_with_reason_and_what_changed)
{
	static struct figures figures[2];

	region_scene_begin(&plot);
	correct(&figures[0], region_scene_last(), 2, 200, SYMBOL_NONE);
	correct(&figures[1], region_scene_last(), 3, 200, SYMBOL_C);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	file("returns");
	expect_words("month,2021-10,October 2021,3,14 September 2020,Head of Performance,");
	expect_words("Vacancy rate 20.0% to c");
	expect_words("Vacancy rate 26.6% to 20.0%");
	expect_words("month,2021-09,September 2021,1,");
	expect_words("month,2020-11,November 2020,1,");
	expect_words(",first return\r\n");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("It has corrected 1 of its last 12 returns");
	end();
}

Test(council_page, the_state_of_its_return_and_the_next_step_are_said)
{
	static const struct sending sending = {
		.council = ST_HELENS,
		.is_registered = true,
		.has_key = true,
		.has_return = true,
		.revision = 1,
		.first_recorded_at_s = 1636000000,
		.recorded_at_s = 1636000000,
		.repeats = true,
	};

	region_scene_begin(&plot);
	plot.cube.sendings = &sending;
	plot.cube.sending_count = 1;
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(
		"The return of October 2021: unchanged. Recorded on 4 November 2021. Every figure is that of September 2021. Ask whether the month "
		"before&#39;s extract was sent again");
	end();
}

Test(council_page, a_council_that_ended_names_its_successors)
{
	region_scene_begin(&plot);
	begin(909, SOURCE_RETURNS, month_from(2023, 6));
	html();
	expect_words(
		"Cumbria no longer existed in June 2023; its successors are Cumberland (942) and Westmorland and Furness (943). The figures that "
		"it had are in the charts below.");
	expect_words(
		"<a class=\"govuk-link\" href=\"/council?indicator=vacancy_rate_fte&amp;council=942&amp;month=2023-06\">The page of Cumberland</a>");
	expect_words("It has no statistical neighbours");
	expect_none("id=\"profile\"");
	expect_none("bw-summary");
	rendering_end(&rendering);
	begin(942, SOURCE_RETURNS, month_from(2023, 6));
	html();
	expect_words("Cumberland took the place of Cumbria on 1 April 2023.");
	expect_words(">The page of Cumbria</a>");
	end();
}

Test(council_page, without_a_figure_nothing_was_looked_at_for_warnings)
{
	region_scene_begin(&plot);
	begin(202, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("Camden has no figure for October 2021: no return of it with a figure has come in. So nothing of it was looked at for early "
		     "warnings.</p>");
	expect_none("No early warning is raised");
	end();
}

Test(council_page, joint_reporters_are_named)
{
	region_scene_begin(&plot);
	begin(314, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words(" have one workforce: its figures are of both together, whichever of the two sends them.");
	end();
}

/* Kingston upon Thames sends the return that has the workforce of Richmond upon Thames as well. */
Test(council_page, whose_return_has_the_figures_is_said)
{
	plot_begin(&plot, "vacancy_rate_fte");
	plot_put(&plot, 314, region_scene_last(), 100, SYMBOL_NONE);
	plot_make(&plot);
	plot.cube.background.position = 1;
	begin(318, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("Its workforce figures come with Kingston upon Thames</h2>");
	expect_words("No return of its own for these twelve months has come in.");
	expect_none("It has sent no return");
	end();
}

/* In no release: the page shows what was published of the council, and another indicator's chart. */
Test(council_page, an_indicator_that_is_not_published_hides_no_other)
{
	struct query query = {.question.source = SOURCE_OFFICIAL, .has_source = true};
	struct api_problem problem;

	region_scene_begin(&plot);
	begin(ST_HELENS, SOURCE_OFFICIAL, month_from(2021, 9));
	query.question.council = council_find(ST_HELENS);
	query.question.indicator = catalogue_indicator_find(SLICE_LITERAL("cla_three_placements_percent"));
	cr_expect(page_complete(rendering.request.page, &rendering.facts, &query, &problem));
	cr_expect_eq(query.question.indicator, query_default_indicator());
	query.question.indicator = catalogue_indicator_find(SLICE_LITERAL("cla_three_placements_percent"));
	cr_expect_not(page_complete(page_find(SLICE_LITERAL("indicator")), &rendering.facts, &query, &problem));
	cr_expect_not_null(strstr(problem.detail, "No published series has this indicator"));
	end();
}

Test(council_page, without_a_council_there_is_one_to_choose)
{
	region_scene_begin(&plot);
	begin(0, SOURCE_RETURNS, region_scene_last());
	html();
	expect_words("<h1 class=\"govuk-heading-l bw-title\">Councils of the North West</h1>");
	expect_words("council=342&amp;month=2021-10&amp;area=E12000002\">St. Helens</a> <span class=\"bw-remark\">342</span>");
	expect_words("<span class=\"bw-remark\">942, not before 1 April 2023</span>");
	expect_none("Camden");
	rendering_end(&rendering);
	begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
	rendering.question.area = area_find(SLICE_LITERAL("London"));
	html();
	expect_words("St. Helens is not one of the councils of London. Choose one that is, or look it up by its name.");
	expect_words("Camden</a>");
	end();
}

static unsigned words_count(const char *words)
{
	unsigned count = 1;

	for (; *words; words++)
		count += *words == ' ';
	return count;
}

/* Each title in the page is short enough. */
static void expect_titles(void)
{
	static const char mark[] = "bw-figure__title\">";

	for (const char *title = strstr(rendering.html, mark); title; title = strstr(title, mark)) {
		title += sizeof mark - 1;
		cr_expect_leq(words_count(strndupa(title, (size_t)(strchr(title, '<') - title))), FIGURE_TITLE_WORDS_MAX, "%.100s", title);
	}
}

Test(council_page, there_is_one_for_every_council_month_and_source)
{
	static const enum cube_source sources[] = {SOURCE_RETURNS, SOURCE_OFFICIAL};

	for (unsigned index = 0; index < council_count(); index += 7) {
		region_scene_begin(&plot);
		for (unsigned source = 0; source < 2; source++)
			for (int age = -2; age < REGION_SCENE_MONTHS + 2; age += 14) {
				begin(council_at(index)->code, sources[source], month_add(region_scene_last(), -age));
				html();
				expect_titles();
				rendering_end(&rendering);
			}
		plot_end(&plot);
	}
}

Test(council_page, there_is_one_for_every_indicator)
{
	enum { PAGES_OF_A_CUBE = 8 }; /* it keeps all that it was asked */

	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		if (index % PAGES_OF_A_CUBE == 0)
			region_scene_begin(&plot);
		begin(ST_HELENS, SOURCE_RETURNS, region_scene_last());
		rendering.question.indicator = catalogue_indicator_at(index);
		html();
		expect_titles();
		rendering_end(&rendering);
		if ((index + 1) % PAGES_OF_A_CUBE == 0 || index + 1 == catalogue_indicator_count())
			plot_end(&plot);
	}
}
