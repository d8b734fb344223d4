#include "agent/core/workers_table.h"

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

static const char *agency_parse(struct slice text, struct draft *draft)
{
	bool is_true = slice_equal(text, SLICE_LITERAL("1")) || slice_equal_ignoring_case(text, SLICE_LITERAL("true"));

	if (!is_true && !slice_equal(text, SLICE_LITERAL("0")) && !slice_equal_ignoring_case(text, SLICE_LITERAL("false")))
		return "is not 0, 1, true or false";
	draft->post.is_agency = is_true;
	return NULL;
}

static const char *person_parse(struct slice text, struct draft *draft)
{
	draft->post.person = text;
	return NULL;
}

static const char *fte_parse(struct slice text, struct draft *draft)
{
	enum error error = text.size ? decimal_parse(text, FTE_DIGITS, &draft->post.fte) : ERROR_NONE;

	if (error)
		return error == ERROR_LIMIT ? "has more than six decimals or is far over 1" : "is not a number as 0.8";
	if (draft->post.fte < 0)
		return "is negative";
	if (draft->post.fte > FTE_MAX)
		return "is over 1";
	draft->has_fte = text.size > 0;
	return NULL;
}

static const char *day_parse(struct slice text, struct date *out)
{
	enum error error = date_parse(text, out);

	if (error == ERROR_INVALID)
		return "is a day that does not exist";
	if (error == ERROR_LIMIT)
		return "is not in the years 1900 to 2199; leave the end of an open post empty";
	return error ? "is not a date as 2021-09-30 or 30/09/2021" : NULL;
}

static const char *start_parse(struct slice text, struct draft *draft)
{
	if (text.size == 0)
		return NULL;
	draft->has_start = true;
	return day_parse(text, &draft->post.start);
}

static const char *end_parse(struct slice text, struct draft *draft)
{
	draft->post.end.days = INT32_MAX;
	return text.size ? day_parse(text, &draft->post.end) : NULL;
}

static const char *reason_parse(struct slice text, struct draft *draft)
{
	int64_t code = 0;

	if (text.size == 0)
		return NULL;
	if (decimal_parse(text, 0, &code) || code <= 0 || code >= REASON_LEAVE_UNKNOWN) {
		draft->has_unknown_reason = true;
		code = REASON_LEAVE_UNKNOWN;
	}
	draft->post.reason_leave = (uint8_t)code;
	return NULL;
}

static void cells_read(struct row *row, struct draft *draft)
{
	static const char *(*const parsers[COLUMN_COUNT])(struct slice text, struct draft * draft) = {
		[COLUMN_AGENCY_WORKER] = agency_parse, [COLUMN_SWE_NO] = person_parse, [COLUMN_FTE] = fte_parse,
		[COLUMN_START] = start_parse,          [COLUMN_END] = end_parse,       [COLUMN_REASON] = reason_parse,
	};

	for (unsigned i = 0; i < COLUMN_COUNT; i++) {
		struct slice text;
		const char *fault = row_cell(row, i, &text);

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
		row_refuse(row, COLUMN_SWE_NO, "is empty; the council's own worker needs it");
	if (!draft->has_start)
		row_refuse(row, COLUMN_START, "is empty; the council's own worker needs it");
	if (!draft->has_fte && !has_ended(draft))
		row_refuse(row, COLUMN_FTE, "is empty; a worker in post needs it");
	else if (draft->post.fte == 0 && has_ended(draft))
		row_remark(row, COLUMN_FTE, "is 0 or empty for a post that has ended; the person's last known FTE is used where there is one");
}

static void agency_worker_check(struct row *row, const struct draft *draft)
{
	if (!draft->has_start)
		row_remark(row, COLUMN_START, "is empty; the agency worker stands in no month and is not counted");
	else if (!draft->has_fte)
		row_remark(row, COLUMN_FTE, "is empty; the agency worker counts as a person with FTE 0");
}

static void draft_check(struct row *row, const struct draft *draft)
{
	if (draft->post.is_agency)
		agency_worker_check(row, draft);
	else
		own_worker_check(row, draft);
	if (draft->has_start && draft->post.end.days < draft->post.start.days)
		row_refuse(row, COLUMN_END, "is before the start");
	if (draft->has_unknown_reason && !row->is_refused)
		row_remark(row, COLUMN_REASON, "is not a known code; counted as one other than 7");
}

static enum error workers_row_read(struct row *row, struct council_register *reg)
{
	struct draft draft = {.post.file = row->file};

	if (!row->is_refused)
		cells_read(row, &draft);
	if (!row->is_refused)
		draft_check(row, &draft);
	if (row->is_refused) {
		register_count_refused_worker_row(reg);
		return ERROR_NONE;
	}
	if (!draft.has_start) {
		register_count_undated_agency_row(reg);
		return ERROR_NONE;
	}
	return register_add_post(reg, &draft.post);
}

const struct layout workers_layout = {
	.kind = TABLE_WORKERS,
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
	.seen = register_saw_workers_table,
	.read = workers_row_read,
};
