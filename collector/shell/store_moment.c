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

static enum error returns_month_at(struct store_view *view, struct month month, const struct store_moment *moment, struct arena *arena,
				   struct cube_record **records, unsigned *count)
{
	struct cube_record *found;
	unsigned found_count;
	enum error error = store_month(view, SOURCE_RETURNS, month, arena, &found, &found_count);

	if (!error)
		error = returns_turn_back(view, moment->position, arena, found, &found_count);
	if (error)
		return error;
	*records = found;
	*count = found_count;
	return ERROR_NONE;
}

static enum error returns_series_at(struct store_view *view, uint16_t council, struct month first, struct month last,
				    const struct store_moment *moment, struct arena *arena, struct cube_record **records, unsigned *count)
{
	struct cube_record *found;
	unsigned found_count;
	enum error error = store_series(view, SOURCE_RETURNS, council, first, last, arena, &found, &found_count);

	if (!error)
		error = returns_turn_back(view, moment->position, arena, found, &found_count);
	if (error)
		return error;
	*records = found;
	*count = found_count;
	return ERROR_NONE;
}

/* What is laid once more: of months, of all councils or of one. */
struct laying {
	struct store_view *view;
	enum cube_source source;
	const struct store_moment *moment;
	uint16_t council; /* 0: all */
	struct store_laid laid;
	struct arena *arena;  /* of the records */
	struct arena scratch; /* of one release */
};

/* The place of the council among the records, or where it would stand. */
static unsigned record_place(const struct store_laid_month *month, uint16_t council)
{
	unsigned low = 0, high = month->count;

	while (low < high) {
		unsigned middle = low + (high - low) / 2;

		if (month->records[middle].council < council)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* Room for the records that the cube has now: a month had no more of them. */
static enum error month_begin(struct laying *laying, struct store_laid_month *laid, struct month month)
{
	laid->room = laying->council ? 1 : store_month_count(laying->view, laying->source, month);
	if (laid->room == 0)
		return ERROR_CORRUPT;
	laid->records = arena_take(laying->arena, laid->room, sizeof(*laid->records));
	return laid->records ? ERROR_NONE : ERROR_NO_MEMORY;
}

static enum error record_lay(struct laying *laying, struct store_laid_month *laid, const struct release_record *record,
			     const struct cube_origin *origin)
{
	unsigned place = record_place(laid, record->council);
	bool is_new = place == laid->count || laid->records[place].council != record->council;
	struct cube_record merged;
	enum error error = laid->records ? ERROR_NONE : month_begin(laying, laid, record->month);

	if (!error)
		error = release_merge(is_new ? NULL : &laid->records[place], record, origin, laying->arena, &merged);
	if (error)
		return error;
	if (is_new && laid->count == laid->room)
		return ERROR_CORRUPT; /* the cube has fewer records now than it had */
	for (unsigned i = laid->count; is_new && i > place; i--)
		laid->records[i] = laid->records[i - 1];
	laid->records[place] = merged;
	laid->count += is_new;
	return ERROR_NONE;
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
		const struct release_record *record = &release.records[i];
		int64_t place = (int64_t)record->month.index - laying->laid.first.index;

		if (place < 0 || place >= (int64_t)laying->laid.span || (laying->council && record->council != laying->council))
			continue;
		origin.joint = record->joint;
		error = record_lay(laying, &laying->laid.months[place], record, &origin);
	}
	return error;
}

/* In one walk over the releases, whatever the number of months. */
static enum error releases_lay(struct laying *laying)
{
	laying->laid.months = arena_take(laying->arena, laying->laid.span ? laying->laid.span : 1, sizeof(*laying->laid.months));
	if (!laying->laid.months)
		return ERROR_NO_MEMORY;
	arena_init(&laying->scratch, RELEASE_UNPACKED_BYTES_MAX);
	for (unsigned i = 0; i < dataset_count(); i++)
		if (dataset_at(i)->source == laying->source)
			store_releases_visit(laying->view, dataset_at(i), laying->moment, release_lay, laying);
	arena_fini(&laying->scratch);
	return store_view_error(laying->view);
}

enum error store_lay(struct store_view *view, enum cube_source source, const struct store_moment *moment, struct arena *arena, struct store_laid *out)
{
	struct laying laying = {.view = view, .source = source, .moment = moment, .arena = arena};
	struct month last;
	enum error error;

	INVARIANT(source != SOURCE_RETURNS);
	if (store_months(view, source, &laying.laid.first, &last))
		laying.laid.span = (unsigned)(last.index - laying.laid.first.index) + 1;
	error = store_view_error(view);
	if (!error)
		error = releases_lay(&laying);
	if (!error)
		*out = laying.laid;
	return error;
}

enum error store_month_at(struct store_view *view, enum cube_source source, struct month month, const struct store_moment *moment,
			  struct arena *arena, struct cube_record **records, unsigned *count)
{
	struct laying laying = {.view = view, .source = source, .moment = moment, .arena = arena, .laid = {.first = month, .span = 1}};
	enum error error;

	if (store_moment_is_now(view, source, moment))
		return store_month(view, source, month, arena, records, count);
	if (source == SOURCE_RETURNS)
		return returns_month_at(view, month, moment, arena, records, count);
	error = releases_lay(&laying);
	if (error)
		return error;
	*records = laying.laid.months[0].records;
	*count = laying.laid.months[0].count;
	return ERROR_NONE;
}

/* The one council's records, month by month. */
static enum error series_take(const struct laying *laying, struct cube_record **records, unsigned *count)
{
	struct cube_record *taken = arena_take(laying->arena, laying->laid.span ? laying->laid.span : 1, sizeof(*taken));
	unsigned found = 0;

	if (!taken)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < laying->laid.span; i++)
		if (laying->laid.months[i].count)
			taken[found++] = laying->laid.months[i].records[0];
	*records = taken;
	*count = found;
	return ERROR_NONE;
}

enum error store_series_at(struct store_view *view, enum cube_source source, uint16_t council, struct month first, struct month last,
			   const struct store_moment *moment, struct arena *arena, struct cube_record **records, unsigned *count)
{
	struct laying laying = {.view = view, .source = source, .moment = moment, .council = council, .arena = arena, .laid = {.first = first}};
	enum error error;

	if (store_moment_is_now(view, source, moment))
		return store_series(view, source, council, first, last, arena, records, count);
	if (source == SOURCE_RETURNS)
		return returns_series_at(view, council, first, last, moment, arena, records, count);
	if (month_compare(first, last) <= 0)
		laying.laid.span = (unsigned)(last.index - first.index) + 1;
	error = releases_lay(&laying);
	return error ? error : series_take(&laying, records, count);
}
