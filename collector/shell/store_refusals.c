/* The newest refusal of each council and month: what an operator has to know and no entry says. Not of the ledger; now only, without a history. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

static struct store_refusal_tally tally_read(struct store_view *view)
{
	struct store_refusal_tally tally = {.changes = 0};
	struct slice body;

	if (store_find(view, TABLE_META, slice_from_text(META_REFUSALS), &body))
		store_view_fail(view, store_read_refusal_tally(body, &tally));
	else if (!store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	return tally;
}

uint64_t store_refusal_changes(struct store_view *view)
{
	return tally_read(view).changes;
}

static void tally_change(struct store_batch *batch, bool is_more, bool is_less)
{
	struct store_refusal_tally tally = tally_read(&batch->view);
	struct store_body body;

	tally.changes++;
	tally.standing += is_more;
	tally.standing -= is_less;
	body = store_body_refusal_tally(&tally);
	store_put(batch, TABLE_META, slice_from_text(META_REFUSALS), store_body_slice(&body));
}

enum error store_note_refusal(struct store_batch *batch, const struct refusal_note *note)
{
	struct store_key key = store_key_refusal(note->month, note->council);
	uint8_t buffer[REFUSAL_NOTE_BYTES_MAX];
	struct slice before;
	bool is_there = store_find(&batch->view, TABLE_REFUSALS, store_key_slice(&key), &before);

	store_put(batch, TABLE_REFUSALS, store_key_slice(&key), refusal_note_pack(note, buffer));
	tally_change(batch, !is_there, false);
	return store_view_error(&batch->view);
}

void store_refusal_clear(struct store_batch *batch, uint16_t council, struct month month)
{
	struct store_key key = store_key_refusal(month, council);

	if (!store_view_error(&batch->view) && table_remove(&batch->view.transaction, TABLE_REFUSALS, store_key_slice(&key)))
		tally_change(batch, false, true);
}

/* The note under the walk's key, when it is of the month; false behind the month's last one and after an error. */
static bool note_read(struct store_view *view, const struct walk *walk, struct month month, struct refusal_note *out)
{
	struct month found = {0};
	struct slice body;
	uint16_t council = 0;

	store_view_fail(view, store_read_refusal_key(walk->key, &found, &council));
	if (view->error || month_compare(found, month) != 0)
		return false;
	store_view_fail(view, record_open(walk->value, &body));
	if (!view->error)
		store_view_fail(view, refusal_note_unpack(body, out));
	out->council = council;
	out->month = month;
	return view->error == ERROR_NONE;
}

enum error store_refusals(struct store_view *view, struct month month, struct arena *arena, struct refusal_note **notes, unsigned *count)
{
	struct store_key from = store_key_refusal(month, 0);
	struct refusal_note *found;
	unsigned found_count = 0;
	struct walk walk;

	if (store_view_error(view))
		return store_view_error(view);
	found = arena_take(arena, COUNCIL_COUNT_MAX, sizeof(*found));
	if (!found)
		return ERROR_NO_MEMORY;
	for (bool more = walk_begin(&walk, &view->transaction, TABLE_REFUSALS, store_key_slice(&from)); more && found_count < COUNCIL_COUNT_MAX;
	     more = walk_next(&walk)) {
		if (!note_read(view, &walk, month, &found[found_count]))
			break;
		found_count++;
	}
	walk_end(&walk);
	if (store_view_error(view))
		return store_view_error(view);
	*notes = found;
	*count = found_count;
	return ERROR_NONE;
}
