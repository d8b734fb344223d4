/* The published table: what the Department for Education said about each council at each 30 September, to one decimal, as the demo carries it. */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/*
 * The censuses by index: 30 September 2016 to 2025. Individual workers' figures were published from 2017 on, so that nothing is known of the first
 * one; it is the place of the state from which 2017 is reached.
 */
enum { CENSUS_YEAR_FIRST = 2016, CENSUS_COUNT = 10, CENSUS_PUBLISHED_FIRST = 1, PUBLISHED_COUNCILS_MAX = 32 };

enum published_measure {
#define PUBLISHED(NAME, id) PUBLISHED_##NAME,
#include "deploy/demo_data/published.def"
#undef PUBLISHED
	PUBLISHED_COUNT,
};

enum value_kind {
	VALUE_MISSING = 0, /* no line yet: published_parse never leaves one */
	VALUE_NUMBER,
	VALUE_UNRELIABLE,     /* u: published without a figure */
	VALUE_NOT_AVAILABLE,  /* x: the same, for another reason */
	VALUE_NOT_APPLICABLE, /* z: the denominator is 0 */
};

struct published_value {
	enum value_kind kind;
	int64_t tenths;
};

/* A council has every census from its first one to its last, whole: councils begin and end. */
struct published_council {
	uint16_t code;
	unsigned first, last; /* censuses; CENSUS_PUBLISHED_FIRST <= first <= last < CENSUS_COUNT */
	struct published_value values[CENSUS_COUNT][PUBLISHED_COUNT];
};

struct published_table {
	unsigned council_count;
	struct published_council councils[PUBLISHED_COUNCILS_MAX]; /* in the file's order */
};

const char *published_measure_id(enum published_measure measure);
/* 30 September of census `index`, 0 to CENSUS_COUNT - 1. */
struct date census_date(unsigned index);
/*
 * Reads "council,date,measure,value" lines; lines that begin with # and empty ones are passed over. A council must have every measure at every census
 * from its first one to its last, once: ERROR_MALFORMED, with the line or the council, otherwise. The table is the caller's; its content is undefined
 * after an error.
 */
enum error published_parse(struct slice text, struct published_table *table, struct problem *problem) MUST_CHECK;
