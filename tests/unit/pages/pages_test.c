/* What a page fills in, what its forms keep, and what becomes of a page that cannot be written. */
#include "collector/pages/pages.h"

#include "tests/unit/pages/region_scene.h"

static struct query parsed(const char *page, const char *text)
{
	const struct query_form form = {.allowed = page_find(slice_from_text(page))->allowed, .skips_empty = true};
	struct query_fault fault = {0};
	struct query query;

	cr_assert_eq(query_parse(slice_from_text(text), &form, &query, &fault), ERROR_NONE, "%s: %s", text, fault.problem.sentence);
	return query;
}

static struct page_facts facts_of_both(void)
{
	return (struct page_facts){
		.has_months = true,
		.first = month_from(2019, 10),
		.last = month_from(2025, 9),
		.has_official = true,
		.official_first = month_from(2019, 9),
		.official_last = month_from(2025, 9),
		.area = area_at(0),
	};
}

/* What came out in February is of the September before. */
Test(pages, the_month_is_one_that_the_vintage_can_have)
{
	static const struct {
		const char *query;
		int year;
	} rows[] = {
		{"source=official&vintage=2022-02", 2021},
		{"source=official&vintage=2022-12", 2022},
		{"source=official&vintage=2022-02&month=2024-09", 2021},
		{"source=official&vintage=2022-02&month=2020-09", 2020},
		{"source=official", 2025},
	};
	struct page_facts facts = facts_of_both();

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct query query = parsed("region", rows[i].query);
		struct api_problem problem;

		cr_assert(page_complete(page_find(SLICE_LITERAL("region")), &facts, &query, &problem), "%s", rows[i].query);
		cr_expect_eq(month_compare(query.question.month, month_from(rows[i].year, 9)), 0, "%s", rows[i].query);
	}
}

Test(pages, a_vintage_is_dropped_with_the_source_that_it_is_of)
{
	struct page_facts facts = facts_of_both();
	struct query query = parsed("region", "source=returns&vintage=2022-02");
	struct api_problem problem;

	cr_assert(page_complete(page_find(SLICE_LITERAL("region")), &facts, &query, &problem));
	cr_expect_not(query.question.moment.has_vintage);
	cr_expect_eq(month_compare(query.question.month, facts.last), 0);
}

/* Whatever month is asked for: nothing can be said of it before there is anything. */
Test(pages, an_empty_collector_has_no_page_of_any_month)
{
	struct page_facts facts = {.area = area_at(0)};
	struct query query = parsed("region", "month=2021-10");
	struct api_problem problem;

	cr_assert_not(page_complete(page_find(SLICE_LITERAL("region")), &facts, &query, &problem));
	cr_expect_eq(problem.kind, API_PROBLEM_NO_FIGURES);
}

static unsigned count_of(const char *html, const char *words)
{
	unsigned count = 0;

	while ((html = strstr(html, words))) {
		count++;
		html += strlen(words);
	}
	return count;
}

/* The page's own form has a field for the source; the search has none. */
Test(pages, forms_keep_whose_figures_and_of_which_moment)
{
	static struct plot plot;
	struct rendering rendering;

	region_scene_begin(&plot);
	region_scene_page(&plot, &rendering, "North West", SOURCE_OFFICIAL, month_from(2021, 9));
	rendering.question.moment = (struct moment){.has_date = true, .date = {18950}, .has_vintage = true, .vintage = month_from(2022, 2)};
	cr_assert_eq(rendering_write(&rendering), ERROR_NONE, "%s", rendering.problem.sentence);
	cr_expect_eq(count_of(rendering.html, "<input type=\"hidden\" name=\"vintage\" value=\"2022-02\">"), 2);
	cr_expect_eq(count_of(rendering.html, "<input type=\"hidden\" name=\"as_of\" value=\"2021-11-19\">"), 2);
	cr_expect_eq(count_of(rendering.html, "<input type=\"hidden\" name=\"source\" value=\"official\">"), 1);
	cr_expect_eq(count_of(rendering.html, "<input type=\"hidden\" name=\"month\" value=\"2021-09\">"), 1);
	rendering_end(&rendering);
	plot_end(&plot);
}

static void render_nothing(struct text *out, const void *view)
{
	(void)view;
	text_put(out, "<p>");
	out->error = ERROR_INVALID;
}

static enum error make_lacking(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	(void)request, (void)composer, (void)problem;
	out->render = render_nothing;
	return ERROR_NONE;
}

static enum error make_too_long(const struct page_request *request, struct composer *composer, struct page_content *out, struct problem *problem)
{
	(void)request, (void)problem;
	out->render = render_nothing;
	text_put_repeated(composer_begin(composer), "long", COMPOSER_BYTES_MAX);
	(void)composer_end(composer);
	return ERROR_NONE;
}

/* Neither is the fault of who asked, as ERROR_INVALID and ERROR_LIMIT would have it. */
Test(pages, a_programming_error_is_not_taken_for_the_readers)
{
	static const struct page pages[] = {{.id = "lacking", .make = make_lacking}, {.id = "long", .make = make_too_long}};
	static const char *const sentences[] = {"the page lacking lacks a value of its template", "a string of the page long is too long"};

	for (unsigned i = 0; i < 2; i++) {
		struct rendering rendering;

		rendering_begin(&rendering, "region", NULL);
		rendering.request.page = &pages[i];
		cr_expect_eq(rendering_write(&rendering), ERROR_MALFORMED);
		cr_expect_str_eq(rendering.problem.sentence, sentences[i]);
		rendering_end(&rendering);
	}
}
