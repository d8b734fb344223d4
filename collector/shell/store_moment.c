/*
 * The cube as it was at a moment. Returns: the newest revision that was there, which is the cube's own record unless it has been revised since. Releases:
 * those that were there, laid upon each other once more; their order does not matter.
 */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

enum { RETURN_BUDGET_BYTES = 4 << 20 };

bool store_moment_is_now(struct store_view *view, enum cube_source source, const struct store_moment *moment)
{
	if (moment->has_vintage && source != SOURCE_RETURNS)
		return false;
	return !moment->has_position || moment->position >= store_position(view);
}

bool store_moment_has(const struct store_moment *moment, const struct release_head *head)
{
	return !moment->has_vintage || month_compare(head->vintage, moment->vintage) <= 0;
}

void store_releases_visit(struct store_view *view, const struct dataset *dataset, const struct store_moment *moment,
			  enum error (*visit)(void *context, const struct entry *entry), void *context)
{
	uint16_t chain = dataset_chain(dataset);
	uint64_t upto = moment->has_position ? store_length_at(view, chain, moment->position) : UINT64_MAX;

	store_chain_visit(view, chain, upto, visit, context);
}

/* The newest revision from `revision` down that was there; *out has revision 0 when there was none. */
static enum error revision_at(struct store_view *view, const struct cube_record *newest, uint64_t position, uint32_t *revision,
			      struct store_revision *out)
{
	for (*revision = newest->revision; *revision > 0; (*revision)--) {
		enum error error = store_revision_find(view, newest->council, newest->month, *revision, out);

		if (error || out->position <= position)
			return error;
	}
	return ERROR_NONE;
}

/* The record as the revision had it, its measures in `arena`. */
static enum error record_of_revision(struct store_view *view, const struct cube_record *newest, const struct store_revision *revision,
				     struct arena *arena, struct cube_record *out)
{
	struct store_return found;
	struct arena scratch;
	struct slice measures;
	enum error error;

	arena_init(&scratch, RETURN_BUDGET_BYTES);
	error = store_return_read(view, newest->council, newest->month, revision, &scratch, &found);
	if (!error) {
		measures = arena_copy(arena, slice_from(found.record.measures, found.record.measure_count * sizeof(*found.record.measures)));
		*out = found.record;
		out->measures = (const struct return_measure *)(const void *)measures.data;
		if (found.record.measure_count && !measures.data)
			error = ERROR_NO_MEMORY;
	}
	arena_fini(&scratch);
	return error;
}

/* Puts what the records of returns were in their place, and leaves out those that were not there. */
static enum error returns_turn_back(struct store_view *view, uint64_t position, struct arena *arena, struct cube_record *records, unsigned *count)
{
	unsigned kept = 0;

	for (unsigned i = 0; i < *count; i++) {
		struct store_revision stored = {.sequence = 0};
		uint32_t revision;
		enum error error = revision_at(view, &records[i], position, &revision, &stored);

		if (!error && revision == records[i].revision)
			records[kept] = records[i];
		else if (!error && revision > 0)
			error = record_of_revision(view, &records[i], &stored, arena, &records[kept]);
		if (error)
			return error;
		kept += revision > 0;
	}
	*count = kept;
	return ERROR_NONE;
}

/* What is laid once more, of one month or of one council. */
struct laying {
	const struct store_moment *moment;
	struct month first, last;
	uint16_t council; /* 0: all */
	unsigned room;
	unsigned count;
	struct cube_record *records; /* ascending by month and council */
	struct arena *arena;         /* of the records */
	struct arena scratch;        /* of one release */
};

static int record_order(const struct cube_record *record, struct month month, uint16_t council)
{
	int order = month_compare(record->month, month);

	return order ? order : (record->council > council) - (record->council < council);
}

/* The place of the month and council among the records, or where it would stand. */
static unsigned record_place(const struct laying *laying, struct month month, uint16_t council)
{
	unsigned low = 0, high = laying->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (record_order(&laying->records[middle], month, council) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static enum error record_lay(struct laying *laying, const struct release_record *record, const struct cube_origin *origin)
{
	unsigned place = record_place(laying, record->month, record->council);
	bool is_new = place == laying->count || record_order(&laying->records[place], record->month, record->council) != 0;
	struct cube_record merged;
	enum error error = release_merge(is_new ? NULL : &laying->records[place], record, origin, laying->arena, &merged);

	if (error)
		return error;
	if (is_new && laying->count == laying->room)
		return ERROR_CORRUPT; /* the cube has fewer records now than it had */
	for (unsigned i = laying->count; is_new && i > place; i--)
		laying->records[i] = laying->records[i - 1];
	laying->records[place] = merged;
	laying->count += is_new;
	return ERROR_NONE;
}

static bool is_asked(const struct laying *laying, const struct release_record *record)
{
	return month_compare(record->month, laying->first) >= 0 && month_compare(record->month, laying->last) <= 0 &&
	       (laying->council == 0 || record->council == laying->council);
}

static enum error release_lay(void *context, const struct entry *entry)
{
	struct laying *laying = context;
	struct cube_origin origin = {.chain = entry->council, .sequence = entry->sequence};
	struct release_head head;
	struct release release;
	enum error error = release_peek(entry->body, &head);

	if (error || !store_moment_has(laying->moment, &head))
		return error;
	arena_reset(&laying->scratch);
	error = release_unpack(entry->body, &laying->scratch, &release);
	origin.vintage = head.vintage;
	for (uint32_t i = 0; !error && i < release.head.record_count; i++) {
		if (!is_asked(laying, &release.records[i]))
			continue;
		origin.joint = release.records[i].joint;
		error = record_lay(laying, &release.records[i], &origin);
	}
	return error;
}

static enum error releases_lay(struct store_view *view, enum cube_source source, struct laying *laying)
{
	laying->records = arena_take(laying->arena, laying->room ? laying->room : 1, sizeof(*laying->records));
	if (!laying->records)
		return ERROR_NO_MEMORY;
	arena_init(&laying->scratch, RELEASE_UNPACKED_BYTES_MAX);
	for (unsigned i = 0; i < dataset_count(); i++)
		if (dataset_at(i)->source == source)
			store_releases_visit(view, dataset_at(i), laying->moment, release_lay, laying);
	arena_fini(&laying->scratch);
	return store_view_error(view);
}

/* What stands in laying->records of the cube as it is now becomes what it was; of releases nothing is read before. */
static enum error turn_back(struct store_view *view, enum cube_source source, struct laying *laying)
{
	if (source == SOURCE_RETURNS)
		return returns_turn_back(view, laying->moment->position, laying->arena, laying->records, &laying->count);
	return releases_lay(view, source, laying);
}

enum error store_month_at(struct store_view *view, enum cube_source source, struct month month, const struct store_moment *moment,
			  struct arena *arena, struct cube_record **records, unsigned *count)
{
	struct laying laying = {.moment = moment, .first = month, .last = month, .arena = arena};
	bool is_now = store_moment_is_now(view, source, moment);
	enum error error = ERROR_NONE;

	laying.room = store_month_count(view, source, month);
	if (is_now || source == SOURCE_RETURNS)
		error = store_month(view, source, month, arena, &laying.records, &laying.count);
	if (!error && !is_now)
		error = turn_back(view, source, &laying);
	if (error)
		return error;
	*records = laying.records;
	*count = laying.count;
	return ERROR_NONE;
}

enum error store_series_at(struct store_view *view, enum cube_source source, uint16_t council, struct month first, struct month last,
			   const struct store_moment *moment, struct arena *arena, struct cube_record **records, unsigned *count)
{
	struct laying laying = {.moment = moment, .first = first, .last = last, .council = council, .arena = arena};
	bool is_now = store_moment_is_now(view, source, moment);
	enum error error = ERROR_NONE;

	laying.room = store_series_count(view, source, council);
	if (is_now || source == SOURCE_RETURNS)
		error = store_series(view, source, council, first, last, arena, &laying.records, &laying.count);
	if (!error && !is_now)
		error = turn_back(view, source, &laying);
	if (error)
		return error;
	*records = laying.records;
	*count = laying.count;
	return ERROR_NONE;
}
