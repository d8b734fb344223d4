#include "agent/core/posts_table.h"

#include "tests/unit/agent/extract_text.h"

static struct reading *read_rows(const char *rows)
{
	struct reading *reading = extract_reading_new();
	char text[2048] = POSTS_HEADER;

	strncat(text, rows, sizeof(text) - strlen(text) - 1);
	extract_read(reading, "posts.csv", text);
	cr_assert_eq(extract_last_report(reading)->kind, TABLE_POSTS);
	return reading;
}

static const struct month_row *september(struct reading *reading)
{
	return workforce_month(reading_register(reading)->workforce, month_from(2021, 9));
}

Test(posts_table, every_figure_in_its_unit)
{
	struct reading *reading = read_rows("2021-09,35,20.55,21,2500,150.123456,1200.5\n");
	const struct month_row *row = september(reading);
	static const int64_t values[FIGURE_COUNT] = {35000000, 20550000, 21, 2500, 150123456, 1200500000};

	cr_assert_not_null(row);
	for (unsigned i = 0; i < FIGURE_COUNT; i++) {
		cr_assert_eq(row->states[i], FIGURE_GIVEN, "figure %u", i);
		cr_assert_eq(row->values[i], values[i], "figure %u", i);
	}
	reading_free(reading);
}

Test(posts_table, an_empty_cell_is_no_figure_and_no_problem)
{
	struct reading *reading = read_rows("2021-09,,NULL,0, ,\"\",\n");
	const struct month_row *row = september(reading);

	cr_assert_not_null(row);
	for (unsigned i = 0; i < FIGURE_COUNT; i++)
		cr_assert_eq(row->states[i], i == FIGURE_AGENCY_COVER_HEADCOUNT ? FIGURE_GIVEN : FIGURE_EMPTY, "figure %u", i);
	cr_assert_eq(extract_last_report(reading)->note_count, 0);
	reading_free(reading);
}

Test(posts_table, a_figure_that_cannot_be_relied_on_is_no_figure_either)
{
	struct reading *reading = extract_reading_new();
	const struct month_row *row;

	extract_read(reading, "posts.csv", POSTS_HEADER "2021-09,u,U,x,1,1,1\n");
	row = workforce_month(reading_register(reading)->workforce, month_from(2021, 9));
	cr_assert_not_null(row);
	cr_assert_eq(row->states[FIGURE_VACANCIES_FTE], FIGURE_UNRELIABLE);
	cr_assert_eq(row->states[FIGURE_AGENCY_COVER_FTE], FIGURE_UNRELIABLE);
	cr_assert_eq(row->states[FIGURE_AGENCY_COVER_HEADCOUNT], FIGURE_EMPTY);
	cr_assert_eq(extract_last_report(reading)->rows_refused, 0);
	reading_free(reading);
}

Test(posts_table, a_refused_cell_costs_its_figure_and_not_the_row)
{
	static const struct {
		const char *row;
		enum month_figure figure;
		const char *column, *reason;
	} table[] = {
		{"2021-09,many,1,1,1,1,1\n", FIGURE_VACANCIES_FTE, "vacancies_fte",
		 "is not a number as 12 or 12.5; the figure is sent as not available"},
		{"2021-09,\"1,000\",1,1,1,1,1\n", FIGURE_VACANCIES_FTE, "vacancies_fte",
		 "is not a number as 12 or 12.5; the figure is sent as not available"},
		{"2021-09,1,-1,1,1,1,1\n", FIGURE_AGENCY_COVER_FTE, "agency_cover_fte", "is negative; the figure is sent as not available"},
		{"2021-09,1,1,1.5,1,1,1\n", FIGURE_AGENCY_COVER_HEADCOUNT, "agency_cover_headcount",
		 "is not a whole number or is too large; the figure is sent as not available"},
		{"2021-09,1,1,1,99999999999999999,1,1\n", FIGURE_CASES, "cases",
		 "is not a whole number or is too large; the figure is sent as not available"},
		{"2021-09,1,1,1,1,0.1234567,1\n", FIGURE_CASE_HOLDERS_FTE, "case_holders_fte",
		 "has more than six decimals or is too large; the figure is sent as not available"},
		{"2021-09,1,1,1,1,1,\"1\"x\n", FIGURE_WORKING_DAYS_LOST_FTE, "working_days_lost_12m_fte",
		 "has text behind its closing quotation mark"},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = read_rows(table[i].row);
		const struct file_report *report = extract_last_report(reading);
		const struct month_row *row = september(reading);

		cr_assert_not_null(row, "%s", table[i].row);
		for (unsigned figure = 0; figure < FIGURE_COUNT; figure++)
			cr_assert_eq(row->states[figure], figure == table[i].figure ? FIGURE_REFUSED : FIGURE_GIVEN, "%s", table[i].row);
		cr_assert_eq(report->rows_refused, 0, "%s", table[i].row);
		cr_assert_eq(report->note_count, 1, "%s", table[i].row);
		cr_assert_str_eq(report->notes[0].column_name, table[i].column);
		cr_assert_str_eq(rule_sentence(report->notes[0].rule), table[i].reason);
		cr_assert(report->notes[0].is_refused);
		reading_free(reading);
	}
}

Test(posts_table, a_row_without_its_month_is_refused)
{
	static const char *const rows[] = {",1,1,1,1,1,1\n",           "Sep-21,1,1,1,1,1,1\n",  "2021-13,1,1,1,1,1,1\n",
					   "2021-09-30,1,1,1,1,1,1\n", "1021-09,1,1,1,1,1,1\n", "2021-09,1,1,1,1,1,1,1\n"};

	for (size_t i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct reading *reading = read_rows(rows[i]);
		struct month first, last;

		cr_assert_eq(extract_last_report(reading)->rows_refused, 1, "%s", rows[i]);
		cr_assert_eq(extract_last_report(reading)->note_count, 1, "%s", rows[i]);
		cr_assert_not(workforce_months(reading_register(reading)->workforce, &first, &last), "%s", rows[i]);
		reading_free(reading);
	}
}

Test(posts_table, the_second_row_of_a_month_is_refused_also_from_another_file)
{
	struct reading *reading = read_rows("2021-09,1,1,1,1,1,1\n2021-09,2,bad,2,2,2,2\n");

	cr_assert_eq(extract_last_report(reading)->rows_refused, 1);
	cr_assert_eq(extract_last_report(reading)->note_count, 1);
	cr_assert_eq(extract_last_report(reading)->notes[0].line, 3);
	cr_assert_str_eq(rule_sentence(extract_last_report(reading)->notes[0].rule), "has a row already; the first one is used");
	extract_read(reading, "again.csv", POSTS_HEADER "2021-09,3,3,3,3,3,3\n");
	cr_assert_eq(extract_last_report(reading)->rows_refused, 1);
	cr_assert_eq(september(reading)->values[FIGURE_CASES], 1);
	reading_free(reading);
}
