#include "common/shell/clock.h"

#include <criterion/criterion.h>
#include <time.h>

Test(clock, a_fixed_clock_stands_still)
{
	struct clock clock = {.is_fixed = true, .fixed_s = 1632999600};

	cr_assert_eq(clock_now_s(&clock), 1632999600);
}

Test(clock, the_machines_clock_is_told_in_seconds)
{
	struct clock clock = {0};
	int64_t before = time(NULL);
	int64_t now = clock_now_s(&clock);

	cr_assert_geq(now, before);
	cr_assert_leq(now, time(NULL) + 1);
}

Test(clock, the_monotonic_clock_counts_milliseconds)
{
	uint64_t before = clock_monotonic_ms();
	struct timespec pause = {0, 20000000};

	nanosleep(&pause, NULL);
	cr_assert_geq(clock_monotonic_ms(), before + 19);
	cr_assert_leq(clock_monotonic_ms(), before + 10000);
}
