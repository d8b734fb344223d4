/* The clock: the machine's, or a fixed one for tests (--now). Cores get the time as an argument. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

struct clock {
	bool is_fixed;
	int64_t fixed_s; /* seconds since 1970, UTC */
};

/* Seconds since 1970, UTC: what is written into envelopes and receipts. */
int64_t clock_now_s(const struct clock *clock);
/* Milliseconds of a clock that never goes back, for deadlines; never fixed. */
uint64_t clock_monotonic_ms(void);
