/*
 * The cube against the ledger. Records of returns are compared with the index of revisions here and rebuilt when their chain is walked. Figures of
 * releases are compared both ways: what a release says is in the cube, or gave way to a release that is shown before it; and the cube has no figure more.
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
}

/* The cube records of the month whose count stands at `counts`; how many there are. */
static uint64_t cube_month_check(struct verify *verify, struct store_view *view, const struct walk *counts, struct arena *arena)
{
	struct slice month = counts->key, body;
	struct walk walk;
	uint64_t expected = 0, count = 0;

	for (bool more = walk_begin(&walk, &view->transaction, TABLE_CUBE, month); more && slice_starts_with(walk.key, month);
	     more = walk_next(&walk)) {
		arena_reset(arena);
		cube_record_check(verify, view, &walk, arena);
		count++;
	}
	walk_end(&walk);
	if (record_open(counts->value, &body) || store_read_number(body, &expected))
		verify_found(verify, "a month's count of cube records does not match its checksum");
	else if (count != expected && !view->transaction.error)
		verify_found(verify, "a month has more or fewer cube records than were counted: a record has vanished");
	return count;
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
