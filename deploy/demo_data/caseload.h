/*
 * The caseload: who holds how many cases at a census, and how many days each of the council's own was absent, so that the sums are the published
 * ones.
 */
#pragma once

#include "deploy/demo_data/history.h"
#include "deploy/demo_data/workforce.h"

struct census_worker {
	unsigned row; /* of the workforce: somebody in post at the census */
	unsigned cases;
	int64_t days_lost; /* hundredths of an FTE day, in the year up to the census; 0 for the agencies' */
};

struct census_staff {
	struct census_worker *workers; /* in the order of their rows; in the arena that caseload_build was given */
	unsigned count;
};

/*
 * Everybody in post at `census`, with cases and days. The holders' hours sum up to a case holders' FTE that gives the published figure and caseload,
 * and the history has that one afterwards; case holders by their role come first. When nobody can have such a sum, a line is appended to `unmet`.
 * What was not published is 0 for everybody. The same seed gives the same cases. ERROR_NO_MEMORY.
 */
enum error caseload_build(const struct workforce *workforce, struct history *history, unsigned census, uint64_t seed, struct arena *arena,
			  struct census_staff *out, struct text *unmet) MUST_CHECK;
