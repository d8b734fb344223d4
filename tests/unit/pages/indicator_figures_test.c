/* What stands beside the ranking: the council in focus, England, the funnel, the trend, and published figures. */
#include "tests/unit/pages/indicator_rendering.h"

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
