/*
 * The store: ledger, keys and cube in one LMDB environment, and the one narrow interface to them. docs/store.md has the tables and key bytes.
 *
 *   write side (one thread at a time, the collector):  store_batch_begin -> store_append... -> store_batch_commit
 *   read side (any process):                           store_view_begin -> questions -> store_view_end, within a second
 */
#pragma once

#include <stdbool.h>
#include <stdint.h>

#include "collector/core/check.h"
#include "collector/core/cube.h"
#include "collector/core/cube_view.h"
#include "collector/core/entry.h"
#include "collector/core/refusal_note.h"
#include "collector/core/release.h"
#include "common/shell/environment.h"
#include "proto/councils.h"

enum {
	STORE_FORMAT_VERSION = 4,
	STORE_NOTICE_BYTES_MAX = 400,
	STORE_PROBE_BYTES = 256 << 10,
	STORE_COUNCIL_KEYS_MAX = 64,                       /* that one council can ever have: a new one a year lasts a working life */
	STORE_RELEASES_MAX = 2048,                         /* of all series: ten a year last two centuries */
	STORE_MONTHS_MAX = (YEAR_MAX - YEAR_MIN + 1) * 12, /* of one council */
};

struct store;

struct store_options {
	const char *folder; /* the collector's state folder; the store is in its sub-folder store/ */
	bool read_only;
	bool upgrades; /* a store of an older version is rewritten in this one; without it, or read only, it is refused. No other process may have it open */
	size_t map_bytes; /* 0: the default, 64 GiB of address space */
};

/* Makes an empty store; ERROR_EXISTS when there is one. `notice` ("" for none) is shown with every figure of this store, for ever. */
enum error store_create(const char *folder, const char *notice, struct problem *problem) MUST_CHECK;
/* ERROR_NOT_FOUND: no store there (yet); ERROR_CORRUPT: of another version or damaged, with a sentence that says which versions. */
enum error store_open(struct store **out, const struct store_options *options, struct problem *problem) MUST_CHECK;
void store_close(struct store *store);

/* A consistent look at the store, in one reading transaction. The sticky error is told by store_view_end. */
struct store_view {
	struct store *store;
	struct transaction transaction;
	enum error error;
};

void store_view_begin(struct store_view *view, struct store *store);
/* The sticky error: ERROR_CORRUPT when any record that was read failed its checksum (what was read must not be shown). */
enum error store_view_end(struct store_view *view) MUST_CHECK;
/* The commit position: grows with every commit; ETags are made of it. */
uint64_t store_position(struct store_view *view);
/*
 * The largest position such that all entries up to it were recorded at `time_s` or before; 0 when the first one was later. Times are those of the
 * collector's clock at the append. When it had been set back, entries that follow a later time count from that time on only: what was known at a moment
 * never has an entry that was recorded after it, and grows with the moment.
 */
uint64_t store_position_at(struct store_view *view, int64_t time_s);
/* How many entries a chain above the councils' (of releases, events, groups) had when the ledger had `position` entries: their sequences end there. */
uint64_t store_length_at(struct store_view *view, uint16_t chain, uint64_t position);
/* The notice, copied. */
void store_notice(struct store_view *view, char out[static STORE_NOTICE_BYTES_MAX + 1]);
/* The cube's records of one source and month in ascending order of council, in the arena. */
enum error store_month(struct store_view *view, enum cube_source source, struct month month, struct arena *arena, struct cube_record **records,
		       unsigned *count) MUST_CHECK;
/*
 * The cube's records of one source and council from month `first` to `last`, both included, ascending; in the arena. Months without a record are left out.
 * One sequential read.
 */
enum error store_series(struct store_view *view, enum cube_source source, uint16_t council, struct month first, struct month last,
			struct arena *arena, struct cube_record **records, unsigned *count) MUST_CHECK;
/* One record of the cube, in the arena. ERROR_NOT_FOUND: it has none of this month and council. */
enum error store_record(struct store_view *view, enum cube_source source, struct month month, uint16_t council, struct arena *arena,
			struct cube_record *out) MUST_CHECK;
/* First and last month that has a record; false when there is none. */
bool store_months(struct store_view *view, enum cube_source source, struct month *first, struct month *last);
/* Councils with a record in the month. */
unsigned store_month_count(struct store_view *view, enum cube_source source, struct month month);
/* Months in which the council has a record. */
unsigned store_series_count(struct store_view *view, enum cube_source source, uint16_t council);
/* One release in the ledger, for lists. */
struct release_listing {
	struct release_head head;
	struct release_extent extent;
	uint64_t sequence; /* in the chain of its series */
	int64_t recorded_at_s;
};

/* All releases, by series and in the order of their imports, in the arena. */
enum error store_releases(struct store_view *view, struct arena *arena, struct release_listing **list, unsigned *count) MUST_CHECK;
/* The release that was imported from a file with this hash; its extent is not set. ERROR_NOT_FOUND. */
enum error store_release_of_file(struct store_view *view, const struct digest *file_hash, struct release_listing *out) MUST_CHECK;
/*
 * The newest release of the series, whole, in the arena: of the newest vintage, and of several of the one that was imported last. ERROR_NOT_FOUND: there is
 * none.
 */
enum error store_release_newest(struct store_view *view, uint16_t dataset, struct arena *arena, struct release *out) MUST_CHECK;
/* Of which entries an answer is made: all, unless it is said otherwise. */
struct store_moment {
	bool has_position;
	uint64_t position; /* only of the ledger's first `position` entries */
	bool has_vintage;
	struct month vintage; /* only of releases that are not newer; returns have no vintage */
};

/*
 * As store_month and store_series, as they were at the moment; where nothing came later, they are the cube's own records. What has been revised since is
 * read from the ledger; of releases all that the moment has are read, which costs some milliseconds.
 */
enum error store_month_at(struct store_view *view, enum cube_source source, struct month month, const struct store_moment *moment,
			  struct arena *arena, struct cube_record **records, unsigned *count) MUST_CHECK;
enum error store_series_at(struct store_view *view, enum cube_source source, uint16_t council, struct month first, struct month last,
			   const struct store_moment *moment, struct arena *arena, struct cube_record **records, unsigned *count) MUST_CHECK;
/* One month's records, ascending by council; none of a month that the moment had nothing of. */
struct store_laid_month {
	struct cube_record *records;
	unsigned count, room;
};

struct store_laid {
	struct month first;
	unsigned span;
	struct store_laid_month *months; /* `span` of them */
};

/*
 * Every month of SOURCE_OFFICIAL or SOURCE_REFERENCE as store_month_at has it, in one walk over the releases: whoever asks about more than one month of the
 * past asks so. In the arena; span 0 when nothing was imported.
 */
enum error store_lay(struct store_view *view, enum cube_source source, const struct store_moment *moment, struct arena *arena,
		     struct store_laid *out) MUST_CHECK;
/* The months that have a record at the moment, ascending; in the arena. */
enum error store_months_at(struct store_view *view, enum cube_source source, const struct store_moment *moment, struct arena *arena,
			   struct month **months, unsigned *count) MUST_CHECK;
/* Whether a release of a series that has the measure had been imported. */
bool store_has_release(struct store_view *view, uint16_t measure, const struct store_moment *moment);
/* One version of a record: a revision of a return, or what one release says, whether it is shown in the cube or gives way to another. */
struct store_version {
	struct cube_record record;
	uint16_t chain; /* of its entry */
	uint64_t sequence, position;
	int64_t recorded_at_s;
	struct slice approver_role; /* of a return, in the arena; empty of a release */
	int64_t approved_at_s;      /* of a return */
	uint8_t reason;             /* enum revision_reason: why it replaced the one before, where the council has said it */
};

/*
 * Every version that the month's records had up to the moment, of one council or of all (council 0): by council, the oldest first; in the arena. Costs as
 * store_month_at of releases.
 */
enum error store_history(struct store_view *view, enum cube_source source, struct month month, uint16_t council, const struct store_moment *moment,
			 struct arena *arena, struct store_version **versions, unsigned *count) MUST_CHECK;
/* Of each council the newest refusal of its return of the month, while none was accepted since: ascending by council; in the arena. */
enum error store_refusals(struct store_view *view, struct month month, struct arena *arena, struct refusal_note **notes, unsigned *count) MUST_CHECK;
/* How often those have changed: they are no entries of the ledger, and what is made of them is new although the position has not moved. */
uint64_t store_refusal_changes(struct store_view *view);
/* Revisions above 1 with a commit position above `after` and up to `upto`, the newest first; in the arena. One walk over the index of revisions. */
enum error store_corrections(struct store_view *view, uint64_t after, uint64_t upto, struct arena *arena, struct correction **corrections,
			     unsigned *count) MUST_CHECK;
/* Keys, of one council or of all (council 0), in the arena. */
enum error store_keys(struct store_view *view, uint16_t council, struct arena *arena, struct key_record **keys, unsigned *count) MUST_CHECK;
/* By the transport's key, for ZAP; ERROR_NOT_FOUND. */
enum error store_key_by_curve(struct store_view *view, const uint8_t curve[static PUBLIC_KEY_SIZE], struct key_record *out) MUST_CHECK;
/* One entry with its hash, for receipts. The body is in the arena. */
enum error store_entry(struct store_view *view, uint16_t council, uint64_t sequence, struct arena *arena, struct entry *out,
		       struct digest *hash) MUST_CHECK;
/*
 * What the alliance has noted: calls `visit` for each entry of EVENTS_CHAIN or GROUPS_CHAIN in their order, up to the sequence `upto_sequence`
 * (UINT64_MAX: all), until it returns an error. The entry and its body are borrowed for the call. ERROR_CORRUPT: an entry is damaged or has vanished.
 */
enum error store_notes(struct store_view *view, enum entry_chain chain, uint64_t upto_sequence,
		       enum error (*visit)(void *context, const struct entry *entry), void *context) MUST_CHECK;
/* The head of a council's chain; sequence 0 when it is empty. */
void store_head(struct store_view *view, uint16_t council, uint64_t *sequence, struct digest *hash);

/* The view as check_submission asks it. `view` must outlive it. */
struct ledger_view store_view_ledger(struct store_view *view);

/* A writing batch: one transaction. Begin, append and commit on one thread. */
struct store_batch {
	struct store_view view; /* sees what the batch has appended */
	struct arena *arena;    /* borrowed: the batch's memory */
};

void store_batch_begin(struct store_batch *batch, struct store *store, struct arena *arena);
/* The view that check_submission asks, within this batch. */
struct ledger_view store_batch_ledger(struct store_batch *batch);
/*
 * Appends a return that check_submission has decided to store: ledger entry, revision index, cube record, counts. `envelope_bytes` are those that were
 * checked, as they came; they are stored and never packed again. The entry and its hash are what the receipt cites; the entry's body borrows from
 * `envelope_bytes`. Errors are the batch's: abort it.
 */
enum error store_append_return(struct store_batch *batch, const struct decision *decision, struct slice envelope_bytes, int64_t now_s,
			       struct entry *entry, struct digest *hash) MUST_CHECK;
/* Notes a refusal, in place of an earlier one of the same council and month; the return that is accepted takes it away. Errors are the batch's: abort it. */
enum error store_note_refusal(struct store_batch *batch, const struct refusal_note *note) MUST_CHECK;
/* The key's id must be signing_key_id of its signing key. ERROR_EXISTS: the id or the transport's key is registered already; ERROR_LIMIT: the
 * council has STORE_COUNCIL_KEYS_MAX keys. Abort the batch then. */
enum error store_append_key(struct store_batch *batch, const struct key_record *key, int64_t now_s) MUST_CHECK;
/* ERROR_NOT_FOUND: no such key; ERROR_EXISTS: it is revoked already. */
enum error store_append_revocation(struct store_batch *batch, const struct key_id *id, int64_t now_s) MUST_CHECK;
/*
 * Appends a release to the chain of its series and lays its figures upon the cube; some tens of bytes of the batch's memory for each figure. *sequence
 * is its place in the chain. Whether the file was imported before is the caller's question. Errors are the batch's: abort it.
 */
enum error store_append_release(struct store_batch *batch, const struct release *release, int64_t now_s, uint64_t *sequence) MUST_CHECK;
/*
 * Appends a note to the chain of its kind: ENTRY_EVENTS, ENTRY_EVENTS_WITHDRAWN or ENTRY_GROUP; *sequence is its place there. The store does not look
 * into the body, 1 to NOTE_BYTES_MAX bytes, else ERROR_INVALID. Errors are the batch's: abort it.
 */
enum error store_append_note(struct store_batch *batch, enum entry_kind kind, struct slice body, int64_t now_s, uint64_t *sequence) MUST_CHECK;
/* ERROR_NO_SPACE: nothing was stored, the batch can be replayed later. ERROR_IO: stop the process. */
enum error store_batch_commit(struct store_batch *batch) MUST_CHECK;
void store_batch_abort(struct store_batch *batch);
/*
 * Whether there is room for a batch: STORE_PROBE_BYTES on the file system and in the map. A small commit says little, because it can live on pages that
 * were freed before. ERROR_NO_SPACE, or what else went wrong. Any thread.
 */
enum error store_probe(struct store *store) MUST_CHECK;

/* What `verify` found. */
struct verification {
	uint64_t chains, entries, cube_records, keys;
	uint64_t damaged; /* checksums, hashes, signatures, gaps, cube records that differ, counts that do not agree */
};

/* Walks every chain, checks every checksum, hash and signature, rebuilds the cube in memory and compares. Each finding is a line in `findings`. */
enum error store_verify(struct store *store, struct verification *out, struct text *findings) MUST_CHECK;
enum error store_usage(struct store *store, struct environment_usage *out) MUST_CHECK;
/* Clears dead readers; on a timer in the collector. */
unsigned store_tend(struct store *store);
