/* Children's published figures: what the Department for Education said about each council's children at each 31 March, as the demo carries it. */
#pragma once

#include <stdint.h>

#include "common/error.h"
#include "common/month.h"
#include "common/slice.h"

/* The years end on 31 March 2016, the opening state, to 2025. */
enum { CHILDREN_YEAR_FIRST = 2016, CHILDREN_YEARS = 10, CHILDREN_COUNCILS_MAX = 32, CHILDREN_CHECKPOINTS_MAX = 4 };

enum children_measure {
#define CHILDREN_PUBLISHED(NAME, id) CHILDREN_##NAME,
#include "deploy/demo_data/children_published.def"
#undef CHILDREN_PUBLISHED
	CHILDREN_MEASURES,
};

enum { CHILDREN_UNKNOWN = -1 };

/* A stock that was reported at another month end: 31 December 2018 for one council. */
struct children_checkpoint {
	struct date date;
	enum children_measure measure;
	int32_t value;
};

struct children_council {
	uint16_t code;
	int32_t values[CHILDREN_YEARS][CHILDREN_MEASURES]; /* CHILDREN_UNKNOWN: published as a symbol, or not at all */
	struct children_checkpoint checkpoints[CHILDREN_CHECKPOINTS_MAX];
	unsigned checkpoint_count;
};

struct children_published {
	unsigned council_count;
	struct children_council councils[CHILDREN_COUNCILS_MAX]; /* in the file's order */
};

/* NULL when the table has no such council. */
const struct children_council *children_published_find(const struct children_published *table, uint16_t code);
const char *children_measure_id(enum children_measure measure);
/* 31 March of year `index`, 0 to CHILDREN_YEARS - 1. */
struct date children_census_date(unsigned index);
/*
 * Reads "council,date,measure,value" lines; lines that begin with # and empty ones are passed over, symbols are figures that nobody demands.
 * ERROR_MALFORMED, with the line, otherwise. The table is the caller's; its content is undefined after an error.
 */
enum error children_published_parse(struct slice text, struct children_published *out, struct problem *problem) MUST_CHECK;
