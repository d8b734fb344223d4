/*
 * The cube as comparisons ask it: columns of councils, series of months, and what a figure was before. Who answers (the store, at a moment of its
 * history, or a test) reads and keeps; what it hands out is borrowed until it is asked to begin anew. A function's error is told to whoever asked.
 */
#pragma once

#include "collector/core/column.h"
#include "collector/core/refusal_note.h"

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

/* What is known of how a council reports, and of its return of one month. */
struct sending {
	uint16_t council;
	bool is_registered;      /* it had a key at some time */
	bool has_key;            /* one that is in use */
	int64_t registered_at_s; /* its first key */
	bool has_return;
	uint32_t revision;                          /* the newest; the next five only when it has a return */
	int64_t first_recorded_at_s, recorded_at_s; /* of revision 1, and of the newest */
	const char *approver_role;                  /* of the newest */
	uint8_t reason;                             /* enum revision_reason: why the newest replaced the one before, where the council has said it */
	bool repeats;                               /* each measure is what it was the month before, and at least one is a number */
	bool has_before, has_after;                 /* without a return: the nearest months that have one, within SENDING_MONTHS_NEAR */
	struct month before, after;
	bool is_refused;
	struct refusal_note refusal; /* the newest of the month, while none was accepted since; only of now */
};

enum { SENDING_MONTHS_NEAR = 12 };

/* A return that replaced an earlier revision. */
struct correction {
	uint16_t council;
	struct month month;
	uint32_t revision;
	uint64_t position;
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
	/* Every council that has a key, a return of the month or a refusal of it, ascending by council. */
	enum error (*sendings)(void *context, struct month month, const struct sending **sendings, unsigned *count);
	/* Revisions above 1 of returns that were recorded after `since_s`, the newest first. */
	enum error (*corrections)(void *context, int64_t since_s, const struct correction **corrections, unsigned *count);
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
enum error cube_sendings(const struct cube_view *cube, struct month month, const struct sending **sendings, unsigned *count) MUST_CHECK;
enum error cube_corrections(const struct cube_view *cube, int64_t since_s, const struct correction **corrections, unsigned *count) MUST_CHECK;
enum error cube_has_release(const struct cube_view *cube, uint16_t measure, bool *out) MUST_CHECK;
