/* Releases in the store: a chain for each series in the ledger, and the merged figures in the cube. */
#include "collector/core/release.h"
#include "collector/core/release_layout.h"
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

enum error store_append_release(struct store_batch *batch, const struct release *release, int64_t now_s, uint64_t *sequence)
{
	const struct dataset *dataset = dataset_find(release->head.dataset);
	struct entry entry = {.kind = ENTRY_RELEASE};
	struct digest hash;
	enum error error = dataset ? release_pack(release, batch->arena, &entry.body) : ERROR_INVALID;

	if (error) {
		store_view_fail(&batch->view, error);
		return error;
	}
	entry.council = dataset_chain(dataset);
	error = store_entry_append(batch, &entry, now_s, &hash);
	if (error)
		return error;
	error = store_records_add_release(batch, dataset, release, entry.sequence);
	if (error)
		return error;
	*sequence = entry.sequence;
	return ERROR_NONE;
}

struct search {
	const struct digest *file_hash;
	struct release_listing found;
	bool is_found;
};

static enum error search_visit(void *context, const struct entry *entry)
{
	struct search *search = context;
	struct release_head head;
	enum error error = release_peek(entry->body, &head);

	if (error || search->is_found || !digest_equal(&head.file_hash, search->file_hash))
		return error;
	search->is_found = true;
	search->found = (struct release_listing){.head = head, .sequence = entry->sequence, .recorded_at_s = entry->recorded_at_s};
	return ERROR_NONE;
}

enum error store_release_of_file(struct store_view *view, const struct digest *file_hash, struct release_listing *out)
{
	struct search search = {.file_hash = file_hash};

	for (unsigned i = 0; i < dataset_count() && !search.is_found; i++)
		store_chain_visit(view, dataset_chain(dataset_at(i)), UINT64_MAX, search_visit, &search);
	if (store_view_error(view))
		return store_view_error(view);
	if (!search.is_found)
		return ERROR_NOT_FOUND;
	*out = search.found;
	return ERROR_NONE;
}

struct newest_search {
	struct month vintage;
	struct slice body; /* in the store's map */
};

static enum error newest_visit(void *context, const struct entry *entry)
{
	struct newest_search *search = context;
	struct release_head head;
	enum error error = release_peek(entry->body, &head);

	if (!error && (!search->body.data || month_compare(head.vintage, search->vintage) >= 0))
		*search = (struct newest_search){head.vintage, entry->body};
	return error;
}

enum error store_release_newest(struct store_view *view, uint16_t dataset, struct arena *arena, struct release *out)
{
	struct newest_search search = {.body = slice_from(NULL, 0)};

	store_chain_visit(view, dataset_chain(dataset_find(dataset)), UINT64_MAX, newest_visit, &search);
	if (store_view_error(view))
		return store_view_error(view);
	if (!search.body.data)
		return ERROR_NOT_FOUND;
	return release_unpack(search.body, arena, out);
}

struct measure_search {
	const struct store_moment *moment;
	bool is_found;
};

static enum error measure_visit(void *context, const struct entry *entry)
{
	struct measure_search *search = context;
	struct release_head head;
	enum error error = release_peek(entry->body, &head);

	if (!error && store_moment_has(search->moment, &head))
		search->is_found = true;
	return error;
}

bool store_has_release(struct store_view *view, uint16_t measure, const struct store_moment *moment)
{
	struct measure_search search = {.moment = moment};

	for (unsigned i = 0; i < dataset_count() && !search.is_found; i++)
		if (release_has_measure(dataset_at(i)->number, measure))
			store_releases_visit(view, dataset_at(i), moment, measure_visit, &search);
	return search.is_found;
}

struct listing {
	struct release_listing *list;
	unsigned count, room;
	struct arena scratch; /* of one release */
};

static enum error listing_visit(void *context, const struct entry *entry)
{
	struct listing *listing = context;
	struct release_listing *item = &listing->list[listing->count];
	struct release release;
	enum error error;

	if (listing->count == listing->room)
		return ERROR_LIMIT;
	arena_reset(&listing->scratch);
	error = release_unpack(entry->body, &listing->scratch, &release);
	if (error)
		return error;
	item->head = release.head;
	item->extent = release_extent(&release);
	item->sequence = entry->sequence;
	item->recorded_at_s = entry->recorded_at_s;
	listing->count++;
	return ERROR_NONE;
}

enum error store_releases(struct store_view *view, struct arena *arena, struct release_listing **list, unsigned *count)
{
	struct listing listing = {.list = arena_take(arena, STORE_RELEASES_MAX, sizeof(*listing.list)), .room = STORE_RELEASES_MAX};

	if (!listing.list)
		return ERROR_NO_MEMORY;
	arena_init(&listing.scratch, RELEASE_UNPACKED_BYTES_MAX);
	for (unsigned i = 0; i < dataset_count(); i++)
		store_chain_visit(view, dataset_chain(dataset_at(i)), UINT64_MAX, listing_visit, &listing);
	arena_fini(&listing.scratch);
	if (store_view_error(view))
		return store_view_error(view);
	*list = listing.list;
	*count = listing.count;
	return ERROR_NONE;
}
