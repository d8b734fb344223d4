/*
 * Releases: published official data sets, as the ledger keeps them. A release has the figures of one file by month and reporter, its vintage (the
 * newest month in it) and the file's hash. Each series has a chain of its own in the ledger.
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "collector/core/cube.h"
#include "collector/core/entry.h"
#include "common/arena.h"
#include "common/digest.h"
#include "common/error.h"

enum {
	RELEASE_BYTES_MAX = 8 << 20,
	RELEASE_UNPACKED_BYTES_MAX = 48 << 20, /* a release of RELEASE_BYTES_MAX in memory */
	RELEASE_RECORDS_MAX = 20000,
	RELEASE_FIGURES_MAX = 64, /* of one record */
};

/* The numbers of the series, from datasets.def. */
enum dataset_number {
#define DATASET(number, NAME, id, source, rank, title) DATASET_##NAME = (number),
#define LAYOUT(NAME, period, period_month, code, name, ons, level, filters, values)
#define FIGURE(NAME, MEASURE, key)
#include "collector/core/datasets.def"
#undef DATASET
#undef LAYOUT
#undef FIGURE
};

struct dataset {
	uint16_t number;
	const char *id;          /* "workforce" */
	enum cube_source source; /* which part of the cube shows it */
	unsigned rank;           /* of two series with the same figure the one of the higher rank is shown */
	const char *title;
};

unsigned dataset_count(void);
/* index < dataset_count(), in ascending order of number; static storage. */
const struct dataset *dataset_at(unsigned index);
/* NULL when there is no such series. */
const struct dataset *dataset_find(uint16_t number);
const struct dataset *dataset_of_chain(uint16_t chain);
uint16_t dataset_chain(const struct dataset *dataset);

/* One reporter's figures of one month. */
struct release_record {
	struct month month;
	uint16_t council;
	uint16_t joint; /* the second council of a joint reporter; 0: none */
	unsigned figure_count;
	const struct return_measure *figures; /* ascending by number */
};

/* What identifies a release without its figures. */
struct release_head {
	uint16_t dataset;
	struct month vintage;
	struct digest file_hash; /* SHA-256 of the file as it was imported */
	uint32_t record_count;
};

struct release {
	struct release_head head;
	const struct release_record *records; /* ascending by month, then council */
};

/* The canonical bytes, in the arena: an entry's body. ERROR_INVALID: it is not a release; ERROR_LIMIT: more than RELEASE_BYTES_MAX. */
enum error release_pack(const struct release *release, struct arena *arena, struct slice *out) MUST_CHECK;
/* Records and figures go to the arena. ERROR_CORRUPT: these are not the canonical bytes of a release. */
enum error release_unpack(struct slice bytes, struct arena *arena, struct release *out) MUST_CHECK;
/* The head alone. ERROR_CORRUPT. */
enum error release_peek(struct slice bytes, struct release_head *out) MUST_CHECK;
/* What a release covers. */
struct release_extent {
	struct month first, last;
	unsigned months, councils;
	uint64_t figures;
};

struct release_extent release_extent(const struct release *release);
/* A month of which a release has far fewer councils than another of its series. */
struct release_gap {
	struct month month;
	unsigned councils, other_councils;
};

/* The newest month of which `release` has councils, and less than half as many as `other`; false when there is none. */
bool release_gap_find(const struct release *release, const struct release *other, struct release_gap *out);

/*
 * Which of two releases' figures is shown: that of the series of higher rank, then of the newer vintage, then of the one that was imported later.
 * < 0 when `a` gives way to `b`, > 0 when it is the other way round, 0 for the same release.
 */
int origin_compare(const struct cube_origin *a, const struct cube_origin *b);
/*
 * The cube's record when a release's record, which comes from `origin`, is laid upon `old` (NULL: there was none): figure by figure the one that is
 * shown. In whatever order releases are laid upon each other, the outcome is the same. ERROR_NO_MEMORY, ERROR_LIMIT.
 */
enum error release_merge(const struct cube_record *old, const struct release_record *record, const struct cube_origin *origin, struct arena *arena,
			 struct cube_record *out) MUST_CHECK;
