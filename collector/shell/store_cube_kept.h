/* What the store's cube keeps, and how it is read. Private to store_cube*.c. */
#pragma once

#include "collector/shell/store_cube.h"

/* What is kept of one source and month: its records and their versions, and a column for each indicator that was asked for. */
struct kept_month {
	bool is_read, is_populated;
	struct cube_record *records; /* with their populations joined, once they are */
	unsigned count;
	const struct column **columns; /* by the indicator's place in the catalogue; NULL: not asked for yet */
	bool has_versions;
	struct store_version *versions; /* by council, the oldest first; with the populations of the moment joined */
	unsigned version_count;
};

/* One council's records of one source, ascending by month, with their populations joined. */
struct kept_series {
	struct cube_record *records;
	unsigned count;
};

enum { KEPT_SOURCES = 3, KEPT_MONTHS_MAX = 12 * 200 };

/* Months are counted from the first one that has a record. */
struct kept_source {
	const struct month *months;
	unsigned month_count, span;
	bool is_laid; /* the records of all months are there */
	struct month first;
	struct kept_month *by_month;     /* span of them */
	struct kept_series **by_council; /* by code, below RELEASE_CHAIN_BASE; NULL: not asked for yet */
};

struct store_cube_kept {
	char notice[STORE_NOTICE_BYTES_MAX + 1];
	int64_t recorded_at_s; /* of the moment's newest entry; 0 without one */
	struct kept_source sources[KEPT_SOURCES];
	struct event *events; /* that stood at the moment, ascending by date */
	size_t event_count;
	struct group *groups; /* known and saved ones at the moment, ascending by id */
	unsigned group_count;
};

struct kept_source *store_cube_source(struct store_cube *cube, enum cube_source source);
/* NULL when the source has no record of that month, nor of one before and one behind it. */
struct kept_month *store_cube_month(struct kept_source *source, struct month month);
/* What the source is read at. Populations have no part in the vintage that was asked for: an estimate is newer than the figures that it is for. */
struct store_moment store_cube_moment(const struct store_cube *cube, enum cube_source source);
/* The month of the estimate for `month`, or of the newest one before it; false when there is none. */
bool store_cube_estimate(struct store_cube *cube, struct month month, struct month *out);
/* The records of a month that is kept, read when they are asked for the first time. Populations are not joined here. */
enum error store_cube_records(struct store_cube *cube, enum cube_source source, struct month month, struct kept_month **out) MUST_CHECK;
/*
 * Withholds of earlier revisions of returns what the newest one makes necessary (withholding.h), whatever the moment is; of other sources nothing. The
 * records are of the month, ascending by council; of the council, ascending by month; the versions as store_history has them.
 */
enum error store_cube_withhold_month(struct store_cube *cube, enum cube_source source, struct month month, struct cube_record *records,
				     unsigned count) MUST_CHECK;
enum error store_cube_withhold_series(struct store_cube *cube, enum cube_source source, uint16_t council, struct cube_record *records,
				      unsigned count) MUST_CHECK;
enum error store_cube_withhold_versions(struct store_cube *cube, enum cube_source source, struct month month, struct store_version *versions,
					unsigned count) MUST_CHECK;
/* The view's `sendings` and `corrections`. */
enum error store_cube_sendings(void *context, struct month month, const struct sending **sendings, unsigned *count);
enum error store_cube_corrections(void *context, int64_t since_s, const struct correction **corrections, unsigned *count);
/* The view's `series` and `history`. */
enum error store_cube_series(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
			     struct month last, const struct cell *const **cells);
enum error store_cube_history(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month month,
			      const struct cell_version **versions, unsigned *count);
