/* The cube's record: all measures of one source, month and council in one checksummed blob. A pure function of the ledger (invariant 4). */
#pragma once

#include <stdbool.h>

#include "common/arena.h"
#include "common/error.h"
#include "proto/wire.h"

enum cube_source {
	SOURCE_RETURNS = 1,   /* councils' own returns */
	SOURCE_OFFICIAL = 2,  /* published releases, merged: of each figure the newest */
	SOURCE_REFERENCE = 3, /* what indicators are divided by: populations, at mid-year */
};

const char *cube_source_name(enum cube_source source); /* "returns" */

/* The release that a figure comes from (invariant 3). */
struct cube_origin {
	uint16_t chain;
	uint64_t sequence; /* of the ledger entry */
	struct month vintage;
	uint16_t joint; /* the second council for which that release's figures are as well; 0: none */
};

enum { CUBE_ORIGINS_MAX = 32 };

/* By chain and sequence. */
bool cube_origin_precedes(const struct cube_origin *a, const struct cube_origin *b);
/* The other council of a reporter whose figures have these origins, as the newest of them says; 0: none. */
uint16_t cube_origins_joint(const struct cube_origin *origins, unsigned count);

struct cube_record {
	uint16_t council;
	uint16_t joint; /* the other council that the figures are of too; 0: none. Only of releases */
	struct month month;
	uint32_t revision; /* of a return */
	uint64_t sequence; /* of the ledger entry that a return comes from (invariant 3) */
	uint8_t catalogue; /* of a return: catalogue_version of the catalogue that it was made with; 0: of releases, or not known any more */
	unsigned measure_count;
	const struct return_measure *measures; /* ascending by number */
	unsigned origin_count;                 /* 0: it is a return */
	const struct cube_origin *origins;     /* ascending by chain and sequence */
	const uint8_t *measure_origins;        /* of each measure the index of its origin */
	/* Reference data that indicators divide by, such as the population; joined when it is compared, never packed. NULL: none. */
	const struct cube_record *reference;
};

/* (source, month, council) in byte order: all councils of a month stand together. */
enum { CUBE_KEY_SIZE = 7 };
void cube_key(enum cube_source source, struct month month, uint16_t council, uint8_t out[static CUBE_KEY_SIZE]);

/* (source, council, month) in byte order: all months of a council stand together. */
void cube_series_key(enum cube_source source, uint16_t council, struct month month, uint8_t out[static CUBE_KEY_SIZE]);

/* What the cube shows of a return that stands at `sequence` in its council's chain; borrows the measures. */
struct cube_record cube_of_return(const struct council_return *content, uint64_t sequence);
/* The record's payload, to be framed by record_frame; in the arena. */
enum error cube_pack(const struct cube_record *record, struct arena *arena, struct slice *out) MUST_CHECK;
/* Measures and origins go to the arena. ERROR_CORRUPT. */
enum error cube_unpack(struct slice payload, struct arena *arena, struct cube_record *out) MUST_CHECK;
/* NULL when the record does not have the measure. Binary search. */
const struct return_measure *cube_measure(const struct cube_record *record, uint16_t number);
/* Where the measure comes from; NULL when the record does not have it or is a return. */
const struct cube_origin *cube_measure_origin(const struct cube_record *record, uint16_t number);
