#include "agent/core/disclosure.h"

struct slice disclosure_policy(void)
{
	return SLICE_LITERAL("workforce-open-1");
}

bool disclosure_permits(const struct measure *measure)
{
	return measure->protection == PROTECTION_OPEN;
}
