#include "collector/shell/store_cube.h"

#include "collector/core/population.h"
#include "collector/shell/store_cube_kept.h"
#include "collector/shell/store_notes.h"
#include "collector/shell/store_tables.h"

struct kept_source *store_cube_source(struct store_cube *cube, enum cube_source source)
{
	INVARIANT(source == SOURCE_RETURNS || source == SOURCE_OFFICIAL || source == SOURCE_REFERENCE);
	return &cube->kept->sources[source - 1];
}

struct kept_month *store_cube_month(struct kept_source *source, struct month month)
{
	int64_t place = (int64_t)month.index - source->first.index;

	return source->span && place >= 0 && place < (int64_t)source->span ? &source->by_month[place] : NULL;
}

struct store_moment store_cube_moment(const struct store_cube *cube, enum cube_source source)
{
	struct store_moment moment = cube->kept_moment;

	if (source == SOURCE_REFERENCE)
		moment.has_vintage = false;
	return moment;
}

bool store_cube_estimate(struct store_cube *cube, struct month month, struct month *out)
{
	const struct kept_source *reference = store_cube_source(cube, SOURCE_REFERENCE);
	struct month wanted = population_month(month);

	for (unsigned i = reference->month_count; i-- > 0;)
		if (month_compare(reference->months[i], wanted) <= 0) {
			*out = reference->months[i];
			return true;
		}
	return false;
}

enum error store_cube_records(struct store_cube *cube, enum cube_source source, struct month month, struct kept_month **out)
{
	struct store_moment moment = store_cube_moment(cube, source);
	struct kept_month *kept = store_cube_month(store_cube_source(cube, source), month);
	enum error error = ERROR_NONE;

	INVARIANT(kept);
	if (!kept->is_read)
		error = store_month_at(cube->store, source, month, &moment, &cube->arena, &kept->records, &kept->count);
	if (!kept->is_read && !error)
		error = store_cube_withhold_month(cube, source, month, kept->records, kept->count);
	if (error)
		return error;
	kept->is_read = true;
	*out = kept;
	return ERROR_NONE;
}

/* Populations are joined for all indicators: they are few. */
static enum error records_read(struct store_cube *cube, enum cube_source source, struct month month, struct kept_month **out)
{
	struct kept_month *populations;
	bool is_new = !store_cube_month(store_cube_source(cube, source), month)->is_read;
	struct month estimate;
	enum error error = store_cube_records(cube, source, month, out);

	if (error || !is_new || !store_cube_estimate(cube, month, &estimate))
		return error;
	error = store_cube_records(cube, SOURCE_REFERENCE, estimate, &populations);
	if (!error)
		population_join((*out)->records, (*out)->count, populations->records, populations->count);
	return error;
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
	struct kept_month *kept = store_cube_month(store_cube_source(cube, source), month);
	unsigned place = catalogue_indicator_place(indicator);
	enum error error = ERROR_NONE;

	if (!kept)
		return column_read(cube, source, indicator, month, NULL, out);
	error = records_read(cube, source, month, &kept);
	if (!error && !kept->columns)
		kept->columns = arena_take(&cube->arena, catalogue_indicator_count(), sizeof(void *));
	if (error || !kept->columns)
		return error ? error : ERROR_NO_MEMORY;
	if (!kept->columns[place])
		error = column_read(cube, source, indicator, month, kept, &kept->columns[place]);
	*out = kept->columns[place];
	return error;
}

static enum error cube_months_find(void *context, enum cube_source source, const struct month **months, unsigned *count)
{
	const struct kept_source *kept = store_cube_source(context, source);

	*months = kept->months;
	*count = kept->month_count;
	return ERROR_NONE;
}

static enum error cube_has_release_find(void *context, uint16_t measure, bool *out)
{
	struct store_cube *cube = context;

	*out = store_has_release(cube->store, measure, &cube->kept_moment);
	return store_view_error(cube->store);
}

/* Which months have records. */
static enum error source_begin(struct store_cube *cube, enum cube_source source)
{
	struct kept_source *kept = store_cube_source(cube, source);
	struct store_moment moment = store_cube_moment(cube, source);
	struct month *months;
	enum error error = store_months_at(cube->store, source, &moment, &cube->arena, &months, &kept->month_count);

	if (error || !kept->month_count)
		return error;
	kept->months = months;
	kept->first = months[0];
	kept->span = (unsigned)(months[kept->month_count - 1].index - months[0].index) + 1;
	if (kept->span > KEPT_MONTHS_MAX)
		return ERROR_LIMIT;
	kept->by_month = arena_take(&cube->arena, kept->span, sizeof(*kept->by_month));
	return kept->by_month ? ERROR_NONE : ERROR_NO_MEMORY;
}

/* What the alliance had noted up to the moment's position. A vintage is of releases only. */
static enum error notes_begin(struct store_cube *cube)
{
	uint64_t position = cube->kept_moment.position;
	struct store_cube_kept *kept = cube->kept;
	struct event_fold fold;
	enum error error = store_events(cube->store, store_length_at(cube->store, EVENTS_CHAIN, position), &cube->arena, &fold);

	if (!error)
		error = event_fold_events(&fold, 0, &cube->arena, &kept->events, &kept->event_count);
	if (error)
		return error;
	return store_groups(cube->store, store_length_at(cube->store, GROUPS_CHAIN, position), &cube->arena, &kept->groups, &kept->group_count);
}

static bool moment_equal(const struct store_moment *a, const struct store_moment *b)
{
	return a->position == b->position && a->has_vintage == b->has_vintage && (!a->has_vintage || month_compare(a->vintage, b->vintage) == 0);
}

/* The moment as a position of the ledger: that of now, when none is named. ERROR_NOT_FOUND: there was nothing yet, or is not that much. */
static enum error moment_resolve(struct store_view *view, const struct moment *asked, struct store_moment *out)
{
	enum { DAY_S = 24 * 60 * 60 };
	uint64_t newest = store_position(view), position = newest;

	if (asked->has_date)
		position = store_position_at(view, ((int64_t)asked->date.days + 1) * DAY_S - 1);
	if (store_view_error(view))
		return store_view_error(view);
	if ((asked->has_position && (asked->position == 0 || asked->position > newest)) || (asked->has_date && position == 0))
		return ERROR_NOT_FOUND;
	if (asked->has_position && asked->position < position)
		position = asked->position;
	*out = (struct store_moment){.has_position = true, .position = position, .has_vintage = asked->has_vintage, .vintage = asked->vintage};
	return ERROR_NONE;
}

static void forget(struct store_cube *cube)
{
	arena_reset(&cube->arena);
	cube->kept = NULL;
}

static enum error keep_begin(struct store_cube *cube, const struct store_moment *moment)
{
	enum error error;

	forget(cube);
	cube->kept = arena_take(&cube->arena, 1, sizeof(*cube->kept));
	if (!cube->kept)
		return ERROR_NO_MEMORY;
	cube->kept_of = cube->store->store;
	cube->kept_moment = *moment;
	cube->kept_newest = store_position(cube->store);
	store_notice(cube->store, cube->kept->notice);
	error = source_begin(cube, SOURCE_RETURNS);
	if (!error)
		error = source_begin(cube, SOURCE_OFFICIAL);
	if (!error)
		error = source_begin(cube, SOURCE_REFERENCE);
	if (!error)
		error = notes_begin(cube);
	if (!error)
		error = store_view_error(cube->store);
	if (error)
		forget(cube);
	return error;
}

enum error store_cube_begin(struct store_cube *cube, struct store_view *view, const struct moment *moment)
{
	struct store_moment resolved = {.has_position = true};
	enum error error = moment_resolve(view, moment, &resolved);

	cube->store = view;
	if (!error && (!cube->kept || cube->kept_of != view->store || cube->kept_newest != store_position(view) ||
		       !moment_equal(&cube->kept_moment, &resolved) || cube->arena.taken_bytes > STORE_CUBE_KEPT_BYTES))
		error = keep_begin(cube, &resolved);
	if (!error)
		cube->background = (struct background){
			.cube = &cube->view,
			.notice = cube->kept->notice,
			.events = cube->kept->events,
			.event_count = (unsigned)cube->kept->event_count,
			.groups = cube->kept->groups,
			.group_count = cube->kept->group_count,
		};
	return error;
}

void store_cube_init(struct store_cube *cube)
{
	*cube = (struct store_cube){.kept = NULL};
	arena_init(&cube->arena, STORE_CUBE_BUDGET_BYTES);
	cube->view = (struct cube_view){.context = cube,
					.column = cube_column_find,
					.series = store_cube_series,
					.months = cube_months_find,
					.history = store_cube_history,
					.has_release = cube_has_release_find};
}

void store_cube_fini(struct store_cube *cube)
{
	arena_fini(&cube->arena);
}
