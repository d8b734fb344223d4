#include "agent/core/message_council.h"

#include "common/decimal.h"

enum { CODE_MAX = 999 };

struct message_council message_council_read(struct row *row, struct council_register *reg, bool may_be_joint)
{
	const struct place place = {.file = row->file, .line = row->line, .column_name = message_layout.columns[MESSAGE_COUNCIL]};
	struct message_council named = {.code = 0};
	struct slice text = {NULL, 0};
	int64_t code = 0;
	enum rule rule = row_cell(row, MESSAGE_COUNCIL, &text);

	if (!rule && text.size && (decimal_parse(text, 0, &code) || code <= 0 || code > CODE_MAX))
		rule = RULE_COUNCIL_UNREADABLE;
	if (rule)
		row_remark(row, MESSAGE_COUNCIL, rule);
	if (rule || text.size == 0)
		return named;
	named.code = (uint16_t)code;
	named.is_another = register_saw_council(reg, named.code, may_be_joint, place);
	if (named.is_another)
		row_remark(row, MESSAGE_COUNCIL, RULE_COUNCIL_IS_ANOTHER);
	return named;
}
