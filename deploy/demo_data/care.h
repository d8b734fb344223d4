/* Care: the periods in which a synthetic council's children were looked after. No row is about anybody. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/month.h"

enum { CARE_PERIODS_MAX = 16384 };

struct care_period {
	uint32_t child; /* from 1, of this council alone; a child's periods follow each other with a gap between them, they never overlap */
	struct date start;
	struct date end; /* first day no longer looked after; INT32_MAX days: none is known */
	bool is_unaccompanied;
	bool is_settled; /* its dates are part of a pattern: a child who left and came back */
};

struct care {
	struct care_period *periods; /* in the arena that care_init was given */
	unsigned count;
	uint32_t child_count;
	enum error error; /* sticky: ERROR_LIMIT once there was no room for a period */
};

enum error care_init(struct care *care, struct arena *arena) MUST_CHECK;
/* A copy of `period` at the end; its index. When there is no room, the sticky error is set and the last one overwritten. */
unsigned care_add(struct care *care, const struct care_period *period);
/* Periods by child, and each child's by date: `care_add` may have taken them in any order. */
void care_sort(struct care *care);
/* Children looked after on `date`. */
unsigned care_at(const struct care *care, struct date date, bool only_unaccompanied);
/* Whether the period holds `date`. */
bool care_period_holds(const struct care_period *period, struct date date);
