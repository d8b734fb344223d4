/* One indicator in one month, council by council, as comparisons read it: values with what they are made of and where they come from. Pure. */
#pragma once

#include <stdbool.h>

#include "collector/core/compare.h"
#include "collector/core/interval.h"
#include "common/arena.h"
#include "proto/councils.h"

/* One council's value. A council without a record has no cell. */
struct cell {
	uint16_t council;
	uint16_t joint; /* the other council that the figures are of too; 0: none. Only of releases: reporter_of knows it of returns as well */
	struct indicator_value value;
	struct interval interval; /* of the value by chance alone, as certainty_interval has it */
	uint16_t reason;          /* why there is no value, by reasons.def, when the council said so; REASON_NONE else */
	bool is_reported;         /* a return is there, or a release has the council's figure or a symbol in its place */
	struct pool_part part;
	uint16_t chain; /* the ledger entry that the numerator comes from (invariant 3): a council's code, or a release's chain */
	uint64_t sequence;
	uint32_t revision; /* of the return; 0: a release */
	uint8_t catalogue; /* catalogue_version of the one that the return was made with; 0: a release, or not known */
	bool has_vintage;  /* of a release */
	struct month vintage;
	bool has_population;   /* the indicator divides by it, and it is known */
	int carried_from_year; /* the population is an estimate of this year, carried forward; 0: it is of the year that it should be */
};

/* What councils of a column make together; England's are worked out once for all who compare with them. */
struct column_summary {
	unsigned expected; /* that exist on the month's last day, a joint reporter once */
	unsigned reported, counted;
	unsigned definition_version; /* the newest of the values, as catalogue_version numbers it; 0: of releases, or not known */
	unsigned other_definition;   /* values that mean something else than that one's, or nobody knows (definition_is_other) */
	struct pooled pooled;
	struct quartiles quartiles; /* over the councils with a value */
};

struct column {
	const struct indicator *indicator;
	enum cube_source source;
	struct month month;
	unsigned count;
	const uint16_t *councils; /* of the cells: a search reads these few bytes alone */
	const struct cell *cells; /* ascending by council */
	const char *series;       /* the title of the releases' series; "" of returns, and while there are no figures */
	struct column_summary england;
};

/* `record` is not NULL; its reference record is joined. */
struct cell cell_make(const struct indicator *indicator, enum cube_source source, const struct cube_record *record);
/*
 * The column of all these records, which are of one source and month, ascending by council, with their reference records joined. Cells go to the arena;
 * nothing is borrowed from the records. ERROR_NO_MEMORY.
 */
enum error column_make(const struct indicator *indicator, enum cube_source source, struct month month, const struct cube_record *records,
		       unsigned count, struct arena *arena, struct column *out) MUST_CHECK;
/* NULL when the council has no record. Binary search. */
const struct cell *column_find(const struct column *column, uint16_t council);
/* Whether it has a value that must not be compared with one of this version of the definitions without saying so. NULL: no. */
bool cell_is_other(const struct indicator *indicator, const struct cell *cell, unsigned version);
/*
 * What an area's councils make together: of those that exist on the month's last day, a joint reporter once (reporters_of). `values` has room for
 * council_count(), and gets the values that there are, ascending.
 */
void column_sum(const struct column *column, const struct area *area, int64_t *values, struct column_summary *out);
