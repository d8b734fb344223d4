#include "agent/core/children_in_need_rows.h"

#include <stddef.h>

#include "agent/core/values.h"

struct children_in_need *need_part(const struct council_register *reg)
{
	return reg->children_in_need;
}

const struct need_file *need_file_of_row(const struct council_register *reg, const struct row *row)
{
	return &need_part(reg)->files[row->file];
}

bool need_day_read(struct row *row, unsigned column, struct date *out)
{
	struct slice text = {NULL, 0};
	enum rule rule = row_cell(row, column, &text);

	if (!rule && text.size)
		rule = value_date(text, out);
	if (rule)
		row_refuse(row, column, rule);
	return !rule && text.size;
}

bool need_day_look(struct row *row, unsigned column, struct date *out)
{
	struct slice text = {NULL, 0};
	enum rule rule = row_cell(row, column, &text);

	if (!rule && text.size)
		rule = value_date(text, out);
	if (rule)
		row_refuse_cell(row, column, rule);
	return !rule && text.size;
}

void need_day_check(struct row *row, unsigned column, const struct need_file *file, struct date day)
{
	if (file->census.is_dated && day.days > file->census.last.days)
		row_remark(row, column, RULE_CIN_AFTER_REFERENCE_DATE);
}

struct slice need_code_read(struct row *row, unsigned column)
{
	struct slice text = {NULL, 0};
	enum rule rule = row_cell(row, column, &text);

	if (rule)
		row_refuse_cell(row, column, rule);
	return text;
}

bool need_child_is_nameless(struct row *row, struct council_register *reg)
{
	struct children_in_need *part = need_part(reg);

	if (part->reading.state != NEED_CHILD_NAMELESS)
		return false;
	row->is_refused = true;
	children_in_need_count_refused(part, row->file);
	return true;
}

enum error need_record_finish(struct row *row, struct council_register *reg, enum need_kind kind, struct need_record *record)
{
	struct children_in_need *part = need_part(reg);

	if (row->is_refused) {
		children_in_need_count_refused(part, row->file);
		return ERROR_NONE;
	}
	record->child = part->reading.state == NEED_CHILD_KNOWN ? part->reading.child : NEED_CHILD_NONE;
	record->file = row->file;
	record->line = row->line < UINT32_MAX ? (uint32_t)row->line : UINT32_MAX;
	return children_in_need_add(part, kind, record);
}
