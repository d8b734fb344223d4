#include "collector/shell/store_verify.h"

#include "common/cursor.h"
#include "common/memory.h"

/*
 * Two passes. The first reads all tables in one short transaction and compares them with each other. The second walks one chain after the other, each in
 * a transaction of its own, because a reader that stays for long keeps the writer from using its pages again.
 */

static void found(struct verify *verify, const char *sentence)
{
	verify->result->damaged++;
	text_put(verify->findings, sentence);
	text_put_char(verify->findings, '\n');
}

void verify_found(struct verify *verify, const char *sentence)
{
	found(verify, sentence);
}

/* Whose chain it is, in words. */
static void put_council(struct verify *verify, uint16_t council)
{
	const struct dataset *dataset = dataset_of_chain(council);

	if (council == EVENTS_CHAIN || council == GROUPS_CHAIN) {
		text_put(verify->findings, council == EVENTS_CHAIN ? "events" : "groups");
		return;
	}
	text_put(verify->findings, dataset ? "releases of " : "council ");
	if (dataset)
		text_put(verify->findings, dataset->id);
	else
		text_put_u64(verify->findings, council);
}

void verify_found_council(struct verify *verify, uint16_t council, const char *sentence)
{
	put_council(verify, council);
	text_put(verify->findings, ": ");
	found(verify, sentence);
}

void verify_found_entry(struct verify *verify, uint16_t council, uint64_t sequence, const char *sentence)
{
	put_council(verify, council);
	text_put(verify->findings, ", entry ");
	text_put_u64(verify->findings, sequence);
	text_put(verify->findings, ": ");
	found(verify, sentence);
}

void verify_found_month(struct verify *verify, uint16_t council, struct month month, const char *sentence)
{
	put_council(verify, council);
	text_put(verify->findings, ", ");
	text_put_month(verify->findings, month);
	text_put(verify->findings, ": ");
	found(verify, sentence);
}

const char *verify_record(struct store_view *view, enum store_table table, struct slice key, struct slice *body)
{
	struct slice value;

	if (!table_find(&view->transaction, table, key, &value))
		return view->transaction.error ? "cannot be read: the database's pages are damaged" : "is missing";
	return record_open(value, body) ? "does not match its checksum" : NULL;
}

static void found_record(struct verify *verify, const char *record, const char *wrong)
{
	text_put(verify->findings, record);
	text_put_char(verify->findings, ' ');
	found(verify, wrong);
}

/* What the store says of itself; gives the commit position. */
static uint64_t meta_check(struct verify *verify, struct store_view *view)
{
	struct slice body;
	uint64_t position = 0;
	const char *wrong = verify_record(view, TABLE_META, slice_from_text(META_NOTICE), &body);

	if (wrong)
		found_record(verify, "the store's notice", wrong);
	wrong = verify_record(view, TABLE_META, slice_from_text(META_POSITION), &body);
	if (!wrong && store_read_number(body, &position))
		wrong = "is not a number";
	if (wrong)
		found_record(verify, "the store's commit position", wrong);
	return position;
}

uint64_t verify_times_add(uint64_t digest, int64_t time_s)
{
	return (digest ^ (uint64_t)time_s) * UINT64_C(0x100000001b3) + 1;
}

/* Takes the place at the next position: entries of one chain must come in their order. */
static void place_take(struct verify *verify, const struct store_place *place)
{
	if (place->council > CHAIN_MAX) {
		verify_found(verify, "a commit position names a council that cannot be");
		return;
	}
	verify->has_chain[place->council] = true;
	verify->chain_lengths[place->council]++;
	verify->chain_times[place->council] = verify_times_add(verify->chain_times[place->council], place->recorded_at_s);
	if (place->sequence != verify->chain_lengths[place->council]) {
		verify_found_entry(verify, place->council, place->sequence, "its commit position is not in the chain's order");
		verify->chain_lengths[place->council] = place->sequence;
	}
}

static void positions_check(struct verify *verify, struct store_view *view, uint64_t position)
{
	struct walk walk;
	uint64_t expected = 1;
	int64_t latest_at_s = INT64_MIN;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_POSITIONS, slice_from(NULL, 0)); more; more = walk_next(&walk), expected++) {
		struct store_key key = store_key_position(expected);
		struct store_place place;
		struct slice body;

		if (!slice_equal(walk.key, store_key_slice(&key))) {
			verify_found(verify, "the commit positions have a gap: a record has vanished");
			break;
		}
		if (record_open(walk.value, &body) || store_read_place(body, &place)) {
			verify_found(verify, "the record of a commit position does not match its checksum");
			continue;
		}
		place_take(verify, &place);
		if (place.recorded_at_s > latest_at_s)
			latest_at_s = place.recorded_at_s;
		if (place.latest_at_s != latest_at_s)
			verify_found_entry(verify, place.council, place.sequence, "its commit position has a wrong time for all up to it");
	}
	walk_end(&walk);
	if (!view->transaction.error && expected != position + 1)
		verify_found(verify, "the commit positions do not end where the store says that they do");
}

static bool council_of_key(struct slice key, uint16_t *council)
{
	struct reader reader;

	reader_init(&reader, key);
	*council = reader_u16(&reader);
	return !reader.error && *council <= CHAIN_MAX;
}

static void heads_check(struct verify *verify, struct store_view *view)
{
	bool has_head[CHAIN_MAX + 1] = {false};
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_HEADS, slice_from(NULL, 0)); more; more = walk_next(&walk)) {
		struct store_head head;
		struct slice body;
		uint16_t council;

		if (!council_of_key(walk.key, &council)) {
			verify_found(verify, "a chain's head has a key that cannot be");
			continue;
		}
		has_head[council] = true;
		verify->has_chain[council] = true;
		if (record_open(walk.value, &body) || store_read_head(body, &head))
			verify_found_council(verify, council, "the head of its chain does not match its checksum");
		else if (head.sequence != verify->chain_lengths[council])
			verify_found_council(verify, council, "the head of its chain does not agree with the commit positions");
	}
	walk_end(&walk);
	for (unsigned council = 0; council <= CHAIN_MAX && !view->transaction.error; council++)
		if (verify->chain_lengths[council] && !has_head[council])
			verify_found_council(verify, (uint16_t)council, "the head of its chain has vanished");
}

/* Chains that only their entries tell of: jumps from one council to the next. */
static void ledger_check(struct verify *verify, struct store_view *view)
{
	struct store_key from = store_key_ledger(0, 0);
	uint64_t expected = 0;
	uint16_t council;
	struct walk walk;

	for (unsigned i = 0; i <= CHAIN_MAX + 1; i++) {
		bool is_found = walk_begin(&walk, &view->transaction, TABLE_LEDGER, store_key_slice(&from));

		if (is_found && !council_of_key(walk.key, &council)) {
			verify_found(verify, "a ledger record has a key that cannot be");
			is_found = false;
		}
		walk_end(&walk);
		if (!is_found)
			break;
		verify->has_chain[council] = true;
		from = store_key_ledger((uint16_t)(council + 1), 0);
	}
	for (unsigned i = 0; i <= CHAIN_MAX; i++)
		expected += verify->chain_lengths[i];
	if (!view->transaction.error && table_count(&view->transaction, TABLE_LEDGER) != expected)
		verify_found(verify, "the number of ledger entries does not agree with the commit positions: a record has vanished");
}

static void keys_check(struct verify *verify, struct store_view *view)
{
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_KEYS, slice_from(NULL, 0)); more; more = walk_next(&walk)) {
		struct key_record key;
		struct slice body;

		verify->result->keys++;
		if (record_open(walk.value, &body) || store_read_key(body, &key))
			verify_found(verify, "the record of a council's key does not match its checksum");
		else if (key.council > CHAIN_MAX || !verify->chain_lengths[key.council])
			verify_found(verify, "there is a key of a council that has no chain");
	}
	walk_end(&walk);
	if (!view->transaction.error && table_count(&view->transaction, TABLE_KEYS_BY_CURVE) != verify->result->keys)
		verify_found(verify, "the index of transport keys has more or fewer records than there are keys");
}

/* As many notes of refusals as the store says that there are. */
static void refusals_count_check(struct verify *verify, struct store_view *view)
{
	struct store_refusal_tally tally = {.changes = 0};
	struct slice body;
	const char *wrong = verify_record(view, TABLE_META, slice_from_text(META_REFUSALS), &body);

	if (!wrong && store_read_refusal_tally(body, &tally))
		wrong = "is not what it must be";
	if (wrong)
		found_record(verify, "the number of noted refusals", wrong);
	else if (!view->transaction.error && table_count(&view->transaction, TABLE_REFUSALS) != tally.standing)
		verify_found(verify, "the notes of refusals are not as many as the store says: a record has vanished");
}

/* Each note is whole and of a council that can be. What it says is in no entry. */
static void refusals_check(struct verify *verify, struct store_view *view)
{
	struct slice body;
	struct walk walk;

	refusals_count_check(verify, view);
	for (bool more = walk_begin(&walk, &view->transaction, TABLE_REFUSALS, slice_from(NULL, 0)); more; more = walk_next(&walk)) {
		struct refusal_note note;
		struct month month;
		uint16_t council;

		if (store_read_refusal_key(walk.key, &month, &council) || !council_find(council))
			verify_found(verify, "the note of a refusal has a key that cannot be");
		else if (record_open(walk.value, &body) || refusal_note_unpack(body, &note))
			verify_found_month(verify, council, month, "the note of its refusal does not match its checksum");
	}
	walk_end(&walk);
}

/* An index record of a chain that there is not; the others are compared when their chain is walked. */
static void index_check(struct verify *verify, struct store_view *view, enum store_table table, const char *sentence)
{
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, table, slice_from(NULL, 0)); more; more = walk_next(&walk)) {
		uint16_t chain;

		if (!council_of_key(walk.key, &chain) || !verify->chain_lengths[chain])
			verify_found(verify, sentence);
	}
	walk_end(&walk);
}

static void tables_check(struct verify *verify, struct arena *arena)
{
	struct store_view view;

	store_view_begin(&view, verify->store);
	positions_check(verify, &view, meta_check(verify, &view));
	heads_check(verify, &view);
	ledger_check(verify, &view);
	index_check(verify, &view, TABLE_REVISIONS, "the index of revisions has a record of a council that has no chain");
	index_check(verify, &view, TABLE_PLACES, "the index of places has a record of a chain that has no entries");
	keys_check(verify, &view);
	refusals_check(verify, &view);
	verify_cube(verify, &view, arena);
	if (store_view_end(&view))
		verify_found(verify, "a table cannot be read to its end: the database's pages are damaged");
}

enum error store_verify(struct store *store, struct verification *out, struct text *findings)
{
	enum { CUBE_BUDGET_BYTES = 256 << 10 };
	struct verify *verify = memory_new(1, sizeof(*verify));
	struct verification result = {.chains = 0};
	struct arena arena;
	enum error error = ERROR_NONE;

	if (!verify)
		return ERROR_NO_MEMORY;
	*verify = (struct verify){.store = store, .result = &result, .findings = findings};
	arena_init(&arena, CUBE_BUDGET_BYTES);
	tables_check(verify, &arena);
	for (unsigned council = 0; council <= CHAIN_MAX && !error; council++)
		if (verify->has_chain[council])
			error = verify_chain(verify, (uint16_t)council);
	if (!error)
		error = verify_releases(verify);
	arena_fini(&arena);
	memory_free(verify);
	if (!error)
		*out = result;
	return error;
}
