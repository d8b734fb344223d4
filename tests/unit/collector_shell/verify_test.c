/* verify: a store that is well passes; whatever is changed, exchanged or taken away in any table is found. */
#include <criterion/criterion.h>

#include "collector/core/note.h"
#include "tests/support/event_samples.h"
#include "tests/support/release_fixture.h"
#include "tests/unit/collector/release_samples.h"

enum { COUNCILS = 3, MONTHS = 4, RELEASES = 3, RELEASE_RECORDS = 5, NOTES = 3 };

static const uint16_t councils[COUNCILS] = {340, 342, 909};

static struct month month_of(int index)
{
	return month_add(month_from(2021, 9), -index);
}

/* An event, its withdrawal and a group. */
static void notes_append(struct fixture *fixture)
{
	static const uint16_t councils_of_group[] = {340, 342};
	struct event event = inspection(342, day(2023, 7, 10), JUDGEMENT_GOOD);
	struct group group = {.id = "two", .name = "Two", .council_count = 2, .councils = councils_of_group};
	struct slice body;

	fixture_note(fixture, ENTRY_EVENTS, batch_bytes(&event, 1, day(2025, 3, 1), 1, &fixture->arena), FIXTURE_NOW_S);
	fixture_note(fixture, ENTRY_EVENTS_WITHDRAWN, withdrawal_bytes(event.key, day(2025, 4, 1), &fixture->arena), FIXTURE_NOW_S);
	cr_assert_eq(group_pack(&group, &fixture->arena, &body), ERROR_NONE);
	fixture_note(fixture, ENTRY_GROUP, body, FIXTURE_NOW_S);
}

/* Two vintages of one series, and a joint reporter. */
static const char *const releases[RELEASES] = {
	PLANS_HEADER ST_HELENS("2022", "180", "30") ST_HELENS("2023", "190", "40") KNOWSLEY("2023", "90", "c"),
	PLANS_HEADER ST_HELENS("2023", "191", "40") ST_HELENS("2024", "200", "41")
		PLANS_ROW("2024", "314 / 318", "E09000021 / E09000027", "Kingston upon Thames / Richmond upon Thames", "50", "9"),
	"time_period,geographic_level,old_la_code,la_name,new_la_code,age_group,population_estimate\n"
	"2023,Local authority,342,St. Helens,E08000013,Children aged 0 to 17 years,37123\n",
};

/* A return that was refused. */
static void refusal_append(struct fixture *fixture)
{
	struct refusal_note note = {.council = 342, .month = month_of(0), .revision = 3, .code = REFUSAL_REVISION_GAP, .field = "revision"};
	struct store_batch batch;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	cr_assert_eq(store_note_refusal(&batch, &note), ERROR_NONE);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

/*
 * Three councils with four months each; the first has a second revision, the second a second key, the third a revoked one. Releases of two series, and
 * notes of both kinds. A refusal.
 */
static struct fixture populated(void)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys[COUNCILS], revoked;
	struct digest first = {{0}};

	for (unsigned i = 0; i < COUNCILS; i++) {
		keys[i] = fixture_register(&fixture, councils[i], 1);
		for (int month = 0; month < MONTHS; month++)
			first = fixture_store(&fixture, &keys[i], month_of(month), (int64_t)i * 10 + month);
		if (i == 0) {
			struct return_sample second = {councils[0], month_of(MONTHS - 1), 2, first, 77};
			struct slice bytes = fixture_envelope(&keys[0], &second, &fixture.arena, NULL);

			cr_assert_eq(fixture_submit(&fixture, councils[0], bytes).verdict, VERDICT_STORE);
		}
	}
	fixture_register(&fixture, councils[1], 2);
	revoked = fixture_register(&fixture, councils[2], 2);
	cr_assert_eq(fixture_revoke(&fixture, &revoked), ERROR_NONE);
	for (unsigned i = 0; i < RELEASES; i++)
		release_import(fixture.store, slice_from_text(releases[i]));
	notes_append(&fixture);
	refusal_append(&fixture);
	return fixture;
}

static struct verification verify(struct fixture *fixture, struct text *findings)
{
	struct verification found;

	text_init_growing(findings, 1 << 20);
	cr_assert_eq(store_verify(fixture->store, &found, findings), ERROR_NONE);
	return found;
}

static uint64_t damaged(struct fixture *fixture)
{
	struct text findings;
	struct verification found = verify(fixture, &findings);

	text_fini(&findings);
	return found.damaged;
}

/* A record as it lies in its table, copied. */
struct record {
	struct slice key, value;
};

static struct record record_at(struct fixture *fixture, enum store_table table, unsigned index)
{
	struct record record = {{NULL, 0}, {NULL, 0}};
	struct store_view view;
	struct walk walk;
	unsigned at = 0;

	store_view_begin(&view, fixture->store);
	for (bool more = walk_begin(&walk, &view.transaction, table, slice_from(NULL, 0)); more; more = walk_next(&walk)) {
		if (at++ != index)
			continue;
		record.key = arena_copy(&fixture->arena, walk.key);
		record.value = arena_copy(&fixture->arena, walk.value);
		break;
	}
	walk_end(&walk);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return record;
}

static void record_put(struct fixture *fixture, enum store_table table, struct slice key, struct slice value)
{
	struct store_batch batch;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	table_put(&batch.view.transaction, table, key, value);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

static void record_remove(struct fixture *fixture, enum store_table table, struct slice key)
{
	struct store_batch batch;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	cr_assert(table_remove(&batch.view.transaction, table, key));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

Test(verify, a_store_that_is_well_has_no_findings)
{
	struct fixture fixture = populated();
	struct text findings;
	struct verification found = verify(&fixture, &findings);

	cr_expect_eq(found.damaged, 0, "%s", findings.data);
	cr_expect_eq(findings.size, 0);
	cr_expect_eq(found.chains, COUNCILS + 4);
	cr_expect_eq(found.entries, 5 + COUNCILS * MONTHS + 1 + 1 + RELEASES + NOTES,
		     "five keys, the returns, a revision, a revocation, releases and notes");
	cr_expect_eq(found.cube_records, COUNCILS * MONTHS + RELEASE_RECORDS + 1);
	cr_expect_eq(found.keys, 5);
	text_fini(&findings);
	fixture_end(&fixture);
}

Test(verify, an_empty_store_is_well)
{
	struct fixture fixture = fixture_begin();

	cr_expect_eq(damaged(&fixture), 0);
	fixture_end(&fixture);
}

Test(verify, every_record_of_every_table_that_vanishes_is_missed)
{
	struct fixture fixture = populated();
	unsigned tried = 0;

	for (unsigned table = 0; table < TABLE_COUNT; table++) {
		for (unsigned index = 0;; index++) {
			struct record record = record_at(&fixture, table, index);

			if (!record.key.size)
				break;
			/* The format is looked at before anything else: without it there is no store to verify. */
			if (slice_equal(record.key, SLICE_LITERAL(META_FORMAT)))
				continue;
			record_remove(&fixture, table, record.key);
			cr_expect_gt(damaged(&fixture), 0, "record %u of table %u", index, table);
			record_put(&fixture, table, record.key, record.value);
			tried++;
		}
	}
	cr_expect_eq(tried, 141, "%u", tried);
	cr_expect_eq(damaged(&fixture), 0, "and put back, all is well again");
	fixture_end(&fixture);
}

Test(verify, every_flipped_byte_of_every_record_is_found)
{
	struct fixture fixture = populated();

	for (unsigned table = 0; table < TABLE_COUNT; table++) {
		for (unsigned index = 0;; index++) {
			struct record record = record_at(&fixture, table, index);
			struct slice changed;

			if (!record.key.size)
				break;
			if (slice_equal(record.key, SLICE_LITERAL(META_FORMAT)))
				continue;
			/* The bytes are spread over the records, so that over all of them every part is met. */
			changed = arena_copy(&fixture.arena, record.value);
			((uint8_t *)(uintptr_t)changed.data)[(table * 31 + index * 17) % changed.size] ^= (uint8_t)(1u << index % 8);
			record_put(&fixture, table, record.key, changed);
			cr_expect_gt(damaged(&fixture), 0, "record %u of table %u", index, table);
			record_put(&fixture, table, record.key, record.value);
		}
	}
	cr_expect_eq(damaged(&fixture), 0);
	fixture_end(&fixture);
}

/* Whole records in each other's place: every checksum is right then. */
Test(verify, exchanged_records_are_found)
{
	struct fixture fixture = populated();

	for (unsigned table = TABLE_LEDGER; table < TABLE_COUNT; table++) {
		if (table == TABLE_POSITIONS)
			continue; /* the order of two chains among each other is the store's own, and no other record knows it */
		for (unsigned index = 0;; index++) {
			struct record first = record_at(&fixture, table, index), second = record_at(&fixture, table, index + 1);

			if (!second.key.size)
				break;
			if (slice_equal(first.value, second.value))
				continue; /* the counts of two months may be the same */
			record_put(&fixture, table, first.key, second.value);
			record_put(&fixture, table, second.key, first.value);
			cr_expect_gt(damaged(&fixture), 0, "records %u and %u of table %u", index, index + 1, table);
			record_put(&fixture, table, first.key, first.value);
			record_put(&fixture, table, second.key, second.value);
		}
	}
	cr_expect_eq(damaged(&fixture), 0);
	fixture_end(&fixture);
}

/* A record whose checksum is right and whose content is not: forged, not damaged. */
static void forge(struct fixture *fixture, enum store_table table, struct slice key, struct slice body)
{
	struct slice value;

	cr_assert_eq(record_frame(body, &fixture->arena, &value), ERROR_NONE);
	record_put(fixture, table, key, value);
}

static struct slice body_of(struct fixture *fixture, enum store_table table, struct slice key)
{
	struct store_view view;
	struct slice body, copy;

	store_view_begin(&view, fixture->store);
	cr_assert(store_find(&view, table, key, &body));
	copy = arena_copy(&fixture->arena, body);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return copy;
}

static void forge_cube(struct fixture *fixture)
{
	struct store_key key = store_key_cube(SOURCE_RETURNS, month_of(0), 342);
	struct slice body = body_of(fixture, TABLE_CUBE, store_key_slice(&key));

	((uint8_t *)(uintptr_t)body.data)[body.size - 1] ^= 1;
	forge(fixture, TABLE_CUBE, store_key_slice(&key), body);
}

static struct entry entry_of(struct fixture *fixture, uint16_t council, uint64_t sequence)
{
	struct store_view view;
	struct entry entry;
	struct digest hash;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_entry(&view, council, sequence, &fixture->arena, &entry, &hash), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return entry;
}

static void forge_entry(struct fixture *fixture, const struct entry *entry)
{
	struct store_key key = store_key_ledger(entry->council, entry->sequence);
	struct slice bytes;

	cr_assert_eq(entry_pack(entry, &fixture->arena, &bytes), ERROR_NONE);
	forge(fixture, TABLE_LEDGER, store_key_slice(&key), bytes);
}

static void forge_time(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, 342, 3);

	entry.recorded_at_s++;
	forge_entry(fixture, &entry);
}

static void forge_newest(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, 340, 6);

	entry.recorded_at_s++;
	forge_entry(fixture, &entry);
}

/* Another council's return in the place of this one's, with a chain that fits. */
static void forge_envelope(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, 342, 2);

	entry.body = entry_of(fixture, 340, 2).body;
	forge_entry(fixture, &entry);
}

static void forge_signature(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, 909, 2);

	((uint8_t *)(uintptr_t)entry.body.data)[entry.body.size - 1] ^= 1;
	forge_entry(fixture, &entry);
}

static void forge_head(struct fixture *fixture)
{
	struct store_key key = store_key_head(909);
	struct store_head head = {.sequence = 4};
	struct store_body body = store_body_head(&head);

	forge(fixture, TABLE_HEADS, store_key_slice(&key), store_body_slice(&body));
}

static void forge_key(struct fixture *fixture)
{
	struct council_keys keys = fixture_keys(909, 2);
	struct key_record record = keys.record;
	struct store_body body;

	record.registered_at_s = FIXTURE_NOW_S;
	body = store_body_key(&record); /* no longer revoked */
	forge(fixture, TABLE_KEYS, slice_from(record.id.bytes, KEY_ID_SIZE), store_body_slice(&body));
}

static void forge_revision(struct fixture *fixture)
{
	struct store_key key = store_key_revision(342, month_of(0), 1);
	struct store_revision revision = {.sequence = 2};
	struct store_body body = store_body_revision(&revision);

	forge(fixture, TABLE_REVISIONS, store_key_slice(&key), store_body_slice(&body));
}

static void forge_count(struct fixture *fixture)
{
	struct store_key key = store_key_count(SOURCE_RETURNS, month_of(1));
	struct store_body body = store_body_number(COUNCILS - 1);

	forge(fixture, TABLE_COUNTS, store_key_slice(&key), store_body_slice(&body));
}

static void forge_place(struct fixture *fixture)
{
	struct store_key key = store_key_position(3);
	struct store_place place = {909, 3, FIXTURE_NOW_S, FIXTURE_NOW_S};
	struct store_body body = store_body_place(&place);

	forge(fixture, TABLE_POSITIONS, store_key_slice(&key), store_body_slice(&body));
}

static struct store_place place_of(struct fixture *fixture, uint64_t position)
{
	struct store_key key = store_key_position(position);
	struct store_place place;

	cr_assert_eq(store_read_place(body_of(fixture, TABLE_POSITIONS, store_key_slice(&key)), &place), ERROR_NONE);
	return place;
}

static void forge_place_as(struct fixture *fixture, uint64_t position, const struct store_place *place)
{
	struct store_key key = store_key_position(position);
	struct store_body body = store_body_place(place);

	forge(fixture, TABLE_POSITIONS, store_key_slice(&key), store_body_slice(&body));
}

static void forge_place_time(struct fixture *fixture)
{
	struct store_place place = place_of(fixture, 3);

	place.recorded_at_s--;
	forge_place_as(fixture, 3, &place);
}

static void forge_place_latest(struct fixture *fixture)
{
	struct store_place place = place_of(fixture, 3);

	place.latest_at_s++;
	forge_place_as(fixture, 3, &place);
}

/* The revision's entry is right, its commit position is another's. */
static void forge_revision_position(struct fixture *fixture)
{
	struct store_key key = store_key_revision(342, month_of(0), 1);
	struct store_revision revision;
	struct store_body body;

	cr_assert_eq(store_read_revision(body_of(fixture, TABLE_REVISIONS, store_key_slice(&key)), &revision), ERROR_NONE);
	revision.position++;
	body = store_body_revision(&revision);
	forge(fixture, TABLE_REVISIONS, store_key_slice(&key), store_body_slice(&body));
}

static void forge_note_position(struct fixture *fixture)
{
	struct store_key key = store_key_ledger(EVENTS_CHAIN, 1);
	struct store_body body = store_body_number(3);

	forge(fixture, TABLE_PLACES, store_key_slice(&key), store_body_slice(&body));
}

static void forge_place_surplus(struct fixture *fixture)
{
	struct store_key key = store_key_ledger(EVENTS_CHAIN, 3);
	struct store_body body = store_body_number(3);

	forge(fixture, TABLE_PLACES, store_key_slice(&key), store_body_slice(&body));
}

static void forge_place_stranger(struct fixture *fixture)
{
	struct store_key key = store_key_ledger(RELEASE_CHAIN_BASE + 99, 1);
	struct store_body body = store_body_number(3);

	forge(fixture, TABLE_PLACES, store_key_slice(&key), store_body_slice(&body));
}

/* A record that no entry stands behind. */
static void forge_surplus(struct fixture *fixture)
{
	struct store_key key = store_key_cube(SOURCE_RETURNS, month_of(0), 342), stranger = store_key_cube(SOURCE_RETURNS, month_of(0), 343);

	forge(fixture, TABLE_CUBE, store_key_slice(&stranger), body_of(fixture, TABLE_CUBE, store_key_slice(&key)));
}

static void forge_revision_surplus(struct fixture *fixture)
{
	struct store_key key = store_key_revision(342, month_of(0), 1), surplus = store_key_revision(342, month_of(0), 2);

	forge(fixture, TABLE_REVISIONS, store_key_slice(&surplus), body_of(fixture, TABLE_REVISIONS, store_key_slice(&key)));
}

static void forge_position(struct fixture *fixture)
{
	struct store_body body = store_body_number(10);

	forge(fixture, TABLE_META, slice_from_text(META_POSITION), store_body_slice(&body));
}

/* A figure that no release has, in a record that is sound. */
static void forge_official(struct fixture *fixture)
{
	struct store_key key = store_key_cube(SOURCE_OFFICIAL, month_from(2024, 3), 342);
	struct cube_record record;
	struct return_measure measures[2];
	struct slice payload;

	cr_assert_eq(cube_unpack(body_of(fixture, TABLE_CUBE, store_key_slice(&key)), &fixture->arena, &record), ERROR_NONE);
	memcpy(measures, record.measures, sizeof(measures));
	measures[0].value++;
	record.measures = measures;
	cr_assert_eq(cube_pack(&record, &fixture->arena, &payload), ERROR_NONE);
	forge(fixture, TABLE_CUBE, store_key_slice(&key), payload);
}

/* The record as it was before the newer release. */
static void forge_older(struct fixture *fixture)
{
	struct store_key key = store_key_cube(SOURCE_OFFICIAL, month_from(2023, 3), 342);
	struct return_measure figures[] = {{.number = MEASURE_CPP_STARTED_12M, .value = 190},
					   {.number = MEASURE_CPP_STARTED_REPEAT_12M, .value = 40}};
	struct release_record released = {month_from(2023, 3), 342, 0, 2, figures};
	struct cube_origin origin = {RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, 1, month_from(2023, 3), 0};
	struct cube_record record;
	struct slice payload;

	cr_assert_eq(release_merge(NULL, &released, &origin, &fixture->arena, &record), ERROR_NONE);
	cr_assert_eq(cube_pack(&record, &fixture->arena, &payload), ERROR_NONE);
	forge(fixture, TABLE_CUBE, store_key_slice(&key), payload);
}

/* A figure more than the releases have. */
static void forge_official_surplus(struct fixture *fixture)
{
	struct store_key key = store_key_cube(SOURCE_OFFICIAL, month_from(2022, 3), 342);
	struct return_measure figures[] = {{.number = MEASURE_CIN, .value = 5}};
	struct release_record released = {month_from(2022, 3), 342, 0, 1, figures};
	struct cube_origin origin = {RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, 1, month_from(2023, 3), 0};
	struct cube_record record, merged;
	struct slice payload;

	cr_assert_eq(cube_unpack(body_of(fixture, TABLE_CUBE, store_key_slice(&key)), &fixture->arena, &record), ERROR_NONE);
	cr_assert_eq(release_merge(&record, &released, &origin, &fixture->arena, &merged), ERROR_NONE);
	cr_assert_eq(cube_pack(&merged, &fixture->arena, &payload), ERROR_NONE);
	forge(fixture, TABLE_CUBE, store_key_slice(&key), payload);
}

/* A return's record among the releases'. */
static void forge_kind(struct fixture *fixture)
{
	struct store_key from = store_key_cube(SOURCE_RETURNS, month_of(0), 342), to = store_key_cube(SOURCE_OFFICIAL, month_of(0), 342);

	forge(fixture, TABLE_CUBE, store_key_slice(&to), body_of(fixture, TABLE_CUBE, store_key_slice(&from)));
}

/* Another series' release, in a chain that fits. */
static void forge_series(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, RELEASE_CHAIN_BASE + DATASET_PLANS_STARTED, 2);

	entry.body = entry_of(fixture, RELEASE_CHAIN_BASE + DATASET_POPULATION, 1).body;
	forge_entry(fixture, &entry);
}

static void forge_note(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, EVENTS_CHAIN, 1);

	entry.body = SLICE_LITERAL("another event");
	forge_entry(fixture, &entry);
}

/* A body of another kind, in a chain that fits. */
static void forge_group(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, GROUPS_CHAIN, 1);

	entry.body = entry_of(fixture, EVENTS_CHAIN, 1).body;
	forge_entry(fixture, &entry);
}

/* What was signed before the key was registered. */
static void forge_before_key(struct fixture *fixture)
{
	struct entry entry = entry_of(fixture, 342, 1);

	entry.kind = ENTRY_KEY_REVOKED;
	entry.body = slice_from(fixture_keys(342, 1).record.id.bytes, KEY_ID_SIZE);
	entry.body = arena_copy(&fixture->arena, entry.body);
	forge_entry(fixture, &entry);
}

Test(verify, what_is_forged_is_found_and_said)
{
	static const struct {
		void (*forge)(struct fixture *fixture);
		const char *finding;
	} rows[] = {
		{forge_cube, "council 342, 2021-09: its cube record is not what the ledger says"},
		{forge_time, "council 342, entry 4: does not carry the hash of the entry before it"},
		{forge_newest, "council 340: the hash of its newest entry is not the head's"},
		{forge_envelope, "council 342, entry 2: the return is of another council"},
		{forge_signature, "council 909, entry 2: the return's signature does not match its bytes"},
		{forge_head, "council 909: its chain does not end at its head"},
		{forge_key, "council 909: the record of one of its keys is not what the chain says"},
		{forge_revision, "council 342, entry 2: the record of its revision does not agree with the entry"},
		{forge_count, "a month has more or fewer cube records than were counted"},
		{forge_place, "its commit position is not in the chain's order"},
		{forge_place_time, "council 340: its entries were not recorded when the commit positions say so"},
		{forge_place_latest, "council 340, entry 3: its commit position has a wrong time for all up to it"},
		{forge_revision_position, "council 342, entry 2: the record of its revision does not agree with the entry"},
		{forge_note_position, "events, entry 1: the record of its place is missing or does not agree with the commit positions"},
		{forge_place_surplus, "events: the index of places does not have a record for each entry"},
		{forge_place_stranger, "the index of places has a record of a chain that has no entries"},
		{forge_surplus, "its cube record stands under another key"},
		{forge_revision_surplus, "council 342: the index of revisions does not have a record for each return"},
		{forge_position, "the commit positions do not end where the store says that they do"},
		{forge_before_key, "council 342, entry 2: the return is signed with a key that was not registered at the time"},
		{forge_official, "council 342, 2024-03: the cube's figure is not the release's"},
		{forge_older, "council 342, 2023-03: the cube shows an older release's figure"},
		{forge_official_surplus, "the cube has published figures that no release of the ledger has, or fewer"},
		{forge_kind, "there are cube records of months without a count"},
		{forge_note, "events, entry 2: does not carry the hash of the entry before it"},
		{forge_note, "events, entry 1: its body is not what an entry of its kind must have"},
		{forge_group, "groups, entry 1: its body is not what an entry of its kind must have"},
		{forge_series, "releases of plans_started, entry 2: the release is of another series"},
	};

	for (unsigned i = 0; i < sizeof(rows) / sizeof(rows[0]); i++) {
		struct fixture fixture = populated();
		struct text findings;
		struct verification found;

		rows[i].forge(&fixture);
		found = verify(&fixture, &findings);
		cr_expect_gt(found.damaged, 0, "row %u", i);
		cr_expect(strstr(findings.data, rows[i].finding), "row %u, instead of \"%s\":\n%s", i, rows[i].finding, findings.data);
		text_fini(&findings);
		fixture_end(&fixture);
	}
}
