#include "collector/core/pooled_count.h"

#include "common/decimal.h"
#include "proto/catalogue.h"

bool pooled_count_is_rounded(uint16_t measure)
{
	const struct measure *found = catalogue_measure(measure);

	return found && found->protection != PROTECTION_OPEN;
}

int64_t pooled_count_shown(uint16_t measure, int64_t sum)
{
	int64_t half = sum < 0 ? -POOLED_COUNT_UNIT / 2 : POOLED_COUNT_UNIT / 2;
	int64_t shifted;

	if (!pooled_count_is_rounded(measure) || __builtin_add_overflow(sum, half, &shifted))
		return sum;
	return shifted / POOLED_COUNT_UNIT * POOLED_COUNT_UNIT;
}
