#include "agent/core/posts_table.h"

#include "common/decimal.h"

enum { COLUMN_MONTH, COLUMN_FIRST_FIGURE, COLUMN_COUNT = COLUMN_FIRST_FIGURE + FIGURE_COUNT };

/* Decimal digits of each figure: FTE and FTE days in millionths, cases and people whole. */
static const unsigned figure_digits[FIGURE_COUNT] = {
	[FIGURE_VACANCIES_FTE] = FTE_DIGITS,    [FIGURE_AGENCY_COVER_FTE] = FTE_DIGITS,      [FIGURE_AGENCY_COVER_HEADCOUNT] = 0, [FIGURE_CASES] = 0,
	[FIGURE_CASE_HOLDERS_FTE] = FTE_DIGITS, [FIGURE_WORKING_DAYS_LOST_FTE] = FTE_DIGITS,
};

static const char *figure_parse(struct slice text, unsigned digits, int64_t *out)
{
	enum error error = decimal_parse(text, digits, out);

	if (error == ERROR_LIMIT)
		return digits ? "has more than six decimals or is too large; the figure is sent as not available"
			      : "is not a whole number or is too large; the figure is sent as not available";
	if (error)
		return "is not a number as 12 or 12.5; the figure is sent as not available";
	return *out < 0 ? "is negative; the figure is sent as not available" : NULL;
}

/* A cell that cannot be read costs its figure, not the month. */
static void figure_read(struct row *row, enum month_figure figure, struct month_row *out)
{
	unsigned column = COLUMN_FIRST_FIGURE + figure;
	struct slice text;
	int64_t value = 0;
	const char *fault = row_cell(row, column, &text);

	if (!fault && text.size == 0) {
		out->states[figure] = FIGURE_EMPTY;
		return;
	}
	if (!fault)
		fault = figure_parse(text, figure_digits[figure], &value);
	if (fault) {
		row_refuse_cell(row, column, fault);
		out->states[figure] = FIGURE_REFUSED;
		return;
	}
	out->states[figure] = FIGURE_GIVEN;
	out->values[figure] = value;
}

static enum error posts_row_read(struct row *row, struct council_register *reg)
{
	struct month_row month = {.month = {0}};
	struct slice text;
	const char *fault;
	enum error error;

	if (row->is_refused)
		return ERROR_NONE;
	fault = row_cell(row, COLUMN_MONTH, &text);
	if (!fault && month_parse(text, &month.month))
		fault = "is not a month as 2021-09; spreadsheets change it unless the column is formatted as text";
	if (fault) {
		row_refuse(row, COLUMN_MONTH, fault);
		return ERROR_NONE;
	}
	for (unsigned i = 0; i < FIGURE_COUNT; i++)
		figure_read(row, (enum month_figure)i, &month);
	error = register_add_month(reg, &month);
	if (error != ERROR_EXISTS)
		return error;
	row->note_count = 0;
	row_refuse(row, COLUMN_MONTH, "has a row already; the first one is used");
	return ERROR_NONE;
}

const struct layout posts_layout = {
	.kind = TABLE_POSTS,
	.column_count = COLUMN_COUNT,
	.columns =
		{
			[COLUMN_MONTH] = "month",
			[COLUMN_FIRST_FIGURE + FIGURE_VACANCIES_FTE] = "vacancies_fte",
			[COLUMN_FIRST_FIGURE + FIGURE_AGENCY_COVER_FTE] = "agency_cover_fte",
			[COLUMN_FIRST_FIGURE + FIGURE_AGENCY_COVER_HEADCOUNT] = "agency_cover_headcount",
			[COLUMN_FIRST_FIGURE + FIGURE_CASES] = "cases",
			[COLUMN_FIRST_FIGURE + FIGURE_CASE_HOLDERS_FTE] = "case_holders_fte",
			[COLUMN_FIRST_FIGURE + FIGURE_WORKING_DAYS_LOST_FTE] = "working_days_lost_12m_fte",
		},
	.seen = register_saw_posts_table,
	.read = posts_row_read,
};
