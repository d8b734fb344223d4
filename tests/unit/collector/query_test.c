#include "collector/core/query.h"

#include <criterion/criterion.h>
#include <string.h>

#include "proto/catalogue.h"

#define RANKING_PARTS (ASK_INDICATOR | ASK_MONTH | ASK_AREA)

static const struct query_form page_form = {.allowed = RANKING_PARTS | ASK_SOURCE};
static const struct query_form data_form = {.required = RANKING_PARTS, .allowed = RANKING_PARTS | ASK_SOURCE};
static const struct query_form any_form = {.allowed = RANKING_PARTS | ASK_SOURCE | ASK_COUNCIL | ASK_SINCE | ASK_SPAN | ASK_MOMENT};
static const struct query_form no_form = {.allowed = 0};

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

		cr_assert_eq(query_parse(slice_from_text(row->text), &page_form, &query, &fault), ERROR_NONE, "%s: %s", row->text,
			     fault.problem.sentence);
		cr_expect_eq(query.question.indicator != NULL, row->indicator != NULL, "%s", row->text);
		cr_expect(!row->indicator || strcmp(query.question.indicator->id, row->indicator) == 0, "%s", row->text);
		cr_expect_eq(query.question.has_month ? month_to_number(query.question.month) : 0, (uint32_t)row->month, "%s", row->text);
		cr_expect_eq(query.has_area, row->area != NULL, "%s", row->text);
		cr_expect(!row->area || strcmp(query.area.named->code, row->area) == 0, "%s", row->text);
	}
}

struct refused {
	const char *text;
	const char *parameter;
	const char *sentence; /* a part of it */
};

static const struct refused must_not_parse[] = {
	{"indicator=vacancy_rate", "indicator",
	 "The parameter indicator must be the id of an indicator; the nearest to what was asked for are vacancy_rate_fte, "},
	{"indicator=", "indicator", "must be the id of an indicator"},
	{"indicator", "indicator", "must be the id of an indicator"},
	{"indicator=VACANCY_RATE_FTE", "indicator", "must be the id of an indicator"},
	{"indicator=vacancy_rate_fte%00", "indicator", "must be the id of an indicator"},
	{"indicator=<script>", "indicator", "must be the id of an indicator"},
	{"month=2021", "month", "The parameter month must be a year and a month, such as 2021-09."},
	{"month=2021-13", "month", "such as 2021-09"},
	{"month=2021-00", "month", "such as 2021-09"},
	{"month=2021-9", "month", "such as 2021-09"},
	{"month=2021-09-30", "month", "such as 2021-09"},
	{"month=0000-01", "month", "such as 2021-09"},
	{"month=9999-01", "month", "such as 2021-09"},
	{"month=2021-09%", "month", "a percent sign needs two hexadecimal digits"},
	{"month=2021-0%3", "month", "a percent sign needs two hexadecimal digits"},
	{"month=2021-0%zz", "month", "a percent sign needs two hexadecimal digits"},
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

		cr_assert_eq(query_parse(slice_from_text(row->text), &page_form, &query, &fault), ERROR_INVALID, "%s", row->text);
		cr_expect_str_eq(fault.parameter, row->parameter, "%s: %s", row->text, fault.parameter);
		cr_expect(strstr(fault.problem.sentence, row->sentence), "%s: %s", row->text, fault.problem.sentence);
		cr_expect_not(strchr(fault.problem.sentence, '<'), "%s: what came is not repeated", row->text);
	}
}

Test(query, tells_programs_what_kind_of_fault_it_is)
{
	static const struct {
		const char *text;
		enum api_problem_kind kind;
	} rows[] = {
		{"indicator=x&month=2021-09&area=England", API_PROBLEM_PARAMETER_VALUE},
		{"month=2021-09&area=England", API_PROBLEM_PARAMETER_MISSING},
		{"month=2021-09&month=2021-09", API_PROBLEM_PARAMETER_REPEATED},
		{"council=342", API_PROBLEM_PARAMETER_UNKNOWN},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct query_fault fault = {0};
		struct query query;

		cr_assert_eq(query_parse(slice_from_text(rows[i].text), &data_form, &query, &fault), ERROR_INVALID);
		cr_expect_eq(fault.kind, rows[i].kind, "%s: %d", rows[i].text, fault.kind);
	}
}

Test(query, has_a_limit)
{
	char text[QUERY_BYTES_MAX + 2];
	struct query_fault fault = {0};
	struct query query;

	memset(text, 'x', sizeof(text));
	cr_expect_eq(query_parse(slice_from(text, QUERY_BYTES_MAX + 1), &page_form, &query, &fault), ERROR_LIMIT);
	cr_expect_eq(fault.kind, API_PROBLEM_ADDRESS_TOO_LONG);
	cr_expect_eq(query_parse(slice_from(text, QUERY_BYTES_MAX), &page_form, &query, &fault), ERROR_INVALID);
}

Test(query, requires_what_the_form_requires)
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
		cr_assert_eq(query_parse(slice_from_text(rows[i].text), &data_form, &query, &fault), ERROR_INVALID);
		cr_expect_str_eq(fault.parameter, rows[i].missing);
		cr_expect(strstr(fault.problem.sentence, "is missing: it must be"), "%s", fault.problem.sentence);
	}
	cr_expect_eq(query_parse(SLICE_LITERAL("area=England&month=2021-09&indicator=caseload_fte"), &data_form, &query, &fault), ERROR_NONE);
}

Test(query, allows_what_the_form_allows)
{
	struct query_fault fault = {0};
	struct query query;

	cr_assert_eq(query_parse(SLICE_LITERAL("council=342"), &page_form, &query, &fault), ERROR_INVALID);
	cr_expect_str_eq(fault.problem.sentence, "The query has a parameter that is not known: only indicator, month, area and source are allowed.");
	cr_assert_eq(query_parse(SLICE_LITERAL("month=2021-09"), &no_form, &query, &fault), ERROR_INVALID);
	cr_expect_str_eq(fault.problem.sentence, "This address takes no parameters.");
	cr_expect_eq(query_parse(SLICE_LITERAL(""), &no_form, &query, &fault), ERROR_NONE);
}

Test(query, writes_every_parameter_in_one_way)
{
	static const char *const rows[][2] = {
		{"", ""},
		{"area=north+west&month=2021-09&indicator=vacancy_rate_fte", "indicator=vacancy_rate_fte&month=2021-09&area=E12000002"},
		{"area=342,340&month=2021-09", "month=2021-09&area=340,342"},
		{"to=2021-09&from=2019-01&council=342", "council=342&from=2019-01&to=2021-09"},
		{"to=2021-09&from=2021-09", "from=2021-09&to=2021-09"},
		{"source=returns&since=2020-03", "since=2020-03"},
		{"since=2021-08&month=2021-09", "month=2021-09&since=2021-08"},
		{"vintage=2023-11&source=official", "source=official&vintage=2023-11"},
		{"as_of=2021-09-30", "as_of=2021-09-30"},
		{"area=group%3Aliverpool-city-region", "area=group:liverpool-city-region"},
		{"as_of=position:575", "as_of=position:575"},
		{"as_of=position%3A0", "as_of=position:0"},
		{"as_of=position:18446744073709551615", "as_of=position:18446744073709551615"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		char buffer[QUERY_BYTES_MAX];
		struct query_fault fault = {0};
		struct query query;
		struct text text;

		cr_assert_eq(query_parse(slice_from_text(rows[i][0]), &any_form, &query, &fault), ERROR_NONE, "%s: %s", rows[i][0],
			     fault.problem.sentence);
		text_init_fixed(&text, buffer, sizeof(buffer));
		query_put(&text, &query);
		cr_expect_str_eq(buffer, rows[i][1]);
	}
}

Test(query, refuses_values_of_the_other_parameters)
{
	static const struct refused rows[] = {
		{"indicator=caseload_fte,vacancy_rate_fte", "indicator", "the id of an indicator"},
		{"council=St.+Helens", "council", "cannot be used: St. Helens is a council's name: its code is 342."},
		{"council=999", "council", "cannot be used: 999 is no council."},
		{"council=0342", "council", "three-digit"},
		{"from=2021", "from", "such as 2021-09"},
		{"from=2021-10&to=2021-09", "to", "The parameter to must not be a month before the first one."},
		{"since=2021-09&month=2021-09", "since", "The parameter since must be a month before the one that is asked for."},
		{"month=2021-09&since=2021-10", "since", "must be a month before"},
		{"vintage=2023-11", "vintage", "goes with published releases (source official) only"},
		{"vintage=2023-11&source=returns", "vintage", "goes with published releases (source official) only"},
		{"as_of=2021-09", "as_of", "a date, such as 2021-09-30, or a position of the ledger, such as position:575."},
		{"as_of=2021-02-30", "as_of", "a date"},
		{"as_of=30/09/2021", "as_of", "a date"},
		{"as_of=2021-09-30T00:00:00", "as_of", "a date"},
		{"as_of=position:", "as_of", "a date"},
		{"as_of=position:-1", "as_of", "a date"},
		{"as_of=position:18446744073709551616", "as_of", "a date"},
		{"as_of=", "as_of", "a date"},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct query_fault fault = {0};
		struct query query;

		cr_assert_eq(query_parse(slice_from_text(rows[i].text), &any_form, &query, &fault), ERROR_INVALID, "%s", rows[i].text);
		cr_expect_str_eq(fault.parameter, rows[i].parameter, "%s", rows[i].text);
		cr_expect(strstr(fault.problem.sentence, rows[i].sentence), "%s: %s", rows[i].text, fault.problem.sentence);
	}
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
			struct question question = {
				.indicator = catalogue_indicator_at(i),
				.has_month = true,
				.month = month_from(2021, 9),
				.area = area_at(j),
				.source = SOURCE_OFFICIAL,
			};
			struct query query = query_of(&question);
			struct text text;

			text_init_fixed(&text, buffer, sizeof(buffer));
			query_put(&text, &query);
			cr_assert_eq(text.error, ERROR_NONE);
			cr_assert_eq(query_parse(text_slice(&text), &data_form, &query, &fault), ERROR_NONE);
			cr_expect_eq(query.question.indicator, catalogue_indicator_at(i));
			cr_expect_eq(query.area.named, area_at(j));
			cr_expect_eq(query.question.source, SOURCE_OFFICIAL);
			cr_expect_eq(month_compare(query.question.month, month_from(2021, 9)), 0);
		}
	}
}

Test(query, on_a_command_line_names_the_option)
{
	static const struct query_form form = {
		.required = ASK_MONTH, .allowed = ASK_MONTH | ASK_SPAN | ASK_MOMENT | ASK_SOURCE, .place = QUERY_ON_COMMAND_LINE};
	struct query query = query_begin();
	struct query_fault fault = {0};

	cr_expect_eq(query_end(&query, &form, &fault), ERROR_INVALID);
	cr_expect_str_eq(fault.problem.sentence, "--month is missing: it must be a year and a month, such as 2021-09");
	cr_expect_eq(query_set(&query, &form, SLICE_LITERAL("as_of"), SLICE_LITERAL("now"), &fault), ERROR_INVALID);
	cr_expect(strstr(fault.problem.sentence, "--as-of must be a date, such as 2021-09-30"), "%s", fault.problem.sentence);
	query = query_begin();
	cr_assert_eq(query_set(&query, &form, SLICE_LITERAL("vintage"), SLICE_LITERAL("2023-11"), &fault), ERROR_NONE);
	cr_assert_eq(query_set(&query, &form, SLICE_LITERAL("month"), SLICE_LITERAL("2023-03"), &fault), ERROR_NONE);
	cr_expect_eq(query_end(&query, &form, &fault), ERROR_INVALID);
	cr_expect_str_eq(fault.problem.sentence, "--vintage goes with published releases (source official) only");
}

/* What happened to a council is in no release. */
/* A page's form keeps the vintage when the source is chosen anew. */
Test(query, a_form_may_send_the_vintage_beside_a_source_that_it_is_not_of)
{
	struct query_form form = {.allowed = ASK_SOURCE | ASK_MOMENT, .skips_empty = true};
	struct query_fault fault;
	struct query query;

	cr_expect_eq(query_parse(SLICE_LITERAL("source=returns&vintage=2023-11"), &form, &query, &fault), ERROR_NONE);
	cr_expect_eq(query_parse(SLICE_LITERAL("vintage=2023-11"), &form, &query, &fault), ERROR_INVALID, "no source was chosen");
}

Test(query, events_have_no_vintage)
{
	const struct answer *answer = answer_find(SLICE_LITERAL("events"));
	const struct query_form form = {.allowed = answer->allowed};
	struct query_fault fault = {0};
	struct query query;

	cr_expect_eq(query_parse(SLICE_LITERAL("vintage=2023-11"), &form, &query, &fault), ERROR_INVALID);
	cr_expect_eq(fault.kind, API_PROBLEM_PARAMETER_UNKNOWN);
	cr_expect_eq(query_parse(SLICE_LITERAL("as_of=2023-11-01"), &form, &query, &fault), ERROR_NONE);
}

/* An answer that shows both sources has no source to choose. */
Test(query, a_vintage_stands_alone_where_there_is_no_source_to_choose)
{
	static const struct query_form form = {.allowed = ASK_MOMENT};
	struct query_fault fault = {0};
	struct query query;

	cr_assert_eq(query_parse(SLICE_LITERAL("vintage=2023-11"), &form, &query, &fault), ERROR_NONE, "%s", fault.problem.sentence);
	cr_expect(query.question.moment.has_vintage);
}

Test(query, question_has_the_area_with_its_members)
{
	struct query_fault fault = {0};
	struct background background = {.groups = group_known_at(0), .group_count = group_known_count()};
	struct problem problem = {0};
	struct question question;
	struct query query;
	struct arena arena;

	arena_init(&arena, 1 << 16);
	cr_assert_eq(query_parse(SLICE_LITERAL("area=342,340&since=2020-01"), &any_form, &query, &fault), ERROR_NONE);
	cr_assert_eq(query_question(&query, &background, &arena, &question, &problem), ERROR_NONE);
	cr_expect_str_eq(question.area->code, "340,342");
	cr_expect_eq(question.area->member_count, 2);
	cr_expect(question.has_since && !question.has_month);
	cr_assert_eq(query_parse(SLICE_LITERAL("month=2021-09"), &any_form, &query, &fault), ERROR_NONE);
	cr_assert_eq(query_question(&query, &background, &arena, &question, &problem), ERROR_NONE);
	cr_expect_null(question.area);
	cr_assert_eq(query_parse(SLICE_LITERAL("area=group:nobody"), &any_form, &query, &fault), ERROR_NONE);
	cr_assert_eq(query_question(&query, &background, &arena, &question, &problem), ERROR_NOT_FOUND);
	cr_expect_str_eq(problem.sentence, "There is no group of councils with the id nobody.");
	arena_fini(&arena);
}

/* Any bytes may be typed; they are written so that nothing of them means anything in an address. */
Test(query, what_is_looked_for_is_kept_and_written_encoded)
{
	static const struct query_form form = {.allowed = ASK_FIND | ASK_MONTH, .skips_empty = true};
	static const struct {
		const char *text, *find, *written;
	} rows[] = {
		{"q=st+helens", "st helens", "q=st+helens"},
		{"q=St.%20Helen%27s&month=2021-09", "St. Helen's", "month=2021-09&q=St.+Helen%27s"},
		{"q=a%26month%3D2021-09", "a&month=2021-09", "q=a%26month%3d2021-09"},
		{"q=%C3%A8%FF", "\xc3\xa8\xff", "q=%c3%a8%ff"},
		{"q=%0d%0aLocation:", "\r\nLocation:", "q=%0d%0aLocation%3a"},
		{"q=", "", ""},
	};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct query_fault fault = {0};
		char buffer[QUERY_WRITTEN_BYTES_MAX + 1];
		struct query query;
		struct text text;

		cr_assert_eq(query_parse(slice_from_text(rows[i].text), &form, &query, &fault), ERROR_NONE, "%s", fault.problem.sentence);
		cr_expect_str_eq(query.question.find, rows[i].find);
		text_init_fixed(&text, buffer, sizeof(buffer));
		query_put(&text, &query);
		cr_expect_str_eq(buffer, rows[i].written, "%s", buffer);
	}
}

Test(query, what_is_looked_for_has_at_most_100_bytes_and_no_nul)
{
	static const struct query_form form = {.allowed = ASK_FIND};
	char text[QUERY_BYTES_MAX + 1] = "q=";
	struct query_fault fault = {0};
	struct query query;

	memset(text + 2, 'a', QUESTION_FIND_BYTES_MAX);
	cr_expect_eq(query_parse(slice_from_text(text), &form, &query, &fault), ERROR_NONE);
	text[2 + QUESTION_FIND_BYTES_MAX] = 'a';
	cr_expect_eq(query_parse(slice_from_text(text), &form, &query, &fault), ERROR_INVALID);
	cr_expect(strstr(fault.problem.sentence, "of at most 100 bytes"), "%s", fault.problem.sentence);
	cr_expect_eq(query_parse(SLICE_LITERAL("q=a%00b"), &form, &query, &fault), ERROR_INVALID);
}
