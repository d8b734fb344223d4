#include "collector/shell/store.h"

#include <string.h>

#include "collector/shell/store_tables.h"

void store_batch_begin(struct store_batch *batch, struct store *store, struct arena *arena)
{
	*batch = (struct store_batch){.view = {.store = store}, .arena = arena};
	transaction_begin(&batch->view.transaction, store->environment, true);
}

struct ledger_view store_batch_ledger(struct store_batch *batch)
{
	return store_view_ledger(&batch->view);
}

enum error store_batch_commit(struct store_batch *batch)
{
	enum error error = store_view_error(&batch->view);

	if (error) {
		store_batch_abort(batch);
		return error;
	}
	return transaction_commit(&batch->view.transaction);
}

void store_batch_abort(struct store_batch *batch)
{
	transaction_end(&batch->view.transaction);
}

/* Up to when the entries before `position` were recorded; INT64_MIN when there is none. */
static int64_t latest_before(struct store_batch *batch, uint64_t position)
{
	struct store_place place = {.latest_at_s = INT64_MIN};

	if (position > 1)
		store_view_fail(&batch->view, store_place_at(&batch->view, position - 1, &place));
	return place.latest_at_s;
}

void store_position_put(struct store_batch *batch, const struct entry *entry, uint64_t position)
{
	int64_t latest_at_s = latest_before(batch, position);
	struct store_place place = {entry->council, entry->sequence, entry->recorded_at_s,
				    entry->recorded_at_s > latest_at_s ? entry->recorded_at_s : latest_at_s};
	struct store_body number = store_body_number(position), body = store_body_place(&place);
	struct store_key key = store_key_position(position);

	store_insert(batch, TABLE_POSITIONS, store_key_slice(&key), store_body_slice(&body));
	key = store_key_ledger(entry->council, entry->sequence);
	if (entry->council > RELEASE_CHAIN_BASE)
		store_insert(batch, TABLE_PLACES, store_key_slice(&key), store_body_slice(&number));
}

/* Takes the next commit position for the entry. */
static void position_take(struct store_batch *batch, const struct entry *entry)
{
	uint64_t position = store_position(&batch->view) + 1;
	struct store_body number = store_body_number(position);

	store_position_put(batch, entry, position);
	store_put(batch, TABLE_META, slice_from_text(META_POSITION), store_body_slice(&number));
}

enum error store_entry_append(struct store_batch *batch, struct entry *entry, int64_t now_s, struct digest *hash)
{
	struct store_head head;
	struct store_body body;
	struct store_key key;
	struct slice bytes;
	enum error error;

	store_head(&batch->view, entry->council, &head.sequence, &head.hash);
	if (store_view_error(&batch->view))
		return store_view_error(&batch->view);
	entry->sequence = head.sequence + 1;
	entry->previous_hash = head.hash;
	entry->recorded_at_s = now_s;
	error = entry_pack(entry, batch->arena, &bytes);
	if (error) {
		store_view_fail(&batch->view, error);
		return error;
	}
	head = (struct store_head){entry->sequence, entry_hash(&entry->previous_hash, bytes)};
	key = store_key_ledger(entry->council, entry->sequence);
	store_insert(batch, TABLE_LEDGER, store_key_slice(&key), bytes);
	key = store_key_head(entry->council);
	body = store_body_head(&head);
	store_put(batch, TABLE_HEADS, store_key_slice(&key), store_body_slice(&body));
	position_take(batch, entry);
	*hash = head.hash;
	return store_view_error(&batch->view);
}

enum error store_append_return(struct store_batch *batch, const struct decision *decision, struct slice envelope_bytes, int64_t now_s,
			       struct entry *entry, struct digest *hash)
{
	const struct council_return *content = &decision->content;
	struct entry appended = {.kind = ENTRY_RETURN, .council = content->council, .body = envelope_bytes};
	struct store_key key = store_key_revision(content->council, content->month, content->revision);
	struct store_revision revision;
	struct store_body body;
	struct digest appended_hash;
	enum error error;

	INVARIANT(decision->verdict == VERDICT_STORE);
	error = store_entry_append(batch, &appended, now_s, &appended_hash);
	if (error)
		return error;
	revision = (struct store_revision){appended.sequence, store_position(&batch->view), decision->return_hash, decision->envelope_hash};
	body = store_body_revision(&revision);
	store_insert(batch, TABLE_REVISIONS, store_key_slice(&key), store_body_slice(&body));
	store_refusal_clear(batch, content->council, content->month);
	error = store_records_add_return(batch, content, appended.sequence);
	if (error)
		return error;
	*entry = appended;
	*hash = appended_hash;
	return ERROR_NONE;
}

/* Stores the key's record and appends what happened to it to the council's chain. */
static enum error key_event(struct store_batch *batch, enum entry_kind kind, const struct key_record *key, struct slice event, int64_t now_s)
{
	struct entry entry = {.kind = kind, .council = key->council, .body = event};
	struct store_body body = store_body_key(key);
	struct digest hash;

	store_put(batch, TABLE_KEYS, slice_from(key->id.bytes, KEY_ID_SIZE), store_body_slice(&body));
	return store_entry_append(batch, &entry, now_s, &hash);
}

/* Whether the council has as many keys as it may ever have. */
static enum error room_for_key(struct store_batch *batch, uint16_t council)
{
	struct key_record *keys;
	unsigned count;
	enum error error = store_keys(&batch->view, council, batch->arena, &keys, &count);

	return !error && count >= STORE_COUNCIL_KEYS_MAX ? ERROR_LIMIT : error;
}

enum error store_append_key(struct store_batch *batch, const struct key_record *key, int64_t now_s)
{
	struct key_record record = *key;
	struct key_id id = signing_key_id(&key->signing);
	uint8_t event[2 * PUBLIC_KEY_SIZE];
	struct slice body;

	INVARIANT(key_id_equal(&id, &key->id));
	if (store_find(&batch->view, TABLE_KEYS, slice_from(id.bytes, KEY_ID_SIZE), &body) ||
	    store_find(&batch->view, TABLE_KEYS_BY_CURVE, slice_from(key->curve, PUBLIC_KEY_SIZE), &body))
		store_view_fail(&batch->view, ERROR_EXISTS);
	if (!store_view_error(&batch->view))
		store_view_fail(&batch->view, room_for_key(batch, key->council));
	if (store_view_error(&batch->view))
		return store_view_error(&batch->view);
	record.registered_at_s = now_s;
	record.is_revoked = false;
	memcpy(event, key->curve, PUBLIC_KEY_SIZE);
	memcpy(event + PUBLIC_KEY_SIZE, key->signing.bytes, PUBLIC_KEY_SIZE);
	store_insert(batch, TABLE_KEYS_BY_CURVE, slice_from(key->curve, PUBLIC_KEY_SIZE), slice_from(id.bytes, KEY_ID_SIZE));
	return key_event(batch, ENTRY_KEY_REGISTERED, &record, slice_from(event, sizeof(event)), now_s);
}

enum error store_append_revocation(struct store_batch *batch, const struct key_id *id, int64_t now_s)
{
	struct ledger_view ledger = store_batch_ledger(batch);
	struct key_record record;
	enum error error = ledger.key(ledger.context, id, &record);

	if (!error && record.is_revoked)
		error = ERROR_EXISTS;
	if (error) {
		store_view_fail(&batch->view, error);
		return error;
	}
	record.is_revoked = true;
	record.revoked_at_s = now_s;
	return key_event(batch, ENTRY_KEY_REVOKED, &record, slice_from(id->bytes, KEY_ID_SIZE), now_s);
}
