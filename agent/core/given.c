#include "agent/core/given.h"

#include "common/memory.h"

struct given {
	size_t budget_bytes;
};

struct given *given_new(size_t budget_bytes)
{
	struct given *part = memory_new(1, sizeof(*part));

	if (part)
		part->budget_bytes = budget_bytes;
	return part;
}

void given_free(struct given *part)
{
	memory_free(part);
}

void given_forget_file(struct given *part, uint8_t file)
{
	(void)part;
	(void)file;
}

enum error given_close(struct given *part, struct findings *findings)
{
	(void)part;
	(void)findings;
	return ERROR_NONE;
}

enum reason given_obstacle(const struct given *part, struct month month)
{
	(void)part;
	(void)month;
	return REASON_FILES_MISSING;
}

bool given_months(const struct given *part, struct month *first, struct month *last)
{
	(void)part;
	(void)first;
	(void)last;
	return false;
}

void given_measure(const struct given *part, struct month month, struct sheet *sheet)
{
	(void)part;
	(void)month;
	(void)sheet;
}
