/*
 * The cube as comparisons ask it: columns of councils, series of months, and what a figure was before. Who answers (the store, at a moment of its
 * history, or a test) reads and keeps; what it hands out is borrowed until it is asked to begin anew. A function's error is told to whoever asked.
 */
#pragma once

#include "collector/core/column.h"

/* One version of a council's figure for one month. */
struct cell_version {
	struct cell cell;
	int64_t recorded_at_s;
	uint64_t position;         /* the store's commit position of its entry */
	const char *approver_role; /* of a return; "" of a release */
	int64_t approved_at_s;     /* of a return */
	uint8_t reason;            /* enum revision_reason: why it replaced the one before, where the council has said it */
	const char *series;        /* title of the release's series; "" of a return */
};

struct cube_view {
	void *context;
	/* All councils of one indicator and month; a column without cells when there are no records. */
	enum error (*column)(void *context, enum cube_source source, const struct indicator *indicator, struct month month,
			     const struct column **out);
	/* One council's cells from `first` to `last`: cells[i] is of month first + i, NULL where it has no record. */
	enum error (*series)(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
			     struct month last, const struct cell *const **cells);
	/* The months of the source that have a record, ascending. */
	enum error (*months)(void *context, enum cube_source source, const struct month **months, unsigned *count);
	/* Every version, oldest first; those that a release of lower rank or an older one would have are among them. */
	enum error (*history)(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month month,
			      const struct cell_version **versions, unsigned *count);
	/* Whether a release that has the measure was imported. */
	enum error (*has_release)(void *context, uint16_t measure, bool *out);
};

/* The same questions, in a call. All out-parameters are borrowed; errors as above, ERROR_NO_MEMORY, ERROR_CORRUPT. */
enum error cube_column(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, struct month month,
		       const struct column **out) MUST_CHECK;
enum error cube_series(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
		       struct month last, const struct cell *const **cells) MUST_CHECK;
enum error cube_months(const struct cube_view *cube, enum cube_source source, const struct month **months, unsigned *count) MUST_CHECK;
enum error cube_history(const struct cube_view *cube, enum cube_source source, const struct indicator *indicator, uint16_t council,
			struct month month, const struct cell_version **versions, unsigned *count) MUST_CHECK;
enum error cube_has_release(const struct cube_view *cube, uint16_t measure, bool *out) MUST_CHECK;
