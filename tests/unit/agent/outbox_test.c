#include "agent/shell/outbox.h"

#include "agent/shell/outbox_record.h"
#include "common/shell/environment.h"
#include "proto/refusal.h"
#include "tests/support/agent_fixture.h"

#define CORRECTED FIXTURE_POSTS_HEADER "2021-08,2,1,1,20,1.5,3\n2021-09,9,1,1,21,1.5,3\n2021-10,4,1,1,22,1.5,3\n"

static struct outbox_standing standing_of(struct agent_fixture *fixture, struct month month)
{
	struct outbox_standing standing;

	cr_assert_eq(outbox_standing(fixture->outbox, month, &fixture->arena, &standing, NULL), ERROR_NONE);
	return standing;
}

static enum error count_entry(void *context, const struct outbox_entry *entry)
{
	char line[32];

	snprintf(line, sizeof(line), "%u/%u ", month_to_number(entry->month), entry->revision);
	strcat(context, line);
	return ERROR_NONE;
}

Test(outbox, what_is_approved_is_there_after_a_restart)
{
	struct agent_fixture fixture;
	struct outbox_entry entry;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	outbox_close(fixture.outbox);
	fixture_open_outbox(&fixture);
	entry = fixture_entry(&fixture, fixture_september, 1);
	cr_assert_eq(entry.state, OUTBOX_APPROVED);
	cr_assert_gt(entry.envelope.size, 100);
	cr_assert_eq(entry.receipt.size, 0);
	cr_assert_eq(entry.settled_at_s, 0);
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 2));
	agent_fixture_close(&fixture);
}

Test(outbox, entries_come_by_month_and_revision)
{
	struct agent_fixture fixture;
	char seen[256] = "";

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, month_add(fixture_september, 1));
	fixture_approve(&fixture, fixture_september);
	fixture_approve(&fixture, month_add(fixture_september, -1));
	fixture_put(&fixture, "posts.csv", CORRECTED);
	fixture_approve(&fixture, fixture_september);
	cr_assert_eq(outbox_each(fixture.outbox, count_entry, seen, NULL), ERROR_NONE);
	cr_assert_str_eq(seen, "202108/1 202109/1 202109/2 202110/1 ");
	agent_fixture_close(&fixture);
}

Test(outbox, a_month_stands_where_its_newest_unrefused_return_is)
{
	struct agent_fixture fixture;
	struct outbox_standing standing;
	struct draft first, second;
	struct key_id key;

	agent_fixture_open(&fixture);
	key = signing_key_id(&fixture.keys.public_part.signing);
	standing = standing_of(&fixture, fixture_september);
	cr_assert_eq(standing.revision, 0);
	cr_assert(digest_is_zero(&standing.hash));
	cr_assert_eq(standing.return_bytes.size + standing.refused_bytes.size, 0);

	first = fixture_approve(&fixture, fixture_september);
	standing = standing_of(&fixture, fixture_september);
	cr_assert_eq(standing.revision, 1);
	cr_assert_eq(standing.state, OUTBOX_APPROVED);
	cr_assert(digest_equal(&standing.hash, &first.prepared.hash));
	cr_assert(slice_equal(standing.return_bytes, first.prepared.bytes));

	fixture_settle(&fixture, fixture_september, 1, 0);
	fixture_put(&fixture, "posts.csv", CORRECTED);
	second = fixture_approve(&fixture, fixture_september);
	cr_assert(digest_equal(&second.prepared.content.previous, &first.prepared.hash), "it names what it replaces");
	standing = standing_of(&fixture, fixture_september);
	cr_assert_eq(standing.revision, 2);
	cr_assert(digest_equal(&standing.previous, &first.prepared.hash));

	fixture_settle(&fixture, fixture_september, 2, REFUSAL_VALUE_OUT_OF_RANGE);
	standing = standing_of(&fixture, fixture_september);
	cr_assert_eq(standing.revision, 1, "what was refused is built upon by nobody");
	cr_assert_eq(standing.state, OUTBOX_ACKNOWLEDGED);
	cr_assert(digest_equal(&standing.hash, &first.prepared.hash));
	cr_assert(slice_equal(standing.refused_bytes, second.prepared.bytes));
	cr_assert(key_id_equal(&standing.refused_key, &key));
	agent_fixture_close(&fixture);
}

Test(outbox, a_month_that_moved_on_meanwhile_is_not_approved)
{
	struct agent_fixture fixture;
	struct problem problem = {0};
	struct draft draft;
	struct approver approver = {&fixture.keys, "Head of Performance", FIXTURE_NOW_S, REVISION_REASON_NONE};
	struct outbox_entry before, after;

	agent_fixture_open(&fixture);
	cr_assert_eq(fixture_draft(&fixture, fixture_september, &draft, &problem), ERROR_NONE);
	fixture_approve(&fixture, fixture_september);
	before = fixture_entry(&fixture, fixture_september, 1);
	approver.now_s++;
	cr_assert_eq(draft_approve(&draft, fixture.outbox, &approver, &problem), ERROR_AGAIN);
	after = fixture_entry(&fixture, fixture_september, 1);
	cr_assert(slice_equal(before.envelope, after.envelope), "an envelope never changes");
	agent_fixture_close(&fixture);
}

Test(outbox, a_new_approval_replaces_what_was_refused_and_all_behind_it)
{
	struct agent_fixture fixture;
	struct outbox_entry refused, replaced;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	refused = fixture_entry(&fixture, fixture_september, 1);
	fixture_put(&fixture, "posts.csv", CORRECTED);
	fixture_approve(&fixture, fixture_september);
	cr_assert(fixture_has_entry(&fixture, fixture_september, 2));
	fixture_settle(&fixture, fixture_september, 1, REFUSAL_VALUE_OUT_OF_RANGE);
	fixture_approve(&fixture, fixture_september);
	replaced = fixture_entry(&fixture, fixture_september, 1);
	cr_assert_eq(replaced.state, OUTBOX_APPROVED);
	cr_assert_not(slice_equal(replaced.envelope, refused.envelope));
	cr_assert_eq(replaced.refusal_code, 0);
	cr_assert_not(fixture_has_entry(&fixture, fixture_september, 2), "it named a return that was refused");
	agent_fixture_close(&fixture);
}

Test(outbox, answers_are_kept)
{
	struct agent_fixture fixture;
	struct month october = month_add(fixture_september, 1);
	struct outbox_answer answers[2];
	struct outbox_entry entry;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	fixture_approve(&fixture, october);
	answers[0] = fixture_answer(&fixture, fixture_september, 1, 0);
	answers[1] = fixture_answer(&fixture, october, 1, REFUSAL_KEY_REVOKED);
	cr_assert_eq(outbox_settle(fixture.outbox, answers, 2, 1700000000, NULL), ERROR_NONE);
	entry = fixture_entry(&fixture, fixture_september, 1);
	cr_assert_eq(entry.state, OUTBOX_ACKNOWLEDGED);
	cr_assert(slice_equal(entry.receipt, SLICE_LITERAL("a receipt's frame")));
	cr_assert_eq(entry.settled_at_s, 1700000000);
	cr_assert_eq(entry.refusal_code, 0);
	entry = fixture_entry(&fixture, october, 1);
	cr_assert_eq(entry.state, OUTBOX_REFUSED);
	cr_assert_eq(entry.refusal_code, REFUSAL_KEY_REVOKED);
	cr_assert(slice_equal(entry.sentence, SLICE_LITERAL("not like this")));
	cr_assert(slice_equal(entry.field, SLICE_LITERAL("measures")));
	cr_assert_eq(entry.receipt.size, 0);
	agent_fixture_close(&fixture);
}

Test(outbox, an_acknowledged_return_stays_acknowledged)
{
	struct agent_fixture fixture;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	fixture_settle(&fixture, fixture_september, 1, 0);
	fixture_settle(&fixture, fixture_september, 1, REFUSAL_STALE_REVISION);
	cr_assert_eq(fixture_entry(&fixture, fixture_september, 1).state, OUTBOX_ACKNOWLEDGED);
	agent_fixture_close(&fixture);
}

Test(outbox, an_answer_to_another_envelope_changes_nothing)
{
	struct agent_fixture fixture;
	struct outbox_answer answer;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	answer = fixture_answer(&fixture, fixture_september, 1, 0);
	answer.envelope_hash.bytes[0] ^= 1;
	cr_assert_eq(outbox_settle(fixture.outbox, &answer, 1, FIXTURE_NOW_S, NULL), ERROR_NONE);
	cr_assert_eq(fixture_entry(&fixture, fixture_september, 1).state, OUTBOX_APPROVED);
	answer = fixture_answer(&fixture, fixture_september, 1, 0);
	answer.revision = 7;
	cr_assert_eq(outbox_settle(fixture.outbox, &answer, 1, FIXTURE_NOW_S, NULL), ERROR_NONE, "there is no such revision: passed over");
	agent_fixture_close(&fixture);
}

static struct environment *environment_of(const struct agent_fixture *fixture)
{
	static const char *const names[] = {"meta", "entries"};
	char folder[PATH_SIZE];
	struct environment_options options = {.folder = temporary_path(&fixture->folder, "outbox", folder),
					      .map_bytes = 1 << 20,
					      .tables = names,
					      .table_count = 2,
					      .data_mode = 0600,
					      .lock_mode = 0600};
	struct environment *environment;

	cr_assert_eq(environment_open(&environment, &options, NULL), ERROR_NONE);
	return environment;
}

/* Replaces a value behind the outbox's back. */
static void value_replace(struct agent_fixture *fixture, unsigned table, struct slice key, struct slice value)
{
	struct environment *environment;
	struct transaction transaction;

	outbox_close(fixture->outbox);
	environment = environment_of(fixture);
	transaction_begin(&transaction, environment, true);
	table_put(&transaction, table, key, value);
	cr_assert_eq(transaction_commit(&transaction), ERROR_NONE);
	environment_close(environment);
}

Test(outbox, another_format_is_refused_with_a_sentence)
{
	static const uint8_t two[] = {0, 0, 0, 2};
	struct agent_fixture fixture;
	struct problem problem = {0};

	agent_fixture_open(&fixture);
	value_replace(&fixture, 0, SLICE_LITERAL("format"), slice_from(two, sizeof(two)));
	for (int read_only = 0; read_only < 2; read_only++) {
		cr_assert_eq(outbox_open(&fixture.outbox, fixture.folder.path, read_only, &problem), ERROR_CORRUPT);
		cr_assert_not_null(strstr(problem.sentence, "is of format 2, and this program reads format 1"), "%s", problem.sentence);
	}
	fixture.outbox = NULL;
	agent_fixture_close(&fixture);
}

Test(outbox, a_flipped_bit_is_noticed)
{
	struct agent_fixture fixture;
	uint8_t key_bytes[RECORD_KEY_SIZE], record[RECORD_BYTES_MAX];
	struct problem problem = {0};
	struct outbox_standing standing;
	struct outbox_entry entry;
	struct slice key, stored;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	entry = fixture_entry(&fixture, fixture_september, 1);
	key = record_key(fixture_september, 1, key_bytes);
	stored = record_write(key, &entry, record, sizeof(record));
	for (size_t byte = 0; byte < stored.size; byte += 97) {
		record[byte] ^= 0x10;
		value_replace(&fixture, 1, key, stored);
		record[byte] ^= 0x10;
		fixture_open_outbox(&fixture);
		cr_assert_eq(outbox_find(fixture.outbox, fixture_september, 1, &fixture.arena, &entry, &problem), ERROR_CORRUPT, "byte %zu", byte);
		cr_assert_eq(outbox_standing(fixture.outbox, fixture_september, &fixture.arena, &standing, &problem), ERROR_CORRUPT, "byte %zu",
			     byte);
		cr_assert_not_null(strstr(problem.sentence, "damaged"));
	}
	value_replace(&fixture, 1, key, stored);
	fixture_open_outbox(&fixture);
	cr_assert(fixture_has_entry(&fixture, fixture_september, 1), "unflipped it is whole");
	agent_fixture_close(&fixture);
}

Test(outbox, a_record_under_another_key_is_noticed)
{
	struct agent_fixture fixture;
	uint8_t key_bytes[RECORD_KEY_SIZE], other_bytes[RECORD_KEY_SIZE], record[RECORD_BYTES_MAX];
	struct outbox_entry entry;

	agent_fixture_open(&fixture);
	fixture_approve(&fixture, fixture_september);
	entry = fixture_entry(&fixture, fixture_september, 1);
	value_replace(&fixture, 1, record_key(fixture_september, 2, other_bytes),
		      record_write(record_key(fixture_september, 1, key_bytes), &entry, record, sizeof(record)));
	fixture_open_outbox(&fixture);
	cr_assert_eq(outbox_find(fixture.outbox, fixture_september, 2, &fixture.arena, &entry, NULL), ERROR_CORRUPT);
	agent_fixture_close(&fixture);
}

Test(outbox, looking_makes_none)
{
	struct temporary_folder folder = temporary_folder_make();
	struct outbox *outbox = NULL;

	cr_assert_eq(outbox_open(&outbox, folder.path, true, NULL), ERROR_NOT_FOUND);
	cr_assert_eq(rmdir(folder.path), 0, "nothing was made");
}
