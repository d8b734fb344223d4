/*
 * A store of an older format version becomes one of this version, in one transaction: what follows from the ledger is made anew from it, entry by entry in
 * the order of the commit positions, by what shows an entry when it is appended. Version 1 had no releases and no origins in its cube records, version 2 no
 * series and no catalogues, and no times at its positions. Version 3 had no refusals: they begin with none, and all else is as it was.
 */
#include "collector/core/release_reading.h"
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"
#include "common/cursor.h"

/* What the older versions had in the index of revisions; it must be what the entry says, or it has been damaged. */
static enum error revision_old_check(struct store_batch *batch, const struct store_key *key, const struct store_revision *revision)
{
	uint8_t bytes[sizeof(uint64_t) + (size_t)2 * DIGEST_SIZE];
	struct writer writer;
	struct slice body;

	writer_init(&writer, bytes, sizeof(bytes));
	writer_u64(&writer, revision->sequence);
	writer_bytes(&writer, digest_slice(&revision->return_hash));
	writer_bytes(&writer, digest_slice(&revision->envelope_hash));
	if (!store_find(&batch->view, TABLE_REVISIONS, store_key_slice(key), &body) || !slice_equal(body, writer_done(&writer)))
		return ERROR_CORRUPT;
	return ERROR_NONE;
}

/* The return's revision is found by its place and its commit position. */
static enum error revision_lay(struct store_batch *batch, const struct entry *entry, uint64_t position, const struct envelope *envelope,
			       const struct council_return *content)
{
	struct store_key key = store_key_revision(content->council, content->month, content->revision);
	struct store_revision revision = {entry->sequence, position, digest_sha256(envelope->return_bytes), digest_sha256(entry->body)};
	struct store_body body = store_body_revision(&revision);
	enum error error = revision_old_check(batch, &key, &revision);

	if (!error)
		store_put(batch, TABLE_REVISIONS, store_key_slice(&key), store_body_slice(&body));
	return error;
}

/* The return of an entry goes into the cube, in place of an earlier revision's record. */
static enum error return_lay(struct store_batch *batch, const struct entry *entry, uint64_t position)
{
	struct envelope envelope;
	struct council_return content;
	const char *field;
	enum error error;

	if (wire_unpack_envelope(entry->body, batch->arena, &envelope, &field) ||
	    wire_unpack_return(envelope.return_bytes, batch->arena, &content, &field) || content.council != entry->council)
		return ERROR_CORRUPT;
	error = revision_lay(batch, entry, position, &envelope, &content);
	return error ? error : store_records_add_return(batch, &content, entry->sequence);
}

static enum error release_lay(struct store_batch *batch, const struct entry *entry)
{
	const struct dataset *dataset = dataset_of_chain(entry->council);
	struct release release;
	enum error error = dataset ? release_unpack(entry->body, batch->arena, &release) : ERROR_CORRUPT;

	return error ? error : store_records_add_release(batch, dataset, &release, entry->sequence);
}

/* Takes the place at a commit position away, as the older versions wrote it: without times. */
static enum error place_old_take(struct store_batch *batch, uint64_t position, struct store_place *out)
{
	struct store_key key = store_key_position(position);
	struct reader reader;
	struct slice body;

	if (!store_find(&batch->view, TABLE_POSITIONS, store_key_slice(&key), &body))
		return ERROR_CORRUPT;
	reader_init(&reader, body);
	*out = (struct store_place){.council = reader_u16(&reader)};
	out->sequence = reader_u64(&reader);
	table_remove(&batch->view.transaction, TABLE_POSITIONS, store_key_slice(&key));
	return reader_finish(&reader) ? ERROR_CORRUPT : ERROR_NONE;
}

/* The entry has this commit position; all before it have been laid. */
static enum error entry_lay(struct store_batch *batch, uint64_t position)
{
	struct store_place place;
	struct entry entry;
	struct digest hash;
	enum error error;

	arena_reset(batch->arena);
	error = place_old_take(batch, position, &place);
	/* With its body in the arena: what lies in the map is gone after the next write. */
	if (!error)
		error = store_entry(&batch->view, place.council, place.sequence, batch->arena, &entry, &hash);
	if (error)
		return error;
	store_position_put(batch, &entry, position);
	if (entry.kind == ENTRY_RETURN)
		return return_lay(batch, &entry, position);
	return entry.kind == ENTRY_RELEASE ? release_lay(batch, &entry) : ERROR_NONE;
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

enum { VERSION_WITH_SERIES = 3 }; /* from which on everything that follows from the ledger is as it is now */

enum error store_upgrade(struct store *store, uint64_t version)
{
	struct store_body format = store_body_number(STORE_FORMAT_VERSION);
	struct store_body none = store_body_refusal_tally(&(struct store_refusal_tally){.changes = 0});
	struct arena arena;
	struct store_batch batch;
	enum error error = ERROR_NONE;

	arena_init(&arena, RELEASE_BUDGET_BYTES);
	store_batch_begin(&batch, store, &arena);
	if (version < VERSION_WITH_SERIES)
		error = ledger_lay(&batch);
	if (!store_view_error(&batch.view)) /* what sticks came first: a full disk looks like a missing record to whoever reads on */
		store_view_fail(&batch.view, error);
	store_put(&batch, TABLE_META, slice_from_text(META_FORMAT), store_body_slice(&format));
	store_put(&batch, TABLE_META, slice_from_text(META_REFUSALS), store_body_slice(&none));
	error = store_batch_commit(&batch);
	arena_fini(&arena);
	return error;
}
