/*
 * A store of format version 1 becomes one of version 2, in one transaction. The versions differ in the bytes of the cube's records alone, so the cube is
 * made anew from the ledger: each council's newest return of a month, in the order of its chain.
 */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

enum { ENTRY_BUDGET_BYTES = 16 << 20 };

/* The return of an entry goes into the cube, in place of an earlier revision's record. */
static void return_show(struct store_batch *batch, const struct entry *entry)
{
	struct store_view *view = &batch->view;
	struct envelope envelope;
	struct council_return content;
	struct cube_record record;
	struct store_key key;
	struct slice payload;
	const char *field;

	if (wire_unpack_envelope(entry->body, batch->arena, &envelope, &field) ||
	    wire_unpack_return(envelope.return_bytes, batch->arena, &content, &field)) {
		store_view_fail(view, ERROR_CORRUPT);
		return;
	}
	record = (struct cube_record){
		.council = content.council,
		.month = content.month,
		.revision = content.revision,
		.sequence = entry->sequence,
		.measure_count = content.measure_count,
		.measures = content.measures,
	};
	key = store_key_cube(SOURCE_RETURNS, content.month, content.council);
	store_view_fail(view, cube_pack(&record, batch->arena, &payload));
	if (!store_view_error(view))
		store_put(batch, TABLE_CUBE, store_key_slice(&key), payload);
}

static void cube_remake(struct store_batch *batch)
{
	struct store_view *view = &batch->view;
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_LEDGER, slice_from(NULL, 0)); more && !store_view_error(view);
	     more = walk_next(&walk)) {
		struct slice bytes;
		struct entry entry;

		arena_reset(batch->arena);
		store_view_fail(view, record_open(walk.value, &bytes));
		if (!view->error)
			store_view_fail(view, entry_unpack(bytes, &entry));
		if (!view->error && entry.kind == ENTRY_RETURN)
			return_show(batch, &entry);
	}
	walk_end(&walk);
}

enum error store_upgrade(struct store *store)
{
	struct store_body format = store_body_number(STORE_FORMAT_VERSION);
	struct arena arena;
	struct store_batch batch;
	uint64_t records;
	enum error error;

	arena_init(&arena, ENTRY_BUDGET_BYTES);
	store_batch_begin(&batch, store, &arena);
	records = table_count(&batch.view.transaction, TABLE_CUBE);
	cube_remake(&batch);
	/* Other records than there were: the ledger and the cube did not agree, and what was wrong must not be papered over. */
	if (!store_view_error(&batch.view) && table_count(&batch.view.transaction, TABLE_CUBE) != records)
		store_view_fail(&batch.view, ERROR_CORRUPT);
	store_put(&batch, TABLE_META, slice_from_text(META_FORMAT), store_body_slice(&format));
	error = store_batch_commit(&batch);
	arena_fini(&arena);
	return error;
}
