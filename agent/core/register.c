#include "agent/core/register.h"

#include "common/memory.h"

struct council_register *register_new(size_t budget_bytes)
{
	struct council_register *reg = memory_new(1, sizeof(*reg));

	if (!reg)
		return NULL;
	reg->workforce = workforce_new(budget_bytes);
	reg->looked_after = looked_after_new(budget_bytes);
	reg->children_in_need = children_in_need_new(budget_bytes);
	reg->given = given_new(budget_bytes);
	reg->findings = findings_new();
	if (reg->workforce && reg->looked_after && reg->children_in_need && reg->given && reg->findings)
		return reg;
	register_free(reg);
	return NULL;
}

void register_free(struct council_register *reg)
{
	if (!reg)
		return;
	workforce_free(reg->workforce);
	looked_after_free(reg->looked_after);
	children_in_need_free(reg->children_in_need);
	given_free(reg->given);
	findings_free(reg->findings);
	memory_free(reg);
}

void register_forget_file(struct council_register *reg, uint8_t file)
{
	INVARIANT(!reg->is_closed);
	workforce_forget_file(reg->workforce, file);
	looked_after_forget_file(reg->looked_after, file);
	children_in_need_forget_file(reg->children_in_need, file);
	given_forget_file(reg->given, file);
	findings_forget_file(reg->findings, file);
}

enum error register_close(struct council_register *reg)
{
	enum error error = ERROR_NONE;

	if (reg->is_closed)
		return ERROR_NONE;
	error = workforce_close(reg->workforce, reg->findings);
	if (!error)
		error = looked_after_close(reg->looked_after, reg->findings);
	if (!error)
		error = children_in_need_close(reg->children_in_need, reg->findings);
	if (!error)
		error = given_close(reg->given, reg->findings);
	reg->is_closed = !error;
	return error;
}
