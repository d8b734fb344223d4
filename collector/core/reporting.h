/* Who has reported an area's month, council by council: what is there, what is wrong with it, and what is to be done next. Pure. */
#pragma once

#include "collector/core/corrections.h"
#include "collector/core/question.h"
#include "common/arena.h"
#include "common/text.h"

/*
 * So many days behind the month's end a return is due: what is typed in late is in the case system by then, and the figures are there for a meeting in the
 * month that follows. A council that was let in later has as many days from the day of its first key, whatever month it sends: it could not have sent before.
 */
enum { REPORTING_DUE_DAYS = 20 };

/* One state a council: of several that hold, the first of this list, which is the one that somebody has to do something about. */
enum reporting_state {
	REPORTING_REFUSED,        /* a return of the month was refused, and none was accepted since */
	REPORTING_NOT_REGISTERED, /* no return, and no key with which one could be sent */
	REPORTING_PASSED_OVER,    /* no return, while that of a later month is there: held at the council, or forgotten */
	REPORTING_OVERDUE,        /* no return, and the day on which it was due is over */
	REPORTING_DUE,            /* no return yet, and it is not due yet */
	REPORTING_UNCHANGED,      /* a return that repeats the month before in every measure: perhaps a copied file */
	REPORTING_CORRECTED,      /* a return that has replaced an earlier one */
	REPORTING_LATE,           /* a return that was first recorded after the day on which it was due */
	REPORTING_IN_TIME,
	REPORTING_STATES,
};

/* "passed_over", and "Held or passed over" as a heading. */
const char *reporting_state_id(enum reporting_state state);
const char *reporting_state_label(enum reporting_state state);

struct reporting_row {
	const struct council *council;
	const struct council *joint; /* the other council that its figures are of too; NULL: none */
	enum reporting_state state;
	struct date due;
	unsigned late_days; /* since it was due: until it was first recorded, or until today; 0: in time, or not due yet */
	bool is_late;       /* of a return: it came after it was due, whatever the state is */
	struct sending sending;
};

struct reporting {
	const struct area *area;
	struct month month;
	const char *notice;
	struct moment moment; /* as known when */
	struct date today;    /* lateness is counted up to here */
	unsigned expected;    /* the rows: two councils that report as one once */
	unsigned reported;    /* of these, with a return */
	unsigned counts[REPORTING_STATES];
	struct reporting_row *rows; /* by state, then by code; in the arena */
	bool is_before_returns;     /* the month lies before the first of which there is a return: none was expected */
	struct month first;         /* which is this, then */
	struct corrections corrections;
};

/* Of returns, for the question's area and month, its corrections since its `since` month's end, or the end of the month before. ERROR_NO_MEMORY, the cube's. */
enum error reporting_make(const struct background *background, const struct question *question, struct arena *arena,
			  struct reporting *out) MUST_CHECK;

/* Sentences, plain text without a line end. */
/* "22 of 24 councils of the North West have reported for September 2021: 2 overdue." */
void reporting_put_summary(struct text *text, const struct reporting *reporting);
/* What is there: when it came, as which revision, why not. */
void reporting_put_what(struct text *text, const struct reporting *reporting, const struct reporting_row *row);
/* What is to be done, by whom. */
void reporting_put_next(struct text *text, const struct reporting_row *row);

/* The answer as answers.h has it: for the API, and for a terminal. */
enum error reporting_answer(const struct background *background, const struct question *question, struct arena *arena, struct text *text,
			    struct problem *problem) MUST_CHECK;
enum error reporting_answer_terminal(const struct background *background, const struct question *question, unsigned width, struct arena *arena,
				     struct text *text, struct problem *problem) MUST_CHECK;
