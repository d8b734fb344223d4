/* Chains as they are read from their first entry on, and what the alliance notes in chains of its own. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

struct chain_walk {
	uint16_t chain;
	uint64_t upto;
	uint64_t sequence; /* of the entry that was visited last */
	enum error (*visit)(void *context, const struct entry *entry);
	void *context;
};

/* Visits the entry under the walk, which must be the one behind the last; false behind the last one that is asked for, and after an error. */
static bool entry_visit(struct store_view *view, struct chain_walk *chain, const struct walk *walk)
{
	struct store_key first = store_key_ledger(chain->chain, 0);
	struct slice bytes;
	struct entry entry;

	if (chain->sequence == chain->upto || !slice_starts_with(walk->key, slice_from(first.bytes, sizeof(chain->chain))))
		return false;
	store_view_fail(view, record_open(walk->value, &bytes));
	if (!view->error)
		store_view_fail(view, entry_unpack(bytes, &entry));
	if (!view->error && (entry.council != chain->chain || entry.sequence != chain->sequence + 1))
		store_view_fail(view, ERROR_CORRUPT);
	if (!view->error)
		store_view_fail(view, chain->visit(chain->context, &entry));
	chain->sequence++;
	return !view->error;
}

void store_chain_visit(struct store_view *view, uint16_t chain, uint64_t upto, enum error (*visit)(void *context, const struct entry *entry),
		       void *context)
{
	struct store_key first = store_key_ledger(chain, 0);
	struct chain_walk visiting = {.chain = chain, .upto = upto, .visit = visit, .context = context};
	struct digest hash;
	struct walk walk;
	uint64_t length;

	store_head(view, chain, &length, &hash);
	if (store_view_error(view))
		return;
	if (length < upto)
		visiting.upto = length;
	for (bool more = walk_begin(&walk, &view->transaction, TABLE_LEDGER, store_key_slice(&first)); more && entry_visit(view, &visiting, &walk);
	     more = walk_next(&walk))
		;
	walk_end(&walk);
	if (!store_view_error(view) && visiting.sequence != visiting.upto)
		store_view_fail(view, ERROR_CORRUPT); /* entries at the chain's end have vanished */
}

enum error store_notes(struct store_view *view, enum entry_chain chain, uint64_t upto_sequence,
		       enum error (*visit)(void *context, const struct entry *entry), void *context)
{
	INVARIANT(chain == EVENTS_CHAIN || chain == GROUPS_CHAIN);
	store_chain_visit(view, (uint16_t)chain, upto_sequence, visit, context);
	return store_view_error(view);
}

enum error store_append_note(struct store_batch *batch, enum entry_kind kind, struct slice body, int64_t now_s, uint64_t *sequence)
{
	struct entry entry = {.kind = kind, .council = entry_kind_chain(kind), .body = body};
	struct digest hash;
	enum error error;

	INVARIANT(entry.council != 0);
	error = store_entry_append(batch, &entry, now_s, &hash);
	if (!error)
		*sequence = entry.sequence;
	return error;
}
