#include "collector/shell/batch.h"

void batch_init(struct batch *batch)
{
	batch->count = 0;
	batch->has_committed = false;
	arena_init(&batch->arena, BATCH_BUDGET_BYTES);
}

void batch_fini(struct batch *batch)
{
	arena_fini(&batch->arena);
}

void batch_clear(struct batch *batch)
{
	batch->count = 0;
	batch->has_committed = false;
	arena_reset(&batch->arena);
}

static void refuse(struct batch_item *item, enum refusal_code code)
{
	item->decision.verdict = VERDICT_REFUSE;
	item->decision.refusal = code;
	item->decision.field = "";
}

static enum error item_decide(struct batch_item *item, const struct ledger_view *view, struct arena *arena, int64_t now_s)
{
	struct submission submission = {item->envelope_bytes, item->peer_council, now_s};

	return check_submission(&submission, view, arena, &item->decision);
}

static enum error item_append(struct batch_item *item, struct store_batch *store_batch, int64_t now_s)
{
	struct entry entry;
	struct digest hash;
	enum error error = store_append_return(store_batch, &item->decision, item->envelope_bytes, now_s, &entry, &hash);

	if (!error)
		item->sequence = entry.sequence;
	return error;
}

/* What the store keeps of the item: the return, or that it was refused. *written counts what was written. */
static enum error item_store(struct batch_item *item, struct store_batch *store_batch, int64_t now_s, unsigned *written)
{
	struct refusal_note note;

	if (item->decision.verdict == VERDICT_STORE) {
		(*written)++;
		return item_append(item, store_batch, now_s);
	}
	if (!refusal_note_of(&item->decision, now_s, &note))
		return ERROR_NONE;
	(*written)++;
	return store_note_refusal(store_batch, &note);
}

/* Decides and commits. An error means that nothing was stored. */
static enum error batch_store(struct batch *batch, struct store *store, int64_t now_s)
{
	struct store_batch store_batch;
	struct ledger_view view;
	enum error error = ERROR_NONE;
	unsigned written = 0;

	store_batch_begin(&store_batch, store, &batch->arena);
	view = store_batch_ledger(&store_batch);
	for (unsigned i = 0; i < batch->count && !error; i++) {
		struct batch_item *item = &batch->items[i];

		error = item_decide(item, &view, &batch->arena, now_s);
		if (!error)
			error = item_store(item, &store_batch, now_s, &written);
	}
	if (error || !written) {
		store_batch_abort(&store_batch);
		return error;
	}
	error = store_batch_commit(&store_batch);
	batch->has_committed = !error;
	return error;
}

/*
 * After a batch that was not stored: decides anew, against what is committed, and has everything wait (`reason`) that could not be stored; a gap too,
 * because the revision that is missing may be one that waits for space.
 */
static enum error item_decide_again(struct batch_item *item, struct store_view *view, struct arena *arena, int64_t now_s, enum refusal_code reason)
{
	struct ledger_view ledger = store_view_ledger(view);
	enum error error = item_decide(item, &ledger, arena, now_s);
	const struct decision *decision = &item->decision;

	if (error)
		return error;
	if (decision->verdict == VERDICT_STORE || (decision->verdict == VERDICT_REFUSE && decision->refusal == REFUSAL_REVISION_GAP))
		refuse(item, reason);
	return ERROR_NONE;
}

enum error refusal_pack(const struct decision *decision, struct arena *arena, struct slice *out)
{
	char sentence[REFUSAL_SENTENCE_BYTES_MAX];
	struct text text;
	struct message message = {.kind = MESSAGE_REFUSAL};

	text_init_fixed(&text, sentence, sizeof(sentence));
	decision_describe(decision, &text);
	message.refusal = (struct refusal){decision->refusal, text_slice(&text), slice_from_text(decision->field), decision->envelope_hash};
	return wire_pack_message(&message, arena, out);
}

/* The receipt for the entry at the item's place, as the committed store has it. */
static enum error receipt_pack(const struct batch_item *item, struct store_view *committed, const struct secret_keys *keys, struct arena *arena,
			       struct slice *out)
{
	const struct decision *decision = &item->decision;
	struct message message = {.kind = MESSAGE_RECEIPT};
	struct digest hash, stored_hash;
	struct entry entry;
	enum error error = store_entry(committed, decision->content.council, item->sequence, arena, &entry, &hash);

	if (error)
		return error == ERROR_NOT_FOUND ? ERROR_CORRUPT : error;
	stored_hash = digest_sha256(entry.body);
	if (entry.kind != ENTRY_RETURN || !digest_equal(&stored_hash, &decision->envelope_hash))
		return ERROR_CORRUPT;
	message.receipt = entry_receipt(&entry, &hash, &decision->content, &decision->envelope, &keys->public_part.signing, &keys->signing_secret);
	return wire_pack_message(&message, arena, out);
}

static enum error item_answer(struct batch_item *item, struct store_view *committed, const struct secret_keys *keys, struct arena *arena)
{
	enum error error = ERROR_NONE;

	switch (item->decision.verdict) {
	case VERDICT_STORED_ALREADY:
		item->sequence = item->decision.stored_sequence;
		item->kind = ANSWER_REPEATED;
		error = receipt_pack(item, committed, keys, arena, &item->message);
		break;
	case VERDICT_STORE:
		item->kind = ANSWER_RECEIPT;
		error = receipt_pack(item, committed, keys, arena, &item->message);
		break;
	case VERDICT_REFUSE:
		item->kind = ANSWER_REFUSED;
		item->refusal = item->decision.refusal;
		item->field = item->decision.field;
		error = refusal_pack(&item->decision, arena, &item->message);
		break;
	}
	if (error)
		item->kind = ANSWER_NONE;
	return error;
}

/* Whether an error only costs this answer, for which the agent will ask again. */
static bool is_passing(enum error error)
{
	return error == ERROR_NO_MEMORY || error == ERROR_AGAIN;
}

/* Answers from what is committed. `reason` is REFUSAL_NONE after a commit, else why nothing could be stored. */
static enum error batch_answer(struct batch *batch, struct store *store, const struct secret_keys *keys, int64_t now_s, enum refusal_code reason)
{
	struct store_view committed;
	enum error error = ERROR_NONE, view_error;

	store_view_begin(&committed, store);
	for (unsigned i = 0; i < batch->count && !error; i++) {
		struct batch_item *item = &batch->items[i];

		if (reason != REFUSAL_NONE)
			error = item_decide_again(item, &committed, &batch->arena, now_s, reason);
		if (!error)
			error = item_answer(item, &committed, keys, &batch->arena);
		if (is_passing(error))
			error = ERROR_NONE;
	}
	view_error = store_view_end(&committed);
	if (!error && view_error && !is_passing(view_error))
		error = view_error;
	return error;
}

enum error batch_run(struct batch *batch, struct store *store, const struct secret_keys *keys, int64_t now_s)
{
	enum error error, answer_error;
	enum refusal_code reason = REFUSAL_NONE;

	for (unsigned i = 0; i < batch->count; i++)
		batch->items[i].kind = ANSWER_NONE;
	error = batch_store(batch, store, now_s);
	if (error == ERROR_NO_SPACE)
		reason = REFUSAL_STORE_FULL;
	else if (is_passing(error))
		reason = REFUSAL_TOO_BUSY;
	else if (error)
		return error;
	if (reason != REFUSAL_NONE)
		arena_reset(&batch->arena);
	answer_error = batch_answer(batch, store, keys, now_s, reason);
	if (answer_error)
		return answer_error;
	return error == ERROR_NO_SPACE ? ERROR_NO_SPACE : ERROR_NONE;
}
