/*
 * How much of the web server's one thread questions about the past may take together. Each past moment is read anew, while what is known now is kept; so
 * whoever asks for one moment after the other is let in for a share of the time, and everybody who asks about now finds the thread free. Pure.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

enum {
	ALLOWANCE_PERCENT = 25,         /* of the time that passes, in the long run */
	ALLOWANCE_MAX_US = 5 * 1000000, /* saved up while nobody asks, and there at the start */
	ALLOWANCE_FREE_US = 20000,      /* what an answer takes up to here is not counted: answers about now take as much */
};

struct allowance {
	uint64_t at_us; /* when it was counted last */
	int64_t left_us;
};

/* `now_us` is of a clock that never goes back. */
void allowance_init(struct allowance *allowance, uint64_t now_us);
/* Whether a question may be answered: some of it is left. What the answer takes can be more than that, and is owed then. */
bool allowance_has(struct allowance *allowance, uint64_t now_us);
void allowance_take(struct allowance *allowance, uint64_t taken_us);
