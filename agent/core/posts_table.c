#include "agent/core/posts_table.h"

#include "agent/core/values.h"
#include "common/decimal.h"

enum { COLUMN_MONTH, COLUMN_FIRST_FIGURE, COLUMN_COUNT = COLUMN_FIRST_FIGURE + FIGURE_COUNT };

/* Decimal digits of each figure: FTE and FTE days in millionths, cases and people whole. */
static const unsigned figure_digits[FIGURE_COUNT] = {
	[FIGURE_VACANCIES_FTE] = FTE_DIGITS,    [FIGURE_AGENCY_COVER_FTE] = FTE_DIGITS,      [FIGURE_AGENCY_COVER_HEADCOUNT] = 0, [FIGURE_CASES] = 0,
	[FIGURE_CASE_HOLDERS_FTE] = FTE_DIGITS, [FIGURE_WORKING_DAYS_LOST_FTE] = FTE_DIGITS,
};

static enum rule figure_parse(struct slice text, unsigned digits, int64_t *out)
{
	enum error error = decimal_parse(text, digits, out);

	if (error == ERROR_LIMIT)
		return digits ? RULE_FIGURE_TOO_PRECISE : RULE_FIGURE_NOT_WHOLE;
	if (error)
		return RULE_FIGURE_MALFORMED;
	return *out < 0 ? RULE_FIGURE_NEGATIVE : RULE_NONE;
}

/* A cell that cannot be read costs its figure, not the month. */
static void figure_read(struct row *row, enum month_figure figure, struct month_row *out)
{
	unsigned column = COLUMN_FIRST_FIGURE + figure;
	struct slice text;
	int64_t value = 0;
	enum rule fault = row_cell(row, column, &text);

	if (!fault && (text.size == 0 || slice_equal_ignoring_case(text, SLICE_LITERAL("x")))) {
		out->states[figure] = FIGURE_EMPTY;
		return;
	}
	if (!fault && slice_equal_ignoring_case(text, SLICE_LITERAL("u"))) {
		out->states[figure] = FIGURE_UNRELIABLE;
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
	struct month_row month = {.file = row->file, .line = (uint32_t)row->line};
	struct slice text;
	enum rule fault;
	enum error error;

	if (row->is_refused)
		return ERROR_NONE;
	fault = row_cell(row, COLUMN_MONTH, &text);
	if (!fault)
		fault = value_month(text, &month.month);
	if (fault) {
		row_refuse(row, COLUMN_MONTH, fault);
		return ERROR_NONE;
	}
	for (unsigned i = 0; i < FIGURE_COUNT; i++)
		figure_read(row, (enum month_figure)i, &month);
	error = workforce_add_month(reg->workforce, &month);
	if (error != ERROR_EXISTS)
		return error;
	row->note_count = 0;
	row_refuse(row, COLUMN_MONTH, RULE_MONTH_REPEATED);
	return ERROR_NONE;
}

static void posts_table_seen(struct council_register *reg, uint8_t file)
{
	workforce_saw_posts_table(reg->workforce, file);
}

const struct layout posts_layout = {
	.kind = TABLE_POSTS,
	.required_count = COLUMN_COUNT,
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
	.seen = posts_table_seen,
	.read = posts_row_read,
};
