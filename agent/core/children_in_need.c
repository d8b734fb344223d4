#include "agent/core/children_in_need.h"

#include <stddef.h>

#include "agent/core/formats.h"
#include "common/memory.h"

const struct schema *const children_in_need_schemas[] = {NULL};

struct children_in_need {
	size_t budget_bytes;
};

struct children_in_need *children_in_need_new(size_t budget_bytes)
{
	struct children_in_need *part = memory_new(1, sizeof(*part));

	if (part)
		part->budget_bytes = budget_bytes;
	return part;
}

void children_in_need_free(struct children_in_need *part)
{
	memory_free(part);
}

void children_in_need_forget_file(struct children_in_need *part, uint8_t file)
{
	(void)part;
	(void)file;
}

enum error children_in_need_close(struct children_in_need *part, struct findings *findings)
{
	(void)part;
	(void)findings;
	return ERROR_NONE;
}

enum reason children_in_need_obstacle(const struct children_in_need *part, struct month month)
{
	(void)part;
	(void)month;
	return REASON_FILES_MISSING;
}

bool children_in_need_months(const struct children_in_need *part, struct month *first, struct month *last)
{
	(void)part;
	(void)first;
	(void)last;
	return false;
}

void children_in_need_measure(const struct children_in_need *part, struct month month, struct sheet *sheet)
{
	(void)part;
	(void)month;
	(void)sheet;
}
