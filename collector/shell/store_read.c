#include "collector/shell/store.h"

#include "collector/shell/store_tables.h"

void store_view_begin(struct store_view *view, struct store *store)
{
	*view = (struct store_view){.store = store};
	transaction_begin(&view->transaction, store->environment, false);
}

enum error store_view_end(struct store_view *view)
{
	transaction_end(&view->transaction);
	return store_view_error(view);
}

/* A record that every store has: one that is not there has been lost. */
static bool find_required(struct store_view *view, enum store_table table, struct slice key, struct slice *body)
{
	if (store_find(view, table, key, body))
		return true;
	if (!store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	return false;
}

uint64_t store_position(struct store_view *view)
{
	struct slice body;
	uint64_t position = 0;

	if (find_required(view, TABLE_META, slice_from_text(META_POSITION), &body))
		store_view_fail(view, store_read_number(body, &position));
	return position;
}

void store_notice(struct store_view *view, char out[static STORE_NOTICE_BYTES_MAX + 1])
{
	struct slice body;

	out[0] = '\0';
	if (find_required(view, TABLE_META, slice_from_text(META_NOTICE), &body) && !slice_copy_text(body, out, STORE_NOTICE_BYTES_MAX + 1))
		store_view_fail(view, ERROR_CORRUPT);
}

enum error store_entry(struct store_view *view, uint16_t council, uint64_t sequence, struct arena *arena, struct entry *out, struct digest *hash)
{
	struct store_key key = store_key_ledger(council, sequence);
	struct entry entry;
	struct slice bytes, copy;

	if (!store_find(view, TABLE_LEDGER, store_key_slice(&key), &bytes))
		return store_view_error(view) ? store_view_error(view) : ERROR_NOT_FOUND;
	store_view_fail(view, entry_unpack(bytes, &entry));
	if (!view->error && (entry.council != council || entry.sequence != sequence))
		store_view_fail(view, ERROR_CORRUPT);
	if (view->error)
		return view->error;
	copy = arena_copy(arena, entry.body);
	if (!copy.data)
		return ERROR_NO_MEMORY;
	*hash = entry_hash(&entry.previous_hash, bytes);
	entry.body = copy;
	*out = entry;
	return ERROR_NONE;
}

void store_head(struct store_view *view, uint16_t council, uint64_t *sequence, struct digest *hash)
{
	struct store_key key = store_key_head(council);
	struct store_head head = {.sequence = 0};
	struct slice body;

	if (store_find(view, TABLE_HEADS, store_key_slice(&key), &body))
		store_view_fail(view, store_read_head(body, &head));
	*sequence = head.sequence;
	*hash = head.hash;
}
