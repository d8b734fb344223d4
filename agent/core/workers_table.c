#include "agent/core/workers_table.h"

#include "agent/core/values.h"
#include "common/decimal.h"

/*
 * Of the layout's optional columns (PersonBirthDate, OrgRole, StartOrigin, LeaverDestination) none bears on a measure, so that they are not read:
 * what is not taken in cannot get out.
 */
enum { COLUMN_AGENCY_WORKER, COLUMN_SWE_NO, COLUMN_FTE, COLUMN_START, COLUMN_END, COLUMN_REASON, COLUMN_COUNT };

static const int64_t FTE_MAX = 1000000;

/* A row on its way to a post: what it has and what it lacks. */
struct draft {
	struct post post;
	bool has_start;
	bool has_fte;
	bool has_unknown_reason;
};

static enum rule agency_parse(struct slice text, struct draft *draft)
{
	return value_flag(text, &draft->post.is_agency);
}

static enum rule person_parse(struct slice text, struct draft *draft)
{
	draft->post.person = text;
	return RULE_NONE;
}

static enum rule fte_parse(struct slice text, struct draft *draft)
{
	enum error error = text.size ? decimal_parse(text, FTE_DIGITS, &draft->post.fte) : ERROR_NONE;

	if (error)
		return error == ERROR_LIMIT ? RULE_FTE_TOO_PRECISE : RULE_FTE_MALFORMED;
	if (draft->post.fte < 0)
		return RULE_FTE_NEGATIVE;
	if (draft->post.fte > FTE_MAX)
		return RULE_FTE_OVER_ONE;
	draft->has_fte = text.size > 0;
	return RULE_NONE;
}

static enum rule start_parse(struct slice text, struct draft *draft)
{
	draft->has_start = text.size > 0;
	return text.size ? value_date(text, &draft->post.start) : RULE_NONE;
}

static enum rule end_parse(struct slice text, struct draft *draft)
{
	draft->post.end.days = INT32_MAX;
	return text.size ? value_date(text, &draft->post.end) : RULE_NONE;
}

static enum rule reason_parse(struct slice text, struct draft *draft)
{
	int64_t code = 0;

	if (text.size == 0)
		return RULE_NONE;
	if (decimal_parse(text, 0, &code) || code <= 0 || code >= REASON_LEAVE_UNKNOWN) {
		draft->has_unknown_reason = true;
		code = REASON_LEAVE_UNKNOWN;
	}
	draft->post.reason_leave = (uint8_t)code;
	return RULE_NONE;
}

static void cells_read(struct row *row, struct draft *draft)
{
	static enum rule (*const parsers[COLUMN_COUNT])(struct slice text, struct draft * draft) = {
		[COLUMN_AGENCY_WORKER] = agency_parse, [COLUMN_SWE_NO] = person_parse, [COLUMN_FTE] = fte_parse,
		[COLUMN_START] = start_parse,          [COLUMN_END] = end_parse,       [COLUMN_REASON] = reason_parse,
	};

	for (unsigned i = 0; i < COLUMN_COUNT; i++) {
		struct slice text;
		enum rule fault = row_cell(row, i, &text);

		if (!fault)
			fault = parsers[i](text, draft);
		if (fault)
			row_refuse(row, i, fault);
	}
}

static bool has_ended(const struct draft *draft)
{
	return draft->post.end.days != INT32_MAX;
}

/* What cells mean to each other. Each column is named once at most: a row has room for one note a column. */
static void own_worker_check(struct row *row, const struct draft *draft)
{
	if (draft->post.person.size == 0)
		row_refuse(row, COLUMN_SWE_NO, RULE_WORKER_ID_EMPTY);
	if (!draft->has_start)
		row_refuse(row, COLUMN_START, RULE_WORKER_START_EMPTY);
	if (!draft->has_fte && !has_ended(draft))
		row_refuse(row, COLUMN_FTE, RULE_WORKER_FTE_EMPTY);
	else if (draft->post.fte == 0 && has_ended(draft))
		row_remark(row, COLUMN_FTE, RULE_LEAVER_FTE_ZERO);
}

static void agency_worker_check(struct row *row, const struct draft *draft)
{
	if (!draft->has_start)
		row_remark(row, COLUMN_START, RULE_AGENCY_START_EMPTY);
	else if (!draft->has_fte)
		row_remark(row, COLUMN_FTE, RULE_AGENCY_FTE_EMPTY);
}

static void draft_check(struct row *row, const struct draft *draft)
{
	if (draft->post.is_agency)
		agency_worker_check(row, draft);
	else
		own_worker_check(row, draft);
	if (draft->has_start && draft->post.end.days < draft->post.start.days)
		row_refuse(row, COLUMN_END, RULE_POST_ENDS_BEFORE_START);
	if (draft->has_unknown_reason && !row->is_refused)
		row_remark(row, COLUMN_REASON, RULE_REASON_LEAVE_UNKNOWN);
}

static enum error workers_row_read(struct row *row, struct council_register *reg)
{
	struct draft draft = {.post = {.file = row->file, .line = (uint32_t)row->line}};

	if (!row->is_refused)
		cells_read(row, &draft);
	if (!row->is_refused)
		draft_check(row, &draft);
	if (row->is_refused) {
		workforce_count_refused_worker_row(reg->workforce, row->file);
		return ERROR_NONE;
	}
	if (!draft.has_start) {
		workforce_count_undated_agency_row(reg->workforce, row->file);
		return ERROR_NONE;
	}
	return workforce_add_post(reg->workforce, &draft.post);
}

static void workers_table_seen(struct council_register *reg, uint8_t file)
{
	workforce_saw_workers_table(reg->workforce, file);
}

const struct layout workers_layout = {
	.kind = TABLE_WORKERS,
	.required_count = COLUMN_COUNT,
	.column_count = COLUMN_COUNT,
	.columns =
		{
			[COLUMN_AGENCY_WORKER] = "AgencyWorker",
			[COLUMN_SWE_NO] = "SWENo",
			[COLUMN_FTE] = "FTE",
			[COLUMN_START] = "RoleStartDate",
			[COLUMN_END] = "RoleEndDate",
			[COLUMN_REASON] = "ReasonLeave",
		},
	.seen = workers_table_seen,
	.read = workers_row_read,
};
