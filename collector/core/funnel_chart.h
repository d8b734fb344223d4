/*
 * A funnel chart: the councils of an area in one month, each with the limits within which it would lie if only chance, or chance and the usual differences
 * between councils, moved it off the rate of all; and how their values are distributed. Pure.
 */
#pragma once

#include "collector/core/funnel.h"
#include "collector/core/question.h"
#include "collector/core/reporter.h"
#include "common/arena.h"
#include "common/text.h"

enum { FUNNEL_LEVELS = 2, FUNNEL_BINS_MAX = 20 };

struct funnel_point {
	struct reporter reporter;
	bool is_judged;                                                  /* its figure is in the funnel */
	struct interval limits[FUNNEL_LEVELS], dispersed[FUNNEL_LEVELS]; /* 95% and 99.8%, as shares or rates of 1 */
	struct funnel_score score;
};

/* Values between round borders. */
struct distribution_bins {
	int64_t first, width; /* the first bin's lower border, in units of 10^-decimals; each takes its lower border in */
	unsigned count;
	unsigned councils[FUNNEL_BINS_MAX];
};

struct funnel_chart {
	const struct indicator *indicator;
	struct month month;
	const struct area *area;
	enum cube_source source;
	const char *notice;
	struct moment moment; /* as known when */
	bool has_funnel;
	const char *sentence; /* why there is none; NULL when there is */
	struct funnel funnel;
	unsigned point_count; /* of all that are expected, ascending by code */
	struct funnel_point *points;
	unsigned counted;            /* values, for the distribution */
	unsigned definition_version; /* the newest of the values, as catalogue_version numbers it; 0: of releases, or not known */
	const int64_t *values;       /* ascending */
	struct distribution_bins bins;
};

/* What the levels are: 0.95 and 0.998. */
double funnel_chart_level(unsigned index);
/* Of the question's indicator, month, area and source; in the arena. ERROR_NO_MEMORY, and the cube's errors. */
enum error funnel_chart_make(const struct background *background, const struct question *question, struct arena *arena,
			     struct funnel_chart *out) MUST_CHECK;
/* Bins of a width of 1, 2 or 5 times a power of ten, at most FUNNEL_BINS_MAX of them, over `count` > 0 ascending values. */
struct distribution_bins distribution_bins_of(const int64_t *ascending, unsigned count);
/* Makes and writes it: an answer of answers.c. */
enum error funnel_chart_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			       struct problem *problem) MUST_CHECK;
void funnel_chart_write_json(const struct funnel_chart *chart, struct text *text);
