/* Months: what a synthetic council's posts table says at each month end: the published figures at the censuses, invented ones between. */
#pragma once

#include "deploy/demo_data/history.h"
#include "deploy/demo_data/workforce.h"

enum { POST_MONTHS_MAX = 12 * (CENSUS_COUNT - 1), POST_UNRELIABLE = -1 };

/* FTE and days in hundredths, people and cases whole; POST_UNRELIABLE: published as u, which the cell says. */
struct post_month {
	struct month month;
	int64_t vacancies;
	int64_t agency_cover;
	int64_t agency_cover_headcount;
	int64_t cases;
	int64_t case_holders;
	int64_t days_lost; /* in the twelve months that end with this one */
};

/*
 * The months after the first census of `history` up to the last one; how many. Between two censuses each figure goes evenly from the one to the
 * other, with small variation that fades towards both; at a census where it was published as u the cell says so. Agency workers never cover more
 * than there are in `workforce` at that month's end. The headcount that covers is invented in every month: it is not published. The same seed gives
 * the same figures.
 */
unsigned months_build(const struct history *history, const struct workforce *workforce, uint64_t seed, struct post_month out[static POST_MONTHS_MAX]);
