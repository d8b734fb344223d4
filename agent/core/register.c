#include "agent/core/register.h"

#include "common/memory.h"
#include "proto/councils.h"

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
	reg->claims[file] = (struct council_claim){.council = 0};
}

static bool is_same_council(uint16_t a, uint16_t b, bool may_be_joint)
{
	const struct council *council = council_find(a);

	return a == b || (may_be_joint && council && council->joint_with == b);
}

bool register_saw_council(struct council_register *reg, uint16_t council, bool may_be_joint, struct place place)
{
	INVARIANT(!reg->is_closed && council);
	reg->claims[place.file] = (struct council_claim){council, may_be_joint, place};
	return reg->council && !is_same_council(council, reg->council, may_be_joint);
}

/* Says of each file that it names another council than the first file that names one. */
static void councils_compare(const struct council_register *reg)
{
	const struct council_claim *first = NULL;

	for (unsigned file = 0; file < FINDINGS_FILES_MAX && !reg->council; file++) {
		const struct council_claim *claim = &reg->claims[file];

		if (!claim->council)
			continue;
		first = first ? first : claim;
		if (!is_same_council(claim->council, first->council, claim->may_be_joint || first->may_be_joint))
			findings_add(reg->findings, RULE_COUNCILS_DIFFER, claim->place);
	}
}

enum error register_close(struct council_register *reg)
{
	enum error error = ERROR_NONE;

	if (reg->is_closed)
		return ERROR_NONE;
	councils_compare(reg);
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
