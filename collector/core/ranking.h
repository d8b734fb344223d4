/* A ranking: one indicator, one month, one area, with everything that its JSON, its page and its terminal table say. Pure. */
#pragma once

#include <stdbool.h>

#include "collector/core/compare.h"
#include "collector/core/definition.h"
#include "collector/core/question.h"
#include "collector/core/rank_interval.h"
#include "common/arena.h"
#include "common/text.h"
#include "proto/councils.h"

enum {
	/* With more rows only the chosen council's has its details: whom it cannot be told apart from, and its comparisons. */
	RANKING_DETAIL_ROWS_MAX = 40,
	/* With more councils, which England does not have, no pairs are compared, because they grow with the square: no rank intervals, no reasons of moves. */
	RANKING_PAIRS_MAX = 200,
};

/* A set of rows, by their index. */
struct row_set {
	uint64_t words[(RANKING_PAIRS_MAX + 63) / 64];
};

/*
 * How a row came from its rank in the compared month to this one. rank - rank_before is the sum of the four, in places: more is further from 1. Over
 * the councils with a value in both months: `own` is what its own change does while the others stay, `others` what their changes add. `came`: the better
 * ones that have a value only now; `left`, 0 or less: the better ones that have none any more.
 */
struct ranking_move {
	bool is_known; /* it has a value in both months, and pairs are compared */
	unsigned rank_before;
	int own, others, came, left;
	struct row_set passed_by; /* those that were not better and are now */
	struct row_set passed;    /* those that were better and are not now */
};

struct ranking_row {
	const struct council *council;
	const struct council *joint; /* the other council of a joint reporter; NULL: none */
	const struct cell *cell;     /* of the cube's column; NULL without a record */
	bool has_reported;           /* a return for the month is there, or a release has the council's figure or why there is none */
	bool has_vintage;            /* of a release */
	struct month vintage;
	bool has_population;   /* the indicator divides by it, and it is known */
	int carried_from_year; /* the population is an estimate of this year, carried forward; 0: it is of the year that it should be */
	struct indicator_value value;
	unsigned rank;         /* from the best (or from the highest without polarity), ties share the lowest; 0: not ranked */
	unsigned from_highest; /* position from the highest value; 0: not ranked */
	char band;             /* 'A' to 'D', or 0 */
	bool has_interval;     /* certainty_interval of the value, rounded */
	int64_t low, high;
	bool has_rank_interval;      /* ranking_certainty.c */
	struct rank_interval places; /* of its true rank; with all other rows' at once */
	unsigned sample;             /* its place in the ranking's rank intervals; only with has_rank_interval */
	/* The ranks that it can have when the values that are not there yet, or withheld, are known, whatever they are; 0: it never gets one. */
	unsigned best_possible, worst_possible;
	enum definition_match definition; /* its figure's definition, against the newest one in the ranking */
	bool has_month_change, has_year_change, has_since_change;
	int64_t month_change, year_change, since_change; /* differences of rounded values, in units of 10^-decimals */
	struct ranking_move move;
	uint32_t revision;        /* of the return; 0: none */
	uint32_t revision_before; /* of the return of the compared month; 0: none */
};

/* A return of this or of the compared month that is not its council's first. */
struct ranking_correction {
	const struct ranking_row *row;
	struct month month;
	uint32_t revision;
	bool is_known; /* what stood there first; asked for only where it is the chosen council's, or of one that passed it or was passed */
	struct indicator_value first, now;
};

struct ranking {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	enum cube_source source;
	const char *notice;        /* what every showing must say about these figures, e.g. that they are a demonstration's; "" when none. Borrowed */
	struct moment moment;      /* as known when */
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
	struct quartiles quartiles;      /* over the area's councils with a value */
	enum cube_source band_source;    /* whose figures the bands were taken over */
	const struct area *band_area;    /* which councils' */
	struct quartiles band_quartiles; /* not known: too few councils have a value, so that there are no bands */
	unsigned band_expected, band_counted;
	unsigned thin_expected,
		thin_reported;        /* England's councils, and those in a release too small for bands, of which the area's are taken; else 0 */
	int64_t minimum, maximum;     /* of the values; only with quartiles.is_known */
	const struct column *column;  /* the month's own, borrowed from the cube */
	const struct council *chosen; /* of the question; NULL: none. It is in one of the rows */
	bool has_since;               /* of the question */
	struct month since;
	bool has_compared; /* there are figures of an earlier month to compare ranks with: of the one asked for, else the month or the year before */
	struct month compared;
	const struct column *compared_column;
	const struct column *month_before, *year_before; /* borrowed from the cube, like `since_column` */
	const struct column *since_column;               /* NULL: not asked for */
	unsigned definition_version; /* the newest of the figures, as catalogue_version numbers it; 0: of releases, or not known */
	unsigned differing_count;    /* rows with a value whose definition is not the same as that */
	unsigned left_count;         /* councils of the area that had a value in the compared month and have none now, predecessors too */
	const struct council **left;
	unsigned correction_count;
	const struct ranking_correction *corrections; /* in the rows' order, of this month before the compared one */
	unsigned open_count;                          /* expected figures that are not known, but may come or are withheld */
	struct rank_intervals certain;                /* of the rows that have has_rank_interval */
	unsigned row_count;
	struct ranking_row *rows; /* ranked ones first, then by council code; in the arena */
};

/* "Kingston upon Thames / Richmond upon Thames" of a joint reporter. */
void ranking_put_reporter(struct text *text, const struct ranking_row *row);

static inline bool row_set_has(const struct row_set *set, unsigned row)
{
	return (set->words[row / 64] >> (row % 64) & 1) != 0;
}

static inline void row_set_add(struct row_set *set, unsigned row)
{
	set->words[row / 64] |= (uint64_t)1 << (row % 64);
}

/* Whether the row is the council's, or of it and another together. */
static inline bool ranking_row_is_of(const struct ranking_row *row, const struct council *council)
{
	return row->council == council || row->joint == council;
}

/* Whether the row's details are shown. */
bool ranking_has_details(const struct ranking *ranking, const struct ranking_row *row);
/* Whether a return of the row's, of this month or of the compared one, is a correction. */
static inline bool ranking_row_is_corrected(const struct ranking_row *row)
{
	return row->revision > 1 || row->revision_before > 1;
}

/* Whether two ranked rows cannot be told apart: their true values may be the same. Only of rows with has_rank_interval; no row from itself. */
bool ranking_is_alike(const struct ranking *ranking, const struct ranking_row *a, const struct ranking_row *b);

/*
 * Of the question's indicator, month, area and source: councils of the area that exist on the month's last day; changes since the question's month,
 * too. Rows are in the arena, areas and words borrowed from the question and background, cells from the cube. ERROR_NOT_FOUND when the question's council
 * is not one of them; ERROR_NO_MEMORY, and the cube's errors.
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
