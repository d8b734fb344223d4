/* What the two halves of `verify` share: the pass over the tables and the walk of one chain. Private to store_verify*.c. */
#pragma once

#include "collector/shell/store_tables.h"

struct verify {
	struct store *store;
	struct verification *result;
	struct text *findings;
	/* Told by the pass over the tables, from the commit positions: how many entries each chain has. */
	uint64_t chain_lengths[CHAIN_MAX + 1];
	bool has_chain[CHAIN_MAX + 1];       /* an entry, a head or a position says so */
	uint64_t chain_times[CHAIN_MAX + 1]; /* a digest of the times that the positions have, for those of the entries */
};

/* The digest when one more time has come, whatever the times: not proof against an attacker, whom the hashes keep out. */
uint64_t verify_times_add(uint64_t digest, int64_t time_s);

/* A finding is a line, and counts as damage. */
void verify_found(struct verify *verify, const char *sentence);
void verify_found_council(struct verify *verify, uint16_t council, const char *sentence);
void verify_found_entry(struct verify *verify, uint16_t council, uint64_t sequence, const char *sentence);
void verify_found_month(struct verify *verify, uint16_t council, struct month month, const char *sentence);

/* As store_find, but nothing sticks: NULL when the record is there and whole (*body is set), else what is wrong with it. */
const char *verify_record(struct store_view *view, enum store_table table, struct slice key, struct slice *body);

/* The cube's records, each by itself, and how many there are; in the pass over the tables. */
void verify_cube(struct verify *verify, struct store_view *view, struct arena *arena);
/* The figures of releases in the cube, in a reading transaction of its own. Errors as verify_chain's. */
enum error verify_releases(struct verify *verify) MUST_CHECK;
/* Walks the council's chain in a reading transaction of its own. An error means that the walk could not be made, not that it found damage. */
enum error verify_chain(struct verify *verify, uint16_t council) MUST_CHECK;
