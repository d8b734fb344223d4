#include "tests/unit/pages/indicator_rendering.h"

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
