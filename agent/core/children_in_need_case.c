#include <stddef.h>

#include "agent/core/children_in_need_codes.h"
#include "agent/core/children_in_need_rows.h"
#include "agent/core/values.h"

/* A case: one CINdetails, a referral and the episode of need that it began. It is complete only after its plans, assessments and enquiries. */

/* From this day on a referral has a source (1 April 2013). */
static const struct date sources_begin = {15796};

enum {
	COLUMN_REFERRAL,
	COLUMN_SOURCE,
	COLUMN_NEED,
	COLUMN_CLOSURE,
	COLUMN_CLOSURE_REASON,
	COLUMN_CASE_CONFERENCE,
	COLUMN_NO_ACTION,
	CASE_COLUMN_COUNT,
};

enum error need_case_begin(struct council_register *reg, struct place place)
{
	struct children_in_need *part = need_part(reg);

	(void)place;
	for (unsigned kind = 0; kind < NEED_KIND_COUNT; kind++)
		part->reading.case_begins[kind] = part->lists[kind].count;
	return ERROR_NONE;
}

static void case_days_read(struct row *row, const struct need_file *file, struct need_record *episode)
{
	bool has_start = need_day_read(row, COLUMN_REFERRAL, &episode->start);
	bool has_end = need_day_read(row, COLUMN_CLOSURE, &episode->end);

	if (!has_start) {
		row_refuse(row, COLUMN_REFERRAL, RULE_CIN_DATE_MISSING);
		return;
	}
	need_day_check(row, COLUMN_REFERRAL, file, episode->start);
	if (!has_end)
		return;
	if (episode->end.days < episode->start.days)
		row_refuse(row, COLUMN_CLOSURE, RULE_CIN_CLOSED_BEFORE_REFERRAL);
	need_day_check(row, COLUMN_CLOSURE, file, episode->end);
}

static void no_action_read(struct row *row, struct need_record *episode)
{
	struct slice text = {NULL, 0};
	bool is_set = false;
	enum rule rule = row_cell(row, COLUMN_NO_ACTION, &text);

	if (!rule && text.size)
		rule = value_flag(text, &is_set);
	if (rule)
		row_refuse(row, COLUMN_NO_ACTION, rule);
	episode->flags |= is_set ? NEED_NO_ACTION : 0;
}

/* A referral from before sources were collected, or one without further action, has no source or need to be missed. */
static void case_codes_read(struct row *row, struct need_record *episode)
{
	struct slice source = need_code_read(row, COLUMN_SOURCE), need = need_code_read(row, COLUMN_NEED),
		     reason = need_code_read(row, COLUMN_CLOSURE_REASON);

	if (!referral_source_of(source, &episode->group) && (source.size || episode->start.days >= sources_begin.days))
		row_remark(row, COLUMN_SOURCE, RULE_CIN_SOURCE_UNKNOWN);
	if (!primary_need_of(need, &episode->need) && (need.size || !(episode->flags & NEED_NO_ACTION)))
		row_remark(row, COLUMN_NEED, RULE_CIN_NEED_UNKNOWN);
	if (reason.size && !is_closure_reason(reason))
		row_remark(row, COLUMN_CLOSURE_REASON, RULE_CIN_CLOSURE_REASON_UNKNOWN);
	if (is_denied_by(reason))
		episode->flags |= NEED_DENIED;
}

/* The plans that came in this case. */
static void case_plans_check(const struct council_register *reg, const struct need_record *episode)
{
	const struct children_in_need *part = need_part(reg);

	for (uint32_t i = part->reading.case_begins[NEED_PLAN]; i < part->lists[NEED_PLAN].count; i++) {
		const struct need_record *plan = children_in_need_at(part, NEED_PLAN, i);

		if (plan->start.days < episode->start.days)
			findings_add(reg->findings, RULE_CIN_PLAN_BEFORE_REFERRAL,
				     (struct place){.file = plan->file, .line = plan->line, .column_name = "CPPstartDate"});
	}
}

/*
 * A conference that the case names itself came out of the case's last enquiry before it that has none of its own; where there is no such enquiry, it
 * stands alone: a child who moved in with a plan. One that an enquiry has already is the same.
 */
static enum error case_conference_add(struct row *row, struct council_register *reg, struct date day)
{
	const struct children_in_need *part = need_part(reg);
	struct need_record *latest = NULL;

	for (uint32_t i = part->reading.case_begins[NEED_ENQUIRY]; i < part->lists[NEED_ENQUIRY].count; i++) {
		struct need_record *enquiry = children_in_need_at(part, NEED_ENQUIRY, i);

		if (enquiry->end.days == day.days)
			return ERROR_NONE;
		if (enquiry->end.days == NEED_DAY_OPEN && enquiry->start.days <= day.days && (!latest || enquiry->start.days > latest->start.days))
			latest = enquiry;
	}
	if (!latest)
		return need_record_finish(row, reg, NEED_ENQUIRY,
					  &(struct need_record){.start = {NEED_DAY_UNKNOWN}, .end = day, .flags = NEED_OUTSIDE});
	latest->end = day;
	return ERROR_NONE;
}

static enum error case_read(struct row *row, struct council_register *reg)
{
	struct need_record episode = {.start = {NEED_DAY_UNKNOWN}, .end = {NEED_DAY_OPEN}};
	struct date conference;
	bool has_conference;
	enum error error;

	if (need_child_is_nameless(row, reg))
		return ERROR_NONE;
	case_days_read(row, need_file_of_row(reg, row), &episode);
	no_action_read(row, &episode);
	has_conference = need_day_look(row, COLUMN_CASE_CONFERENCE, &conference);
	if (!row->is_refused) {
		case_codes_read(row, &episode);
		case_plans_check(reg, &episode);
	}
	error = need_record_finish(row, reg, NEED_EPISODE, &episode);
	if (!error && has_conference && !row->is_refused)
		error = case_conference_add(row, reg, conference);
	return error;
}

const struct layout need_case_layout = {
	.kind = TABLE_CHILDREN_IN_NEED_CENSUS,
	.column_count = CASE_COLUMN_COUNT,
	.columns =
		{
			[COLUMN_REFERRAL] = "CINreferralDate",
			[COLUMN_SOURCE] = "ReferralSource",
			[COLUMN_NEED] = "PrimaryNeedCode",
			[COLUMN_CLOSURE] = "CINclosureDate",
			[COLUMN_CLOSURE_REASON] = "ReasonForClosure",
			[COLUMN_CASE_CONFERENCE] = "DateOfInitialCPC",
			[COLUMN_NO_ACTION] = "ReferralNFA",
		},
	.read = case_read,
};
