#include "collector/shell/store_verify.h"

#include <string.h>

#include "collector/core/note.h"

enum {
	MONTH_COUNT = (YEAR_MAX - YEAR_MIN + 1) * 12,
	CHAIN_BUDGET_BYTES = 4 << 20,
	ENTRY_BUDGET_BYTES = RELEASE_UNPACKED_BYTES_MAX,
};

/* What the chain has said of one month so far. */
struct month_seen {
	uint32_t revision; /* 0: no return yet */
	uint64_t sequence;
	struct digest return_hash;
};

struct chain {
	struct verify *verify;
	struct store_view view;
	uint16_t council;
	uint64_t sequence; /* of the entry that was read last */
	struct digest hash;
	bool is_hash_known; /* false after an entry that could not be read */
	uint64_t return_count, entry_count;
	uint64_t times;          /* digest of the times of the entries that the positions were known of */
	struct key_record *keys; /* as registered and revoked so far */
	unsigned key_count;
	struct month_seen *months;
	struct arena arena;       /* lives as long as the walk */
	struct arena entry_arena; /* reset for each entry */
};

static void found_here(struct chain *chain, const char *sentence)
{
	verify_found_entry(chain->verify, chain->council, chain->sequence, sentence);
}

static struct key_record *key_seen(struct chain *chain, const struct key_id *id)
{
	for (unsigned i = 0; i < chain->key_count; i++)
		if (key_id_equal(&chain->keys[i].id, id))
			return &chain->keys[i];
	return NULL;
}

static void key_registered(struct chain *chain, const struct entry *entry)
{
	struct key_record key = {.council = chain->council, .registered_at_s = entry->recorded_at_s};

	memcpy(key.curve, entry->body.data, PUBLIC_KEY_SIZE);
	memcpy(key.signing.bytes, entry->body.data + PUBLIC_KEY_SIZE, PUBLIC_KEY_SIZE);
	key.id = signing_key_id(&key.signing);
	if (key_seen(chain, &key.id) || chain->key_count == STORE_COUNCIL_KEYS_MAX)
		found_here(chain, "a key is registered a second time, or is one too many");
	else
		chain->keys[chain->key_count++] = key;
}

static void key_revoked(struct chain *chain, const struct entry *entry)
{
	struct key_record *key;
	struct key_id id;

	memcpy(id.bytes, entry->body.data, KEY_ID_SIZE);
	key = key_seen(chain, &id);
	if (!key || key->is_revoked) {
		found_here(chain, "a key is revoked that was not in use");
		return;
	}
	key->is_revoked = true;
	key->revoked_at_s = entry->recorded_at_s;
}

/* Whether the envelope was signed with a key that was in use at this place of the chain. */
static void signature_check(struct chain *chain, const struct envelope *envelope)
{
	const struct key_record *key = key_seen(chain, &envelope->key);

	if (!key || key->is_revoked)
		found_here(chain, "the return is signed with a key that was not registered at the time");
	else if (!envelope_verify(envelope, &key->signing))
		found_here(chain, "the return's signature does not match its bytes");
}

/* Whether the commit position is this entry's. */
static bool position_is_here(struct chain *chain, uint64_t position)
{
	struct store_key key = store_key_position(position);
	struct store_place place;
	struct slice body;

	return !verify_record(&chain->view, TABLE_POSITIONS, store_key_slice(&key), &body) && !store_read_place(body, &place) &&
	       place.council == chain->council && place.sequence == chain->sequence;
}

static void revision_record_check(struct chain *chain, const struct council_return *content, const struct store_revision *expected)
{
	struct store_key key = store_key_revision(chain->council, content->month, content->revision);
	struct store_revision found;
	struct slice stored;
	const char *wrong = verify_record(&chain->view, TABLE_REVISIONS, store_key_slice(&key), &stored);

	if (wrong || store_read_revision(stored, &found))
		found_here(chain, "the record of its revision is missing or does not match its checksum");
	else if (found.sequence != expected->sequence || !digest_equal(&found.return_hash, &expected->return_hash) ||
		 !digest_equal(&found.envelope_hash, &expected->envelope_hash) || !position_is_here(chain, found.position))
		found_here(chain, "the record of its revision does not agree with the entry");
}

/* An entry above the councils' chains is in the index of places. */
static void place_check(struct chain *chain)
{
	struct store_key key = store_key_ledger(chain->council, chain->sequence);
	struct slice body;
	uint64_t position;

	if (verify_record(&chain->view, TABLE_PLACES, store_key_slice(&key), &body) || store_read_number(body, &position) ||
	    !position_is_here(chain, position))
		found_here(chain, "the record of its place is missing or does not agree with the commit positions");
}

/* The revision follows the one before it and names it. */
static void revision_check(struct chain *chain, const struct council_return *content, const struct digest *return_hash)
{
	struct month_seen *seen = &chain->months[content->month.index - month_from(YEAR_MIN, 1).index];

	if (content->revision != seen->revision + 1)
		found_here(chain, "the return's revision does not follow the one before it");
	else if (!digest_equal(&content->previous, &seen->return_hash))
		found_here(chain, "the return does not name the revision that it replaces");
	*seen = (struct month_seen){content->revision, chain->sequence, *return_hash};
}

static bool month_is_in_range(struct month month)
{
	return month_year(month) >= YEAR_MIN && month_year(month) <= YEAR_MAX;
}

static bool return_unpack(struct slice body, struct arena *arena, struct envelope *envelope, struct council_return *content)
{
	const char *field;

	return !wire_unpack_envelope(body, arena, envelope, &field) && !wire_unpack_return(envelope->return_bytes, arena, content, &field) &&
	       month_is_in_range(content->month);
}

static void return_check(struct chain *chain, const struct entry *entry)
{
	struct envelope envelope;
	struct council_return content;
	struct store_revision expected = {.sequence = chain->sequence, .envelope_hash = digest_sha256(entry->body)};

	chain->return_count++;
	if (!return_unpack(entry->body, &chain->entry_arena, &envelope, &content)) {
		found_here(chain, "the envelope cannot be read");
		return;
	}
	expected.return_hash = digest_sha256(envelope.return_bytes);
	if (content.council != chain->council)
		found_here(chain, "the return is of another council");
	signature_check(chain, &envelope);
	revision_check(chain, &content, &expected.return_hash);
	revision_record_check(chain, &content, &expected);
}

/* Its figures are compared with the cube when all chains have been walked. */
static void release_check(struct chain *chain, const struct entry *entry)
{
	struct release release;

	if (release_unpack(entry->body, &chain->entry_arena, &release))
		found_here(chain, "the release cannot be read");
	else if (RELEASE_CHAIN_BASE + release.head.dataset != chain->council)
		found_here(chain, "the release is of another series");
}

static void entry_check(struct chain *chain, const struct entry *entry)
{
	switch (entry->kind) {
	case ENTRY_RETURN:
		return_check(chain, entry);
		break;
	case ENTRY_KEY_REGISTERED:
		key_registered(chain, entry);
		break;
	case ENTRY_KEY_REVOKED:
		key_revoked(chain, entry);
		break;
	case ENTRY_RELEASE:
		release_check(chain, entry);
		break;
	case ENTRY_EVENTS:
	case ENTRY_EVENTS_WITHDRAWN:
	case ENTRY_GROUP:
		if (!note_is_sound(entry->kind, entry->body))
			found_here(chain, "its body is not what an entry of its kind must have");
		break;
	}
}

/* The entry under the walk, which should be the one behind chain->sequence. */
static void link_check(struct chain *chain, const struct walk *walk)
{
	struct store_key expected = store_key_ledger(chain->council, chain->sequence + 1);
	struct slice bytes;
	struct entry entry;

	chain->verify->result->entries++;
	chain->entry_count++;
	if (!slice_equal(walk->key, store_key_slice(&expected))) {
		verify_found_entry(chain->verify, chain->council, chain->sequence + 1, "is missing: the chain has a gap");
		chain->is_hash_known = false;
	}
	chain->sequence = 0;
	for (unsigned i = 2; i < walk->key.size && i < 10; i++)
		chain->sequence = chain->sequence << 8 | walk->key.data[i];
	if (record_open(walk->value, &bytes) || entry_unpack(bytes, &entry) || entry.council != chain->council || entry.sequence != chain->sequence) {
		found_here(chain, "does not match its checksum, or is not an entry of this place");
		chain->is_hash_known = false;
		return;
	}
	if (chain->is_hash_known && !digest_equal(&entry.previous_hash, &chain->hash))
		found_here(chain, "does not carry the hash of the entry before it");
	chain->hash = entry_hash(&entry.previous_hash, bytes);
	chain->is_hash_known = true;
	if (chain->sequence <= chain->verify->chain_lengths[chain->council])
		chain->times = verify_times_add(chain->times, entry.recorded_at_s);
	if (chain->council > RELEASE_CHAIN_BASE)
		place_check(chain);
	entry_check(chain, &entry);
}

static void links_check(struct chain *chain)
{
	struct store_key first = store_key_ledger(chain->council, 0);
	struct slice prefix = slice_from(first.bytes, sizeof(uint16_t));
	struct walk walk;

	for (bool more = walk_begin(&walk, &chain->view.transaction, TABLE_LEDGER, store_key_slice(&first));
	     more && slice_starts_with(walk.key, prefix); more = walk_next(&walk)) {
		arena_reset(&chain->entry_arena);
		link_check(chain, &walk);
	}
	walk_end(&walk);
}

static void head_check(struct chain *chain)
{
	struct store_key key = store_key_head(chain->council);
	struct store_head head = {.sequence = 0};
	struct slice body;

	if (verify_record(&chain->view, TABLE_HEADS, store_key_slice(&key), &body) || store_read_head(body, &head))
		return; /* told by the pass over the tables */
	if (head.sequence != chain->sequence)
		verify_found_council(chain->verify, chain->council, "its chain does not end at its head: entries have vanished");
	else if (chain->is_hash_known && !digest_equal(&head.hash, &chain->hash))
		verify_found_council(chain->verify, chain->council, "the hash of its newest entry is not the head's");
}

/* How many records there are whose key begins with the council. */
static uint64_t count_of_council(struct chain *chain, enum store_table table)
{
	struct store_key prefix = store_key_head(chain->council);
	struct walk walk;
	uint64_t count = 0;

	for (bool more = walk_begin(&walk, &chain->view.transaction, table, store_key_slice(&prefix));
	     more && slice_starts_with(walk.key, store_key_slice(&prefix)); more = walk_next(&walk))
		count++;
	walk_end(&walk);
	return count;
}

/* The indexes have a record for each entry that they are of, and none more; the positions have the times of the entries. */
static void indexes_check(struct chain *chain)
{
	uint64_t places = chain->council > RELEASE_CHAIN_BASE ? chain->entry_count : 0;

	if (count_of_council(chain, TABLE_REVISIONS) != chain->return_count)
		verify_found_council(chain->verify, chain->council, "the index of revisions does not have a record for each return");
	if (count_of_council(chain, TABLE_PLACES) != places)
		verify_found_council(chain->verify, chain->council, "the index of places does not have a record for each entry");
	if (chain->times != chain->verify->chain_times[chain->council])
		verify_found_council(chain->verify, chain->council, "its entries were not recorded when the commit positions say so");
}

/* Rebuilds the month's cube record from its newest return and compares it byte for byte (invariant 4). */
static void cube_rebuild(struct chain *chain, struct month month, const struct month_seen *seen)
{
	struct store_key key = store_key_ledger(chain->council, seen->sequence);
	struct cube_record record;
	struct envelope envelope;
	struct council_return content;
	struct entry entry;
	struct slice bytes, rebuilt, stored;

	arena_reset(&chain->entry_arena);
	if (verify_record(&chain->view, TABLE_LEDGER, store_key_slice(&key), &bytes) || entry_unpack(bytes, &entry) ||
	    !return_unpack(entry.body, &chain->entry_arena, &envelope, &content))
		return; /* told when the chain was walked */
	record = cube_of_return(&content, seen->sequence);
	key = store_key_cube(SOURCE_RETURNS, month, chain->council);
	if (cube_pack(&record, &chain->entry_arena, &rebuilt) || verify_record(&chain->view, TABLE_CUBE, store_key_slice(&key), &stored))
		verify_found_month(chain->verify, chain->council, month, "its cube record is missing or damaged");
	else if (!slice_equal(rebuilt, stored))
		verify_found_month(chain->verify, chain->council, month, "its cube record is not what the ledger says");
}

static void cube_check(struct chain *chain)
{
	for (int i = 0; i < MONTH_COUNT; i++)
		if (chain->months[i].revision)
			cube_rebuild(chain, month_add(month_from(YEAR_MIN, 1), i), &chain->months[i]);
}

/* The keys' records are what the chain makes them. */
static void keys_check(struct chain *chain)
{
	for (unsigned i = 0; i < chain->key_count; i++) {
		const struct key_record *key = &chain->keys[i];
		struct store_body body = store_body_key(key);
		struct slice id = slice_from(key->id.bytes, KEY_ID_SIZE), stored;

		if (verify_record(&chain->view, TABLE_KEYS, id, &stored))
			verify_found_council(chain->verify, chain->council, "the record of one of its keys is missing or damaged");
		else if (!slice_equal(stored, store_body_slice(&body)))
			verify_found_council(chain->verify, chain->council, "the record of one of its keys is not what the chain says");
		if (verify_record(&chain->view, TABLE_KEYS_BY_CURVE, slice_from(key->curve, PUBLIC_KEY_SIZE), &stored) || !slice_equal(stored, id))
			verify_found_council(chain->verify, chain->council, "one of its transport keys is not in the index, or damaged there");
	}
}

enum error verify_chain(struct verify *verify, uint16_t council)
{
	struct chain chain = {.verify = verify, .council = council, .is_hash_known = true};
	enum error error = ERROR_NONE;

	arena_init(&chain.arena, CHAIN_BUDGET_BYTES);
	arena_init(&chain.entry_arena, ENTRY_BUDGET_BYTES);
	chain.keys = arena_take(&chain.arena, STORE_COUNCIL_KEYS_MAX, sizeof(*chain.keys));
	chain.months = arena_take(&chain.arena, MONTH_COUNT, sizeof(*chain.months));
	if (!chain.keys || !chain.months) {
		error = ERROR_NO_MEMORY;
		goto out;
	}
	verify->result->chains++;
	store_view_begin(&chain.view, verify->store);
	links_check(&chain);
	head_check(&chain);
	keys_check(&chain);
	cube_check(&chain);
	indexes_check(&chain);
	if (store_view_end(&chain.view))
		verify_found_council(verify, council, "its chain cannot be read to its end: the database's pages are damaged");
out:
	arena_fini(&chain.entry_arena);
	arena_fini(&chain.arena);
	return error;
}
