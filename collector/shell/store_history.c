/* What a record was before: each revision of a return, and what each release said, with when it came and who approved it. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

enum { VERSIONS_ROOM_FIRST = 256 };

enum error store_revision_find(struct store_view *view, uint16_t council, struct month month, uint32_t revision, struct store_revision *out)
{
	struct store_key key = store_key_revision(council, month, revision);
	struct slice body;

	if (store_find(view, TABLE_REVISIONS, store_key_slice(&key), &body))
		store_view_fail(view, store_read_revision(body, out));
	else if (!store_view_error(view))
		store_view_fail(view, ERROR_CORRUPT);
	return store_view_error(view);
}

enum error store_return_read(struct store_view *view, uint16_t council, struct month month, const struct store_revision *revision,
			     struct arena *arena, struct store_return *out)
{
	struct council_return content;
	struct digest hash;
	const char *field;
	enum error error = store_entry(view, council, revision->sequence, arena, &out->entry, &hash);

	if (!error && out->entry.kind != ENTRY_RETURN)
		error = ERROR_CORRUPT;
	if (!error)
		error = wire_unpack_envelope(out->entry.body, arena, &out->envelope, &field);
	if (!error)
		error = wire_unpack_return(out->envelope.return_bytes, arena, &content, &field);
	if (!error && (content.council != council || month_compare(content.month, month) != 0))
		error = ERROR_CORRUPT;
	if (error && error != ERROR_NO_MEMORY)
		store_view_fail(view, ERROR_CORRUPT);
	if (!error)
		out->record = cube_of_return(&content, revision->sequence);
	return store_view_error(view) ? store_view_error(view) : error;
}

struct history {
	struct store_view *view;
	const struct store_moment *moment;
	struct month month;
	uint16_t council; /* 0: all */
	struct arena *arena;
	struct store_version *versions;
	unsigned count, room;
	struct arena scratch; /* of one release */
};

/* NULL: there is no memory. */
static struct store_version *version_add(struct history *history)
{
	if (history->count == history->room) {
		unsigned room = history->room ? 2 * history->room : VERSIONS_ROOM_FIRST;
		struct store_version *versions = arena_take(history->arena, room, sizeof(*versions));

		if (!versions)
			return NULL;
		for (unsigned i = 0; i < history->count; i++)
			versions[i] = history->versions[i];
		history->versions = versions;
		history->room = room;
	}
	return &history->versions[history->count++];
}

static enum error return_add(struct history *history, const struct cube_record *newest, const struct store_revision *revision)
{
	struct store_version *version = version_add(history);
	struct store_return found;
	enum error error = version ? ERROR_NONE : ERROR_NO_MEMORY;

	if (!error)
		error = store_return_read(history->view, newest->council, newest->month, revision, history->arena, &found);
	if (error)
		return error;
	*version = (struct store_version){
		.record = found.record,
		.chain = found.entry.council,
		.sequence = found.entry.sequence,
		.position = revision->position,
		.recorded_at_s = found.entry.recorded_at_s,
		.approver_role = found.envelope.approver_role,
		.approved_at_s = found.envelope.approved_at_s,
		.reason = found.envelope.reason,
	};
	return ERROR_NONE;
}

/* All revisions of one council's return that were there. */
static enum error revisions_add(struct history *history, const struct cube_record *newest)
{
	enum error error = ERROR_NONE;

	for (uint32_t number = 1; number <= newest->revision && !error; number++) {
		struct store_revision revision = {.sequence = 0};

		error = store_revision_find(history->view, newest->council, newest->month, number, &revision);
		if (!error && history->moment->has_position && revision.position > history->moment->position)
			return ERROR_NONE;
		if (!error)
			error = return_add(history, newest, &revision);
	}
	return error;
}

static enum error returns_history(struct history *history)
{
	struct cube_record one, *records = &one;
	unsigned count = 1;
	enum error error;

	if (history->council == 0) {
		error = store_month(history->view, SOURCE_RETURNS, history->month, history->arena, &records, &count);
	} else {
		error = store_record(history->view, SOURCE_RETURNS, history->month, history->council, history->arena, &one);
		if (error == ERROR_NOT_FOUND)
			return ERROR_NONE;
	}
	for (unsigned i = 0; i < count && !error; i++)
		error = revisions_add(history, &records[i]);
	return error;
}

static enum error figures_add(struct history *history, const struct entry *entry, const struct release *release, const struct release_record *record)
{
	struct cube_origin origin = {entry->council, entry->sequence, release->head.vintage, record->joint};
	struct store_version *version = version_add(history);

	if (!version)
		return ERROR_NO_MEMORY;
	*version = (struct store_version){
		.chain = entry->council,
		.sequence = entry->sequence,
		.position = store_entry_position(history->view, entry->council, entry->sequence),
		.recorded_at_s = entry->recorded_at_s,
	};
	return release_merge(NULL, record, &origin, history->arena, &version->record);
}

static enum error history_visit(void *context, const struct entry *entry)
{
	struct history *history = context;
	struct release release;
	enum error error;

	arena_reset(&history->scratch);
	error = release_unpack(entry->body, &history->scratch, &release);
	for (uint32_t i = 0; !error && i < release.head.record_count && store_moment_has(history->moment, &release.head); i++) {
		const struct release_record *record = &release.records[i];

		if (month_compare(record->month, history->month) == 0 && (history->council == 0 || record->council == history->council))
			error = figures_add(history, entry, &release, record);
	}
	return error;
}

static int version_order(const struct store_version *a, const struct store_version *b)
{
	if (a->record.council != b->record.council)
		return a->record.council < b->record.council ? -1 : 1;
	return a->position < b->position ? -1 : a->position > b->position;
}

/* Lets the version at `root` sink to its place in the heap of the first `count`. */
static void version_sink(struct store_version *versions, unsigned root, unsigned count)
{
	for (unsigned child = 2 * root + 1; child < count; root = child, child = 2 * root + 1) {
		struct store_version moving = versions[root];

		if (child + 1 < count && version_order(&versions[child], &versions[child + 1]) < 0)
			child++;
		if (version_order(&moving, &versions[child]) >= 0)
			return;
		versions[root] = versions[child];
		versions[child] = moving;
	}
}

/* Releases come series by series. A heap sort, because all councils' versions of many releases are thousands. */
static void versions_sort(struct store_version *versions, unsigned count)
{
	for (unsigned i = count / 2; i-- > 0;)
		version_sink(versions, i, count);
	for (unsigned last = count; last-- > 1;) {
		struct store_version greatest = versions[0];

		versions[0] = versions[last];
		versions[last] = greatest;
		version_sink(versions, 0, last);
	}
}

static enum error releases_history(struct history *history, enum cube_source source)
{
	arena_init(&history->scratch, RELEASE_UNPACKED_BYTES_MAX);
	for (unsigned i = 0; i < dataset_count(); i++)
		if (dataset_at(i)->source == source)
			store_releases_visit(history->view, dataset_at(i), history->moment, history_visit, history);
	arena_fini(&history->scratch);
	versions_sort(history->versions, history->count);
	return store_view_error(history->view);
}

enum error store_history(struct store_view *view, enum cube_source source, struct month month, uint16_t council, const struct store_moment *moment,
			 struct arena *arena, struct store_version **versions, unsigned *count)
{
	struct history history = {.view = view, .moment = moment, .month = month, .council = council, .arena = arena};
	enum error error = store_view_error(view);

	if (!error)
		error = source == SOURCE_RETURNS ? returns_history(&history) : releases_history(&history, source);
	if (!error)
		error = store_view_error(view);
	if (error)
		return error;
	*versions = history.versions;
	*count = history.count;
	return ERROR_NONE;
}
