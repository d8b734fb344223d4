#include "agent/core/layout.h"

#include "tests/unit/agent/extract_text.h"

static const struct layout two_columns = {.kind = TABLE_WORKERS, .required_count = 1, .column_count = 2, .columns = {"First", "Second"}};

/* A row of cells "a" and "b" under a header of the places given. */
static void row_make(struct row *row, struct cells *cells, struct header *header, unsigned second)
{
	*header = (struct header){.layout = &two_columns, .cell_count = 2, .places = {0, second}};
	cells_begin(cells, 7);
	cr_assert_eq(cells_take_line(cells, SLICE_LITERAL("a,b")), ERROR_NONE);
	row_init(row, cells, header, 3);
}

Test(layout, one_thing_is_said_of_a_cell_and_a_refusal_goes_before_a_remark)
{
	static struct cells cells;
	struct header header;
	struct row row;

	row_make(&row, &cells, &header, 1);
	row_remark(&row, 0, RULE_ROLE_UNKNOWN);
	row_remark(&row, 0, RULE_ORIGIN_UNKNOWN);
	cr_assert_eq(row.note_count, 1);
	cr_assert_eq(row.notes[0].rule, RULE_ROLE_UNKNOWN);
	cr_assert_not(row.is_refused);
	row_refuse(&row, 0, RULE_FTE_OVER_ONE);
	row_remark(&row, 0, RULE_ORIGIN_UNKNOWN);
	row_refuse_cell(&row, WHOLE_ROW, RULE_ROW_TOO_WIDE);
	cr_assert_eq(row.note_count, 2);
	cr_assert_eq(row.notes[0].rule, RULE_FTE_OVER_ONE);
	cr_assert(row.notes[0].is_refused && row.is_refused);
	cr_assert_eq(row.notes[0].line, 7);
	cr_assert_eq(row.notes[0].column, 1);
	cr_assert_eq(row.notes[1].column, 0);
	cells_fini(&cells);
}

Test(layout, an_optional_column_that_is_not_there_is_an_empty_cell)
{
	static struct cells cells;
	struct header header;
	struct slice text = SLICE_LITERAL("before");
	struct row row;

	row_make(&row, &cells, &header, COLUMN_MISSING);
	cr_assert(row_has_column(&row, 0));
	cr_assert_not(row_has_column(&row, 1));
	cr_assert_eq(row_cell(&row, 1, &text), RULE_NONE);
	cr_assert_eq(text.size, 0);
	row_remark(&row, 1, RULE_ROLE_UNKNOWN);
	cr_assert_eq(row.notes[0].column, 0);
	cells_fini(&cells);
}

/* A file that has all columns of two tables is the one that asks for more of them. */
Test(layout, the_table_with_the_most_required_columns_is_meant)
{
	static const struct {
		const char *header;
		enum table_kind kind;
	} table[] = {
		{"CHILD,SEX,DOB,DUC\n", TABLE_UASC},
		{"CHILD,SEX,DOB,ETHNIC,UPN,MOTHER,MC_DOB,DUC\n", TABLE_CHILDREN},
		{"DUC,MC_DOB,MOTHER,UPN,ETHNIC,DOB,SEX,CHILD\n", TABLE_CHILDREN},
		{"month,measure,value,vacancies_fte,agency_cover_fte,agency_cover_headcount,cases,case_holders_fte,working_days_lost_12m_fte\n",
		 TABLE_POSTS},
	};

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct reading *reading = extract_reading_new();

		extract_read(reading, "a.csv", table[i].header);
		cr_assert_eq(extract_last_report(reading)->kind, table[i].kind, "%s is read as %s", table[i].header,
			     table_kind_name(extract_last_report(reading)->kind));
		reading_free(reading);
	}
}
