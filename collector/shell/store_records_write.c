/* What writes the cube: a return or a release that has been appended, and the upgrade, which lays all of them again. */
#include "collector/shell/store.h"
#include "collector/shell/store_tables.h"

/* One more record of the month, and of the series. */
static void counts_increase(struct store_batch *batch, enum cube_source source, const struct cube_record *record)
{
	struct store_key month = store_key_count(source, record->month), series = store_key_series_count(source, record->council);
	struct store_body body = store_body_number((uint64_t)store_month_count(&batch->view, source, record->month) + 1);

	store_put(batch, TABLE_COUNTS, store_key_slice(&month), store_body_slice(&body));
	body = store_body_number((uint64_t)store_series_count(&batch->view, source, record->council) + 1);
	store_put(batch, TABLE_SERIES_COUNTS, store_key_slice(&series), store_body_slice(&body));
}

/* Stores the record where months are read and where series are read: the same bytes, framed once. */
static void record_put(struct store_batch *batch, enum cube_source source, const struct cube_record *record, bool is_new)
{
	struct store_key month = store_key_cube(source, record->month, record->council);
	struct store_key series = store_key_series(source, record->council, record->month);
	struct slice payload = {NULL, 0}, value = {NULL, 0};

	if (!store_view_error(&batch->view))
		store_view_fail(&batch->view, cube_pack(record, batch->arena, &payload));
	if (!store_view_error(&batch->view))
		store_view_fail(&batch->view, record_frame(payload, batch->arena, &value));
	if (store_view_error(&batch->view))
		return;
	table_put(&batch->view.transaction, TABLE_CUBE, store_key_slice(&month), value);
	table_put(&batch->view.transaction, TABLE_SERIES, store_key_slice(&series), value);
	if (is_new)
		counts_increase(batch, source, record);
}

/* What the cube shows of this council and month; false when it shows nothing, or after an error. */
static bool record_shown(struct store_batch *batch, enum cube_source source, struct month month, uint16_t council, struct cube_record *out)
{
	struct store_key key = store_key_cube(source, month, council);
	struct slice body;

	if (!store_find(&batch->view, TABLE_CUBE, store_key_slice(&key), &body))
		return false;
	store_view_fail(&batch->view, cube_unpack(body, batch->arena, out));
	return batch->view.error == ERROR_NONE;
}

enum error store_records_add_return(struct store_batch *batch, const struct council_return *content, uint64_t sequence)
{
	struct cube_record record = cube_of_return(content, sequence), shown = {.revision = 0};
	bool is_new = !record_shown(batch, SOURCE_RETURNS, record.month, record.council, &shown);

	/* The cube and the index of revisions must agree on what came before it: one of them has lost a record otherwise. */
	if (shown.revision + 1 != record.revision)
		store_view_fail(&batch->view, ERROR_CORRUPT);
	record_put(batch, SOURCE_RETURNS, &record, is_new);
	return store_view_error(&batch->view);
}

enum error store_records_add_release(struct store_batch *batch, const struct dataset *dataset, const struct release *release, uint64_t sequence)
{
	struct cube_origin origin = {.chain = dataset_chain(dataset), .sequence = sequence, .vintage = release->head.vintage};
	struct store_view *view = &batch->view;

	for (uint32_t i = 0; i < release->head.record_count && !store_view_error(view); i++) {
		const struct release_record *record = &release->records[i];
		struct cube_record old, merged = {.council = 0};
		bool is_new = !record_shown(batch, dataset->source, record->month, record->council, &old);

		origin.joint = record->joint;
		if (!store_view_error(view))
			store_view_fail(view, release_merge(is_new ? NULL : &old, record, &origin, batch->arena, &merged));
		if (!store_view_error(view))
			record_put(batch, dataset->source, &merged, is_new);
	}
	return store_view_error(view);
}
