/* The questions that every store is asked, the answers' form, and the answers as they must be: worked out from the figures one by one, without a store. */
#pragma once

#include "tests/bench/peer_data.h"

enum peer_question_kind {
	QUESTION_REGION,  /* a ranking of one region's councils, with England's quartiles */
	QUESTION_ENGLAND, /* a ranking of all councils */
	QUESTION_SERIES,  /* one council's indicator over all months */
	QUESTION_MATRIX,  /* one month, one region's councils, all indicators */
	QUESTION_COUNT,
};

struct peer_question {
	enum peer_question_kind kind;
	unsigned indicator; /* index of data.indicators; not of a matrix */
	unsigned month;     /* not of a series */
	uint8_t region;     /* of QUESTION_REGION and QUESTION_MATRIX */
	uint16_t council;   /* code, of a series */
};

/*
 * Cells of a ranking's row: council, value, rank, band (1 best to 4), change on the month, change on the year; and the same in each row: England's three
 * quartiles times 4, the pooled value of the area, how many councils it is of. Ranked rows first, then by council. A series has one cell a month, a
 * matrix one for each indicator of each council. DATA_MISSING where there is none.
 */
enum { RANKING_CELLS = 11 };

struct peer_answer {
	unsigned count, room;
	int64_t *cells; /* the caller's */
};

/* "region's ranking" */
const char *peer_question_name(enum peer_question_kind kind);
/*
 * The `number`-th question of its kind in a stream, the same for every store that is asked: of the newest twelve months (a matrix: three) and all ranked
 * indicators.
 */
struct peer_question peer_question_at(const struct data *data, enum peer_question_kind kind, uint64_t stream, uint64_t number);
void peer_answer_put(struct peer_answer *answer, int64_t cell);
bool peer_answer_equals(const struct peer_answer *a, const struct peer_answer *b);
/* Room for the answer to any question. */
unsigned peer_answer_room(const struct data *data);
/* The indicator's value for one council and month, in units of 10^-decimals, rounded half up; DATA_MISSING. */
int64_t data_indicator(const struct data *data, unsigned indicator, unsigned council, unsigned month);
/* The answer as it must be. */
void peer_question_answer(const struct data *data, const struct peer_question *question, struct peer_answer *answer);
