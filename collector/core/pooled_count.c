#include "collector/core/pooled_count.h"

enum { ROUNDED_TO = 10 };

bool pooled_count_is_rounded(uint16_t number)
{
	const struct measure *measure = catalogue_measure(number);

	return measure && measure->protection != PROTECTION_OPEN;
}

int64_t pooled_count_shown(uint16_t measure, int64_t sum)
{
	return pooled_count_is_rounded(measure) ? (sum + ROUNDED_TO / 2) / ROUNDED_TO * ROUNDED_TO : sum;
}
