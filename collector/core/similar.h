/*
 * Councils that once had the pattern that a council has now, and what followed there. A description of what was, from few cases, not a forecast. Pure.
 *
 * The pattern. Each figure is set against England's councils of the same indicator and month: z = (value - median) / (1.4826 x median absolute deviation),
 * cut off at -5 and 5; so a common rise is none. A pattern is the z of the indicators over a window that ends with a month: of returns the last 12 months, of
 * releases the last 3 years.
 * The distance of two patterns is the root of the mean squared difference of the z that both have: at least 3 of them, and two thirds of the council's own.
 * Looked through are all other councils at all earlier months whose following 12 months are known by the month that is asked for; of each council its
 * nearest window is taken (of equal ones the latest), and the SIMILAR_MATCHES_MAX nearest councils are shown, of equal ones by code, none farther than
 * SIMILAR_DISTANCE_MAX: two councils without anything in common differ by 1.4 (the root of 2) on average. Nothing later than the
 * month is read. A figure that two councils share is neither's.
 */
#pragma once

#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

enum {
	SIMILAR_MATCHES_MAX = 5,
	SIMILAR_INDICATORS_MAX = 8,
	SIMILAR_COMMON_MIN = 3,
	SIMILAR_FOLLOWED_MONTHS = 12,
	SIMILAR_WINDOW_RETURNS = 12, /* steps of a month */
	SIMILAR_WINDOW_RELEASES = 3, /* steps of a year */
	SIMILAR_STEPS_MAX = 240,     /* that are looked back */
};

#define SIMILAR_DISTANCE_MAX 1.0

/* One indicator of a match: at the end of its window, and 12 months later. */
struct similar_outcome {
	bool is_known; /* both figures are */
	int64_t before, after;
	bool has_median;       /* England's medians of the two months are known */
	int64_t median_change; /* of the rounded medians */
};

struct similar_match {
	const struct council *council;
	struct month month; /* the window's last */
	double distance;
	unsigned common; /* figures that both patterns have */
	struct similar_outcome outcomes[SIMILAR_INDICATORS_MAX];
};

/* How often an indicator rose and fell in the twelve months. */
struct similar_count {
	unsigned count, rose, fell;
};

struct similar {
	const struct council *council;
	struct month month;
	enum cube_source source;
	const char *notice;
	struct moment moment; /* as known when */
	bool needs_attribution;
	unsigned indicator_count;
	const struct indicator *indicators[SIMILAR_INDICATORS_MAX]; /* the one that was asked for, else the usual ones */
	unsigned window, step_months;                               /* so many steps of so many months */
	unsigned known;                                             /* figures of the council's own pattern */
	unsigned compared;                                          /* windows with enough figures in common */
	unsigned match_count;
	struct similar_match matches[SIMILAR_MATCHES_MAX];     /* nearest first */
	struct similar_count followed[SIMILAR_INDICATORS_MAX]; /* over the matches */
	struct similar_count usual[SIMILAR_INDICATORS_MAX];    /* over all windows that were compared */
};

/* Of the question's council, month and source; works in the arena. ERROR_NO_MEMORY, and the cube's errors. */
enum error similar_make(const struct background *background, const struct question *question, struct arena *arena, struct similar *out) MUST_CHECK;
/* What such a list can say and what it cannot: a sentence or two. */
void similar_put_caution(struct text *text, const struct similar *similar);
/* Makes and writes it: an answer of answers.c. */
enum error similar_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			  struct problem *problem) MUST_CHECK;
void similar_write_json(const struct similar *similar, struct text *text);
