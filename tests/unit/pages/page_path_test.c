#include "collector/pages/page_path.h"

#include <criterion/criterion.h>

#include "collector/pages/pages.h"

Test(page_path, a_file_is_named_after_what_it_shows)
{
	static const struct {
		const char *page, *query, *name;
	} rows[] = {
		{"indicator", "figure=ranking", "bellwether-indicator-ranking.csv"},
		{"indicator", "figure=ranking&month=2021-09&area=340,341", "bellwether-indicator-ranking-340-341-2021-09.csv"},
		{"indicator", "figure=ranking&indicator=vacancy_rate_fte", "bellwether-indicator-ranking-vacancy_rate_fte.csv"},
		{"region", "figure=map&area=Yorkshire and The Humber&source=official",
		 "bellwether-region-map-yorkshire-and-the-humber-published.csv"},
		{"region", "figure=map&area=neighbours:342", "bellwether-region-map-neighbours-342.csv"},
		{"region", "figure=map&area=group:ours", "bellwether-region-map-group-ours.csv"},
		{"region", "figure=map&area=340,341,342,343,344", "bellwether-region-map-340-and-4-more.csv"},
		{"compare", "figure=values&from=2021-01&to=2021-09", "bellwether-compare-values-2021-01-2021-09.csv"},
		{"council", "figure=chart&council=342&indicator=vacancy_rate_fte", "bellwether-council-chart-vacancy_rate_fte-342.csv"},
		{"council", "figure=profile&council=342&indicator=vacancy_rate_fte", "bellwether-council-profile-342.csv"},
		{"indicator", "figure=ranking&month=2021-09&council=342", "bellwether-indicator-ranking-342-2021-09.csv"},
		{"definitions", "figure=looked-after", "bellwether-definitions-looked-after.csv"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		const struct page *page = page_find(slice_from_text(rows[i].page));
		struct query_form form = {.allowed = page->allowed | ASK_FIGURE};
		struct query_fault fault;
		struct query query;
		struct text text;
		char buffer[96];

		cr_assert_eq(query_parse(slice_from_text(rows[i].query), &form, &query, &fault), ERROR_NONE, "%s", rows[i].query);
		text_init_fixed(&text, buffer, sizeof(buffer));
		page_put_file_name(&text, page, &query);
		cr_expect_str_eq(buffer, rows[i].name, "%s", buffer);
	}
}

/* The longest one fits where the web keeps it: collector/web/http.h. */
Test(page_path, a_files_name_is_short)
{
	struct query query = {
		.question = {.council = council_at(0),
			     .has_month = true,
			     .has_first = true,
			     .has_last = true,
			     .month = month_from(2021, 9),
			     .first = month_from(2021, 9),
			     .last = month_from(2021, 9),
			     .source = SOURCE_OFFICIAL},
		.has_area = true,
		.area = {.kind = AREA_GROUP, .group = "a-very-long-name-of-a-group-40-letters-x"},
	};

	cr_assert(query_name_figure(&query, SLICE_LITERAL("a-very-long-name-of-a-figure-that-has-48-letters")));
	for (unsigned i = 0; i < page_count() * catalogue_indicator_count(); i++) {
		const struct page *page = page_at(i / catalogue_indicator_count());
		struct text text;
		char buffer[256];

		query.question.indicator = catalogue_indicator_at(i % catalogue_indicator_count());
		text_init_fixed(&text, buffer, sizeof(buffer));
		page_put_file_name(&text, page, &query);
		cr_expect_eq(text.error, ERROR_NONE, "%s", page->id);
	}
}
