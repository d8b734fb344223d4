/* Series of one council, and what figures were before. */
#include <string.h>

#include "collector/shell/store_cube_kept.h"

/* The council's records out of the months that are laid, which are read already. */
static enum error series_pick(struct store_cube *cube, const struct kept_source *kept, uint16_t council, struct kept_series *series)
{
	series->records = arena_take(&cube->at->arena, kept->month_count, sizeof(*series->records));
	if (!series->records)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < kept->span; i++) {
		const struct kept_month *month = &kept->by_month[i];

		for (unsigned j = 0; j < month->count && month->records[j].council <= council; j++)
			if (month->records[j].council == council)
				series->records[series->count++] = month->records[j];
	}
	return ERROR_NONE;
}

/* From the first month that the source has to the last. */
static enum error series_find(struct store_cube *cube, enum cube_source source, uint16_t council, struct kept_series *series)
{
	const struct kept_source *kept = store_cube_source(cube, source);
	struct store_moment moment = store_cube_moment(cube, source);
	enum error error;

	if (kept->month_count == 0)
		return ERROR_NONE;
	if (kept->is_laid)
		return series_pick(cube, kept, council, series);
	error = store_series_at(cube->store, source, council, kept->months[0], kept->months[kept->month_count - 1], &moment, &cube->at->arena,
				&series->records, &series->count);
	return error ? error : store_cube_withhold_series(cube, source, council, series->records, series->count);
}

/* Gives each record the council's estimate that its month has. */
static enum error series_populate(struct store_cube *cube, uint16_t council, struct kept_series *series)
{
	struct kept_series found = {.count = 0};
	unsigned at = 0;
	struct month month;
	enum error error = series_find(cube, SOURCE_REFERENCE, council, &found);
	for (unsigned i = 0; i < series->count && !error; i++) {
		if (!store_cube_estimate(cube, series->records[i].month, &month))
			continue;
		while (at < found.count && month_compare(found.records[at].month, month) < 0)
			at++;
		if (at < found.count && month_compare(found.records[at].month, month) == 0)
			series->records[i].reference = &found.records[at];
	}
	return error;
}

static enum error series_read(struct store_cube *cube, enum cube_source source, uint16_t council, const struct kept_series **out)
{
	struct kept_source *kept = store_cube_source(cube, source);
	struct kept_series *series;
	enum error error = ERROR_NONE;

	INVARIANT(council < RELEASE_CHAIN_BASE);
	if (!kept->by_council)
		kept->by_council = arena_take(&cube->at->arena, RELEASE_CHAIN_BASE, sizeof(void *));
	series = kept->by_council ? kept->by_council[council] : NULL;
	if (!series && kept->by_council) {
		series = arena_take(&cube->at->arena, 1, sizeof(*series));
		if (series)
			error = series_find(cube, source, council, series);
		if (series && !error)
			error = series_populate(cube, council, series);
	}
	if (error || !series)
		return error ? error : ERROR_NO_MEMORY;
	kept->by_council[council] = series;
	*out = series;
	return ERROR_NONE;
}

enum error store_cube_series(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
			     struct month last, const struct cell *const **cells)
{
	struct store_cube *cube = context;
	unsigned count = (unsigned)(last.index - first.index) + 1;
	const struct cell **list = arena_take(&cube->asked, count, sizeof(void *));
	const struct kept_series *series;
	enum error error = list ? series_read(cube, source, council, &series) : ERROR_NO_MEMORY;

	for (unsigned i = 0; !error && i < series->count; i++) {
		const struct cube_record *record = &series->records[i];
		struct cell *cell;

		if (month_compare(record->month, first) < 0 || month_compare(record->month, last) > 0)
			continue;
		cell = arena_take(&cube->asked, 1, sizeof(*cell));
		if (!cell)
			return ERROR_NO_MEMORY;
		*cell = cell_make(indicator, source, record);
		list[record->month.index - first.index] = cell;
	}
	if (!error)
		*cells = list;
	return error;
}

/* All councils' versions of the month, with the populations that the month's records have. */
static enum error versions_read(struct store_cube *cube, enum cube_source source, struct month month, struct kept_month *kept)
{
	struct store_moment moment = store_cube_moment(cube, source);
	struct kept_month *populations = NULL;
	struct month estimate;
	enum error error = store_history(cube->store, source, month, 0, &moment, &cube->at->arena, &kept->versions, &kept->version_count);

	if (!error)
		error = store_cube_withhold_versions(cube, source, month, kept->versions, kept->version_count);
	if (!error && store_cube_estimate(cube, month, &estimate))
		error = store_cube_records(cube, SOURCE_REFERENCE, estimate, &populations);
	for (unsigned i = 0, at = 0; populations && !error && i < kept->version_count; i++) {
		struct cube_record *record = &kept->versions[i].record;

		while (at < populations->count && populations->records[at].council < record->council)
			at++;
		if (at < populations->count && populations->records[at].council == record->council)
			record->reference = &populations->records[at];
	}
	kept->has_versions = !error;
	return error;
}

/* The version as one figure's. */
static enum error version_make(struct store_cube *cube, enum cube_source source, const struct indicator *indicator,
			       const struct store_version *version, struct cell_version *out)
{
	const struct dataset *dataset = dataset_of_chain(version->chain);
	char *role = arena_take(&cube->asked, version->approver_role.size + 1, 1);

	if (!role)
		return ERROR_NO_MEMORY;
	if (version->approver_role.size)
		memcpy(role, version->approver_role.data, version->approver_role.size);
	*out = (struct cell_version){
		.cell = cell_make(indicator, source, &version->record),
		.recorded_at_s = version->recorded_at_s,
		.position = version->position,
		.approver_role = role,
		.approved_at_s = version->approved_at_s,
		.reason = version->reason,
		.series = dataset ? dataset->title : "",
	};
	return ERROR_NONE;
}

enum error store_cube_history(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month month,
			      const struct cell_version **versions, unsigned *count)
{
	struct store_cube *cube = context;
	struct kept_month *kept = store_cube_month(store_cube_source(cube, source), month);
	enum error error = kept && !kept->has_versions ? versions_read(cube, source, month, kept) : ERROR_NONE;
	unsigned first = 0, behind, found = 0;
	struct cell_version *list;

	if (error)
		return error;
	while (kept && first < kept->version_count && kept->versions[first].record.council < council)
		first++;
	for (behind = first; kept && behind < kept->version_count && kept->versions[behind].record.council == council; behind++)
		;
	list = arena_take(&cube->asked, behind - first + 1, sizeof(*list));
	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = first; i < behind && !error; i++)
		if (source == SOURCE_RETURNS || cube_measure(&kept->versions[i].record, indicator->numerator))
			error = version_make(cube, source, indicator, &kept->versions[i], &list[found++]);
	if (error)
		return error;
	*versions = list;
	*count = found;
	return ERROR_NONE;
}
