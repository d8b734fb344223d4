#include "proto/edition.h"

#include <stddef.h>

#include "proto/catalogue.h"

static bool is_changed_in(const struct edition *edition, uint16_t measure)
{
	for (const uint16_t *changed = edition->changed; changed && *changed != MEASURE_NONE; changed++)
		if (*changed == measure)
			return true;
	return false;
}

bool edition_changed_between(const struct edition *editions, unsigned count, unsigned a, unsigned b, uint16_t measure)
{
	unsigned older = a < b ? a : b, newer = a < b ? b : a;

	if (a == b)
		return false;
	if (older == 0 || newer > count)
		return true;
	for (unsigned number = older + 1; number <= newer; number++)
		if (is_changed_in(&editions[number - 1], measure))
			return true;
	return false;
}
