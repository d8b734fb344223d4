#include "collector/core/ranking_page.h"

#include <criterion/criterion.h>
#include <stdio.h>
#include <string.h>

#include "common/memory.h"
#include "tests/unit/collector/page_files.h"
#include "tests/unit/collector/scene.h"

enum { PAGE_BYTES_MAX = 1 << 20 };

/* The scene's ranking as a page, in the caller's growing text. */
static void render(struct scene *scene, struct text *out)
{
	struct ranking_page page = {&scene->ranking, month_from(2019, 9), month_from(2021, 9), true, 1, NULL, 0};
	struct problem problem = {0};

	text_init_growing(out, PAGE_BYTES_MAX);
	cr_assert_eq(ranking_page_write(&page, page_file("ranking.html"), &scene->arena, out, &problem), ERROR_NONE, "%s", problem.sentence);
}

static bool has(const struct text *page, const char *part)
{
	return strstr(page->data, part) != NULL;
}

static unsigned count_of(const struct text *page, const char *part)
{
	unsigned count = 0;

	for (const char *at = strstr(page->data, part); at; at = strstr(at + 1, part))
		count++;
	return count;
}

/* The table row of a council, as a copy that is valid until the next call. */
static const char *row_with(const struct text *page, const char *council)
{
	static char row[4096];
	char heading[128];
	const char *begin, *end;

	snprintf(heading, sizeof(heading), "class=\"council\">%s ", council);
	begin = strstr(page->data, heading);
	cr_assert_not_null(begin, "%s", council);
	for (; strncmp(begin, "<tr", 3) != 0; begin--)
		cr_assert_gt(begin, page->data);
	end = strstr(begin, "</tr>");
	cr_assert(end && (size_t)(end - begin) < sizeof(row));
	memcpy(row, begin, (size_t)(end - begin));
	row[end - begin] = '\0';
	return row;
}

Test(ranking_page, tells_the_north_west_in_sentences_first)
{
	struct scene scene;
	struct text page;
	const char *summary, *table;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&scene, &page);
	summary = strstr(page.data,
			 "Across 23 of 23 councils of the North West the vacancy rate (FTE) was 16.2%; half of them were between 10.2% and 21.4%.");
	table = strstr(page.data, "<table");
	cr_assert(summary && table && summary < table);
	cr_expect(has(&page, "The highest was Bury at 31.0%, the lowest Stockport at 4.0%; the median council was at 16.9%."));
	cr_expect(has(&page, "23 of 23 councils have reported."));
	cr_expect_eq(count_of(&page, "<th role=\"rowheader\" scope=\"row\""), 23);
	cr_expect(has(&page, "/api/v1/rankings?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002"));
	cr_expect(has(&page, "Open Government Licence v3.0"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, has_every_figure_of_a_council)
{
	static const char *const parts[] = {"16 ", "8th highest",   "St. Helens", "342, revision 1", "19.6%",
					    ">C<", "third quarter", "35.00",      "178.30",          "width=\"49%\""};
	struct scene scene;
	struct text page;
	const char *row;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&scene, &page);
	row = row_with(&page, "St. Helens");
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		cr_expect(strstr(row, parts[i]), "%s is not in %s", parts[i], row);
	cr_expect(strstr(row_with(&page, "Knowsley"), "joint"));
	cr_expect(strstr(row_with(&page, "Halton"), "joint"));
	cr_expect_not(strstr(row_with(&page, "St. Helens"), "joint"));
	cr_expect(strstr(row_with(&page, "Bury"), "23 <span class=\"remark\">highest<"), "%s", row_with(&page, "Bury"));
	cr_expect(strstr(row_with(&page, "Bury"), "<span class=\"remark\">may be <span class=\"range\">12 to 23</span></span>"), "%s",
		  row_with(&page, "Bury"));
	cr_expect(strstr(row_with(&page, "St. Helens"),
			 "<summary>About this rank</summary><p>Allowing for chance its rank may be 4 to 23. It can be told "
			 "apart only from Stockport, Cheshire East and Manchester.</p>"),
		  "%s", row_with(&page, "St. Helens"));
	cr_expect(has(&page, "Two councils cannot be told apart when chance alone"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, writes_changes_with_sign_and_word)
{
	struct scene scene;
	struct text page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 341, 115, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
	scene_put(&scene, 1, 340, 190, SYMBOL_NONE);
	scene_put(&scene, 1, 341, 115, SYMBOL_NONE);
	scene_put(&scene, 2, 342, 136, SYMBOL_NONE);
	scene_make(&scene);
	render(&scene, &page);
	cr_expect(strstr(row_with(&page, "Knowsley"), "\xe2\x88\x92"
						      "1.4 <span class=\"remark\">lower"));
	cr_expect(strstr(row_with(&page, "Liverpool"), "0.0 <span class=\"remark\">no change"));
	cr_expect(strstr(row_with(&page, "St. Helens"), "+6.0 <span class=\"remark\">higher"));
	cr_expect_eq(count_of(&page, "class=\"number change\"></td>"), 2 * 23 - 3);
	cr_expect(has(&page, "Changes are in percentage points."));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, shows_what_is_missing_and_why)
{
	struct scene scene;
	struct text page;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
	scene_put(&scene, 0, 340, 176, SYMBOL_NONE);
	scene_put(&scene, 0, 342, 0, SYMBOL_U);
	scene_make(&scene);
	render(&scene, &page);
	cr_expect(strstr(row_with(&page, "St. Helens"), "<abbr title=\"low reliability\">u</abbr>"));
	cr_expect(strstr(row_with(&page, "St. Helens"), "not ranked"));
	cr_expect(strstr(row_with(&page, "Liverpool"), "no return for this month yet"));
	cr_expect(has(&page, "Across 1 of 23 councils of the North West the vacancy rate (FTE) was 17.6%."), "no quartiles of one council");
	cr_expect(has(&page, "<dt>1 of 23 councils of the North West together: 17.6%</dt>"));
	cr_expect_not(has(&page, "as a whole"), "it is not the whole");
	cr_expect(has(&page, "2 of 23 councils have reported. Until the others have"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, stands_without_any_return)
{
	struct scene scene;
	struct text page;

	scene_begin(&scene, "caseload_fte", month_from(2021, 10), "London");
	scene_make(&scene);
	render(&scene, &page);
	cr_expect(has(&page, "No council of London has sent its return for October 2021 yet."));
	cr_expect_not(has(&page, "<figure"));
	cr_expect_not(has(&page, "badge"));
	cr_expect_eq(count_of(&page, "no return for this month yet"), 32);
	/* 33 councils: two of them have one workforce, but each may still send numbers of its own. */
	cr_expect_eq(count_of(&page, "While 33 figures are missing or withheld, its rank may become 1 to 33."), 32);
	cr_expect(has(&page, "<option value=\"2021-10\" selected>October 2021</option>\n<option value=\"2021-09\">"),
		  "the month that is shown is offered too");
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, has_no_bands_without_polarity)
{
	struct scene scene;
	struct text page;

	scene_begin(&scene, "vacancy_agency_cover_rate_fte", month_from(2021, 9), "North West");
	for (unsigned i = 0; i < 5; i++) {
		struct figures *figures = &scene.figures[0][i];

		figures_begin(figures, (uint16_t)(340 + i), scene.input.month);
		figures_put(figures, MEASURE_AGENCY_COVER_FTE, 100 + 10 * i, SYMBOL_NONE);
		figures_put(figures, MEASURE_VACANCY_FTE, 100, SYMBOL_NONE);
		scene.records[0][i] = figures->record;
		scene.input.now_count++;
	}
	scene_make(&scene);
	render(&scene, &page);
	cr_expect_not(has(&page, ">Band<"));
	cr_expect_not(has(&page, "badge"));
	cr_expect(has(&page, "the share was 120.0%"));
	cr_expect(has(&page, "1 is the highest"));
	cr_expect(strstr(row_with(&page, "Wirral"), "140.0%"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, escapes_the_notice_and_says_it_before_the_heading)
{
	struct scene scene;
	struct text page;
	const char *notice, *heading;

	scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "England");
	scene.input.notice = "<script>alert('&\"')</script>";
	scene_make(&scene);
	render(&scene, &page);
	notice = strstr(page.data, "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;");
	heading = strstr(page.data, "<h1>");
	cr_expect(notice && heading && notice < heading);
	cr_expect_not(has(&page, "<script"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, obeys_its_own_content_policy)
{
	struct scene scene;
	struct text page;

	north_west_scene(&scene, "turnover_rate_fte");
	render(&scene, &page);
	cr_expect_not(has(&page, "style="));
	cr_expect_not(has(&page, "<script"));
	cr_expect_not(has(&page, "<style"));
	cr_expect_not(has(&page, "javascript:"));
	cr_expect_not(has(&page, " onclick"));
	cr_expect_not(has(&page, "{{"));
	cr_expect(has(&page, "<html lang=\"en-GB\">"));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, leads_to_the_months_beside_it)
{
	static const struct {
		int year, number;
		const char *previous, *next;
	} rows[] = {
		{2021, 9, "month=2021-08", NULL}, {2021, 1, "month=2020-12", "month=2021-02"}, {2019, 9, NULL, "month=2019-10"},
		{2019, 8, NULL, "month=2019-09"}, {2021, 10, "month=2021-09", NULL},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct scene scene;
		struct text page;
		const char *navigation;

		scene_begin(&scene, "vacancy_rate_fte", month_from(rows[i].year, rows[i].number), "North West");
		scene_make(&scene);
		render(&scene, &page);
		navigation = strstr(page.data, "<nav");
		cr_assert_not_null(navigation);
		cr_expect_eq(strstr(navigation, "rel=\"prev\"") != NULL, rows[i].previous != NULL);
		cr_expect_eq(strstr(navigation, "rel=\"next\"") != NULL, rows[i].next != NULL);
		cr_expect(!rows[i].previous || strstr(navigation, rows[i].previous));
		cr_expect(!rows[i].next || strstr(navigation, rows[i].next));
		text_fini(&page);
		scene_end(&scene);
	}
}

/* A page of the past says so before its figures; its links stay there, but for the one that leads back. */
Test(ranking_page, of_the_past_says_so)
{
	struct scene scene;
	struct text page;
	const char *moment, *summary;

	north_west_scene(&scene, "vacancy_rate_fte");
	render(&scene, &page);
	cr_expect_not(has(&page, "As known"));
	cr_expect_not(has(&page, "as_of"));
	text_fini(&page);
	scene.input.moment = (struct moment){.has_position = true, .position = 575};
	scene_make(&scene);
	render(&scene, &page);
	moment = strstr(page.data, "As known at position 575 of the ledger.");
	summary = strstr(page.data, "<p class=\"summary\">");
	cr_assert(moment && summary && moment < summary);
	cr_expect(
		has(&page, "<a href=\"/rankings?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002\">The same as it is known now</a>"));
	cr_expect(has(&page, "month=2021-08&amp;area=E12000002&amp;as_of=position:575\""));
	cr_expect(has(&page, "/api/v1/rankings?indicator=vacancy_rate_fte&amp;month=2021-09&amp;area=E12000002&amp;as_of=position:575\""));
	text_fini(&page);
	scene_end(&scene);
}

Test(ranking_page, every_indicator_and_area_renders)
{
	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		for (unsigned j = 0; j < area_count(); j++) {
			struct scene scene;
			struct text page;

			scene_begin(&scene, catalogue_indicator_at(i)->id, month_from(2021, 9), area_at(j)->name);
			north_west_publish(scene.figures[0], scene.records[0], scene.input.month);
			scene.input.now_count = NORTH_WEST_COUNT;
			scene_make(&scene);
			render(&scene, &page);
			cr_expect_eq(count_of(&page, "selected"), 3, "%s, %s", catalogue_indicator_at(i)->id, area_at(j)->name);
			text_fini(&page);
			scene_end(&scene);
		}
	}
}

Test(ranking_page, says_when_there_is_no_room_or_memory)
{
	struct scene scene;
	struct text page;
	struct problem problem = {0};
	struct ranking_page data;
	struct arena small;

	north_west_scene(&scene, "vacancy_rate_fte");
	data = (struct ranking_page){&scene.ranking, month_from(2019, 9), month_from(2021, 9), true, 1, NULL, 0};
	text_init_growing(&page, 1000);
	cr_expect_eq(ranking_page_write(&data, page_file("ranking.html"), &scene.arena, &page, &problem), ERROR_LIMIT);
	text_fini(&page);
	arena_init(&small, 100);
	text_init_growing(&page, PAGE_BYTES_MAX);
	cr_expect_eq(ranking_page_write(&data, page_file("ranking.html"), &small, &page, &problem), ERROR_NO_MEMORY);
	text_fini(&page);
	arena_fini(&small);
	scene_end(&scene);
}

Test(ranking_page, fails_cleanly_at_every_allocation)
{
	struct slice source = page_file("ranking.html");
	enum error error = ERROR_NO_MEMORY;
	size_t n = 0;

	while (error && n < 1000) {
		struct scene scene;
		struct text page;
		struct ranking_page data;

		north_west_scene(&scene, "vacancy_rate_fte");
		data = (struct ranking_page){&scene.ranking, month_from(2019, 9), month_from(2021, 9), true, 1, NULL, 0};
		text_init_growing(&page, PAGE_BYTES_MAX);
		memory_fail_at(++n);
		error = ranking_page_write(&data, source, &scene.arena, &page, NULL);
		memory_fail_at(0);
		cr_assert(error == ERROR_NONE || error == ERROR_NO_MEMORY);
		text_fini(&page);
		scene_end(&scene);
	}
	cr_expect_gt(n, 2);
	cr_expect_eq(error, ERROR_NONE);
}

/* The form keeps the area that is shown, whatever it is, and offers the groups. */
Test(ranking_page, the_form_keeps_the_area)
{
	static const uint16_t members[] = {340, 342};
	static const struct area areas[] = {
		{.kind = AREA_GROUP, .code = "group:two", .name = "Two of them", .members = members, .member_count = 2},
		{.kind = AREA_LIST, .code = "340,342", .name = "2 councils", .members = members, .member_count = 2},
		{.kind = AREA_NEIGHBOURS,
		 .code = "neighbours:342",
		 .name = "St. Helens and its statistical neighbours",
		 .members = members,
		 .member_count = 2},
	};
	const struct group group = {.id = "two", .name = "Two of them", .council_count = 2, .councils = members};

	for (size_t i = 0; i < sizeof(areas) / sizeof(areas[0]); i++) {
		struct scene scene;
		struct ranking_page data = {&scene.ranking, month_from(2019, 9), month_from(2021, 9), true, 1, &group, 1};
		struct problem problem = {0};
		struct text page;
		char option[128];

		scene_begin(&scene, "vacancy_rate_fte", month_from(2021, 9), "North West");
		scene.input.area = &areas[i];
		scene_put(&scene, 0, 342, 196, SYMBOL_NONE);
		scene_make(&scene);
		text_init_growing(&page, PAGE_BYTES_MAX);
		cr_assert_eq(ranking_page_write(&data, page_file("ranking.html"), &scene.arena, &page, &problem), ERROR_NONE, "%s", problem.sentence);
		snprintf(option, sizeof(option), "<option value=\"%s\" selected>%s</option>", areas[i].code, areas[i].name);
		cr_expect_eq(count_of(&page, option), 1, "%s", option);
		cr_expect_eq(count_of(&page, "value=\"group:two\""), 1);
		cr_expect_not(has(&page, "<option value=\"E92000001\" selected>"));
		text_fini(&page);
		scene_end(&scene);
	}
}
