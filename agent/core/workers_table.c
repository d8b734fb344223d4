#include "agent/core/workers_table.h"

#include "agent/core/worker_draft.h"

/* What the table asks for beyond what both forms do: it has all history, so that every post of the council's own has a start. */
static void own_worker_check(struct row *row, const struct worker_draft *draft)
{
	if (!draft->has_start)
		row_refuse(row, WORKER_START, RULE_WORKER_START_EMPTY);
	if (draft->post.fte == 0 && worker_draft_has_ended(draft))
		row_remark(row, WORKER_FTE, RULE_LEAVER_FTE_ZERO);
}

static void agency_worker_check(struct row *row, const struct worker_draft *draft)
{
	if (!draft->has_start)
		row_remark(row, WORKER_START, RULE_AGENCY_START_EMPTY);
	else if (!draft->has_fte)
		row_remark(row, WORKER_FTE, RULE_AGENCY_FTE_EMPTY);
}

static void draft_check(struct row *row, const struct worker_draft *draft)
{
	if (draft->post.is_agency)
		agency_worker_check(row, draft);
	else
		own_worker_check(row, draft);
	worker_draft_check(row, draft);
}

static enum error workers_row_read(struct row *row, struct council_register *reg)
{
	struct worker_draft draft = {.has_start = false};

	if (!row->is_refused)
		draft = worker_draft_read(row);
	if (!row->is_refused)
		draft_check(row, &draft);
	if (row->is_refused) {
		workforce_count_refused_worker_row(reg->workforce, row->file);
		return ERROR_NONE;
	}
	workforce_saw_columns(reg->workforce, row->file, worker_draft_columns(row));
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
	.required_count = WORKER_REQUIRED_COLUMNS,
	.column_count = WORKER_TABLE_COLUMNS,
	.columns = {WORKER_TABLE_NAMES},
	.seen = workers_table_seen,
	.read = workers_row_read,
};
