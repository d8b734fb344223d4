/*
 * Care tally: one month's counts over the children of a merged care store. Counts only; what may be said of them is decided elsewhere.
 */
#pragma once

#include <stdint.h>

#include "agent/core/care_spells.h"
#include "agent/core/care_years.h"
#include "common/month.h"
#include "proto/catalogue.h"

enum { CARE_MEASURES_FIRST = MEASURE_CLA, CARE_MEASURES_COUNT = 100 };

struct care_tally {
	int64_t counts[CARE_MEASURES_COUNT]; /* by measure number from CARE_MEASURES_FIRST */
	int64_t without_birth;               /* children looked after at the month's end whose birth date is not known */
	int64_t adopted_without_start[2];    /* adopted in the month, in twelve months, of whom the files do not have the start */
};

/* The days that the definitions refer to. A flow's window is the days after `before`, up to and including `last`. */
struct care_dates {
	uint16_t last;          /* the month's last day */
	uint16_t before[2];     /* the month's end one month earlier, and twelve */
	uint16_t two_years;     /* in the same placement since then: two years */
	uint16_t long_term;     /* looked after since then: two and a half */
	uint16_t four_weeks;    /* looked after since then: four weeks */
	uint16_t reviews_since; /* from here on the files have every review; CARE_DAY_NONE: from nowhere on */
};

/* False when the month lies outside of the days that a store can hold. */
bool care_dates_of(const struct care_years *years, struct month month, struct care_dates *out);
struct care_tally care_tally_count(const struct care_store *store, const struct care_dates *dates);
void care_tally_add(struct care_tally *tally, enum measure_number measure, int64_t value);

/* The parts, each adding what it knows of one child. */
void care_tally_stock(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates);
void care_tally_flows(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates);
void care_tally_leavers(struct care_tally *tally, const struct care_store *store, const struct care_child *child, const struct care_dates *dates);
/* Whether every review that fell due in the twelve months was held on time: see the measure's definition. */
bool care_reviews_on_time(const struct care_store *store, const struct care_child *child, const struct care_spell *spell,
			  const struct care_dates *dates);

/* The day on which somebody born on `birth` turns `age`; 29 February is 1 March in other years. CARE_DAY_NONE beyond the store's days. */
uint16_t care_birthday(uint16_t birth, int age);
