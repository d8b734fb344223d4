/*
 * Early warnings: what stands out in a month, over all councils of an area and all indicators, with the false alarms that so many looks bring. Every test
 * knows figures up to that month only. docs/warnings.md says what they are and what they are not. Pure.
 */
#pragma once

#include "collector/core/alert_sequences.h"
#include "collector/core/chart_evidence.h"
#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

/* A test is flagged when a steady council would give its p value, or a smaller one, so often. */
#define ALERT_LEVEL 0.01
/*
 * Of those that are confirmed at most this share is false on average, however the indicators hang together (Benjamini and Yekutieli). The tests are all
 * of England's, whatever area is shown: asking council by council must not confirm what asking once does not.
 */
#define ALERT_SHARE 0.10

enum { ALERT_DECADES_MAX = 12 };

enum alert_method {
	ALERT_BY_CHANGE, /* over the year, against all councils' changes */
	ALERT_BY_CHART,  /* against the council's own months */
};

/* In the order in which they are listed among those of like evidence. */
enum alert_meaning { ALERT_WORSE, ALERT_HIGHER, ALERT_LOWER, ALERT_BETTER };

/* One test: a council's figure of an indicator. */
struct alert {
	const struct council *council;
	const struct council *joint; /* the other one of a joint reporter; NULL: none */
	const struct indicator *indicator;
	enum alert_method method;
	enum chart_rule rule; /* of a chart */
	bool has_cause;       /* a rule of NHS practice is met on the chart */
	enum alert_meaning meaning;
	int64_t value;
	int64_t before; /* the figure of the year before; of a chart the mean of the months before, rounded */
	double p;
	unsigned decades; /* whole powers of ten in 1 / p: finer differences of evidence are none */
	bool is_flagged, is_confirmed;
};

/* All of a council's indicators with a polarity together. */
struct alert_council {
	const struct council *council, *joint;
	unsigned made, worse; /* tests, and how many of them are flagged as worse */
	double p;             /* that they are so much for the worse by chance */
	bool is_confirmed;    /* as of single tests, over England's councils */
};

struct alerts {
	const struct area *area;
	struct month month;
	enum cube_source source;
	const char *notice;
	struct moment moment;     /* as known when */
	bool has_population;      /* some indicator divides by published populations */
	unsigned indicator_count; /* those of which the month has a figure */
	bool has_newest;
	struct month newest; /* with figures of the source, up to the month that was asked for */
	/* possible = without_figure + without_before + too_few + made: a test for each of these indicators and each expected council. */
	unsigned possible, without_figure;
	unsigned without_before; /* have no chart, and no figure of the year before */
	unsigned too_few, made;
	unsigned by_chart;
	unsigned causes;     /* charts on which a rule of NHS practice is met; not all of them are flagged */
	double false_alarms; /* flagged ones to be expected of steady councils */
	unsigned flagged, confirmed;
	unsigned england_made, england_councils; /* tests, and councils with some, over which false alarms are controlled */
	struct alert *list;                      /* all tests made, the flagged ones first, in order of rank */
	unsigned council_count;
	struct alert_council *councils;         /* those with a test of an indicator with polarity, in order of p */
	const struct alert_sequence *sequences; /* sequence_count() */
};

/*
 * Each council's figure is judged by its chart where it has one (chart_evidence.h; months of an indicator that hang together no more than
 * CHART_CORRELATION_MAX), else by its change over the year (year_changes.h). A council's p value over its indicators is the Cauchy combination of their
 * one-sided ones, which holds for dependent tests: Liu and Xie, JASA 115 (2020). Order: confirmed, then powers of ten of p, then what it means, then p.
 * What the list points to is borrowed from the cube. Errors of the cube, ERROR_NO_MEMORY.
 */
enum error alerts_make(const struct background *background, const struct question *question, struct arena *arena, struct alerts *out) MUST_CHECK;

/* What a store's notice means for warnings; NULL when there is none. */
const char *alerts_caution(const struct alerts *alerts);
/* What must be said when published figures, populations or inspections are shown or counted; NULL when there are none. */
const char *alerts_attribution(const struct alerts *alerts);
/* "worse", "higher", "lower", "better" */
const char *alert_meaning_name(enum alert_meaning meaning);
/* How it was found: "change", "outside", "run", "trend", "near". */
const char *alert_rule_name(const struct alert *alert);
/* A p value as odds: "1 in 210". */
void alert_put_odds(struct text *text, double p);

/* The API's object. */
void alerts_write_json(const struct alerts *alerts, struct text *text);
enum error alerts_write_terminal(const struct alerts *alerts, unsigned width, struct arena *arena, struct text *text) MUST_CHECK;

/* As answers.h has them. */
enum error alerts_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			 struct problem *problem) MUST_CHECK;
enum error alerts_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				  struct text *text, struct problem *problem) MUST_CHECK;
