/* Earlier revisions of returns, as the newest ones let them be shown. The store's own answers of the past stay what they were, byte for byte. */
#include "collector/core/withholding.h"
#include "collector/shell/store_cube_kept.h"
#include "collector/shell/store_tables.h"

enum { NEWEST_BUDGET_BYTES = 64 << 20 }; /* of one month's, or one council's, newest revisions: some megabytes */

/* The newest revisions beside which earlier ones are shown, in the order of these; read for the call. */
struct newest {
	struct cube_record *records;
	unsigned count, at;
	struct arena arena;
};

static bool precedes(const struct cube_record *a, const struct cube_record *b)
{
	int order = month_compare(a->month, b->month);

	return order ? order < 0 : a->council < b->council;
}

/* ERROR_CORRUPT: a revision is there, and the newest one of its return is not. */
static enum error record_withhold(struct newest *newest, struct cube_record *record, struct arena *arena)
{
	while (newest->at < newest->count && precedes(&newest->records[newest->at], record))
		newest->at++;
	if (newest->at == newest->count || precedes(record, &newest->records[newest->at]))
		return ERROR_CORRUPT;
	if (record->sequence == newest->records[newest->at].sequence)
		return ERROR_NONE;
	return withholding_apply(record, &newest->records[newest->at], arena);
}

static bool has_earlier(const struct store_cube *cube, enum cube_source source)
{
	struct store_moment moment = store_cube_moment(cube, source);

	return source == SOURCE_RETURNS && !store_moment_is_now(cube->store, source, &moment);
}

static enum error records_withhold(struct newest *newest, struct cube_record *records, unsigned count, struct arena *arena)
{
	enum error error = ERROR_NONE;

	for (unsigned i = 0; i < count && !error; i++)
		error = record_withhold(newest, &records[i], arena);
	return error;
}

enum error store_cube_withhold_month(struct store_cube *cube, enum cube_source source, struct month month, struct cube_record *records,
				     unsigned count)
{
	struct newest newest = {.count = 0};
	enum error error;

	if (!has_earlier(cube, source))
		return ERROR_NONE;
	arena_init(&newest.arena, NEWEST_BUDGET_BYTES);
	error = store_month(cube->store, source, month, &newest.arena, &newest.records, &newest.count);
	if (!error)
		error = records_withhold(&newest, records, count, &cube->at->arena);
	arena_fini(&newest.arena);
	return error;
}

enum error store_cube_withhold_series(struct store_cube *cube, enum cube_source source, uint16_t council, struct cube_record *records, unsigned count)
{
	struct newest newest = {.count = 0};
	enum error error;

	if (!has_earlier(cube, source) || count == 0)
		return ERROR_NONE;
	arena_init(&newest.arena, NEWEST_BUDGET_BYTES);
	error = store_series(cube->store, source, council, records[0].month, records[count - 1].month, &newest.arena, &newest.records, &newest.count);
	if (!error)
		error = records_withhold(&newest, records, count, &cube->at->arena);
	arena_fini(&newest.arena);
	return error;
}

enum error store_cube_withhold_versions(struct store_cube *cube, enum cube_source source, struct month month, struct store_version *versions,
					unsigned count)
{
	struct newest newest = {.count = 0};
	enum error error;

	if (source != SOURCE_RETURNS)
		return ERROR_NONE;
	arena_init(&newest.arena, NEWEST_BUDGET_BYTES);
	error = store_month(cube->store, source, month, &newest.arena, &newest.records, &newest.count);
	for (unsigned i = 0; i < count && !error; i++)
		error = record_withhold(&newest, &versions[i].record, &cube->at->arena);
	arena_fini(&newest.arena);
	return error;
}
