/* The cube's record: all measures of one source, month and council in one checksummed blob. A pure function of the ledger (invariant 4). */
#pragma once

#include "common/arena.h"
#include "common/error.h"
#include "proto/wire.h"

enum cube_source { SOURCE_RETURNS = 1 };

const char *cube_source_name(enum cube_source source); /* "returns" */

struct cube_record {
	uint16_t council;
	struct month month;
	uint32_t revision;
	uint64_t sequence; /* of the ledger entry that it comes from (invariant 3) */
	unsigned measure_count;
	const struct return_measure *measures; /* ascending by number */
};

/* (source, month, council) in byte order: all councils of a month stand together. */
enum { CUBE_KEY_SIZE = 7 };
void cube_key(enum cube_source source, struct month month, uint16_t council, uint8_t out[static CUBE_KEY_SIZE]);

/* The record's payload, to be framed by record_frame; in the arena. */
enum error cube_pack(const struct cube_record *record, struct arena *arena, struct slice *out) MUST_CHECK;
/* Measures go to the arena. ERROR_CORRUPT. */
enum error cube_unpack(struct slice payload, struct arena *arena, struct cube_record *out) MUST_CHECK;
/* NULL when the record does not have the measure. Binary search. */
const struct return_measure *cube_measure(const struct cube_record *record, uint16_t number);
