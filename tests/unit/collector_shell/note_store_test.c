/* What the alliance notes: chains of their own, read in their order. */
#include "tests/support/store_fixture.h"

/* What a walk has seen: the first bytes of the bodies, one behind the other. */
struct seen {
	char text[64];
	unsigned count;
	enum error answer; /* what the visit gives back */
};

static enum error seen_visit(void *context, const struct entry *entry)
{
	struct seen *seen = context;

	seen->text[seen->count++] = (char)entry->body.data[0];
	seen->text[seen->count] = '\0';
	cr_assert_eq(entry->sequence, seen->count);
	return seen->answer;
}

static enum error notes_see(struct fixture *fixture, enum entry_chain chain, uint64_t upto, struct seen *seen)
{
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, fixture->store);
	error = store_notes(&view, chain, upto, seen_visit, seen);
	view_error = store_view_end(&view);
	cr_assert_eq(error, view_error);
	return error;
}

static struct fixture populated(void)
{
	struct fixture fixture = fixture_begin();

	fixture_register(&fixture, 342, 1);
	cr_assert_eq(fixture_note(&fixture, ENTRY_EVENTS, SLICE_LITERAL("a"), FIXTURE_NOW_S), 1);
	cr_assert_eq(fixture_note(&fixture, ENTRY_GROUP, SLICE_LITERAL("x"), FIXTURE_NOW_S), 1);
	cr_assert_eq(fixture_note(&fixture, ENTRY_EVENTS_WITHDRAWN, SLICE_LITERAL("b"), FIXTURE_NOW_S), 2);
	cr_assert_eq(fixture_note(&fixture, ENTRY_EVENTS, SLICE_LITERAL("c"), FIXTURE_NOW_S), 3);
	return fixture;
}

Test(note_store, notes_are_visited_in_their_order_up_to_a_place)
{
	static const struct {
		enum entry_chain chain;
		uint64_t upto;
		const char *text;
	} table[] = {
		{EVENTS_CHAIN, UINT64_MAX, "abc"}, {EVENTS_CHAIN, 3, "abc"}, {EVENTS_CHAIN, 2, "ab"}, {EVENTS_CHAIN, 0, ""}, {GROUPS_CHAIN, 9, "x"},
	};
	struct fixture fixture = populated();

	for (size_t i = 0; i < sizeof(table) / sizeof(table[0]); i++) {
		struct seen seen = {.text = ""};

		cr_expect_eq(notes_see(&fixture, table[i].chain, table[i].upto, &seen), ERROR_NONE, "row %zu", i);
		cr_expect_str_eq(seen.text, table[i].text, "row %zu", i);
	}
	fixture_end(&fixture);
}

Test(note_store, an_empty_chain_has_none)
{
	struct fixture fixture = fixture_begin();
	struct seen seen = {.text = ""};

	cr_expect_eq(notes_see(&fixture, GROUPS_CHAIN, UINT64_MAX, &seen), ERROR_NONE);
	cr_expect_eq(seen.count, 0);
	fixture_end(&fixture);
}

Test(note_store, a_visits_error_ends_the_walk_and_sticks)
{
	struct fixture fixture = populated();
	struct seen seen = {.answer = ERROR_LIMIT};

	cr_expect_eq(notes_see(&fixture, EVENTS_CHAIN, UINT64_MAX, &seen), ERROR_LIMIT);
	cr_expect_str_eq(seen.text, "a");
	fixture_end(&fixture);
}

/* Wherever it stood: what follows it is not shown as if it were all. */
Test(note_store, a_vanished_note_is_noticed)
{
	for (uint64_t sequence = 1; sequence <= 3; sequence++) {
		struct fixture fixture = populated();
		struct store_key key = store_key_ledger(EVENTS_CHAIN, sequence);
		struct seen seen = {.text = ""};
		struct store_batch batch;

		store_batch_begin(&batch, fixture.store, &fixture.arena);
		cr_assert(table_remove(&batch.view.transaction, TABLE_LEDGER, store_key_slice(&key)));
		cr_assert_eq(store_batch_commit(&batch), ERROR_NONE);
		cr_expect_eq(notes_see(&fixture, EVENTS_CHAIN, UINT64_MAX, &seen), ERROR_CORRUPT, "%u", (unsigned)sequence);
		fixture_end(&fixture);
	}
}

Test(note_store, a_body_that_cannot_be_is_refused)
{
	struct fixture fixture = fixture_begin();
	struct store_batch batch;
	uint64_t sequence = 77;

	store_batch_begin(&batch, fixture.store, &fixture.arena);
	cr_expect_eq(store_append_note(&batch, ENTRY_GROUP, slice_from(NULL, 0), FIXTURE_NOW_S, &sequence), ERROR_INVALID);
	cr_expect_eq(sequence, 77);
	cr_expect_eq(store_batch_commit(&batch), ERROR_INVALID, "the batch cannot be committed");
	fixture_end(&fixture);
}
