#include "collector/shell/store.h"

#include <string.h>

#include "collector/shell/store_tables.h"

static bool key_find(struct store_view *view, const struct key_id *id, struct key_record *out)
{
	struct slice body;

	if (!store_find(view, TABLE_KEYS, slice_from(id->bytes, KEY_ID_SIZE), &body))
		return false;
	store_view_fail(view, store_read_key(body, out));
	return view->error == ERROR_NONE;
}

/* Fills `keys` with those of the council (0: all), at most `room`. */
static unsigned keys_read(struct store_view *view, uint16_t council, struct key_record *keys, uint64_t room)
{
	struct walk walk;
	unsigned count = 0;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_KEYS, slice_from(NULL, 0)); more && count < room; more = walk_next(&walk)) {
		struct slice body;

		store_view_fail(view, record_open(walk.value, &body));
		if (!view->error)
			store_view_fail(view, store_read_key(body, &keys[count]));
		if (view->error)
			break;
		if (council == 0 || keys[count].council == council)
			count++;
	}
	walk_end(&walk);
	return count;
}

static int key_order(const struct key_record *a, const struct key_record *b)
{
	if (a->council != b->council)
		return a->council < b->council ? -1 : 1;
	if (a->registered_at_s != b->registered_at_s)
		return a->registered_at_s < b->registered_at_s ? -1 : 1;
	return memcmp(a->id.bytes, b->id.bytes, KEY_ID_SIZE);
}

/* By council, then by age: there are few, so the plainest sort will do. */
static void keys_sort(struct key_record *keys, unsigned count)
{
	for (unsigned i = 1; i < count; i++) {
		struct key_record moving = keys[i];
		unsigned at = i;

		for (; at > 0 && key_order(&moving, &keys[at - 1]) < 0; at--)
			keys[at] = keys[at - 1];
		keys[at] = moving;
	}
}

enum error store_keys(struct store_view *view, uint16_t council, struct arena *arena, struct key_record **keys, unsigned *count)
{
	uint64_t room = table_count(&view->transaction, TABLE_KEYS);
	struct key_record *found;
	unsigned found_count;

	if (store_view_error(view))
		return store_view_error(view);
	/* One more than there are: the last place is where a key of another council is read to and left. */
	found = arena_take(arena, room + 1, sizeof(*found));
	if (!found)
		return ERROR_NO_MEMORY;
	found_count = keys_read(view, council, found, room + 1);
	if (store_view_error(view))
		return store_view_error(view);
	keys_sort(found, found_count);
	*keys = found;
	*count = found_count;
	return ERROR_NONE;
}

enum error store_key_by_curve(struct store_view *view, const uint8_t curve[static PUBLIC_KEY_SIZE], struct key_record *out)
{
	struct slice body;
	struct key_id id;
	struct key_record key;

	if (!store_find(view, TABLE_KEYS_BY_CURVE, slice_from(curve, PUBLIC_KEY_SIZE), &body))
		return store_view_error(view) ? store_view_error(view) : ERROR_NOT_FOUND;
	store_view_fail(view, store_read_key_id(body, &id));
	if (!view->error && !key_find(view, &id, &key) && !store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	if (!store_view_error(view) && memcmp(key.curve, curve, PUBLIC_KEY_SIZE) != 0)
		store_view_fail(view, ERROR_CORRUPT);
	if (store_view_error(view))
		return store_view_error(view);
	*out = key;
	return ERROR_NONE;
}

static enum error ledger_key(void *context, const struct key_id *id, struct key_record *out)
{
	struct store_view *view = context;

	if (key_find(view, id, out))
		return ERROR_NONE;
	return store_view_error(view) ? store_view_error(view) : ERROR_NOT_FOUND;
}

static enum error ledger_revision(void *context, uint16_t council, struct month month, uint32_t revision, struct digest *return_hash,
				  struct digest *envelope_hash, uint64_t *sequence)
{
	struct store_view *view = context;
	struct store_key key = store_key_revision(council, month, revision);
	struct store_revision stored;
	struct slice body;

	if (!store_find(view, TABLE_REVISIONS, store_key_slice(&key), &body))
		return store_view_error(view) ? store_view_error(view) : ERROR_NOT_FOUND;
	store_view_fail(view, store_read_revision(body, &stored));
	if (view->error)
		return view->error;
	*return_hash = stored.return_hash;
	*envelope_hash = stored.envelope_hash;
	*sequence = stored.sequence;
	return ERROR_NONE;
}

struct ledger_view store_view_ledger(struct store_view *view)
{
	return (struct ledger_view){.context = view, .key = ledger_key, .revision = ledger_revision};
}
