#include "common/shell/clock.h"

#include <time.h>

#include "common/error.h"

int64_t clock_now_s(const struct clock *clock)
{
	struct timespec now;

	if (clock->is_fixed)
		return clock->fixed_s;
	INVARIANT(clock_gettime(CLOCK_REALTIME, &now) == 0);
	return now.tv_sec;
}

uint64_t clock_monotonic_ms(void)
{
	struct timespec now;

	INVARIANT(clock_gettime(CLOCK_MONOTONIC, &now) == 0);
	return (uint64_t)now.tv_sec * 1000 + (uint64_t)now.tv_nsec / 1000000;
}
