/* The contract of every store, over store.h alone where that is possible: what is appended, is there; what is not committed, is not. */
#include "collector/shell/store.h"

#include <criterion/criterion.h>
#include <sys/stat.h>

#include "tests/support/store_asking.h"
#include "tests/support/store_fixture.h"

static const uint16_t st_helens = 342, sefton = 343;

static struct month september(void)
{
	return month_from(2021, 9);
}

static uint64_t position_of(struct fixture *fixture)
{
	struct store_view view;
	uint64_t position;

	store_view_begin(&view, fixture->store);
	position = store_position(&view);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return position;
}

/* How many cube records of September there are, all of them read. */
static unsigned reported(struct fixture *fixture, struct cube_record **records)
{
	struct store_view view;
	unsigned count = 99;

	store_view_begin(&view, fixture->store);
	cr_assert_eq(store_month(&view, SOURCE_RETURNS, september(), &fixture->arena, records, &count), ERROR_NONE);
	cr_assert_eq(store_month_count(&view, SOURCE_RETURNS, september()), count);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	return count;
}

Test(store, a_return_is_in_the_chain_the_cube_and_the_counts)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct return_sample sample = {st_helens, september(), 1, {{0}}, 5};
	struct slice bytes = fixture_envelope(&keys, &sample, &fixture.arena, NULL);
	struct cube_record *records;
	struct store_view view;
	struct entry entry;
	struct digest hash, head;
	uint64_t sequence;

	cr_assert_eq(fixture_submit(&fixture, st_helens, bytes).verdict, VERDICT_STORE);
	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_entry(&view, st_helens, 2, &fixture.arena, &entry, &hash), ERROR_NONE);
	cr_expect_eq(entry.kind, ENTRY_RETURN);
	cr_expect_eq(entry.recorded_at_s, FIXTURE_NOW_S);
	cr_expect(slice_equal(entry.body, bytes), "the envelope is stored as it came");
	store_head(&view, st_helens, &sequence, &head);
	cr_expect_eq(sequence, 2);
	cr_expect(digest_equal(&head, &hash));
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_assert_eq(reported(&fixture, &records), 1);
	cr_expect_eq(records[0].council, st_helens);
	cr_expect_eq(records[0].sequence, 2);
	cr_expect_eq(cube_measure(&records[0], MEASURE_VACANCY_FTE)->value, 10000005);
	fixture_end(&fixture);
}

Test(store, a_chain_is_gapless_and_each_entry_carries_the_hash_before_it)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct store_view view;
	struct digest previous = {{0}}, hash;
	struct entry entry;

	for (int i = 0; i < 6; i++)
		fixture_store(&fixture, &keys, month_add(september(), -i), i);
	store_view_begin(&view, fixture.store);
	for (uint64_t sequence = 1; sequence <= 7; sequence++) {
		cr_assert_eq(store_entry(&view, st_helens, sequence, &fixture.arena, &entry, &hash), ERROR_NONE);
		cr_expect_eq(entry.sequence, sequence);
		cr_expect(digest_equal(&entry.previous_hash, &previous));
		previous = hash;
	}
	cr_expect_eq(store_entry(&view, st_helens, 8, &fixture.arena, &entry, &hash), ERROR_NOT_FOUND);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(store, chains_of_councils_are_apart_and_positions_run_over_all)
{
	struct fixture fixture = fixture_begin();
	struct council_keys first = fixture_register(&fixture, st_helens, 1), second = fixture_register(&fixture, sefton, 1);
	struct store_view view;
	struct digest hash;
	uint64_t sequence;

	cr_expect_eq(position_of(&fixture), 2);
	fixture_store(&fixture, &first, september(), 1);
	fixture_store(&fixture, &second, september(), 2);
	fixture_store(&fixture, &first, month_add(september(), -1), 3);
	cr_expect_eq(position_of(&fixture), 5);
	store_view_begin(&view, fixture.store);
	store_head(&view, st_helens, &sequence, &hash);
	cr_expect_eq(sequence, 3);
	store_head(&view, sefton, &sequence, &hash);
	cr_expect_eq(sequence, 2);
	store_head(&view, 340, &sequence, &hash);
	cr_expect_eq(sequence, 0, "an empty chain has sequence 0");
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(store, the_same_envelope_again_is_known_by_its_place)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct return_sample sample = {st_helens, september(), 1, {{0}}, 5};
	struct slice bytes = fixture_envelope(&keys, &sample, &fixture.arena, NULL);
	struct decision decision;

	cr_assert_eq(fixture_submit(&fixture, st_helens, bytes).verdict, VERDICT_STORE);
	decision = fixture_submit(&fixture, st_helens, bytes);
	cr_expect_eq(decision.verdict, VERDICT_STORED_ALREADY);
	cr_expect_eq(decision.stored_sequence, 2);
	cr_expect_eq(position_of(&fixture), 2, "nothing is stored twice");
	fixture_end(&fixture);
}

Test(store, revisions_follow_each_other_and_the_cube_shows_the_newest)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct digest first = fixture_store(&fixture, &keys, september(), 1);
	struct return_sample second = {st_helens, september(), 2, first, 2}, stale = {st_helens, september(), 1, {{0}}, 9},
			     gap = {st_helens, september(), 4, first, 9}, stranger = {st_helens, september(), 3, first, 9};
	struct cube_record *records;
	struct decision decision;

	cr_expect_eq(fixture_submit(&fixture, st_helens, fixture_envelope(&keys, &second, &fixture.arena, NULL)).verdict, VERDICT_STORE);
	decision = fixture_submit(&fixture, st_helens, fixture_envelope(&keys, &stale, &fixture.arena, NULL));
	cr_expect_eq(decision.refusal, REFUSAL_STALE_REVISION);
	decision = fixture_submit(&fixture, st_helens, fixture_envelope(&keys, &gap, &fixture.arena, NULL));
	cr_expect_eq(decision.refusal, REFUSAL_REVISION_GAP);
	decision = fixture_submit(&fixture, st_helens, fixture_envelope(&keys, &stranger, &fixture.arena, NULL));
	cr_expect_eq(decision.refusal, REFUSAL_WRONG_PREDECESSOR);
	cr_assert_eq(reported(&fixture, &records), 1, "a revision is no new record");
	cr_expect_eq(records[0].revision, 2);
	cr_expect_eq(cube_measure(&records[0], MEASURE_VACANCY_FTE)->value, 10000002);
	fixture_end(&fixture);
}

Test(store, an_aborted_batch_leaves_nothing)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_keys(st_helens, 1);
	struct store_batch batch;
	struct store_view view;
	struct key_record found;

	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert_eq(store_append_key(&batch, &keys.record, FIXTURE_NOW_S), ERROR_NONE);
	cr_expect_eq(store_position(&batch.view), 1, "the batch sees what it has appended");
	store_batch_abort(&batch);
	cr_expect_eq(position_of(&fixture), 0);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_key_by_curve(&view, keys.record.curve, &found), ERROR_NOT_FOUND);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(store, a_view_does_not_see_what_is_committed_after_its_beginning)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct cube_record *records;
	struct store_view before;

	store_view_begin(&before, fixture.store);
	fixture_store(&fixture, &keys, september(), 1);
	cr_expect_eq(store_position(&before), 1);
	cr_expect_eq(store_month_count(&before, SOURCE_RETURNS, september()), 0);
	cr_assert_eq(store_view_end(&before), ERROR_NONE);
	cr_expect_eq(reported(&fixture, &records), 1);
	fixture_end(&fixture);
}

Test(store, everything_outlives_a_reopening)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct cube_record *records;
	struct store_view view;
	struct key_record found;
	char notice[STORE_NOTICE_BYTES_MAX + 1];

	fixture_store(&fixture, &keys, september(), 1);
	fixture_reopen(&fixture, 0);
	cr_expect_eq(reported(&fixture, &records), 1);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_key_by_curve(&view, keys.record.curve, &found), ERROR_NONE);
	cr_expect(key_id_equal(&found.id, &keys.record.id));
	store_notice(&view, notice);
	cr_expect_str_eq(notice, "Figures of a test.");
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(store, the_range_of_months_is_that_of_the_counts)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct month first, last;
	struct store_view view;

	store_view_begin(&view, fixture.store);
	cr_expect_not(store_months(&view, SOURCE_RETURNS, &first, &last));
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_store(&fixture, &keys, month_from(2021, 1), 1);
	fixture_store(&fixture, &keys, month_from(2019, 12), 1);
	fixture_store(&fixture, &keys, month_from(2020, 6), 1);
	store_view_begin(&view, fixture.store);
	cr_assert(store_months(&view, SOURCE_RETURNS, &first, &last));
	cr_expect_eq(month_to_number(first), 201912);
	cr_expect_eq(month_to_number(last), 202101);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	fixture_end(&fixture);
}

Test(store, a_month_has_its_councils_in_ascending_order_and_no_others)
{
	static const uint16_t councils[] = {888, 340, 355, 909, 343, 342};
	static const uint16_t expected[] = {340, 342, 343, 355, 888, 909};
	struct fixture fixture = fixture_begin();
	struct cube_record *records;

	for (unsigned i = 0; i < 6; i++) {
		struct council_keys keys = fixture_register(&fixture, councils[i], 1);

		fixture_store(&fixture, &keys, month_add(september(), -1), i);
		fixture_store(&fixture, &keys, september(), i);
		fixture_store(&fixture, &keys, month_add(september(), 1), i);
	}
	cr_assert_eq(reported(&fixture, &records), 6);
	for (unsigned i = 0; i < 6; i++)
		cr_expect_eq(records[i].council, expected[i]);
	fixture_end(&fixture);
}

Test(store, a_ranking_has_the_month_and_both_earlier_ones)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct store_view view;
	struct question question;
	struct ranking ranking;

	fixture_store(&fixture, &keys, month_add(september(), -12), 1000000);
	fixture_store(&fixture, &keys, month_add(september(), -1), 2000000);
	fixture_store(&fixture, &keys, september(), 3000000);
	store_view_begin(&view, fixture.store);
	question = (struct question){
		.indicator = catalogue_indicator_find(SLICE_LITERAL("vacancy_rate_fte")),
		.month = september(),
		.area = area_find(SLICE_LITERAL("North West")),
		.source = SOURCE_RETURNS,
	};
	cr_assert_eq(store_ranking(&view, &question, &fixture.arena, &ranking), ERROR_NONE);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_expect_eq(ranking.reported, 1);
	cr_expect_eq(ranking.rows[0].council->code, st_helens);
	cr_expect(ranking.rows[0].has_month_change && ranking.rows[0].has_year_change);
	cr_expect_str_eq(ranking.notice, "Figures of a test.");
	fixture_end(&fixture);
}

Test(store, keys_are_found_registered_once_and_revoked_once)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1), same_curve = fixture_keys(sefton, 1), unknown = fixture_keys(sefton, 2);
	struct store_view view;
	struct key_record found, *listed;
	unsigned count;

	memcpy(same_curve.record.curve, keys.record.curve, PUBLIC_KEY_SIZE);
	cr_expect_eq(fixture_try_register(&fixture, &keys), ERROR_EXISTS);
	cr_expect_eq(fixture_try_register(&fixture, &same_curve), ERROR_EXISTS);
	cr_expect_eq(fixture_revoke(&fixture, &unknown), ERROR_NOT_FOUND);
	cr_expect_eq(fixture_revoke(&fixture, &keys), ERROR_NONE);
	cr_expect_eq(fixture_revoke(&fixture, &keys), ERROR_EXISTS);
	fixture_register(&fixture, sefton, 3);
	store_view_begin(&view, fixture.store);
	cr_assert_eq(store_key_by_curve(&view, keys.record.curve, &found), ERROR_NONE);
	cr_expect(found.is_revoked);
	cr_expect_eq(found.revoked_at_s, FIXTURE_NOW_S + 1);
	cr_assert_eq(store_keys(&view, 0, &fixture.arena, &listed, &count), ERROR_NONE);
	cr_expect_eq(count, 2);
	cr_expect_eq(listed[0].council, st_helens);
	cr_assert_eq(store_keys(&view, sefton, &fixture.arena, &listed, &count), ERROR_NONE);
	cr_expect_eq(count, 1);
	cr_assert_eq(store_view_end(&view), ERROR_NONE);
	cr_expect_eq(position_of(&fixture), 3, "what was refused took no position");
	fixture_end(&fixture);
}

Test(store, a_council_has_a_limit_of_keys)
{
	struct fixture fixture = fixture_begin();
	struct council_keys one_too_many = fixture_keys(st_helens, STORE_COUNCIL_KEYS_MAX);

	for (uint8_t i = 0; i < STORE_COUNCIL_KEYS_MAX; i++)
		fixture_register(&fixture, st_helens, i);
	cr_expect_eq(fixture_try_register(&fixture, &one_too_many), ERROR_LIMIT);
	fixture_register(&fixture, sefton, 1);
	fixture_end(&fixture);
}

/* Fills the store until the map is full; how many returns went in. */
static unsigned fill(struct fixture *fixture, const struct council_keys *keys, enum error *last)
{
	for (unsigned i = 0;; i++) {
		struct return_sample sample = {keys->record.council, month_add(september(), (int)i), 1, {{0}}, (int64_t)i};
		struct submission submission = {.peer_council = keys->record.council, .now_s = FIXTURE_NOW_S};
		struct store_batch batch;
		struct ledger_view view;
		struct decision decision;
		struct entry entry;
		struct digest hash;

		arena_reset(&fixture->arena);
		submission.envelope_bytes = fixture_envelope(keys, &sample, &fixture->arena, NULL);
		store_batch_begin(&batch, fixture->store, &fixture->arena);
		view = store_batch_ledger(&batch);
		cr_assert_eq(check_submission(&submission, &view, &fixture->arena, &decision), ERROR_NONE);
		cr_assert_eq(decision.verdict, VERDICT_STORE, "the map of this test is too large to fill");
		*last = store_append_return(&batch, &decision, submission.envelope_bytes, FIXTURE_NOW_S, &entry, &hash);
		if (*last)
			store_batch_abort(&batch);
		else
			*last = store_batch_commit(&batch);
		if (*last)
			return i;
	}
}

Test(store, a_full_map_stores_nothing_more_and_a_larger_one_goes_on)
{
	enum { SMALL_MAP_BYTES = 160 << 10 };
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct cube_record *records;
	enum error error;
	uint64_t position;
	unsigned stored;

	fixture_reopen(&fixture, SMALL_MAP_BYTES);
	stored = fill(&fixture, &keys, &error);
	cr_expect_eq(error, ERROR_NO_SPACE);
	cr_expect_gt(stored, 0);
	position = position_of(&fixture);
	cr_expect_eq(position, stored + 1, "what was not committed left no trace");
	cr_expect_eq(store_probe(fixture.store), ERROR_NO_SPACE);
	cr_expect_eq(reported(&fixture, &records), 1, "reads go on");
	fixture_reopen(&fixture, 0);
	cr_expect_eq(store_probe(fixture.store), ERROR_NONE);
	cr_expect_eq(position_of(&fixture), position, "a probe leaves nothing");
	fixture_store(&fixture, &keys, month_from(2017, 9), 1);
	cr_expect_eq(position_of(&fixture), position + 1);
	fixture_end(&fixture);
}

Test(store, there_is_no_store_until_it_is_made_and_it_is_made_once)
{
	struct temporary_folder folder = temporary_folder_make();
	struct store_options options = {.folder = folder.path};
	struct problem problem = {0};
	struct store *store;

	cr_expect_eq(store_open(&store, &options, &problem), ERROR_NOT_FOUND);
	cr_expect(strstr(problem.sentence, "init"), "%s", problem.sentence);
	options.read_only = true;
	cr_expect_eq(store_open(&store, &options, &problem), ERROR_NOT_FOUND);
	cr_assert_eq(store_create(folder.path, "", &problem), ERROR_NONE);
	cr_expect_eq(store_create(folder.path, "", &problem), ERROR_EXISTS);
	cr_assert_eq(store_open(&store, &options, &problem), ERROR_NONE);
	store_close(store);
	temporary_folder_remove(&folder);
}

Test(store, a_notice_is_one_line_of_at_most_400_bytes)
{
	struct temporary_folder folder = temporary_folder_make();
	char notice[STORE_NOTICE_BYTES_MAX + 2];
	struct problem problem = {0};

	memset(notice, 'a', sizeof(notice));
	notice[STORE_NOTICE_BYTES_MAX + 1] = '\0';
	cr_expect_eq(store_create(folder.path, notice, &problem), ERROR_INVALID);
	cr_expect_eq(store_create(folder.path, "two\nlines", &problem), ERROR_INVALID);
	notice[STORE_NOTICE_BYTES_MAX] = '\0';
	cr_expect_eq(store_create(folder.path, notice, &problem), ERROR_NONE);
	temporary_folder_remove(&folder);
}

static void format_set(struct fixture *fixture, uint64_t version)
{
	struct store_body body = store_body_number(version);
	struct store_batch batch;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	store_put(&batch, TABLE_META, slice_from_text(META_FORMAT), store_body_slice(&body));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

Test(store, a_store_of_another_version_is_refused_and_both_are_named)
{
	struct fixture fixture = fixture_begin();
	struct store_options options = {.folder = fixture.folder.path};
	struct problem problem = {0};
	struct store *store;

	format_set(&fixture, 7);
	store_close(fixture.store);
	fixture.store = NULL;
	for (int read_only = 0; read_only <= 1; read_only++) {
		options.read_only = read_only;
		cr_expect_eq(store_open(&store, &options, &problem), ERROR_CORRUPT);
		cr_expect(strstr(problem.sentence, "version 7") && strstr(problem.sentence, "version 4"), "%s", problem.sentence);
	}
	fixture_end(&fixture);
}

Test(store, files_have_their_modes_whatever_the_mask)
{
	static const struct {
		const char *name;
		mode_t mode;
	} files[] = {{"store/data.mdb", 0640}, {"store/lock.mdb", 0660}};
	mode_t mask = umask(0077);
	struct fixture fixture = fixture_begin();
	char path[PATH_SIZE];
	struct stat status;

	umask(mask);
	for (unsigned i = 0; i < 2; i++) {
		cr_assert_eq(stat(temporary_path(&fixture.folder, files[i].name, path), &status), 0);
		cr_expect_eq(status.st_mode & 07777, files[i].mode, "%s: %o", files[i].name, (unsigned)status.st_mode);
	}
	fixture_end(&fixture);
}

/* Flips one bit of the record's bytes as they lie in the table. */
static void damage(struct fixture *fixture, enum store_table table, struct slice key)
{
	struct store_batch batch;
	struct slice value, copy;

	store_batch_begin(&batch, fixture->store, &fixture->arena);
	cr_assert(table_find(&batch.view.transaction, table, key, &value));
	copy = arena_copy(&fixture->arena, value);
	((uint8_t *)(uintptr_t)copy.data)[copy.size - 1] ^= 0x10;
	table_put(&batch.view.transaction, table, key, copy);
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
}

Test(store, a_damaged_record_is_never_shown)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct store_key cube = store_key_cube(SOURCE_RETURNS, september(), st_helens), ledger = store_key_ledger(st_helens, 2);
	struct cube_record *records;
	struct store_view view;
	struct entry entry;
	struct digest hash;
	unsigned count;

	fixture_store(&fixture, &keys, september(), 1);
	damage(&fixture, TABLE_CUBE, store_key_slice(&cube));
	damage(&fixture, TABLE_LEDGER, store_key_slice(&ledger));
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_month(&view, SOURCE_RETURNS, september(), &fixture.arena, &records, &count), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT, "and the view says so at its end");
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_entry(&view, st_helens, 2, &fixture.arena, &entry, &hash), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}

Test(store, a_vanished_record_is_noticed_when_its_month_is_read_and_before_its_month_is_written)
{
	struct fixture fixture = fixture_begin();
	struct council_keys keys = fixture_register(&fixture, st_helens, 1);
	struct digest first = fixture_store(&fixture, &keys, september(), 1);
	struct return_sample second = {st_helens, september(), 2, first, 2};
	struct submission submission = {fixture_envelope(&keys, &second, &fixture.arena, NULL), st_helens, FIXTURE_NOW_S};
	struct store_key key = store_key_cube(SOURCE_RETURNS, september(), st_helens);
	struct cube_record *records;
	struct store_batch batch;
	struct store_view view;
	struct ledger_view ledger;
	struct decision decision;
	struct entry entry;
	struct digest hash;
	unsigned count;

	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert(table_remove(&batch.view.transaction, TABLE_CUBE, store_key_slice(&key)));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_month(&view, SOURCE_RETURNS, september(), &fixture.arena, &records, &count), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	store_batch_begin(&batch, fixture.store, &fixture.arena);
	ledger = store_batch_ledger(&batch);
	cr_assert_eq(check_submission(&submission, &ledger, &fixture.arena, &decision), ERROR_NONE);
	cr_assert_eq(decision.verdict, VERDICT_STORE);
	cr_expect_eq(store_append_return(&batch, &decision, submission.envelope_bytes, FIXTURE_NOW_S, &entry, &hash), ERROR_CORRUPT);
	cr_expect_eq(store_batch_commit(&batch), ERROR_CORRUPT, "a batch that has failed cannot be committed");
	fixture_end(&fixture);
}

/* Whole records under a key that is not theirs: the checksum is right, the place is not. */
Test(store, a_record_in_anothers_place_is_never_shown)
{
	struct fixture fixture = fixture_begin();
	struct council_keys first = fixture_register(&fixture, st_helens, 1), second = fixture_register(&fixture, sefton, 1);
	struct store_key here = store_key_ledger(st_helens, 1), there = store_key_ledger(sefton, 1);
	struct store_batch batch;
	struct store_view view;
	struct slice value;
	struct key_record key;
	struct entry entry;
	struct digest hash;

	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_assert(table_find(&batch.view.transaction, TABLE_LEDGER, store_key_slice(&there), &value));
	table_put(&batch.view.transaction, TABLE_LEDGER, store_key_slice(&here), arena_copy(&fixture.arena, value));
	store_put(&batch, TABLE_KEYS_BY_CURVE, slice_from(first.record.curve, PUBLIC_KEY_SIZE), slice_from(second.record.id.bytes, KEY_ID_SIZE));
	cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_entry(&view, st_helens, 1, &fixture.arena, &entry, &hash), ERROR_CORRUPT);
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	store_view_begin(&view, fixture.store);
	cr_expect_eq(store_key_by_curve(&view, first.record.curve, &key), ERROR_CORRUPT, "a key never opens another council's session");
	cr_expect_eq(store_view_end(&view), ERROR_CORRUPT);
	fixture_end(&fixture);
}
