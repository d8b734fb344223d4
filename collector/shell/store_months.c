/* Which months have a record, now and at a moment. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

/* The month of a key of the table of counts; false when it is of another source. */
static bool month_of_count(struct store_view *view, const struct walk *walk, enum cube_source source, struct month *out)
{
	struct store_key key;
	uint32_t number = 0;

	if (walk->key.size != 5 || walk->key.data[0] != (uint8_t)source)
		return false;
	for (unsigned i = 1; i < walk->key.size; i++)
		number = number << 8 | walk->key.data[i];
	if (month_from_number(number, out)) {
		store_view_fail(view, ERROR_CORRUPT);
		return false;
	}
	key = store_key_count(source, *out);
	return slice_equal(walk->key, store_key_slice(&key));
}

bool store_months(struct store_view *view, enum cube_source source, struct month *first, struct month *last)
{
	uint8_t from = (uint8_t)source, behind = (uint8_t)(source + 1);
	struct month found_first, found_last;
	struct walk walk;
	bool is_found;

	if (store_view_error(view))
		return false;
	is_found = walk_begin(&walk, &view->transaction, TABLE_COUNTS, slice_from(&from, 1)) && month_of_count(view, &walk, source, &found_first);
	walk_end(&walk);
	if (!is_found)
		return false;
	is_found = walk_begin_before(&walk, &view->transaction, TABLE_COUNTS, slice_from(&behind, 1)) &&
		   month_of_count(view, &walk, source, &found_last);
	walk_end(&walk);
	if (!is_found)
		return false;
	*first = found_first;
	*last = found_last;
	return true;
}

/* The months of the cube as it is now; `found` has room for all of them. */
static unsigned months_now(struct store_view *view, enum cube_source source, struct month *found)
{
	uint8_t from = (uint8_t)source;
	unsigned count = 0;
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_COUNTS, slice_from(&from, 1));
	     more && count < STORE_MONTHS_MAX && month_of_count(view, &walk, source, &found[count]); more = walk_next(&walk))
		count++;
	walk_end(&walk);
	return count;
}

/* Whether some council's first return of the month was there. */
static bool returns_had(struct store_view *view, struct month month, uint64_t position)
{
	struct store_key first = store_key_cube(SOURCE_RETURNS, month, 0);
	struct slice prefix = slice_from(first.bytes, CUBE_KEY_SIZE - sizeof(uint16_t));
	bool is_found = false;
	struct walk walk;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_CUBE, store_key_slice(&first));
	     more && slice_starts_with(walk.key, prefix) && !is_found && !store_view_error(view); more = walk_next(&walk)) {
		uint16_t council = (uint16_t)(walk.key.data[CUBE_KEY_SIZE - 2] << 8 | walk.key.data[CUBE_KEY_SIZE - 1]);
		struct store_revision revision = {.sequence = 0};

		is_found = !store_revision_find(view, council, month, 1, &revision) && revision.position <= position;
	}
	walk_end(&walk);
	return is_found;
}

/* Which months releases have, by their distance from the first that there can be. */
struct seen {
	const struct store_moment *moment;
	bool *months; /* STORE_MONTHS_MAX of them */
	struct arena scratch;
};

static unsigned distance_of(struct month month)
{
	return (unsigned)(month.index - month_from(YEAR_MIN, 1).index);
}

static enum error seen_visit(void *context, const struct entry *entry)
{
	struct seen *seen = context;
	struct release release;
	enum error error;

	arena_reset(&seen->scratch);
	error = release_unpack(entry->body, &seen->scratch, &release);
	for (uint32_t i = 0; !error && i < release.head.record_count && store_moment_has(seen->moment, &release.head); i++) {
		unsigned distance = distance_of(release.records[i].month);

		if (distance >= STORE_MONTHS_MAX)
			return ERROR_CORRUPT;
		seen->months[distance] = true;
	}
	return error;
}

static enum error releases_see(struct store_view *view, enum cube_source source, struct seen *seen)
{
	arena_init(&seen->scratch, RELEASE_UNPACKED_BYTES_MAX);
	for (unsigned i = 0; i < dataset_count(); i++)
		if (dataset_at(i)->source == source)
			store_releases_visit(view, dataset_at(i), seen->moment, seen_visit, seen);
	arena_fini(&seen->scratch);
	return store_view_error(view);
}

/* Leaves the months that were there. */
static enum error months_turn_back(struct store_view *view, enum cube_source source, struct seen *seen, struct month *months, unsigned *count)
{
	enum error error = source == SOURCE_RETURNS ? ERROR_NONE : releases_see(view, source, seen);
	unsigned kept = 0;

	for (unsigned i = 0; i < *count && !error; i++) {
		bool was_there = source == SOURCE_RETURNS ? returns_had(view, months[i], seen->moment->position)
							  : distance_of(months[i]) < STORE_MONTHS_MAX && seen->months[distance_of(months[i])];

		if (was_there)
			months[kept++] = months[i];
	}
	*count = kept;
	return error ? error : store_view_error(view);
}

enum error store_months_at(struct store_view *view, enum cube_source source, const struct store_moment *moment, struct arena *arena,
			   struct month **months, unsigned *count)
{
	struct month *found = arena_take(arena, STORE_MONTHS_MAX, sizeof(*found));
	struct seen seen = {.moment = moment, .months = arena_take(arena, STORE_MONTHS_MAX, sizeof(bool))};
	unsigned found_count;
	enum error error = store_view_error(view);

	if (error || !found || !seen.months)
		return error ? error : ERROR_NO_MEMORY;
	found_count = months_now(view, source, found);
	error = store_view_error(view);
	if (!error && !store_moment_is_now(view, source, moment))
		error = months_turn_back(view, source, &seen, found, &found_count);
	if (error)
		return error;
	*months = found;
	*count = found_count;
	return ERROR_NONE;
}
