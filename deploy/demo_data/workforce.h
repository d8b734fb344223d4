/* The workforce: the rows of a synthetic council's personnel system, one for each post held by one person. No row is about anybody. */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/arena.h"
#include "common/error.h"
#include "common/month.h"
#include "common/text.h"

enum {
	WORKFORCE_ROWS_MAX = 8192,
	CREW_ROWS_MAX = 2048, /* own workers and the agencies' who are in post on one day */
	REASON_MOVED_WITHIN = 7,
};

struct worker_row {
	unsigned person; /* from 1, of this council alone; a person's posts follow each other, they never overlap */
	bool is_agency;
	int64_t fte;       /* hundredths, 10 to 100 */
	struct date start; /* first day in post */
	struct date end;   /* first day no longer in post; INT32_MAX days: still in post */
	uint8_t role;      /* the codes of the workforce census; 0: left blank */
	uint8_t origin;
	uint8_t destination;
	uint8_t reason;
};

/* What an extract made at the end of `last` shows: the posts that were held after `before`. */
struct span {
	struct date before, last;
};

struct workforce {
	struct worker_row *rows; /* in the arena that workforce_init was given */
	unsigned count;
	unsigned person_count;
	enum error error; /* sticky: ERROR_LIMIT once there was no room for a row */
};

enum error workforce_init(struct workforce *workforce, struct arena *arena) MUST_CHECK;
/* A copy of `row` at the end; its index. When there is no room, the sticky error is set and the last row overwritten. */
unsigned workforce_add(struct workforce *workforce, const struct worker_row *row);
/* FTE (hundredths) and heads in post on `date`: of the agencies' workers, or of the council's own. */
void workforce_at(const struct workforce *workforce, struct date date, bool is_agency, int64_t *fte, unsigned *heads);
bool row_is_held_on(const struct worker_row *row, struct date day);
/* The row as a system knows it at the end of the span: without an end that is still to come. False when it does not show the row at all. */
bool row_in_span(const struct worker_row *row, const struct span *span, struct worker_row *out);
/* Appends a registration number: the word SYNTH, the council's code and the person's number, "SYNTH342000123". */
void person_put(struct text *text, uint16_t council, unsigned person);
/*
 * The person's birth date: unique within a council, 1957 to 1994, and on the 2nd to 27th of a month, so that it is never a census date, a month's
 * first or last day, or any date of the demo.
 */
struct date person_birth_date(uint16_t council, unsigned person);
