#include "collector/pages/page_path.h"

#include <criterion/criterion.h>

#include "collector/pages/pages.h"

Test(page_path, a_file_is_named_after_what_it_shows)
{
	static const struct {
		const char *page, *query, *name;
	} rows[] = {
		{"indicator", "figure=ranking", "bellwether-indicator-ranking.csv"},
		{"indicator", "figure=ranking&month=2021-09&area=340,341", "bellwether-indicator-ranking-2021-09.csv"},
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
	for (unsigned i = 0; i < page_count(); i++) {
		struct query query = {.question = {.council = council_at(0), .has_month = true, .month = month_from(2021, 9)}};
		struct text text;
		char buffer[96];

		cr_assert(query_name_figure(&query, SLICE_LITERAL("a-very-long-name-of-a-figure-that-has-48-letters")));
		text_init_fixed(&text, buffer, sizeof(buffer));
		page_put_file_name(&text, page_at(i), &query);
		cr_expect_eq(text.error, ERROR_NONE, "%s", page_at(i)->id);
	}
}
