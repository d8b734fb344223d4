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

unsigned store_month_count(struct store_view *view, enum cube_source source, struct month month)
{
	struct store_key key = store_key_count(source, month);
	struct slice body;
	uint64_t count = 0;

	if (!store_find(view, TABLE_COUNTS, store_key_slice(&key), &body))
		return 0;
	store_view_fail(view, store_read_number(body, &count));
	if (!view->error && count > COUNCIL_COUNT_MAX)
		store_view_fail(view, ERROR_CORRUPT);
	return view->error ? 0 : (unsigned)count;
}

/* The cube record where the walk stands, which must be the one that its key says. */
static enum error record_at(const struct walk *walk, enum cube_source source, struct month month, struct arena *arena, struct cube_record *out)
{
	struct slice payload;
	struct store_key key;
	enum error error = record_open(walk->value, &payload);

	if (!error)
		error = cube_unpack(payload, arena, out);
	if (error)
		return error;
	key = store_key_cube(source, month, out->council);
	return slice_equal(walk->key, store_key_slice(&key)) && month_compare(out->month, month) == 0 ? ERROR_NONE : ERROR_CORRUPT;
}

static enum error month_read(struct store_view *view, enum cube_source source, struct month month, struct arena *arena, struct cube_record *records,
			     unsigned expected)
{
	struct store_key first = store_key_cube(source, month, 0);
	struct slice prefix = slice_from(first.bytes, CUBE_KEY_SIZE - sizeof(uint16_t));
	struct walk walk;
	unsigned count = 0;
	enum error error = ERROR_NONE;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_CUBE, store_key_slice(&first));
	     more && slice_starts_with(walk.key, prefix) && !error; more = walk_next(&walk)) {
		error = count < expected ? record_at(&walk, source, month, arena, &records[count]) : ERROR_CORRUPT;
		count++;
	}
	walk_end(&walk);
	if (!error && !view->transaction.error && count != expected)
		error = ERROR_CORRUPT; /* a record has vanished */
	return error;
}

enum error store_month(struct store_view *view, enum cube_source source, struct month month, struct arena *arena, struct cube_record **records,
		       unsigned *count)
{
	unsigned expected = store_month_count(view, source, month);
	struct cube_record *found;

	if (store_view_error(view))
		return store_view_error(view);
	found = arena_take(arena, expected ? expected : 1, sizeof(*found));
	if (!found)
		return ERROR_NO_MEMORY;
	store_view_fail(view, month_read(view, source, month, arena, found, expected));
	if (store_view_error(view))
		return store_view_error(view);
	*records = found;
	*count = expected;
	return ERROR_NONE;
}

/* The month of a key of the table of counts; false when it is of another source. */
static bool month_of_count(struct store_view *view, const struct walk *walk, enum cube_source source, struct month *out)
{
	struct store_key key;
	uint32_t number = 0;

	if (walk->key.size != 5 || walk->key.data[0] != (uint8_t)source)
		return false;
	for (unsigned i = 1; i < walk->key.size; i++)
		number = number << 8 | walk->key.data[i];
	if (month_from_number(number, out)) {
		store_view_fail(view, ERROR_CORRUPT);
		return false;
	}
	key = store_key_count(source, *out);
	return slice_equal(walk->key, store_key_slice(&key));
}

bool store_months(struct store_view *view, enum cube_source source, struct month *first, struct month *last)
{
	uint8_t from = (uint8_t)source, behind = (uint8_t)(source + 1);
	struct month found_first, found_last;
	struct walk walk;
	bool is_found;

	if (store_view_error(view))
		return false;
	is_found = walk_begin(&walk, &view->transaction, TABLE_COUNTS, slice_from(&from, 1)) && month_of_count(view, &walk, source, &found_first);
	walk_end(&walk);
	if (!is_found)
		return false;
	is_found = walk_begin_before(&walk, &view->transaction, TABLE_COUNTS, slice_from(&behind, 1)) &&
		   month_of_count(view, &walk, source, &found_last);
	walk_end(&walk);
	if (!is_found)
		return false;
	*first = found_first;
	*last = found_last;
	return true;
}

bool store_month_before(struct store_view *view, enum cube_source source, struct month month, struct month *out)
{
	struct store_key behind = store_key_count(source, month_add(month, 1));
	struct walk walk;
	bool is_found;

	if (store_view_error(view))
		return false;
	is_found = walk_begin_before(&walk, &view->transaction, TABLE_COUNTS, store_key_slice(&behind)) && month_of_count(view, &walk, source, out);
	walk_end(&walk);
	return is_found;
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
