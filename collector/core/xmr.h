/* XmR charts: a series' limits, and the four special causes of NHS practice. Pure; what is decided is decided in integers. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/error.h"

enum {
	XMR_RUN = 7,           /* readings of a run on one side, and of a rise or a fall (six steps) */
	XMR_READINGS_MIN = 12, /* known readings of a baseline */
	XMR_RANGES_MIN = 8,    /* of its pairs of neighbours without a gap */
	XMR_COUNT_MIN = 5,     /* mean numerator of a baseline, in whole units: below it a count's own steps are wider than the limits */
	XMR_READINGS_MAX = 1024,
	XMR_LIMIT_HUNDREDTHS = 266, /* 3 / 1.128, the factor from the mean moving range to a limit (Wheeler and Chambers) */
};

/* One month. */
struct xmr_reading {
	bool is_known;
	int64_t value; /* scaled, at most 2^53 either way */
	double count;  /* what the value is a rate of, in whole units: children, FTE; the value itself for a count */
};

/* From this reading on the limits are new. */
struct xmr_baseline {
	unsigned begin;  /* index of a reading; the first baseline's is 0, the others' grow */
	unsigned length; /* the limits are those of so many known readings from there on; 0: of all up to the next baseline */
};

enum xmr_state {
	XMR_JUDGED,
	XMR_TOO_SHORT, /* fewer known readings or pairs of them than the minimum: no limits */
	XMR_CONSTANT,  /* all alike: no limits */
	XMR_SPARSE,    /* the mean numerator is below the minimum: limits, but no signals ("too few to judge") */
	XMR_COARSE,    /* the figure's last digit is wider than the standard deviation (Wheeler's chunky data): limits, but no signals */
};

struct xmr_phase {
	unsigned begin, end;     /* readings [begin, end) */
	unsigned baseline_count; /* known readings that the limits are made of */
	unsigned range_count;    /* and moving ranges */
	enum xmr_state state;
	bool has_limits;
	double mean; /* 0 without a known reading */
	double moving_range_mean;
	double low, high; /* mean -/+ 2.66 x moving_range_mean, of the value's unit; below 0 or over 100% too */
};

/* What a reading is part of. */
enum {
	XMR_ABOVE = 1 << 0, /* beyond a limit */
	XMR_BELOW = 1 << 1,
	XMR_RUN_HIGH = 1 << 2, /* seven or more on one side of the mean; one on it ends a run */
	XMR_RUN_LOW = 1 << 3,
	XMR_RISING = 1 << 4, /* seven or more, each higher than the one before */
	XMR_FALLING = 1 << 5,
	XMR_NEAR_HIGH = 1 << 6, /* two of three on one side lie in the outer third, within the limit */
	XMR_NEAR_LOW = 1 << 7,
};

struct xmr_mark {
	uint8_t part_of;
	uint8_t completes; /* with this reading the pattern was there, or went on: what could be said that month */
};

/*
 * `marks` has room for a mark a reading, `phases` for a phase a baseline; both are the caller's and are written whole. A missing reading ends a run, a
 * rise and a window of three, and has no moving range to either side; nothing reaches from one phase into the next. The rules are those of NHS
 * England's "Making data count" as the package NHSRplotthedots applies them, without its removal of large moving ranges.
 * Limits suppose readings that do not depend on each other: not for sums over twelve months, which share eleven of them.
 * ERROR_INVALID: baselines that do not begin at 0 and grow within the readings; ERROR_LIMIT: more readings, or larger ones, than stated.
 */
enum error xmr_make(const struct xmr_reading *readings, unsigned count, const struct xmr_baseline *baselines, unsigned baseline_count,
		    struct xmr_phase *phases, struct xmr_mark *marks) MUST_CHECK;
