/* Joined signals: indicators that worsened one after the other at a council, by the table of sequences.def. Pure. */
#pragma once

#include "collector/core/year_changes.h"

/* A step is there when the change over the year was for the worse by more than three quarters of England's councils': z of a normal quarter. */
#define SEQUENCE_STEP_Z 0.674489750196081743

enum {
	SEQUENCE_STEPS = 3,
	SEQUENCE_QUARTER_MONTHS = 3, /* figures are looked at every three months back from the one asked for */
	SEQUENCE_SPAN = 4,           /* quarters that a sequence may take: a year */
	SEQUENCE_QUARTERS = 48,      /* how far back the history goes: twelve years */
};

struct sequence {
	const char *id, *title;
	const char *indicators[SEQUENCE_STEPS]; /* the first one first */
};

unsigned sequence_count(void);
/* index < sequence_count(); static storage. */
const struct sequence *sequence_at(unsigned index);

struct sequence_flags;

/* All changes that sequences ask for, read when they are first asked for. */
struct sequence_grid {
	const struct cube_view *cube;
	enum cube_source source;
	struct month month;         /* quarter 0; quarter q is 3 x q months before */
	const struct month *months; /* those that have figures, ascending; of the cube */
	unsigned month_count;
	struct arena *arena;
	struct sequence_flags *flags; /* by indicator of the table and quarter */
};

/* Where a council is in a sequence at a quarter. */
struct sequence_state {
	bool is_judged;                    /* all of its indicators have a change within the span */
	bool is_second;                    /* all of these are of two councils together, and count with the other one, whose code is the lower */
	bool is_there;                     /* the sequence is complete, and a step of it stands in the quarter itself */
	unsigned quarters[SEQUENCE_STEPS]; /* of each step, when it is there */
};

/* Errors of the cube, ERROR_NO_MEMORY. */
enum error sequence_grid_begin(struct sequence_grid *grid, const struct cube_view *cube, enum cube_source source, struct month month,
			       struct arena *arena) MUST_CHECK;
struct month sequence_month(const struct sequence_grid *grid, unsigned quarter);
/* Whether the source has any figure of the quarter's month. */
bool sequence_has_figures(const struct sequence_grid *grid, unsigned quarter);
/*
 * The council by its place in the council table. The first step is the earliest within the span that ends with `quarter`; each of the others the
 * latest from there on, in the same figures at the soonest. quarter + SEQUENCE_SPAN < SEQUENCE_QUARTERS. Errors of the cube, ERROR_NO_MEMORY.
 */
enum error sequence_look(struct sequence_grid *grid, const struct sequence *sequence, unsigned quarter, unsigned council,
			 struct sequence_state *out) MUST_CHECK;
