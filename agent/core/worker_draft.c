#include "agent/core/worker_draft.h"

#include "agent/core/values.h"
#include "agent/core/workers_table.h"
#include "common/decimal.h"

static const int64_t FTE_MAX = 1000000;

static enum rule agency_parse(struct slice text, struct worker_draft *draft)
{
	return value_flag(text, &draft->post.is_agency);
}

static enum rule person_parse(struct slice text, struct worker_draft *draft)
{
	draft->post.person = text;
	return RULE_NONE;
}

enum rule worker_fte_parse(struct slice text, int64_t *out)
{
	int64_t fte = 0;
	enum error error = decimal_parse(text, FTE_DIGITS, &fte);

	if (error)
		return error == ERROR_LIMIT ? RULE_FTE_TOO_PRECISE : RULE_FTE_MALFORMED;
	if (fte < 0)
		return RULE_FTE_NEGATIVE;
	if (fte > FTE_MAX)
		return RULE_FTE_OVER_ONE;
	*out = fte;
	return RULE_NONE;
}

static enum rule fte_parse(struct slice text, struct worker_draft *draft)
{
	draft->has_fte = text.size > 0;
	return text.size ? worker_fte_parse(text, &draft->post.fte) : RULE_NONE;
}

static enum rule start_parse(struct slice text, struct worker_draft *draft)
{
	draft->has_start = text.size > 0;
	return text.size ? value_date(text, &draft->post.start) : RULE_NONE;
}

static enum rule end_parse(struct slice text, struct worker_draft *draft)
{
	draft->post.end.days = INT32_MAX;
	return text.size ? value_date(text, &draft->post.end) : RULE_NONE;
}

static enum rule reason_parse(struct slice text, struct worker_draft *draft)
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

static void required_read(struct row *row, struct worker_draft *draft)
{
	static enum rule (*const parsers[WORKER_REQUIRED_COLUMNS])(struct slice text, struct worker_draft * draft) = {
		[WORKER_AGENCY] = agency_parse, [WORKER_PERSON] = person_parse, [WORKER_FTE] = fte_parse,
		[WORKER_START] = start_parse,   [WORKER_END] = end_parse,       [WORKER_REASON] = reason_parse,
	};

	for (unsigned i = 0; i < WORKER_REQUIRED_COLUMNS; i++) {
		struct slice text;
		enum rule fault = row_cell(row, i, &text);

		if (!fault)
			fault = parsers[i](text, draft);
		if (fault)
			row_refuse(row, i, fault);
	}
}

/* A code of an optional column; one that is not known is 0 as one that is not there, and said. */
static uint8_t code_read(struct row *row, unsigned column, int64_t last, enum rule unknown)
{
	struct slice text;
	int64_t code = 0;

	if (row_cell(row, column, &text)) {
		row_remark(row, column, unknown);
		return 0;
	}
	if (text.size == 0)
		return 0;
	if (decimal_parse(text, 0, &code) == ERROR_NONE && code > 0 && code <= last)
		return (uint8_t)code;
	row_remark(row, column, unknown);
	return 0;
}

struct worker_draft worker_draft_read(struct row *row)
{
	struct worker_draft draft = {.post = {.file = row->file, .line = (uint32_t)row->line}};

	required_read(row, &draft);
	draft.post.role = code_read(row, WORKER_ROLE, ROLE_LAST, RULE_ROLE_UNKNOWN);
	draft.post.origin = code_read(row, WORKER_ORIGIN, UINT8_MAX, RULE_ORIGIN_UNKNOWN);
	draft.post.destination = code_read(row, WORKER_DESTINATION, UINT8_MAX, RULE_DESTINATION_UNKNOWN);
	return draft;
}

struct worker_columns worker_draft_columns(const struct row *row)
{
	return (struct worker_columns){
		.has_role = row_has_column(row, WORKER_ROLE),
		.has_origin = row_has_column(row, WORKER_ORIGIN),
		.has_destination = row_has_column(row, WORKER_DESTINATION),
	};
}

bool worker_draft_has_ended(const struct worker_draft *draft)
{
	return draft->post.end.days != INT32_MAX;
}

void worker_draft_check(struct row *row, const struct worker_draft *draft)
{
	if (!draft->post.is_agency && draft->post.person.size == 0)
		row_refuse(row, WORKER_PERSON, RULE_WORKER_ID_EMPTY);
	if (!draft->post.is_agency && !draft->has_fte && !worker_draft_has_ended(draft))
		row_refuse(row, WORKER_FTE, RULE_WORKER_FTE_EMPTY);
	if (draft->has_start && draft->post.end.days < draft->post.start.days)
		row_refuse(row, WORKER_END, RULE_POST_ENDS_BEFORE_START);
	if (draft->has_unknown_reason && !row->is_refused)
		row_remark(row, WORKER_REASON, RULE_REASON_LEAVE_UNKNOWN);
}
