/*
 * A store of an older format version becomes one of this version, in one transaction: what follows from the ledger is made anew from it, entry by entry in
 * the order of the commit positions, by what shows an entry when it is appended. Version 1 had no releases and no origins in its cube records, version 2 no
 * series and no catalogues.
 */
#include "collector/core/release_reading.h"
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

/* The return of an entry goes into the cube, in place of an earlier revision's record. */
static enum error return_show(struct store_batch *batch, const struct entry *entry)
{
	struct envelope envelope;
	struct council_return content;
	const char *field;

	if (wire_unpack_envelope(entry->body, batch->arena, &envelope, &field) ||
	    wire_unpack_return(envelope.return_bytes, batch->arena, &content, &field) || content.council != entry->council)
		return ERROR_CORRUPT;
	return store_records_add_return(batch, &content, entry->sequence);
}

static enum error release_show(struct store_batch *batch, const struct entry *entry)
{
	const struct dataset *dataset = dataset_of_chain(entry->council);
	struct release release;
	enum error error = dataset ? release_unpack(entry->body, batch->arena, &release) : ERROR_CORRUPT;

	return error ? error : store_records_add_release(batch, dataset, &release, entry->sequence);
}

/* The entry at a commit position, with its body in the batch's arena: what lies in the map is gone after the next write. */
static enum error entry_read(struct store_batch *batch, uint64_t position, struct entry *out)
{
	struct store_key key = store_key_position(position);
	struct store_place place;
	struct digest hash;
	struct slice body;
	enum error error = ERROR_CORRUPT;

	if (store_find(&batch->view, TABLE_POSITIONS, store_key_slice(&key), &body))
		error = store_read_place(body, &place);
	return error ? error : store_entry(&batch->view, place.council, place.sequence, batch->arena, out, &hash);
}

static enum error entry_lay(struct store_batch *batch, uint64_t position)
{
	struct entry entry;
	enum error error;

	arena_reset(batch->arena);
	error = entry_read(batch, position, &entry);
	if (error)
		return error;
	if (entry.kind == ENTRY_RETURN)
		return return_show(batch, &entry);
	return entry.kind == ENTRY_RELEASE ? release_show(batch, &entry) : ERROR_NONE;
}

static enum error ledger_lay(struct store_batch *batch)
{
	struct store_view *view = &batch->view;
	uint64_t last = store_position(view), records = table_count(&view->transaction, TABLE_CUBE);
	enum error error = table_count(&view->transaction, TABLE_LEDGER) == last ? ERROR_NONE : ERROR_CORRUPT;

	table_clear(&view->transaction, TABLE_CUBE);
	table_clear(&view->transaction, TABLE_COUNTS);
	for (uint64_t position = 1; position <= last && !error; position++)
		error = entry_lay(batch, position);
	/* Other records than there were: the ledger and the cube did not agree, and what was wrong must not be papered over. */
	if (!error && table_count(&view->transaction, TABLE_CUBE) != records)
		error = ERROR_CORRUPT;
	return error;
}

enum error store_upgrade(struct store *store)
{
	struct store_body format = store_body_number(STORE_FORMAT_VERSION);
	struct arena arena;
	struct store_batch batch;
	enum error error;

	arena_init(&arena, RELEASE_BUDGET_BYTES);
	store_batch_begin(&batch, store, &arena);
	store_view_fail(&batch.view, ledger_lay(&batch));
	store_put(&batch, TABLE_META, slice_from_text(META_FORMAT), store_body_slice(&format));
	error = store_batch_commit(&batch);
	arena_fini(&arena);
	return error;
}
