#include "agent/core/looked_after.h"

#include <stddef.h>

#include "agent/core/formats.h"
#include "common/memory.h"

const struct layout *const looked_after_layouts[] = {NULL};
const struct schema *const looked_after_schemas[] = {NULL};

struct looked_after {
	size_t budget_bytes;
};

struct looked_after *looked_after_new(size_t budget_bytes)
{
	struct looked_after *part = memory_new(1, sizeof(*part));

	if (part)
		part->budget_bytes = budget_bytes;
	return part;
}

void looked_after_free(struct looked_after *part)
{
	memory_free(part);
}

void looked_after_forget_file(struct looked_after *part, uint8_t file)
{
	(void)part;
	(void)file;
}

enum error looked_after_close(struct looked_after *part, struct findings *findings)
{
	(void)part;
	(void)findings;
	return ERROR_NONE;
}

enum reason looked_after_obstacle(const struct looked_after *part, struct month month)
{
	(void)part;
	(void)month;
	return REASON_FILES_MISSING;
}

bool looked_after_months(const struct looked_after *part, struct month *first, struct month *last)
{
	(void)part;
	(void)first;
	(void)last;
	return false;
}

void looked_after_measure(const struct looked_after *part, struct month month, struct sheet *sheet)
{
	(void)part;
	(void)month;
	(void)sheet;
}
