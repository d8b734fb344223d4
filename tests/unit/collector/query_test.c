#include "collector/core/query.h"

#include <criterion/criterion.h>
#include <string.h>

struct accepted {
	const char *text;
	const char *indicator; /* NULL: not asked for */
	int month;             /* 202109; 0: not asked for */
	const char *area;      /* its code; NULL: not asked for */
};

static const struct accepted must_parse[] = {
	{"", NULL, 0, NULL},
	{"indicator=vacancy_rate_fte&month=2021-09&area=England", "vacancy_rate_fte", 202109, "E92000001"},
	{"area=North+West&month=2019-01", NULL, 201901, "E12000002"},
	{"area=North%20West", NULL, 0, "E12000002"},
	{"area=north%20WEST", NULL, 0, "E12000002"},
	{"area=e12000002", NULL, 0, "E12000002"},
	{"area=%4eorth+West", NULL, 0, "E12000002"},
	{"area=%4Eorth+West", NULL, 0, "E12000002"},
	{"area=Inner+London", NULL, 0, "E13000001"},
	{"area=Yorkshire+and+The+Humber", NULL, 0, "E12000003"},
	{"month=2021%2D09", NULL, 202109, NULL},
	{"indicator=caseload_fte", "caseload_fte", 0, NULL},
};

Test(query, parses)
{
	for (size_t i = 0; i < sizeof(must_parse) / sizeof(must_parse[0]); i++) {
		const struct accepted *row = &must_parse[i];
		struct query_fault fault = {0};
		struct query query;

		cr_assert_eq(query_parse(slice_from_text(row->text), &query, &fault), ERROR_NONE, "%s: %s", row->text, fault.problem.sentence);
		cr_expect_eq(query.indicator != NULL, row->indicator != NULL, "%s", row->text);
		cr_expect(!query.indicator || strcmp(query.indicator->id, row->indicator) == 0, "%s", row->text);
		cr_expect_eq(query.has_month ? month_to_number(query.month) : 0, (uint32_t)row->month, "%s", row->text);
		cr_expect_eq(query.area != NULL, row->area != NULL, "%s", row->text);
		cr_expect(!query.area || strcmp(query.area->code, row->area) == 0, "%s", row->text);
	}
}

struct refused {
	const char *text;
	const char *parameter;
	const char *sentence; /* a part of it */
};

static const struct refused must_not_parse[] = {
	{"indicator=vacancy_rate", "indicator", "The parameter indicator must be one of vacancy_rate_fte, turnover_rate_fte"},
	{"indicator=", "indicator", "must be one of"},
	{"indicator", "indicator", "must be one of"},
	{"indicator=VACANCY_RATE_FTE", "indicator", "must be one of"},
	{"indicator=vacancy_rate_fte%00", "indicator", "must be one of"},
	{"indicator=<script>", "indicator", "must be one of"},
	{"month=2021", "month", "The parameter month must be a year and a month, such as 2021-09."},
	{"month=2021-13", "month", "such as 2021-09"},
	{"month=2021-00", "month", "such as 2021-09"},
	{"month=2021-9", "month", "such as 2021-09"},
	{"month=2021-09-30", "month", "such as 2021-09"},
	{"month=0000-01", "month", "such as 2021-09"},
	{"month=9999-01", "month", "such as 2021-09"},
	{"month=2021-09%", "month", "such as 2021-09"},
	{"month=2021-0%3", "month", "such as 2021-09"},
	{"month=2021-0%zz", "month", "such as 2021-09"},
	{"month=2021-09%0a", "month", "such as 2021-09"},
	{"area=Wales", "area", "England, "},
	{"area=", "area", "The parameter area must be the name or the E-code"},
	{"area=North%C3%28West", "area", "must be"},
	{"area=%ff", "area", "must be"},
	{"area=..%2f..%2fetc%2fpasswd", "area", "must be"},
	{"area=xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx", "area", "must be"},
	{"month=2021-09&month=2021-09", "month", "The parameter month is given more than once"},
	{"area=England&month=2021-09&area=England", "area", "more than once"},
	{"source=dfe", "source", "must be returns (the councils' own) or official"},
	{"source=", "source", "must be returns"},
	{"source=reference", "source", "must be returns"},
	{"source=official&source=official", "source", "more than once"},
	{"page=2", "", "a parameter that is not known"},
	{"Month=2021-09", "", "only indicator, month, area and source are allowed"},
	{"mont%68=2021-09", "", "not known"},
	{"month=2021-09&", "", "not known"},
	{"&month=2021-09", "", "not known"},
	{"&", "", "not known"},
	{"month=2021-09;area=England", "month", "such as 2021-09"},
	{"=", "", "not known"},
};

Test(query, refuses_with_a_sentence_that_names_the_parameter)
{
	for (size_t i = 0; i < sizeof(must_not_parse) / sizeof(must_not_parse[0]); i++) {
		const struct refused *row = &must_not_parse[i];
		struct query_fault fault = {0};
		struct query query;

		cr_assert_eq(query_parse(slice_from_text(row->text), &query, &fault), ERROR_INVALID, "%s", row->text);
		cr_expect_str_eq(fault.parameter, row->parameter, "%s: %s", row->text, fault.parameter);
		cr_expect(strstr(fault.problem.sentence, row->sentence), "%s: %s", row->text, fault.problem.sentence);
		cr_expect_not(strchr(fault.problem.sentence, '<'), "%s: what came is not repeated", row->text);
	}
}

Test(query, has_a_limit)
{
	char text[QUERY_BYTES_MAX + 2];
	struct query_fault fault = {0};
	struct query query;

	memset(text, 'x', sizeof(text));
	cr_expect_eq(query_parse(slice_from(text, QUERY_BYTES_MAX + 1), &query, &fault), ERROR_LIMIT);
	cr_expect_eq(query_parse(slice_from(text, QUERY_BYTES_MAX), &query, &fault), ERROR_INVALID);
}

Test(query, requires_all_three_of_the_api)
{
	static const struct {
		const char *text, *missing;
	} rows[] = {
		{"", "indicator"},
		{"indicator=vacancy_rate_fte", "month"},
		{"indicator=vacancy_rate_fte&area=England", "month"},
		{"indicator=vacancy_rate_fte&month=2021-09", "area"},
		{"month=2021-09&area=England", "indicator"},
	};
	struct query_fault fault = {0};
	struct query query;

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		cr_assert_eq(query_parse(slice_from_text(rows[i].text), &query, &fault), ERROR_NONE);
		cr_expect_eq(query_require_all(&query, &fault), ERROR_INVALID);
		cr_expect_str_eq(fault.parameter, rows[i].missing);
		cr_expect(strstr(fault.problem.sentence, "is missing: it must be"), "%s", fault.problem.sentence);
	}
	cr_assert_eq(query_parse(SLICE_LITERAL("area=England&month=2021-09&indicator=caseload_fte"), &query, &fault), ERROR_NONE);
	cr_expect_eq(query_require_all(&query, &fault), ERROR_NONE);
}

Test(query, default_area_is_the_one_region_or_england)
{
	struct cube_record records[] = {{.council = 342}, {.council = 343}, {.council = 999}, {.council = 380}};

	cr_expect_str_eq(query_default_area(NULL, 0)->name, "England");
	cr_expect_str_eq(query_default_area(records, 1)->name, "North West");
	cr_expect_str_eq(query_default_area(records, 3)->name, "North West"); /* a code that nobody has says nothing */
	cr_expect_str_eq(query_default_area(records, 4)->name, "England");
	cr_expect_str_eq(query_default_indicator()->id, "vacancy_rate_fte");
}

Test(query, writes_what_it_reads)
{
	struct query_fault fault = {0};

	for (unsigned i = 0; i < catalogue_indicator_count(); i++) {
		for (unsigned j = 0; j < area_count(); j++) {
			char buffer[QUERY_BYTES_MAX];
			struct text text;
			struct query query;

			text_init_fixed(&text, buffer, sizeof(buffer));
			query_put(&text, catalogue_indicator_at(i), month_from(2021, 9), area_at(j), SOURCE_RETURNS);
			cr_assert_eq(text.error, ERROR_NONE);
			cr_assert_eq(query_parse(text_slice(&text), &query, &fault), ERROR_NONE);
			cr_expect_eq(query.indicator, catalogue_indicator_at(i));
			cr_expect_eq(query.area, area_at(j));
			cr_expect_eq(month_compare(query.month, month_from(2021, 9)), 0);
		}
	}
}
