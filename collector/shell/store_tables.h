/*
 * What the store's own files share: the tables, their keys and the bodies of their records, as docs/store.md has them. Private to store*.c and their
 * tests. Integers are big-endian, so that byte order is the order of months, sequences and positions; every value is framed by record_frame.
 */
#pragma once

#include "collector/shell/store.h"
#include "common/shell/files.h"

enum store_table {
	TABLE_META,          /* a name -> its value */
	TABLE_LEDGER,        /* council, sequence -> the entry's bytes */
	TABLE_HEADS,         /* council -> the sequence and hash of its newest entry */
	TABLE_POSITIONS,     /* commit position -> council, sequence, times */
	TABLE_REVISIONS,     /* council, month, revision -> where its return is, and its hashes */
	TABLE_CUBE,          /* source, month, council -> the cube's record */
	TABLE_KEYS,          /* key id -> the key's record */
	TABLE_KEYS_BY_CURVE, /* transport key -> key id */
	TABLE_COUNTS,        /* source, month -> how many cube records there are */
	TABLE_SERIES,        /* source, council, month -> the cube's record once more */
	TABLE_SERIES_COUNTS, /* source, council -> how many records of the series there are */
	TABLE_PLACES,        /* chain above the councils', sequence -> commit position */
	TABLE_REFUSALS,      /* month, council -> the newest refusal of its return, while none was accepted since */
	TABLE_COUNT,
};

#define META_FORMAT   "format"
#define META_NOTICE   "notice"
#define META_POSITION "position"
#define META_REFUSALS "refusals"

struct store {
	struct environment *environment;
	char folder[PATH_SIZE]; /* of the environment */
};

/* No key is longer than a transport key. */
struct store_key {
	uint8_t bytes[PUBLIC_KEY_SIZE];
	size_t size;
};

struct slice store_key_slice(const struct store_key *key); /* borrowed */
struct store_key store_key_ledger(uint16_t council, uint64_t sequence);
struct store_key store_key_head(uint16_t council);
struct store_key store_key_position(uint64_t position);
struct store_key store_key_revision(uint16_t council, struct month month, uint32_t revision);
/* The reverse; ERROR_CORRUPT: it is no such key. */
enum error store_read_revision_key(struct slice key, struct correction *out) MUST_CHECK;
struct store_key store_key_cube(enum cube_source source, struct month month, uint16_t council);
struct store_key store_key_count(enum cube_source source, struct month month);
struct store_key store_key_series(enum cube_source source, uint16_t council, struct month month);
struct store_key store_key_series_count(enum cube_source source, uint16_t council);
struct store_key store_key_refusal(struct month month, uint16_t council);
/* The reverse; ERROR_CORRUPT: it is no such key. */
enum error store_read_refusal_key(struct slice key, struct month *month, uint16_t *council) MUST_CHECK;

struct store_head {
	uint64_t sequence; /* 0: no entry yet */
	struct digest hash;
};

struct store_place {
	uint16_t council;
	uint64_t sequence;
	int64_t recorded_at_s;
	int64_t latest_at_s; /* the newest recorded_at_s of all entries up to this one: it never falls, whatever the clock did */
};

struct store_revision {
	uint64_t sequence;
	uint64_t position;
	struct digest return_hash, envelope_hash;
};

/* Of the notes of refusals. */
struct store_refusal_tally {
	uint64_t changes;  /* how often a note was put down or taken away */
	uint64_t standing; /* how many there are: one that vanishes is missed */
};

enum { STORE_BODY_BYTES_MAX = 160 };

/* A record's body while it is built; the largest fixed one is a key's. */
struct store_body {
	uint8_t bytes[STORE_BODY_BYTES_MAX];
	size_t size;
};

struct slice store_body_slice(const struct store_body *body); /* borrowed */
struct store_body store_body_number(uint64_t number);
struct store_body store_body_head(const struct store_head *head);
struct store_body store_body_place(const struct store_place *place);
struct store_body store_body_revision(const struct store_revision *revision);
struct store_body store_body_key(const struct key_record *key);
struct store_body store_body_refusal_tally(const struct store_refusal_tally *tally);

/* The reverse; ERROR_CORRUPT when the bytes are not such a body. */
enum error store_read_number(struct slice body, uint64_t *out) MUST_CHECK;
enum error store_read_head(struct slice body, struct store_head *out) MUST_CHECK;
enum error store_read_place(struct slice body, struct store_place *out) MUST_CHECK;
enum error store_read_revision(struct slice body, struct store_revision *out) MUST_CHECK;
enum error store_read_key(struct slice body, struct key_record *out) MUST_CHECK;
enum error store_read_refusal_tally(struct slice body, struct store_refusal_tally *out) MUST_CHECK;
enum error store_read_key_id(struct slice body, struct key_id *out) MUST_CHECK;

/* The view's sticky error, its transaction's included. */
enum error store_view_error(const struct store_view *view);
/* Makes the view's error stick, unless one sticks already. */
void store_view_fail(struct store_view *view, enum error error);
/* The record's body, borrowed; false when it is not there or after an error. A record that fails its checksum is a sticky ERROR_CORRUPT. */
bool store_find(struct store_view *view, enum store_table table, struct slice key, struct slice *body);
/* What stands at a commit position. ERROR_CORRUPT: nothing does. */
enum error store_place_at(struct store_view *view, uint64_t position, struct store_place *out) MUST_CHECK;
/* The commit position of an entry in a chain above the councils'; 0 after an error. ERROR_CORRUPT, which sticks: it is not there. */
uint64_t store_entry_position(struct store_view *view, uint16_t chain, uint64_t sequence);
/* Frames and stores; *_put replaces, *_insert makes an existing key a sticky ERROR_EXISTS. */
void store_put(struct store_batch *batch, enum store_table table, struct slice key, struct slice body);
void store_insert(struct store_batch *batch, enum store_table table, struct slice key, struct slice body);
/* Puts the entry at the end of its chain; its sequence, previous hash and time are set here. */
enum error store_entry_append(struct store_batch *batch, struct entry *entry, int64_t now_s, struct digest *hash) MUST_CHECK;
/* Notes that the entry has this commit position, which is free; the one before it has been noted. */
void store_position_put(struct store_batch *batch, const struct entry *entry, uint64_t position);
/*
 * Calls `visit` for each entry of the chain from the first to `upto` (or the last, when that comes before), until it returns an error, which sticks. An
 * entry that is missing is a sticky ERROR_CORRUPT. Entries are borrowed from the map: a visit does not write.
 */
void store_chain_visit(struct store_view *view, uint16_t chain, uint64_t upto, enum error (*visit)(void *context, const struct entry *entry),
		       void *context);
/* Whether the moment has all entries that the source's records come from. */
bool store_moment_is_now(struct store_view *view, enum cube_source source, const struct store_moment *moment);
/* Whether the moment has the release, as far as its vintage says. */
bool store_moment_has(const struct store_moment *moment, const struct release_head *head);
/* As store_chain_visit, over the releases of a series that were there at the moment's position, of whatever vintage. */
void store_releases_visit(struct store_view *view, const struct dataset *dataset, const struct store_moment *moment,
			  enum error (*visit)(void *context, const struct entry *entry), void *context);
/* What the index has of a revision. ERROR_CORRUPT, which sticks: it is not there. */
enum error store_revision_find(struct store_view *view, uint16_t council, struct month month, uint32_t revision,
			       struct store_revision *out) MUST_CHECK;
/* A return as it stands in the ledger. */
struct store_return {
	struct entry entry;
	struct envelope envelope;
	struct cube_record record; /* what the cube showed of it */
};

/* Everything of it in the arena. ERROR_CORRUPT, which sticks: it is not there, or is another one. */
enum error store_return_read(struct store_view *view, uint16_t council, struct month month, const struct store_revision *revision,
			     struct arena *arena, struct store_return *out) MUST_CHECK;
/* Shows the return in the cube. ERROR_CORRUPT, which sticks: the cube does not show the revision before it. */
enum error store_records_add_return(struct store_batch *batch, const struct council_return *content, uint64_t sequence) MUST_CHECK;
/* Lays the figures of the release at `sequence` of its series' chain upon the cube. */
enum error store_records_add_release(struct store_batch *batch, const struct dataset *dataset, const struct release *release,
				     uint64_t sequence) MUST_CHECK;
/* The return of this council and month was accepted: a refusal of it is over. */
void store_refusal_clear(struct store_batch *batch, uint16_t council, struct month month);
/* Rewrites a store of this older version, or leaves it as it was. */
enum error store_upgrade(struct store *store, uint64_t version) MUST_CHECK;
