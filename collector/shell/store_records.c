/* The cube as it is read: by month, by council, and one record. Whatever has vanished from a table makes an error, never a shorter answer. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

/* How many records the counter knows of; above `most` it is damaged. */
static unsigned counter_read(struct store_view *view, enum store_table table, const struct store_key *key, unsigned most)
{
	struct slice body;
	uint64_t count = 0;

	if (!store_find(view, table, store_key_slice(key), &body))
		return 0;
	store_view_fail(view, store_read_number(body, &count));
	if (!view->error && count > most)
		store_view_fail(view, ERROR_CORRUPT);
	return view->error ? 0 : (unsigned)count;
}

unsigned store_month_count(struct store_view *view, enum cube_source source, struct month month)
{
	struct store_key key = store_key_count(source, month);

	return counter_read(view, TABLE_COUNTS, &key, COUNCIL_COUNT_MAX);
}

unsigned store_series_count(struct store_view *view, enum cube_source source, uint16_t council)
{
	struct store_key key = store_key_series_count(source, council);

	return counter_read(view, TABLE_SERIES_COUNTS, &key, STORE_MONTHS_MAX);
}

static enum error record_unpack(struct slice value, struct arena *arena, struct cube_record *out)
{
	struct slice payload;
	enum error error = record_open(value, &payload);

	return error ? error : cube_unpack(payload, arena, out);
}

/* The cube record where the walk stands, which must be the one that its key says. */
static enum error record_at(const struct walk *walk, enum cube_source source, struct month month, struct arena *arena, struct cube_record *out)
{
	struct store_key key;
	enum error error = record_unpack(walk->value, arena, out);

	if (error)
		return error;
	key = store_key_cube(source, month, out->council);
	return slice_equal(walk->key, store_key_slice(&key)) && month_compare(out->month, month) == 0 ? ERROR_NONE : ERROR_CORRUPT;
}

static enum error month_read(struct store_view *view, enum cube_source source, struct month month, struct arena *arena, struct cube_record *records,
			     unsigned expected)
{
	struct store_key first = store_key_cube(source, month, 0);
	struct slice prefix = slice_from(first.bytes, CUBE_KEY_SIZE - sizeof(uint16_t));
	struct walk walk;
	unsigned count = 0;
	enum error error = ERROR_NONE;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_CUBE, store_key_slice(&first));
	     more && slice_starts_with(walk.key, prefix) && !error; more = walk_next(&walk)) {
		error = count < expected ? record_at(&walk, source, month, arena, &records[count]) : ERROR_CORRUPT;
		count++;
	}
	walk_end(&walk);
	if (!error && !view->transaction.error && count != expected)
		error = ERROR_CORRUPT; /* a record has vanished */
	return error;
}

enum error store_month(struct store_view *view, enum cube_source source, struct month month, struct arena *arena, struct cube_record **records,
		       unsigned *count)
{
	unsigned expected = store_month_count(view, source, month);
	struct cube_record *found;

	if (store_view_error(view))
		return store_view_error(view);
	found = arena_take(arena, expected ? expected : 1, sizeof(*found));
	if (!found)
		return ERROR_NO_MEMORY;
	store_view_fail(view, month_read(view, source, month, arena, found, expected));
	if (store_view_error(view))
		return store_view_error(view);
	*records = found;
	*count = expected;
	return ERROR_NONE;
}

/* What a series is asked for, and what was found of it. */
struct series {
	enum cube_source source;
	uint16_t council;
	struct store_key first, last; /* of the months asked for */
	struct arena *arena;
	struct cube_record *records;
	unsigned count;
};

/* Takes the record where the walk stands, when it is of one of the months. */
static enum error series_take(struct series *series, const struct walk *walk)
{
	struct cube_record *record = &series->records[series->count];
	struct store_key key;
	enum error error;

	if (slice_compare(walk->key, store_key_slice(&series->first)) < 0 || slice_compare(walk->key, store_key_slice(&series->last)) > 0)
		return ERROR_NONE;
	error = record_unpack(walk->value, series->arena, record);
	if (error)
		return error;
	key = store_key_series(series->source, series->council, record->month);
	if (record->council != series->council || !slice_equal(walk->key, store_key_slice(&key)))
		return ERROR_CORRUPT;
	series->count++;
	return ERROR_NONE;
}

/* Walks over all of the council's keys, so that one that has vanished is missed, and reads only the records that are asked for. */
static enum error series_read(struct store_view *view, struct series *series, unsigned expected)
{
	struct store_key prefix = store_key_series_count(series->source, series->council);
	struct walk walk;
	unsigned seen = 0;
	enum error error = ERROR_NONE;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_SERIES, store_key_slice(&prefix));
	     more && slice_starts_with(walk.key, store_key_slice(&prefix)) && !error; more = walk_next(&walk))
		error = seen++ < expected ? series_take(series, &walk) : ERROR_CORRUPT;
	walk_end(&walk);
	return !error && !view->transaction.error && seen != expected ? ERROR_CORRUPT : error;
}

enum error store_series(struct store_view *view, enum cube_source source, uint16_t council, struct month first, struct month last,
			struct arena *arena, struct cube_record **records, unsigned *count)
{
	unsigned expected = store_series_count(view, source, council);
	struct series series = {
		.source = source,
		.council = council,
		.first = store_key_series(source, council, first),
		.last = store_key_series(source, council, last),
		.arena = arena,
	};

	if (store_view_error(view))
		return store_view_error(view);
	series.records = arena_take(arena, expected ? expected : 1, sizeof(*series.records));
	if (!series.records)
		return ERROR_NO_MEMORY;
	store_view_fail(view, series_read(view, &series, expected));
	if (store_view_error(view))
		return store_view_error(view);
	*records = series.records;
	*count = series.count;
	return ERROR_NONE;
}

/* A record that the month lacks and the series has was lost. */
static enum error record_missing(struct store_view *view, enum cube_source source, struct month month, uint16_t council)
{
	struct store_key key = store_key_series(source, council, month);
	struct slice body;

	if (store_find(view, TABLE_SERIES, store_key_slice(&key), &body))
		store_view_fail(view, ERROR_CORRUPT);
	return store_view_error(view) ? store_view_error(view) : ERROR_NOT_FOUND;
}

enum error store_record(struct store_view *view, enum cube_source source, struct month month, uint16_t council, struct arena *arena,
			struct cube_record *out)
{
	struct store_key key = store_key_cube(source, month, council);
	struct cube_record record;
	struct slice payload;

	if (!store_find(view, TABLE_CUBE, store_key_slice(&key), &payload))
		return store_view_error(view) ? store_view_error(view) : record_missing(view, source, month, council);
	store_view_fail(view, cube_unpack(payload, arena, &record));
	if (!view->error && (record.council != council || month_compare(record.month, month) != 0))
		store_view_fail(view, ERROR_CORRUPT);
	if (view->error)
		return view->error;
	*out = record;
	return ERROR_NONE;
}
