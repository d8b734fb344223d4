/*
 * The catalogue: the one table of all measures (what is sent) and indicators (what is compared). Agent, collector, pages, feeds and the
 * definitions page are driven by it. The rows stand in measures.def and indicators.def; a number, once used, keeps its meaning for ever.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "common/digest.h"
#include "common/slice.h"
#include "common/text.h"

/* Which of the council's files a measure comes from; a reference measure is never sent, the collector imports it. */
enum measure_topic { TOPIC_WORKFORCE, TOPIC_LOOKED_AFTER, TOPIC_CHILDREN_IN_NEED, TOPIC_COUNCIL, TOPIC_REFERENCE, TOPIC_COUNT };

enum measure_unit {
	UNIT_FTE,
	UNIT_PEOPLE,
	UNIT_CASES,
	UNIT_DAYS_FTE,
	UNIT_CHILDREN,
	UNIT_YOUNG_PEOPLE,
	UNIT_EPISODES,
	UNIT_PLANS,
	UNIT_REFERRALS,
	UNIT_ASSESSMENTS,
	UNIT_ENQUIRIES,
	UNIT_CONFERENCES,
	UNIT_DAYS,
	UNIT_ITEMS,
	UNIT_POUNDS,
	UNIT_COUNT,
};

/* A stock is taken at the month's last day; flows run over the month, or over the twelve months that end with it. */
enum measure_window { WINDOW_STOCK, WINDOW_MONTH, WINDOW_12M };

/*
 * A protected measure's small counts are suppressed before they leave the agent; workforce measures are open. A sum over children is protected with its
 * total, the number of these children: it is suppressed when that is.
 */
enum measure_protection { PROTECTION_OPEN, PROTECTION_COUNTS, PROTECTION_WITH_TOTAL };

/* The largest protected count that is suppressed for its size; 0 is shown. */
enum { SMALL_COUNT_MAX = 5 };

/* The numbers by which measures travel: MEASURE_INPOST_FTE and so on, from measures.def. */
enum measure_number {
	MEASURE_NONE = 0,
	MEASURE_NONE_MONTH = MEASURE_NONE, /* of a flow that is no part of another */
	MEASURE_NONE_12M = MEASURE_NONE,
#define MEASURE(number, NAME, id, topic, unit, window, protection, total, breakdown, label, definition, source) MEASURE_##NAME = (number),
#include "proto/measures.def"
#undef MEASURE
};

struct measure {
	uint16_t number;
	const char *id; /* "inpost_fte" */
	enum measure_topic topic;
	enum measure_unit unit;
	enum measure_window window;
	enum measure_protection protection;
	uint16_t total;         /* the measure that this is a part of, or MEASURE_NONE */
	const char *breakdown;  /* which breakdown of the total: its parts add up to it exactly. "" for none */
	const char *label;      /* "Social workers in post (FTE)" */
	const char *definition; /* sentences: what it counts, its window, what it does not count */
	const char *source;     /* which extract and columns it comes from */
};

enum polarity { POLARITY_LOW_IS_GOOD, POLARITY_HIGH_IS_GOOD, POLARITY_NONE };

/* What the denominator is multiplied by. */
enum indicator_per {
	PER_ONE,
	PER_WORKING_DAYS, /* 253 working days a year, 254 when the twelve months contain 29 February */
};

struct indicator {
	const char *id;          /* the DfE's own name: "vacancy_rate_fte" */
	uint16_t numerator;      /* a measure's number */
	uint16_t denominator[2]; /* measures that are added up; the second may be MEASURE_NONE */
	enum indicator_per per;
	uint32_t multiplier; /* 100 for a percentage */
	uint8_t decimals;    /* shown, and ranked by, rounded half up */
	const char *unit;    /* "%" or "cases per worker" */
	enum polarity polarity;
	const char *label;      /* "Vacancy rate (FTE)" */
	const char *definition; /* sentences */
	const char *source;     /* whose definition it is */
};

unsigned catalogue_measure_count(void);
/* index < catalogue_measure_count(), ascending by number; static storage. */
const struct measure *catalogue_measure_at(unsigned index);
/* NULL when there is no such number or id. */
const struct measure *catalogue_measure(uint16_t number);
/* The measures that a return has: all but the reference measures, which come last. catalogue_measure_at has them below this index. */
unsigned catalogue_sent_count(void);
const struct measure *catalogue_measure_find(struct slice id);

unsigned catalogue_indicator_count(void);
const struct indicator *catalogue_indicator_at(unsigned index);
const struct indicator *catalogue_indicator_find(struct slice id);
/* Its index; the indicator must be one of the table's own. */
unsigned catalogue_indicator_place(const struct indicator *indicator);

/* "vacancy_fte / (vacancy_fte + inpost_fte) x 100" */
void indicator_put_formula(struct text *text, const struct indicator *indicator);

/* Decimal digits of a measure's stored integer: FTE_DIGITS for FTE and FTE days, 0 for people and cases. */
unsigned measure_digits(const struct measure *measure);
/* Decimal places that a measure is printed with at least: 2 for FTE and FTE days, 0 else. */
unsigned measure_decimals_min(const struct measure *measure);
const char *measure_topic_name(enum measure_topic topic); /* "looked-after children" */
const char *measure_unit_name(enum measure_unit unit);
const char *measure_window_name(enum measure_window window);
const char *polarity_name(enum polarity polarity); /* "low is good" */

/*
 * The stable hash of every row and column, over a canonical text that does not depend on the compiler or on the order of the rows. It travels with
 * each return; a collector refuses a hash that it does not know.
 */
struct digest catalogue_hash(void);
/*
 * Whether returns that were made with the catalogue of this hash are taken: of this one, and of earlier ones whose measures have kept their numbers and
 * meanings.
 */
bool catalogue_is_accepted(const struct digest *hash);
/*
 * The number of the accepted catalogue with this hash, from 1, the oldest, at most 255; a catalogue keeps its number for ever, because it is stored with
 * each return. 0: none that is accepted.
 */
unsigned catalogue_version(const struct digest *hash);
/* How many accepted catalogues there are: the newest one's number. */
unsigned catalogue_version_count(void);
/*
 * Whether the measure's meaning is another in catalogue `a` than in `b` (numbers of catalogue_version, in either order): figures that were made with the
 * two must not be compared without saying so. Of 0 nothing is known, so it differs from every other number.
 */
bool catalogue_changed_between(unsigned a, unsigned b, uint16_t measure);
/* The definitions page (docs/definitions.md) as Markdown. */
void catalogue_describe(struct text *text);
