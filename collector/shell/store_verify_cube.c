/*
 * The cube against the ledger. Records of returns are compared with the index of revisions here and rebuilt when their chain is walked. Figures of
 * releases are compared both ways: what a release says is in the cube, or gave way to a release that is shown before it; and the cube has no figure more.
 * The series are compared with the cube's months: the same bytes, and none more.
 */
#include "collector/shell/store_verify.h"

/* A record of returns is the one that the index of revisions says. */
static void returns_record_check(struct verify *verify, struct store_view *view, const struct cube_record *record)
{
	struct store_key key = store_key_revision(record->council, record->month, record->revision);
	struct store_revision revision;
	struct slice body;

	if (verify_record(view, TABLE_REVISIONS, store_key_slice(&key), &body) || store_read_revision(body, &revision) ||
	    revision.sequence != record->sequence)
		verify_found_month(verify, record->council, record->month, "its cube record comes from no return of the ledger");
}

/* The record stands in the series as well, byte for byte. */
static void series_record_check(struct verify *verify, struct store_view *view, enum cube_source source, const struct cube_record *record,
				struct slice value)
{
	struct store_key key = store_key_series(source, record->council, record->month);
	struct slice other;

	if (!table_find(&view->transaction, TABLE_SERIES, store_key_slice(&key), &other) || !slice_equal(other, value))
		verify_found_month(verify, record->council, record->month, "its record in the series is not the cube's");
}

/* One cube record: whole, under its key, of the kind that its source has. */
static void cube_record_check(struct verify *verify, struct store_view *view, const struct walk *walk, struct arena *arena)
{
	enum cube_source source = walk->key.size ? (enum cube_source)walk->key.data[0] : SOURCE_RETURNS;
	struct cube_record record;
	struct store_key key;
	struct slice body;

	verify->result->cube_records++;
	if (record_open(walk->value, &body) || cube_unpack(body, arena, &record)) {
		verify_found(verify, "a cube record does not match its checksum");
		return;
	}
	key = store_key_cube(source, record.month, record.council);
	if (!slice_equal(walk->key, store_key_slice(&key)) || (record.origin_count == 0) != (source == SOURCE_RETURNS))
		verify_found_month(verify, record.council, record.month, "its cube record stands under another key");
	else if (source == SOURCE_RETURNS)
		returns_record_check(verify, view, &record);
	series_record_check(verify, view, source, &record, walk->value);
}

/* What a counter says; false when its record is damaged. */
static bool counter_open(const struct walk *counts, uint64_t *out)
{
	struct slice body;

	return !record_open(counts->value, &body) && !store_read_number(body, out);
}

/* The cube records of the month whose count stands at `counts`; how many there are. */
static uint64_t cube_month_check(struct verify *verify, struct store_view *view, const struct walk *counts, struct arena *arena)
{
	struct slice month = counts->key;
	struct walk walk;
	uint64_t expected = 0, count = 0;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_CUBE, month); more && slice_starts_with(walk.key, month);
	     more = walk_next(&walk)) {
		arena_reset(arena);
		cube_record_check(verify, view, &walk, arena);
		count++;
	}
	walk_end(&walk);
	if (!counter_open(counts, &expected))
		verify_found(verify, "a month's count of cube records does not match its checksum");
	else if (count != expected && !view->transaction.error)
		verify_found(verify, "a month has more or fewer cube records than were counted: a record has vanished");
	return count;
}

/* How many records the series has whose count stands at `counts`. */
static uint64_t series_count_check(struct verify *verify, struct store_view *view, const struct walk *counts)
{
	struct walk walk;
	uint64_t expected = 0, count = 0;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_SERIES, counts->key); more && slice_starts_with(walk.key, counts->key);
	     more = walk_next(&walk))
		count++;
	walk_end(&walk);
	if (!counter_open(counts, &expected))
		verify_found(verify, "the count of a council's series does not match its checksum");
	else if (count != expected && !view->transaction.error)
		verify_found(verify, "a council's series has more or fewer records than were counted: a record has vanished");
	return count;
}

/* Each record of the cube is in the series: what is to be found here is a record more, or a count that does not agree. */
static void series_check(struct verify *verify, struct store_view *view)
{
	struct walk counts;
	uint64_t counted = 0;

	for (bool more = walk_begin(&counts, &view->transaction, TABLE_SERIES_COUNTS, slice_from(NULL, 0)); more; more = walk_next(&counts))
		counted += series_count_check(verify, view, &counts);
	walk_end(&counts);
	if (view->transaction.error)
		return;
	if (table_count(&view->transaction, TABLE_SERIES) != counted)
		verify_found(verify, "there are records of series without a count: a count has vanished");
	if (table_count(&view->transaction, TABLE_SERIES) != table_count(&view->transaction, TABLE_CUBE))
		verify_found(verify, "the series have more or fewer records than the cube");
}

void verify_cube(struct verify *verify, struct store_view *view, struct arena *arena)
{
	struct walk counts;
	uint64_t counted = 0;

	for (bool more = walk_begin(&counts, &view->transaction, TABLE_COUNTS, slice_from(NULL, 0)); more; more = walk_next(&counts))
		counted += cube_month_check(verify, view, &counts, arena);
	walk_end(&counts);
	if (!view->transaction.error && table_count(&view->transaction, TABLE_CUBE) != counted)
		verify_found(verify, "there are cube records of months without a count: a count has vanished");
	series_check(verify, view);
}

/* The comparison of releases with the cube, in one transaction, so that an import beside it is seen whole or not at all. */
struct comparing {
	struct verify *verify;
	struct store_view view;
	uint64_t confirmed; /* figures of the cube that a release has said */
	struct arena arena; /* of one release */
	struct arena record_arena;
};

/* One figure of the release at `origin`, in the cube's record. */
static const char *figure_compare(struct comparing *comparing, const struct cube_record *record, const struct return_measure *figure,
				  const struct cube_origin *origin)
{
	const struct return_measure *shown = cube_measure(record, figure->number);
	const struct cube_origin *shown_origin = cube_measure_origin(record, figure->number);

	if (!shown || !shown_origin)
		return "the cube has lost a figure of a release";
	if (shown_origin->chain != origin->chain || shown_origin->sequence != origin->sequence)
		return origin_compare(origin, shown_origin) < 0 ? NULL : "the cube shows an older release's figure";
	comparing->confirmed++;
	if (shown->symbol != figure->symbol || shown->value != figure->value || shown_origin->joint != origin->joint ||
	    month_compare(shown_origin->vintage, origin->vintage) != 0)
		return "the cube's figure is not the release's";
	return NULL;
}

static void record_compare(struct comparing *comparing, enum cube_source source, const struct release_record *released, struct cube_origin origin)
{
	struct store_key key = store_key_cube(source, released->month, released->council);
	struct cube_record record;
	struct slice body;

	arena_reset(&comparing->record_arena);
	if (verify_record(&comparing->view, TABLE_CUBE, store_key_slice(&key), &body) || cube_unpack(body, &comparing->record_arena, &record)) {
		verify_found_month(comparing->verify, released->council, released->month, "its cube record is missing or damaged");
		return;
	}
	origin.joint = released->joint;
	for (unsigned i = 0; i < released->figure_count; i++) {
		const char *wrong = figure_compare(comparing, &record, &released->figures[i], &origin);

		if (wrong)
			verify_found_month(comparing->verify, released->council, released->month, wrong);
	}
}

static void release_compare(struct comparing *comparing, const struct dataset *dataset, struct slice value)
{
	struct cube_origin origin = {.chain = dataset_chain(dataset)};
	struct release release;
	struct entry entry;
	struct slice bytes;

	arena_reset(&comparing->arena);
	if (record_open(value, &bytes) || entry_unpack(bytes, &entry) || release_unpack(entry.body, &comparing->arena, &release))
		return; /* told when the chain was walked */
	origin.sequence = entry.sequence;
	origin.vintage = release.head.vintage;
	for (uint32_t i = 0; i < release.head.record_count; i++)
		record_compare(comparing, dataset->source, &release.records[i], origin);
}

static void chain_compare(struct comparing *comparing, const struct dataset *dataset)
{
	struct store_key first = store_key_ledger(dataset_chain(dataset), 0);
	struct walk walk;

	for (bool more = walk_begin(&walk, &comparing->view.transaction, TABLE_LEDGER, store_key_slice(&first));
	     more && slice_starts_with(walk.key, slice_from(first.bytes, sizeof(uint16_t))); more = walk_next(&walk))
		release_compare(comparing, dataset, walk.value);
	walk_end(&walk);
}

/* How many figures of releases the cube has. */
static uint64_t figures_count(struct comparing *comparing)
{
	uint8_t from = SOURCE_RETURNS + 1;
	uint64_t count = 0;
	struct walk walk;

	for (bool more = walk_begin(&walk, &comparing->view.transaction, TABLE_CUBE, slice_from(&from, 1)); more; more = walk_next(&walk)) {
		struct cube_record record;
		struct slice body;

		arena_reset(&comparing->record_arena);
		if (!record_open(walk.value, &body) && !cube_unpack(body, &comparing->record_arena, &record))
			count += record.measure_count;
	}
	walk_end(&walk);
	return count;
}

enum error verify_releases(struct verify *verify)
{
	enum { RECORD_BUDGET_BYTES = 256 << 10 };
	struct comparing comparing = {.verify = verify};

	arena_init(&comparing.arena, RELEASE_UNPACKED_BYTES_MAX);
	arena_init(&comparing.record_arena, RECORD_BUDGET_BYTES);
	store_view_begin(&comparing.view, verify->store);
	for (unsigned i = 0; i < dataset_count(); i++)
		chain_compare(&comparing, dataset_at(i));
	if (figures_count(&comparing) != comparing.confirmed && !comparing.view.transaction.error)
		verify_found(verify, "the cube has published figures that no release of the ledger has, or fewer");
	if (store_view_end(&comparing.view))
		verify_found(verify, "the releases cannot be read to their end: the database's pages are damaged");
	arena_fini(&comparing.record_arena);
	arena_fini(&comparing.arena);
	return ERROR_NONE;
}
