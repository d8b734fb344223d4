#include <stddef.h>

#include "agent/core/children_in_need_codes.h"
#include "agent/core/children_in_need_rows.h"
#include "common/decimal.h"

/* What happens within a case: child protection plans, assessments, section 47 enquiries and the conferences that they lead to. */

/* The start and the end of a record. False: neither is known, which refuses the row, as does what cannot be read. */
static bool days_read(struct row *row, const struct council_register *reg, const unsigned columns[2], struct need_record *record)
{
	const struct need_file *file = need_file_of_row(reg, row);
	bool has_start = need_day_read(row, columns[0], &record->start);
	bool has_end = need_day_read(row, columns[1], &record->end);

	if (!has_start && !has_end)
		row_refuse(row, columns[0], RULE_CIN_DATE_MISSING);
	if (row->is_refused)
		return false;
	if (has_start)
		need_day_check(row, columns[0], file, record->start);
	if (has_end)
		need_day_check(row, columns[1], file, record->end);
	return true;
}

static struct need_record record_new(void)
{
	return (struct need_record){.start = {NEED_DAY_UNKNOWN}, .end = {NEED_DAY_OPEN}};
}

enum { COLUMN_PLAN_START, COLUMN_PLAN_END, COLUMN_CATEGORY, COLUMN_PREVIOUS, PLAN_COLUMN_COUNT };

static void plan_details_read(struct row *row, struct need_record *plan)
{
	struct slice category = need_code_read(row, COLUMN_CATEGORY), previous = need_code_read(row, COLUMN_PREVIOUS);
	int64_t count = 0;

	if (!abuse_category_of(category, &plan->group))
		row_remark(row, COLUMN_CATEGORY, RULE_CIN_CATEGORY_UNKNOWN);
	if (previous.size == 0 || decimal_parse(previous, 0, &count) || count < 0)
		row_remark(row, COLUMN_PREVIOUS, RULE_CIN_PREVIOUS_PLANS_UNKNOWN);
	else if (count >= 1)
		plan->flags |= NEED_REPEAT;
}

static enum error plan_read(struct row *row, struct council_register *reg)
{
	static const unsigned columns[] = {COLUMN_PLAN_START, COLUMN_PLAN_END};
	struct need_record plan = record_new();

	if (need_child_is_nameless(row, reg))
		return ERROR_NONE;
	if (days_read(row, reg, columns, &plan)) {
		if (plan.start.days == NEED_DAY_UNKNOWN)
			row_refuse(row, COLUMN_PLAN_START, RULE_CIN_DATE_MISSING);
		else if (plan.end.days < plan.start.days)
			row_refuse(row, COLUMN_PLAN_END, RULE_CIN_PLAN_ENDS_BEFORE_START);
		else
			plan_details_read(row, &plan);
	}
	return need_record_finish(row, reg, NEED_PLAN, &plan);
}

const struct layout need_plan_layout = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.column_count = PLAN_COLUMN_COUNT,
	.columns =
		{
			[COLUMN_PLAN_START] = "CPPstartDate",
			[COLUMN_PLAN_END] = "CPPendDate",
			[COLUMN_CATEGORY] = "LatestCategoryOfAbuse",
			[COLUMN_PREVIOUS] = "NumberOfPreviousCPP",
		},
	.read = plan_read,
};

enum { COLUMN_ASSESSMENT_START, COLUMN_AUTHORISED, COLUMN_FACTORS, ASSESSMENT_COLUMN_COUNT };

static enum error assessment_read(struct row *row, struct council_register *reg)
{
	static const unsigned columns[] = {COLUMN_ASSESSMENT_START, COLUMN_AUTHORISED};
	struct need_record assessment = record_new();

	if (need_child_is_nameless(row, reg))
		return ERROR_NONE;
	if (days_read(row, reg, columns, &assessment)) {
		if (assessment.start.days == NEED_DAY_UNKNOWN)
			row_remark(row, COLUMN_ASSESSMENT_START, RULE_CIN_ASSESSMENT_START_MISSING);
		else if (assessment.end.days < assessment.start.days)
			row_remark(row, COLUMN_AUTHORISED, RULE_CIN_ASSESSED_BEFORE_START);
		if (row_has_column(row, COLUMN_FACTORS))
			row_remark(row, COLUMN_FACTORS, RULE_CIN_FACTORS_EMPTY);
	}
	return need_record_finish(row, reg, NEED_ASSESSMENT, &assessment);
}

/* An element of factors has a cell only when it holds none of them: factors are elements of their own, which nobody asks for. */
const struct layout need_assessment_layout = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.column_count = ASSESSMENT_COLUMN_COUNT,
	.columns =
		{
			[COLUMN_ASSESSMENT_START] = "AssessmentActualStartDate",
			[COLUMN_AUTHORISED] = "AssessmentAuthorisationDate",
			[COLUMN_FACTORS] = "FactorsIdentifiedAtAssessment",
		},
	.read = assessment_read,
};

enum { COLUMN_ENQUIRY_START, COLUMN_CONFERENCE, ENQUIRY_COLUMN_COUNT };

static enum error enquiry_read(struct row *row, struct council_register *reg)
{
	static const unsigned columns[] = {COLUMN_ENQUIRY_START, COLUMN_CONFERENCE};
	struct need_record enquiry = record_new();

	if (need_child_is_nameless(row, reg))
		return ERROR_NONE;
	if (days_read(row, reg, columns, &enquiry)) {
		if (enquiry.start.days == NEED_DAY_UNKNOWN)
			row_remark(row, COLUMN_ENQUIRY_START, RULE_CIN_ENQUIRY_START_MISSING);
		else if (enquiry.end.days < enquiry.start.days)
			row_remark(row, COLUMN_CONFERENCE, RULE_CIN_CONFERENCE_BEFORE_ENQUIRY);
	}
	return need_record_finish(row, reg, NEED_ENQUIRY, &enquiry);
}

const struct layout need_enquiry_layout = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.column_count = ENQUIRY_COLUMN_COUNT,
	.columns =
		{
			[COLUMN_ENQUIRY_START] = "S47ActualStartDate",
			[COLUMN_CONFERENCE] = "DateOfInitialCPC",
		},
	.read = enquiry_read,
};
