#include "agent/core/measures.h"

bool measures_cover(const struct council_register *reg, struct month month)
{
	return !workforce_obstacle(reg->workforce, month) || !looked_after_obstacle(reg->looked_after, month) ||
	       !children_in_need_obstacle(reg->children_in_need, month) || !given_obstacle(reg->given, month);
}

enum error measures_compute(const struct council_register *reg, struct month month, struct return_measure *out, unsigned room, unsigned *count)
{
	struct sheet sheet;

	INVARIANT(reg->is_closed);
	if (!measures_cover(reg, month) && workforce_post_count(reg->workforce) == 0)
		return ERROR_NOT_FOUND;
	sheet_init(&sheet, out, room);
	workforce_measure(reg->workforce, month, &sheet);
	looked_after_measure(reg->looked_after, month, &sheet);
	children_in_need_measure(reg->children_in_need, month, &sheet);
	given_measure(reg->given, month, &sheet);
	*count = sheet.count;
	return ERROR_NONE;
}
