/* A ranking: one indicator, one month, one area, with everything that its JSON, its page and its terminal table say. Pure. */
#pragma once

#include <stdbool.h>

#include "collector/core/compare.h"
#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"
#include "proto/councils.h"

struct ranking_row {
	const struct council *council;
	const struct council *joint; /* the other council of a joint reporter; NULL: none */
	bool has_reported;           /* a return for the month is there, or a release has the council's figure or why there is none */
	bool has_vintage;            /* of a release */
	struct month vintage;
	bool has_population;   /* the indicator divides by it, and it is known */
	int carried_from_year; /* the population is an estimate of this year, carried forward; 0: it is of the year that it should be */
	struct indicator_value value;
	unsigned rank;         /* from the best (or from the highest without polarity), ties share the lowest; 0: not ranked */
	unsigned from_highest; /* position from the highest value; 0: not ranked */
	char band;             /* 'A' to 'D', or 0 */
	bool has_month_change, has_year_change;
	int64_t month_change, year_change; /* differences of rounded values, in units of 10^-decimals */
	uint32_t revision;                 /* of the return; 0: none */
};

struct ranking {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	enum cube_source source;
	const char *notice;        /* what every showing must say about these figures, e.g. that they are a demonstration's; "" when none. Borrowed */
	bool lacks_release;        /* of official figures: no release that has the indicator was imported */
	bool has_vintage;          /* figures of a release are shown */
	struct month vintage;      /* of the newest one */
	const char *series;        /* its title; "" for returns */
	bool has_population;       /* the indicator divides by it */
	int population_year;       /* whose mid-year estimate it should be */
	unsigned population_count; /* councils of the rows whose population is known */
	int carried_from_year;     /* whose it is, for some council at least, when that is an older one; else 0 */
	unsigned expected, reported; /* councils of the area at the month's end, a joint reporter once; with a return, or in a release */
	unsigned counted;            /* with a value: the first of the rows */
	struct pooled pooled;
	struct quartiles quartiles;   /* over the area's councils with a value */
	enum cube_source band_source; /* whose figures the bands were taken over */
	const struct area *band_area; /* which councils' */
	struct quartiles band_quartiles;
	unsigned band_expected, band_counted;
	unsigned thin_expected,
		thin_reported;    /* England's councils, and those in a release too small for bands, of which the area's are taken; else 0 */
	int64_t minimum, maximum; /* of the values; only with quartiles.is_known */
	unsigned row_count;
	struct ranking_row *rows; /* ranked ones first, then by council code; in the arena */
};

/* "Kingston upon Thames / Richmond upon Thames" of a joint reporter. */
void ranking_put_reporter(struct text *text, const struct ranking_row *row);

/*
 * Of the question's indicator, month, area and source: councils of the area that exist on the month's last day. Rows are in the arena, areas and words
 * borrowed from the question and background. ERROR_NO_MEMORY, and the cube's errors.
 */
enum error ranking_make(const struct background *background, const struct question *question, struct arena *arena, struct ranking *out) MUST_CHECK;

/* Makes and writes it: an answer of answers.c. */
enum error ranking_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem) MUST_CHECK;
enum error ranking_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				   struct text *text, struct problem *problem) MUST_CHECK;
/* The API's object, which `bellwether-collector rank --json` prints as well. */
void ranking_write_json(const struct ranking *ranking, struct text *text);
/* A table with bars for a terminal of `width` columns (60 to 200). */
void ranking_write_terminal(const struct ranking *ranking, unsigned width, struct text *text);
/* "16.2" of a value of this indicator, without the unit. */
void indicator_put_value(struct text *text, const struct indicator *indicator, int64_t value);
