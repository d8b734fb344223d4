#include "collector/pages/indicator_page.h"

#include "collector/core/neighbours.h"
#include "collector/core/release.h"
#include "collector/pages/figure_title.h"
#include "common/memory.h"
#include "tests/unit/collector/scene.h"
#include "tests/unit/pages/page_rendering.h"

enum { ROW_BYTES_MAX = 8192, LINE_BYTES_MAX = 512 };

/* The scene's question on the page, with a council in focus or NULL. */
static struct question question_of(const struct scene *scene, const char *council)
{
	struct question question = {.indicator = scene->input.indicator,
				    .area = scene->input.area,
				    .source = scene->input.source,
				    .month = scene->input.month,
				    .has_month = true,
				    .moment = scene->input.moment};

	if (council)
		cr_assert_eq(council_parse(slice_from_text(council), &question.council), ERROR_NONE);
	return question;
}

static void begin(struct rendering *rendering, struct scene *scene, const char *council)
{
	struct question question = question_of(scene, council);

	rendering_begin(rendering, "indicator", &question);
	rendering->background = scene->cube.background;
	rendering->background.position = 1;
	rendering->facts = (struct page_facts){.has_months = true,
					       .first = month_from(2019, 9),
					       .last = month_from(2021, 9),
					       .has_official = true,
					       .official_first = month_from(2017, 3),
					       .official_last = month_from(2025, 9),
					       .area = area_at(0)};
}

static void render(struct rendering *rendering, struct scene *scene, const char *council)
{
	begin(rendering, scene, council);
	cr_assert_eq(rendering_write(rendering), ERROR_NONE, "%s", rendering->problem.sentence);
}

static bool has(const struct rendering *rendering, const char *part)
{
	return strstr(rendering->html, part) != NULL;
}

static unsigned count_of(const char *text, const char *part)
{
	unsigned count = 0;

	for (const char *at = strstr(text, part); at; at = strstr(at + 1, part))
		count++;
	return count;
}

/* From the first `begin` behind `from` to the next `end`, as a copy that is valid until the next call. */
static const char *part_of(const char *from, const char *begin, const char *end)
{
	static char part[ROW_BYTES_MAX];
	const char *first = strstr(from, begin), *last = first ? strstr(first, end) : NULL;

	cr_assert(first && last && (size_t)(last - first) < sizeof part, "%s", begin);
	memcpy(part, first, (size_t)(last - first));
	part[last - first] = '\0';
	return part;
}

/* A council's row of the ranking's table. */
static const char *row_with(const struct rendering *rendering, unsigned code)
{
	char begin[64];

	snprintf(begin, sizeof begin, "<tr data-role=\"council\" data-key=\"%u\"", code);
	return part_of(strstr(rendering->html, "id=\"ranking\""), begin, "</tr>");
}

/* What is to be known of a council's rank. */
static const char *rank_with(const struct rendering *rendering, unsigned code)
{
	char begin[64];

	snprintf(begin, sizeof begin, "id=\"rank-%u\"", code);
	return part_of(rendering->html, begin, "</details>");
}

Test(indicator_page, tells_the_north_west_in_sentences_first)
{
	static struct scene scene;
	struct rendering page;
	const char *summary, *table;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, NULL);
	summary = strstr(page.html,
			 "Across 23 of 23 councils of the North West the vacancy rate (FTE) was 16.2%; half of them were between 10.2% and 21.4%.");
	table = strstr(page.html, "<table");
	cr_expect(summary && table && summary < table);
	cr_expect(has(&page, "The highest was Bury at 31.0%, the lowest Stockport at 4.0%; the median council was at 16.9%."));
	cr_expect(has(&page, ">Bury is highest at 31.0%, against 16.2% overall</h2>"));
	cr_expect(has(&page, "A ranking alone misleads"));
	cr_expect(has(&page, ">All 23 councils by rank</h3>\n<table"));
	cr_expect(has(&page, "Vacancy rate (FTE), North West, September 2021, in %, by councils’ own returns. 23 of 23 councils have reported."));
	cr_expect(has(&page, "/api/v1/rankings?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002"));
	cr_expect(has(&page, "/api/v1/funnel?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002"));
	cr_expect(has(&page, "/definitions?indicator=vacancy_rate_fte"));
	cr_expect(has(&page, "Open Government Licence v3.0"));
	cr_expect_eq(count_of(page.html, "id=\"rank-"), 23);
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, has_every_figure_of_a_council)
{
	static const char *const parts[] = {
		"St. Helens",          "342, revision 1", "data-value=\"16\"", "8th highest",          "href=\"#rank-342\"",   ">19.6%",
		"data-value=\"19.6\"", "data-band=\"C\"", "third quarter",     "data-value=\"35.00\"", "data-value=\"178.30\""};
	static struct scene scene;
	struct rendering page;
	const char *row;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, NULL);
	row = row_with(&page, 342);
	for (size_t index = 0; index < sizeof parts / sizeof parts[0]; index++)
		cr_expect(strstr(row, parts[index]), "%s is not in %s", parts[index], row);
	cr_expect(strstr(row, "href=\"/council?indicator=vacancy_rate_fte&amp;council=342&amp;month=2021-09&amp;area=E12000002\">St. Helens</a>"),
		  "%s", row);
	cr_expect(strstr(row_with(&page, 340), "joint, 10th highest"), "%s", row_with(&page, 340));
	cr_expect(strstr(row_with(&page, 876), "joint, "));
	cr_expect_not(strstr(row_with(&page, 342), "joint"));
	cr_expect(strstr(row_with(&page, 351), "<td data-value=\"12\">12\n</td>\n<td data-value=\"23\">23\n</td>"), "%s", row_with(&page, 351));
	cr_expect(strstr(rank_with(&page, 342), "Allowing for chance its rank may be 4 to 23. It can be told apart only from Stockport, "
						"Cheshire East and Manchester."),
		  "%s", rank_with(&page, 342));
	cr_expect(strstr(rank_with(&page, 342), "council=342&amp;month=2021-09&amp;area=E12000002\">St. Helens in focus</a>"), "%s",
		  rank_with(&page, 342));
	cr_expect(has(&page, ">St. Helens: rank 16</span></summary>"));
	cr_expect(has(&page, "Two councils cannot be told apart when chance alone"));
	rendering_end(&page);
	scene_end(&scene);
}

/* The table's file has the ranking's own numbers. */
Test(indicator_page, the_table_is_the_ranking)
{
	static const char *const indicators[] = {"vacancy_rate_fte", "caseload_fte", "turnover_rate_fte"};

	for (size_t index = 0; index < sizeof indicators / sizeof indicators[0]; index++) {
		static struct scene scene;
		struct rendering page;

		north_west_scene(&scene, indicators[index]);
		begin(&page, &scene, NULL);
		cr_assert_eq(rendering_write_file(&page, "ranking"), ERROR_NONE);
		for (unsigned i = 0; i < scene.ranking.row_count; i++) {
			const struct ranking_row *row = &scene.ranking.rows[i];
			char line[LINE_BYTES_MAX];

			snprintf(line, sizeof line, "\r\ncouncil,%u,%s,%u,%lld.%lld", row->council->code, row->council->name, row->rank,
				 (long long)row->value.value / 10, (long long)row->value.value % 10);
			cr_expect(has(&page, line), "%s: %s", indicators[index], line);
		}
		cr_expect_eq(count_of(page.html, "\r\ncouncil,"), 23);
		rendering_end(&page);
		scene_end(&scene);
	}
}

Test(indicator_page, writes_changes_with_sign_word_and_tone)
{
	static struct scene scene;
	struct rendering page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 115, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 340, 190, SYMBOL_NONE);
	scene_put(&scene, 1, 341, 115, SYMBOL_NONE);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect(strstr(row_with(&page, 340), "data-value=\"-1.4\" data-tone=\"better\">\xe2\x88\x92"
					       "1.4 <span class=\"bw-remark\">lower"),
		  "%s", row_with(&page, 340));
	cr_expect(strstr(row_with(&page, 341), "data-value=\"0.0\">0.0 <span class=\"bw-remark\">no change"), "%s", row_with(&page, 341));
	cr_expect(strstr(row_with(&page, 342), "data-value=\"6.0\" data-tone=\"worse\">+6.0 <span class=\"bw-remark\">higher"), "%s",
		  row_with(&page, 342));
	cr_expect(strstr(rank_with(&page, 340), "In August 2021 its rank was 2"), "%s", rank_with(&page, 340));
	cr_expect(has(&page, "Change on the month <span class=\"bw-remark\">in percentage points</span>"));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, shows_what_is_missing_and_why)
{
	static struct scene scene;
	struct rendering page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 0, SYMBOL_U);
	scene_make(&scene);
	render(&page, &scene, "342");
	cr_expect(strstr(row_with(&page, 342), "<td data-value=\"\">u <span class=\"bw-remark\">low reliability</span>"), "%s", row_with(&page, 342));
	cr_expect(strstr(row_with(&page, 342), "not ranked"));
	cr_expect(strstr(row_with(&page, 341), "no return of this month has come in"));
	cr_expect(has(&page, "Across 1 of 23 councils of the North West the vacancy rate (FTE) was 17.6%."), "no quartiles of one council");
	cr_expect(has(&page, ">1 of 23 councils of the North West together: 17.6%</h3>"));
	cr_expect_not(has(&page, "as a whole"), "it is not the whole");
	cr_expect(has(&page, "2 of 23 councils have reported. Until the others have, ranks and bands can still move."));
	cr_expect(has(&page, "u: low reliability."));
	cr_expect(has(&page, ">St. Helens has no figure to rank</h2>"));
	cr_expect(has(&page, "St. Helens</a>: No figure: low reliability."));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, stands_without_any_return)
{
	static struct scene scene;
	struct rendering page;

	scene_begin(&scene, "caseload_fte", month_from(2021, 10), "London");
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect(has(&page, "No council of London has sent its return for October 2021 yet."));
	cr_expect(has(&page, ">No council has a figure for this month</h2>"));
	cr_expect_not(has(&page, "<svg"), "there is nothing to draw");
	cr_expect_not(has(&page, "A ranking alone misleads"));
	cr_expect_not(has(&page, "bw-band--"));
	cr_expect_eq(count_of(page.html, "no return of this month has come in</span>"), 32);
	/* 33 councils: two of them have one workforce, but each may still send numbers of its own. */
	cr_expect_eq(count_of(page.html, "While 33 figures are missing or withheld, its rank may become 1 to 33."), 32);
	cr_expect(has(&page, "<option value=\"2021-10\" selected>October 2021</option>\n<option value=\"2021-09\">"),
		  "the month that is shown is offered too");
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, has_no_bands_without_polarity)
{
	static struct scene scene;
	struct rendering page;

	scene_begin(&scene, "vacancy_agency_cover_rate_fte", month_from(2021, 9), "North West");
	for (unsigned index = 0; index < 5; index++) {
		struct figures *figures = &scene.figures[0][index];

		figures_begin(figures, (uint16_t)(340 + index), scene.input.month);
		figures_put(figures, MEASURE_AGENCY_COVER_FTE, 100 + 10 * index, SYMBOL_NONE);
		figures_put(figures, MEASURE_VACANCY_FTE, 100, SYMBOL_NONE);
		scene.records[0][index] = figures->record;
		scene.input.now_count++;
	}
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect_not(has(&page, "data-band"));
	cr_expect_not(has(&page, "bw-band--"));
	cr_expect(has(&page, "the share was 120.0%"));
	cr_expect(has(&page, "1 is the highest"));
	cr_expect(strstr(row_with(&page, 344), ">140.0%"));
	cr_expect(has(&page, ">Wirral is highest at 140.0%, against 120.0% overall</h2>"));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, escapes_the_notice_and_says_it_before_the_heading)
{
	static struct scene scene;
	struct rendering page;
	const char *notice, *heading;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "England");
	scene.input.notice = "<script>alert('&\"')</script>";
	scene_make(&scene);
	render(&page, &scene, NULL);
	notice = strstr(page.html, "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
	heading = strstr(page.html, "<h1");
	cr_expect(notice && heading && notice < heading);
	cr_expect_not(has(&page, "<script>"));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, leads_to_the_months_beside_it)
{
	static const struct {
		int year, number;
		const char *previous, *next;
	} rows[] = {
		{2021, 9, "month=2021-08", NULL}, {2021, 1, "month=2020-12", "month=2021-02"}, {2019, 9, NULL, "month=2019-10"},
		{2019, 8, NULL, "month=2019-09"}, {2021, 10, "month=2021-09", NULL},
	};

	for (size_t index = 0; index < sizeof rows / sizeof rows[0]; index++) {
		static struct scene scene;
		struct rendering page;
		const char *navigation;

		scene_begin(&scene, "vacancy_rate_fte", month_from(rows[index].year, rows[index].number), "North West");
		scene_make(&scene);
		render(&page, &scene, "342");
		navigation = part_of(page.html, "aria-label=\"Other months\"", "</nav>");
		cr_expect_eq(strstr(navigation, "rel=\"prev\"") != NULL, rows[index].previous != NULL);
		cr_expect_eq(strstr(navigation, "rel=\"next\"") != NULL, rows[index].next != NULL);
		cr_expect(!rows[index].previous || strstr(navigation, rows[index].previous));
		cr_expect(!rows[index].next || strstr(navigation, rows[index].next));
		cr_expect(strstr(navigation, "council=342"), "the focus is kept");
		rendering_end(&page);
		scene_end(&scene);
	}
}

/* A page of the past says so before its figures; its links stay there, but for the one that leads back. */
Test(indicator_page, of_the_past_says_so)
{
	static struct scene scene;
	struct rendering page;
	const char *moment, *summary;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, NULL);
	cr_expect_not(has(&page, "As known"));
	cr_expect_not(has(&page, "as_of=2"));
	rendering_end(&page);
	scene.input.moment = (struct moment){.has_position = true, .position = 575};
	scene_make(&scene);
	render(&page, &scene, NULL);
	moment = strstr(page.html, "As known at position 575 of the ledger.");
	summary = strstr(page.html, "Across 23 of 23");
	cr_assert(moment && summary && moment < summary);
	cr_expect(has(&page, "href=\"/indicator?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002\">The same page as it is known now"));
	cr_expect(has(&page, "month=2021-08&amp;area=E12000002&amp;as_of=position:575\""));
	cr_expect(has(&page, "/api/v1/rankings?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002&amp;as_of=position:575\""));
	rendering_end(&page);
	scene_end(&scene);
}

static void render_all_areas(const struct indicator *indicator, enum cube_source source)
{
	for (unsigned index = 0; index < area_count(); index++) {
		static struct scene scene;
		struct rendering page;

		scene_begin(&scene, indicator->id, month_from(2021, 9), area_at(index)->name);
		scene.input.source = source;
		north_west_publish(scene.figures[0], scene.records[0], scene.input.month);
		scene.input.now_count = NORTH_WEST_COUNT;
		scene_make(&scene);
		render(&page, &scene, index % 2 ? NULL : "342");
		cr_expect_eq(count_of(page.html, " selected"), 5, "%s, %s", indicator->id, area_at(index)->name);
		rendering_end(&page);
		scene_end(&scene);
	}
}

Test(indicator_page, every_indicator_area_and_source_renders)
{
	for (unsigned index = 0; index < catalogue_indicator_count(); index++) {
		render_all_areas(catalogue_indicator_at(index), SOURCE_RETURNS);
		render_all_areas(catalogue_indicator_at(index), SOURCE_OFFICIAL);
	}
}

Test(indicator_page, says_when_there_is_no_room_or_memory)
{
	enum error error = ERROR_NO_MEMORY;
	unsigned tries = 0;
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	begin(&page, &scene, NULL);
	text_fini(&page.text);
	text_init_growing(&page.text, 1000);
	cr_expect_eq(rendering_write(&page), ERROR_LIMIT);
	rendering_end(&page);
	for (size_t budget = 100; error == ERROR_NO_MEMORY; budget = budget * 3 / 2) {
		begin(&page, &scene, "342");
		arena_fini(&page.arena);
		arena_init(&page.arena, budget);
		error = rendering_write(&page);
		cr_assert(error == ERROR_NONE || error == ERROR_NO_MEMORY, "%zu", budget);
		rendering_end(&page);
		tries++;
	}
	cr_expect_gt(tries, 10);
	scene_end(&scene);
}

Test(indicator_page, fails_cleanly_at_every_allocation)
{
	enum error error = ERROR_NO_MEMORY;
	size_t n = 0;

	while (error && n < 1000) {
		static struct scene scene;
		struct rendering page;

		north_west_scene(&scene, "vacancy_rate_fte");
		begin(&page, &scene, "342");
		memory_fail_at(++n);
		error = rendering_write(&page);
		memory_fail_at(0);
		cr_assert(error == ERROR_NONE || error == ERROR_NO_MEMORY);
		rendering_end(&page);
		scene_end(&scene);
	}
	cr_expect_gt(n, 2);
	cr_expect_eq(error, ERROR_NONE);
}

/* A council in focus is marked, spoken of, and stands beside its neighbours. */
Test(indicator_page, a_council_in_focus_has_its_neighbours_beside_it)
{
	static struct scene scene;
	struct rendering page;
	struct neighbour_summary neighbours;
	char line[LINE_BYTES_MAX];

	north_west_scene(&scene, "vacancy_rate_fte");
	neighbours = neighbours_of(scene.ranking.column, council_find(342));
	cr_assert_gt(neighbours.count, 0);
	render(&page, &scene, "342");
	cr_expect(strstr(row_with(&page, 342), "data-key=\"342\" data-focus"), "%s", row_with(&page, 342));
	cr_expect_not(strstr(row_with(&page, 343), "data-focus"));
	cr_expect(has(&page, ">St. Helens is 8th highest of 23 at 19.6%</h2>"));
	cr_expect(has(&page, "St. Helens</a>: 19.6%, rank 16 of 23, 8th highest, band C (third quarter)."));
	cr_expect(has(&page, "In focus: St. Helens"));
	cr_expect(has(&page, "The rest of the North West (22 of 22 councils)"));
	cr_expect(has(&page, "<option value=\"342\" selected>St. Helens</option>"));
	cr_expect_not(strstr(rank_with(&page, 342), "in focus</a>"), "it is in focus already");
	rendering_end(&page);
	begin(&page, &scene, "342");
	cr_assert_eq(rendering_write_file(&page, "ranking"), ERROR_NONE);
	snprintf(line, sizeof line, "\r\nneighbours_mean,,Neighbours’ mean,,%lld.%02lld", (long long)neighbours.mean / 100,
		 (long long)neighbours.mean % 100);
	cr_expect(has(&page, line), "%s", line);
	snprintf(line, sizeof line, "\r\nneighbours_median,,Neighbours’ median,,%lld.%02lld", (long long)neighbours.median / 100,
		 (long long)neighbours.median % 100);
	cr_expect(has(&page, line), "%s", line);
	cr_expect(has(&page, "\r\narea,,North West as a whole,,16.2"));
	cr_expect_not(has(&page, "\r\nengland,"), "23 of England's councils are not England");
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, a_shared_place_is_a_joint_one)
{
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, "340");
	cr_expect(has(&page, ">Knowsley is joint 10th highest of 23 at 17.6%</h2>"));
	rendering_end(&page);
	render(&page, &scene, "895");
	cr_expect(has(&page, ">Cheshire East is 2nd lowest of 23 at 4.5%</h2>"), "from the nearer end");
	rendering_end(&page);
	scene_end(&scene);
	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 196, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect(has(&page, ">Liverpool and 1 other are highest at 19.6%</h2>"), "with the area's figure it would have more than ten words");
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, without_a_focus_there_are_no_neighbours)
{
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, NULL);
	cr_expect_not(has(&page, "data-role=\"neighbours"));
	cr_expect_not(has(&page, "In focus"));
	cr_expect(has(&page, "<option value=\"\" selected>no council in focus</option>"));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, a_council_from_elsewhere_is_not_in_focus)
{
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&page, &scene, "880");
	cr_expect(has(&page, "Torbay is not one of the councils of the North West in September 2021, so no council is in focus."));
	cr_expect(has(&page, ">Bury is highest at 31.0%"));
	cr_expect_not(has(&page, "In focus"));
	cr_expect_not(has(&page, "/api/v1/rankings?indicator=vacancy_rate_fte&amp;council="));
	rendering_end(&page);
	scene_end(&scene);
}

/* England in September 2021: every council has a figure. */
static void england_scene(struct scene *scene, const char *area)
{
	scene_begin(scene, "vacancy_rate_fte", month_from(2021, 9), area);
	for (unsigned when = 0; when < 3; when += 2)
		for (unsigned index = 0; index < council_count(); index++)
			if (council_exists_on(council_at(index), month_last_day(scene->input.month)))
				scene_put(scene, when, council_at(index)->code, 20 + 3 * (int64_t)index - 2 * when * (index % 5), SYMBOL_NONE);
	scene_make(scene);
}

Test(indicator_page, england_stands_beside_a_region_and_is_no_reference_of_its_own)
{
	static struct scene scene;
	struct rendering page;

	england_scene(&scene, "North West");
	render(&page, &scene, NULL);
	cr_expect_eq(count_of(page.html, "data-role=\"england\""), 2, "in the ranking and in the trend");
	rendering_end(&page);
	scene_end(&scene);
	england_scene(&scene, "England");
	render(&page, &scene, NULL);
	cr_expect_not(has(&page, "data-role=\"england\""));
	cr_expect_eq(count_of(part_of(page.html, "id=\"trend\"", "</thead>"), "data-name=\"20"), 13, "the year between has no figures, but a place");
	cr_expect_eq(count_of(strstr(page.html, "id=\"trend\""), "<tr data-role=\"council\""), 16, "eight from each end");
	rendering_end(&page);
	render(&page, &scene, "342");
	cr_expect_eq(count_of(strstr(page.html, "id=\"trend\""), "<tr data-role=\"council\""), 11, "the council and its ten neighbours");
	rendering_end(&page);
	scene_end(&scene);
}

/* Whatever the council's name, its figures' titles are short. */
Test(indicator_page, titles_have_ten_words_at_most)
{
	static struct scene scene;

	england_scene(&scene, "England");
	for (unsigned index = 0; index < scene.ranking.row_count; index += 3) {
		struct rendering page;
		char code[8];

		snprintf(code, sizeof code, "%u", scene.ranking.rows[index].council->code);
		render(&page, &scene, code);
		for (const char *at = strstr(page.html, "bw-figure__title\">"); at; at = strstr(at + 1, "bw-figure__title\">"))
			cr_expect(figure_title_fits(part_of(at, ">", "</h2>") + 1), "%s", part_of(at, ">", "</h2>"));
		cr_expect_eq(count_of(page.html, "bw-figure__title\">"), 3);
		rendering_end(&page);
	}
	scene_end(&scene);
}

Test(figure_title, says_as_much_as_fits)
{
	static const char *const titles[] = {"one two three four five six seven eight nine ten eleven",
					     "one two  three four five six seven eight nine ten ", "short"};

	cr_expect_not(figure_title_fits(titles[0]));
	cr_expect(figure_title_fits(titles[1]), "blanks are no words");
	cr_expect(figure_title_fits(""));
	cr_expect_str_eq(figure_title_choose(titles, 3), titles[1]);
	cr_expect_str_eq(figure_title_choose(titles, 1), titles[0]);
}

/* The funnel's limits are the chart's, and who lies beyond them is said. */
Test(indicator_page, the_funnel_says_who_lies_beyond_chance)
{
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	begin(&page, &scene, "342");
	cr_assert_eq(rendering_write_file(&page, "funnel"), ERROR_NONE);
	cr_expect(has(&page, "row,code,council,size,value,low95,high95,low998,high998,outside,unusual\r\n"), "%s", page.html);
	cr_expect(has(&page, "\r\ncouncil,342,St. Helens,178.30,19.6,"));
	cr_expect(has(&page, "above the 99.8% limits"));
	cr_expect(has(&page, "below the 99.8% limits"));
	cr_expect_eq(count_of(page.html, "\r\ncouncil,"), 23);
	cr_expect(has(&page, "\r\narea,,North West as a whole,,16.19,"), "%s", page.html);
	rendering_end(&page);
	render(&page, &scene, "342");
	cr_expect(has(&page, ">St. Helens lies within the 95% limits</h2>"));
	cr_expect(has(&page, "So the councils truly differ; "));
	cr_expect(has(&page, "an early warning asks whether a council has changed."));
	rendering_end(&page);
	render(&page, &scene, "351");
	cr_expect(has(&page, ">Bury lies above the 99.8% limits</h2>"));
	rendering_end(&page);
	scene_end(&scene);
	north_west_scene(&scene, "caseload_fte");
	render(&page, &scene, NULL);
	cr_expect_not(has(&page, "id=\"funnel\""));
	cr_expect(has(&page, "There are no intervals: the figure is not a part of one whole"));
	cr_expect_not(has(&page, "data-name=\"low\""));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, the_trend_begins_with_two_months)
{
	static struct scene scene;
	struct rendering page;

	north_west_scene(&scene, "vacancy_rate_fte");
	begin(&page, &scene, NULL);
	cr_expect_eq(rendering_write_file(&page, "trend"), ERROR_NOT_FOUND);
	rendering_end(&page);
	scene_end(&scene);
	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 340, 180, SYMBOL_NONE);
	scene_put(&scene, 1, 342, 136, SYMBOL_NONE);
	scene_make(&scene);
	begin(&page, &scene, NULL);
	cr_assert_eq(rendering_write_file(&page, "trend"), ERROR_NONE);
	cr_expect(has(&page, "row,code,council,2021-08,2021-09\r\n"), "%s", page.html);
	cr_expect(has(&page, "\r\ncouncil,340,Knowsley,18.0,17.6\r\ncouncil,342,St. Helens,13.6,19.6\r\n"), "%s", page.html);
	cr_expect(has(&page, "\r\ncouncil,341,Liverpool,,\r\n"));
	cr_expect(has(&page, "\r\narea,,\"North West, pooled\",15.8,18.6\r\n"));
	rendering_end(&page);
	render(&page, &scene, NULL);
	cr_expect(has(&page, ">1 of 2 councils is higher than in August 2021</h2>"));
	rendering_end(&page);
	render(&page, &scene, "342");
	cr_expect(has(&page, ">St. Helens rose from 13.6% to 19.6% since August 2021</h2>"));
	rendering_end(&page);
	scene_end(&scene);
}

/* The form keeps the area that is shown, whatever it is. */
Test(indicator_page, the_form_keeps_the_area)
{
	static const uint16_t members[] = {340, 342};
	static const struct area areas[] = {
		{.kind = AREA_GROUP, .code = "group:two", .name = "Two of them", .members = members, .member_count = 2},
		{.kind = AREA_LIST, .code = "340,342", .name = "2 councils", .members = members, .member_count = 2},
	};

	for (size_t index = 0; index < sizeof areas / sizeof areas[0]; index++) {
		static struct scene scene;
		struct rendering page;
		char option[128];

		scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
		scene.input.area = &areas[index];
		scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
		scene_make(&scene);
		render(&page, &scene, NULL);
		snprintf(option, sizeof option, "<option value=\"%s\" selected>%s</option>", areas[index].code, areas[index].name);
		cr_expect_eq(count_of(page.html, option), 1, "%s", option);
		rendering_end(&page);
		scene_end(&scene);
	}
}

/* Makes the records of the scene's month those of a release. */
static void scene_publish(struct scene *scene, uint16_t council, uint16_t joint, struct cube_origin *origin)
{
	static const uint8_t first_origin[SCENE_COUNCILS_MAX];

	*origin = (struct cube_origin){RELEASE_CHAIN_BASE + DATASET_WORKFORCE, 1, {0}, 0};
	origin->vintage = month_from(2025, 9);
	origin->joint = joint;
	for (unsigned index = 0; index < scene->input.now_count; index++) {
		struct cube_record *record = &scene->records[0][index];

		if (record->council != council)
			continue;
		record->revision = 0;
		record->sequence = 0;
		record->origin_count = 1;
		record->origins = origin;
		record->measure_origins = first_origin;
		record->joint = joint;
	}
}

Test(indicator_page, says_whose_published_figures_these_are)
{
	static struct scene scene;
	static struct cube_origin origins[2];
	struct rendering page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2025, 9), "Outer London");
	scene.input.source = SOURCE_OFFICIAL;
	scene_put(&scene, 0, 301, 100, SYMBOL_NONE);
	scene_put(&scene, 0, 314, 200, SYMBOL_NONE);
	scene_publish(&scene, 301, 0, &origins[0]);
	scene_publish(&scene, 314, 318, &origins[1]);
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect(has(&page, "Kingston upon Thames / Richmond upon Thames"));
	cr_expect(has(&page, "314 / 318"));
	cr_expect(has(&page, "Published figures: Children&#39;s social work workforce, release to September 2025."));
	cr_expect(has(&page, "Open Government Licence v3.0"));
	cr_expect_not(has(&page, "no return"));
	cr_expect_not(has(&page, "have reported"));
	cr_expect(has(&page, "<option value=\"official\" selected>"));
	cr_expect(has(&page, "source=official"));
	cr_expect(has(&page, "not in a published release"));
	cr_expect(has(&page, "September 2024"), "the month before is a year before");
	cr_expect_not(has(&page, "August 2025"));
	rendering_end(&page);
	scene_end(&scene);
}

Test(indicator_page, without_a_release_it_says_so)
{
	static struct scene scene;
	struct rendering page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene.input.source = SOURCE_OFFICIAL;
	scene.input.lacks_release = true;
	scene_make(&scene);
	render(&page, &scene, NULL);
	cr_expect(has(&page, "No release of these figures has been imported."));
	cr_expect_not(has(&page, "in the release"));
	rendering_end(&page);
	scene_end(&scene);
}
