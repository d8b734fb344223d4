/* A store in a folder of its own, councils with keys, and their signed returns: what the tests of the collector's shell begin with. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"
#include "common/shell/keys.h"
#include "proto/catalogue.h"
#include "proto/revision_reason.h"
#include "tests/support/temporary_folder.h"

enum { FIXTURE_BUDGET_BYTES = 64 << 20, FIXTURE_NOW_S = 1763856000 /* 2025-11-23T00:00:00Z */ };

struct council_keys {
	struct key_record record;
	struct signing_secret secret;
	uint8_t curve_secret[CURVE_KEY_SIZE]; /* not a pair with record.curve; real pairs come from keys_generate */
};

struct fixture {
	struct temporary_folder folder;
	struct arena arena;
	struct store *store;
};

/* Keys that belong to a number, the same in each run. */
static inline struct council_keys fixture_keys(uint16_t council, uint8_t number)
{
	struct council_keys keys = {.record = {.council = council}};
	uint8_t seed[32] = {(uint8_t)(council >> 8), (uint8_t)council, number};

	signing_pair_from_seed(seed, &keys.record.signing, &keys.secret);
	keys.record.id = signing_key_id(&keys.record.signing);
	memcpy(keys.record.curve, seed, sizeof(seed));
	keys.record.curve[31] = 7;
	return keys;
}

static inline void fixture_open(struct fixture *fixture, size_t map_bytes)
{
	struct store_options options = {.folder = fixture->folder.path, .map_bytes = map_bytes};
	struct problem problem = {0};

	cr_assert_eq(store_open(&fixture->store, &options, &problem), ERROR_NONE, "%s", problem.sentence);
}

static inline struct fixture fixture_begin(void)
{
	struct fixture fixture = {.folder = temporary_folder_make()};
	struct problem problem = {0};

	arena_init(&fixture.arena, FIXTURE_BUDGET_BYTES);
	cr_assert_eq(store_create(fixture.folder.path, "Figures of a test.", &problem), ERROR_NONE, "%s", problem.sentence);
	fixture_open(&fixture, 0);
	return fixture;
}

static inline void fixture_end(struct fixture *fixture)
{
	store_close(fixture->store);
	arena_fini(&fixture->arena);
	temporary_folder_remove(&fixture->folder);
}

static inline void fixture_reopen(struct fixture *fixture, size_t map_bytes)
{
	store_close(fixture->store);
	fixture_open(fixture, map_bytes);
}

static inline enum error fixture_try_register(struct fixture *fixture, const struct council_keys *keys)
{
	struct store_batch batch;
	enum error error;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	error = store_append_key(&batch, &keys->record, FIXTURE_NOW_S);
	if (!error)
		return store_batch_commit(&batch);
	store_batch_abort(&batch);
	return error;
}

static inline struct council_keys fixture_register(struct fixture *fixture, uint16_t council, uint8_t number)
{
	struct council_keys keys = fixture_keys(council, number);

	cr_assert_eq(fixture_try_register(fixture, &keys), ERROR_NONE);
	return keys;
}

static inline enum error fixture_revoke(struct fixture *fixture, const struct council_keys *keys)
{
	struct store_batch batch;
	enum error error;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	error = store_append_revocation(&batch, &keys->record.id, FIXTURE_NOW_S + 1);
	if (!error)
		return store_batch_commit(&batch);
	store_batch_abort(&batch);
	return error;
}

/* A return of one council and month; `number` makes its figures its own. */
struct return_sample {
	uint16_t council;
	struct month month;
	uint32_t revision;
	struct digest previous;
	int64_t number;
};

/* The signed envelope of a return with these measures, ascending, in the arena; late data is the reason of every correction; *return_hash may be NULL. */
static inline struct slice fixture_envelope_of(const struct council_keys *keys, const struct return_sample *sample, struct return_measure *measures,
					       unsigned measure_count, struct arena *arena, struct digest *return_hash)
{
	struct council_return content = {
		.council = sample->council,
		.month = sample->month,
		.revision = sample->revision,
		.previous = sample->previous,
		.catalogue = catalogue_hash(),
		.policy = SLICE_LITERAL("workforce-open-1"),
		.agent_version = SLICE_LITERAL("0.1.0"),
		.measure_count = measure_count,
		.measures = measures,
	};
	struct envelope envelope = {
		.prepared_at_s = FIXTURE_NOW_S,
		.approved_at_s = FIXTURE_NOW_S,
		.approver_role = SLICE_LITERAL("performance officer"),
		.reason = sample->revision > 1 ? REVISION_REASON_LATE_DATA : REVISION_REASON_NONE,
	};
	struct slice bytes;

	cr_assert_eq(wire_pack_return(&content, arena, &envelope.return_bytes), ERROR_NONE);
	if (return_hash)
		*return_hash = digest_sha256(envelope.return_bytes);
	envelope_sign(&envelope, &keys->record.signing, &keys->secret);
	cr_assert_eq(wire_pack_envelope(&envelope, arena, &bytes), ERROR_NONE);
	return bytes;
}

/* The same of two measures of the workforce, which follow from the sample's number. */
static inline struct slice fixture_envelope(const struct council_keys *keys, const struct return_sample *sample, struct arena *arena,
					    struct digest *return_hash)
{
	struct return_measure measures[] = {
		{.number = MEASURE_INPOST_FTE, .value = 100000000 + sample->number},
		{.number = MEASURE_VACANCY_FTE, .value = 10000000 + sample->number},
	};

	_Static_assert((int)MEASURE_INPOST_FTE < (int)MEASURE_VACANCY_FTE, "measures ascend");
	return fixture_envelope_of(keys, sample, measures, 2, arena, return_hash);
}

/* Checks and, when it is to be stored, appends in a batch of its own. */
static inline struct decision fixture_submit(struct fixture *fixture, uint16_t peer_council, struct slice envelope_bytes)
{
	struct submission submission = {envelope_bytes, peer_council, FIXTURE_NOW_S};
	struct store_batch batch;
	struct ledger_view view;
	struct decision decision;
	struct entry entry;
	struct digest hash;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	view = store_batch_ledger(&batch);
	cr_assert_eq(check_submission(&submission, &view, &fixture->arena, &decision), ERROR_NONE);
	if (decision.verdict == VERDICT_STORE) {
		cr_assert_eq(store_append_return(&batch, &decision, envelope_bytes, FIXTURE_NOW_S, &entry, &hash), ERROR_NONE);
		cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	} else {
		store_batch_abort(&batch);
	}
	return decision;
}

/* Stores revision 1 of a month. */
static inline struct digest fixture_store(struct fixture *fixture, const struct council_keys *keys, struct month month, int64_t number)
{
	struct return_sample sample = {keys->record.council, month, 1, {{0}}, number};
	struct digest return_hash;
	struct slice bytes = fixture_envelope(keys, &sample, &fixture->arena, &return_hash);

	cr_assert_eq(fixture_submit(fixture, keys->record.council, bytes).verdict, VERDICT_STORE);
	return return_hash;
}

/* Appends a note in a batch of its own; its place in the chain of its kind. */
static inline uint64_t fixture_note(struct fixture *fixture, enum entry_kind kind, struct slice body, int64_t now_s)
{
	struct store_batch batch;
	uint64_t sequence = 0;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	cr_assert_eq(store_append_note(&batch, kind, body, now_s, &sequence), ERROR_NONE);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	return sequence;
}
