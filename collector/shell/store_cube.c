#include "collector/shell/store_cube.h"

#include <string.h>

#include "collector/core/population.h"
#include "collector/shell/store_tables.h"

/* What is kept of one source and month: its records, and a column for each indicator that was asked for. */
struct kept_month {
	bool is_read;
	struct cube_record *records; /* with their populations joined */
	unsigned count;
	const struct column **columns; /* by the indicator's place in the catalogue; NULL: not asked for yet */
};

enum { KEPT_SOURCES = 2, KEPT_MONTHS_MAX = 12 * 200 };

/* Months are counted from the first one that has a record. */
struct kept_source {
	const struct month *months;
	unsigned month_count, span;
	struct month first;
	struct kept_month *by_month; /* span of them */
};

struct store_cube_kept {
	char notice[STORE_NOTICE_BYTES_MAX + 1];
	struct kept_source sources[KEPT_SOURCES];
};

static struct kept_source *source_of(struct store_cube *cube, enum cube_source source)
{
	INVARIANT(source == SOURCE_RETURNS || source == SOURCE_OFFICIAL);
	return &cube->kept->sources[source == SOURCE_OFFICIAL];
}

/* NULL when the source has no record of that month, nor of one before and one behind it. */
static struct kept_month *month_of(struct kept_source *source, struct month month)
{
	int64_t place = (int64_t)month.index - source->first.index;

	return source->span && place >= 0 && place < (int64_t)source->span ? &source->by_month[place] : NULL;
}

/* Populations are read for all indicators: they are few. */
static enum error records_read(struct store_cube *cube, enum cube_source source, struct month month, struct kept_month *out)
{
	struct cube_record *populations = NULL;
	unsigned population_count = 0;
	struct month estimate;
	enum error error;

	if (source == SOURCE_OFFICIAL && cube->kept_moment.has_vintage)
		error = store_month_of_vintage(cube->store, month, cube->kept_moment.vintage, &cube->arena, &out->records, &out->count);
	else
		error = store_month(cube->store, source, month, &cube->arena, &out->records, &out->count);
	if (!error && out->count && store_month_before(cube->store, SOURCE_REFERENCE, population_month(month), &estimate))
		error = store_month(cube->store, SOURCE_REFERENCE, estimate, &cube->arena, &populations, &population_count);
	if (error)
		return error;
	population_join(out->records, out->count, populations, population_count);
	out->is_read = true;
	return store_view_error(cube->store);
}

static enum error column_read(struct store_cube *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			      const struct kept_month *kept, const struct column **out)
{
	struct column *column = arena_take(&cube->arena, 1, sizeof(*column));
	enum error error;

	if (!column)
		return ERROR_NO_MEMORY;
	error = column_make(indicator, source, month, kept ? kept->records : NULL, kept ? kept->count : 0, &cube->arena, column);
	if (!error)
		*out = column;
	return error;
}

static enum error cube_column_find(void *context, enum cube_source source, const struct indicator *indicator, struct month month,
				   const struct column **out)
{
	struct store_cube *cube = context;
	struct kept_month *kept = month_of(source_of(cube, source), month);
	unsigned place = catalogue_indicator_place(indicator);
	enum error error = ERROR_NONE;

	if (!kept)
		return column_read(cube, source, indicator, month, NULL, out);
	if (!kept->is_read)
		error = records_read(cube, source, month, kept);
	if (!error && !kept->columns)
		kept->columns = arena_take(&cube->arena, catalogue_indicator_count(), sizeof(*kept->columns));
	if (error || !kept->columns)
		return error ? error : ERROR_NO_MEMORY;
	if (!kept->columns[place])
		error = column_read(cube, source, indicator, month, kept, &kept->columns[place]);
	*out = kept->columns[place];
	return error;
}

static enum error cube_series_find(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council, struct month first,
				   struct month last, const struct cell *const **cells)
{
	struct store_cube *cube = context;
	unsigned count = (unsigned)(last.index - first.index) + 1;
	const struct cell **list = arena_take(&cube->arena, count, sizeof(*list));
	enum error error = ERROR_NONE;

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count && !error; i++) {
		const struct column *column;

		error = cube_column_find(cube, source, indicator, month_add(first, (int)i), &column);
		if (!error)
			list[i] = column_find(column, council);
	}
	*cells = list;
	return error;
}

static enum error cube_months_find(void *context, enum cube_source source, const struct month **months, unsigned *count)
{
	const struct kept_source *kept = source_of(context, source);

	*months = kept->months;
	*count = kept->month_count;
	return ERROR_NONE;
}

static enum error cube_has_release_find(void *context, uint16_t measure, bool *out)
{
	struct store_cube *cube = context;

	*out = store_has_release(cube->store, measure, cube->kept_moment.has_vintage ? &cube->kept_moment.vintage : NULL);
	return store_view_error(cube->store);
}

/* Which months have records. */
static enum error source_begin(struct store_cube *cube, enum cube_source source)
{
	struct kept_source *kept = source_of(cube, source);
	struct month first, last;
	struct month *months;

	if (!store_months(cube->store, source, &first, &last))
		return store_view_error(cube->store);
	kept->first = first;
	kept->span = (unsigned)(last.index - first.index) + 1;
	if (kept->span > KEPT_MONTHS_MAX)
		return ERROR_LIMIT;
	months = arena_take(&cube->arena, kept->span, sizeof(*months));
	kept->by_month = arena_take(&cube->arena, kept->span, sizeof(*kept->by_month));
	if (!months || !kept->by_month)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < kept->span; i++)
		if (store_month_count(cube->store, source, month_add(first, (int)i)))
			months[kept->month_count++] = month_add(first, (int)i);
	kept->months = months;
	return store_view_error(cube->store);
}

static bool moment_equal(const struct moment *a, const struct moment *b)
{
	return a->has_date == b->has_date && (!a->has_date || a->date.days == b->date.days) && a->has_position == b->has_position &&
	       (!a->has_position || a->position == b->position) && a->has_vintage == b->has_vintage &&
	       (!a->has_vintage || month_compare(a->vintage, b->vintage) == 0);
}

static void forget(struct store_cube *cube)
{
	arena_reset(&cube->arena);
	cube->kept = NULL;
}

static enum error keep_begin(struct store_cube *cube, uint64_t position, const struct moment *moment)
{
	enum error error;

	forget(cube);
	cube->kept = arena_take(&cube->arena, 1, sizeof(*cube->kept));
	if (!cube->kept)
		return ERROR_NO_MEMORY;
	cube->kept_of = cube->store->store;
	cube->kept_position = position;
	cube->kept_moment = *moment;
	store_notice(cube->store, cube->kept->notice);
	error = source_begin(cube, SOURCE_RETURNS);
	if (!error)
		error = source_begin(cube, SOURCE_OFFICIAL);
	if (!error)
		error = store_view_error(cube->store);
	if (error)
		forget(cube);
	return error;
}

enum error store_cube_begin(struct store_cube *cube, struct store_view *view, const struct moment *moment)
{
	uint64_t position = store_position(view);
	enum error error = store_view_error(view);

	cube->store = view;
	if (!error && (!cube->kept || cube->kept_of != view->store || cube->kept_position != position || !moment_equal(&cube->kept_moment, moment) ||
		       cube->arena.taken_bytes > STORE_CUBE_KEPT_BYTES))
		error = keep_begin(cube, position, moment);
	if (!error)
		cube->background = (struct background){.cube = &cube->view, .notice = cube->kept->notice};
	return error;
}

void store_cube_init(struct store_cube *cube)
{
	*cube = (struct store_cube){.kept = NULL};
	arena_init(&cube->arena, STORE_CUBE_BUDGET_BYTES);
	cube->view = (struct cube_view){.context = cube,
					.column = cube_column_find,
					.series = cube_series_find,
					.months = cube_months_find,
					.has_release = cube_has_release_find};
}

void store_cube_fini(struct store_cube *cube)
{
	arena_fini(&cube->arena);
}
