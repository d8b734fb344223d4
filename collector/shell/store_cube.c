#include "collector/shell/store_cube.h"

#include "collector/core/population.h"
#include "collector/shell/store_cube_kept.h"
#include "collector/shell/store_notes.h"
#include "collector/shell/store_tables.h"

struct kept_source *store_cube_source(struct store_cube *cube, enum cube_source source)
{
	INVARIANT(source == SOURCE_RETURNS || source == SOURCE_OFFICIAL || source == SOURCE_REFERENCE);
	return &cube->at->kept->sources[source - 1];
}

struct kept_month *store_cube_month(struct kept_source *source, struct month month)
{
	int64_t place = (int64_t)month.index - source->first.index;

	return source->span && place >= 0 && place < (int64_t)source->span ? &source->by_month[place] : NULL;
}

struct store_moment store_cube_moment(const struct store_cube *cube, enum cube_source source)
{
	struct store_moment moment = cube->at->moment;

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
		error = store_month_at(cube->store, source, month, &moment, &cube->at->arena, &kept->records, &kept->count);
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
	struct month estimate;
	enum error error = store_cube_records(cube, source, month, out);

	if (error || (*out)->is_populated)
		return error;
	if (store_cube_estimate(cube, month, &estimate)) {
		error = store_cube_records(cube, SOURCE_REFERENCE, estimate, &populations);
		if (!error)
			population_join((*out)->records, (*out)->count, populations->records, populations->count);
	}
	(*out)->is_populated = !error;
	return error;
}

/* The column of a month that is kept is kept; of another, which has no records, it is only handed out. */
static enum error column_read(struct store_cube *cube, enum cube_source source, const struct indicator *indicator, struct month month,
			      const struct kept_month *kept, const struct column **out)
{
	struct arena *arena = kept ? &cube->at->arena : &cube->asked;
	struct column *column = arena_take(arena, 1, sizeof(*column));
	enum error error;

	if (!column)
		return ERROR_NO_MEMORY;
	error = column_make(indicator, source, month, kept ? kept->records : NULL, kept ? kept->count : 0, arena, column);
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
		kept->columns = arena_take(&cube->at->arena, catalogue_indicator_count(), sizeof(void *));
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

	*out = store_has_release(cube->store, measure, &cube->at->moment);
	return store_view_error(cube->store);
}

/* Room for the months from the first to the last that have records. */
static enum error span_begin(struct store_cube *cube, struct kept_source *kept)
{
	kept->first = kept->months[0];
	kept->span = (unsigned)(kept->months[kept->month_count - 1].index - kept->first.index) + 1;
	if (kept->span > KEPT_MONTHS_MAX)
		return ERROR_LIMIT;
	kept->by_month = arena_take(&cube->at->arena, kept->span, sizeof(*kept->by_month));
	return kept->by_month ? ERROR_NONE : ERROR_NO_MEMORY;
}

/* Releases of the past: all months come out of one walk over them, and are kept. */
static enum error source_lay(struct store_cube *cube, enum cube_source source, struct kept_source *kept, const struct store_moment *moment)
{
	struct store_laid laid;
	struct month *months;
	enum error error = store_lay(cube->store, source, moment, &cube->at->arena, &laid);

	if (error)
		return error;
	months = arena_take(&cube->at->arena, laid.span ? laid.span : 1, sizeof(*months));
	if (!months)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < laid.span; i++)
		if (laid.months[i].count)
			months[kept->month_count++] = month_add(laid.first, (int)i);
	kept->months = months;
	if (kept->month_count)
		error = span_begin(cube, kept);
	for (unsigned i = 0; i < kept->span && !error; i++) {
		const struct store_laid_month *month = &laid.months[kept->first.index - laid.first.index + (int)i];

		kept->by_month[i] = (struct kept_month){.is_read = true, .records = month->records, .count = month->count};
	}
	kept->is_laid = true;
	return error;
}

/* Which months have records. */
static enum error source_begin(struct store_cube *cube, enum cube_source source)
{
	struct kept_source *kept = store_cube_source(cube, source);
	struct store_moment moment = store_cube_moment(cube, source);
	struct month *months;
	enum error error;

	if (source != SOURCE_RETURNS && !store_moment_is_now(cube->store, source, &moment))
		return source_lay(cube, source, kept, &moment);
	error = store_months_at(cube->store, source, &moment, &cube->at->arena, &months, &kept->month_count);
	if (error || !kept->month_count)
		return error;
	kept->months = months;
	return span_begin(cube, kept);
}

/* What the alliance had noted up to the moment's position. A vintage is of releases only. */
static enum error notes_begin(struct store_cube *cube)
{
	uint64_t position = cube->at->moment.position;
	struct store_cube_kept *kept = cube->at->kept;
	struct event_fold fold;
	enum error error = store_events(cube->store, store_length_at(cube->store, EVENTS_CHAIN, position), &cube->at->arena, &fold);

	if (!error)
		error = event_fold_events(&fold, 0, &cube->at->arena, &kept->events, &kept->event_count);
	if (error)
		return error;
	return store_groups(cube->store, store_length_at(cube->store, GROUPS_CHAIN, position), &cube->at->arena, &kept->groups, &kept->group_count);
}

static bool moment_equal(const struct store_moment *a, const struct store_moment *b)
{
	return a->position == b->position && a->has_vintage == b->has_vintage && (!a->has_vintage || month_compare(a->vintage, b->vintage) == 0);
}

/*
 * A vintage is the newest month of some release, so the newest such month that it does not lie before stands for it: else each month that a reader can
 * name, up to the end of time, would be a moment of its own. None at all when no release is newer.
 */
static enum error vintage_resolve(struct store_cube *cube, struct store_moment *moment)
{
	const struct store_moment whole = {.has_position = false};
	unsigned count, behind = 0;
	struct month *months;
	enum error error = store_months_at(cube->store, SOURCE_OFFICIAL, &whole, &cube->asked, &months, &count);

	if (error)
		return error;
	while (behind < count && month_compare(months[behind], moment->vintage) <= 0)
		behind++;
	moment->has_vintage = behind < count;
	moment->vintage = behind ? months[behind - 1] : month_from(YEAR_MIN, 1);
	return ERROR_NONE;
}

/* The moment as a position of the ledger: that of now, when none is named. ERROR_NOT_FOUND: there was nothing yet, or is not that much. */
static enum error moment_resolve(struct store_cube *cube, const struct moment *asked, struct store_moment *out)
{
	enum { DAY_S = 24 * 60 * 60 };
	struct store_view *view = cube->store;
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
	return asked->has_vintage ? vintage_resolve(cube, out) : ERROR_NONE;
}

static void forget(struct store_knowledge *knowledge)
{
	arena_reset(&knowledge->arena);
	knowledge->kept = NULL;
}

/* When the moment's newest entry was recorded. */
static void time_read(struct store_cube *cube)
{
	uint64_t position = cube->at->moment.position;
	struct store_place place;

	if (position > 0 && !store_place_at(cube->store, position, &place))
		cube->at->kept->recorded_at_s = place.latest_at_s;
}

static enum error knowledge_read(struct store_cube *cube)
{
	enum error error = source_begin(cube, SOURCE_RETURNS);

	store_notice(cube->store, cube->at->kept->notice);
	time_read(cube);
	if (!error)
		error = source_begin(cube, SOURCE_OFFICIAL);
	if (!error)
		error = source_begin(cube, SOURCE_REFERENCE);
	if (!error)
		error = notes_begin(cube);
	return error ? error : store_view_error(cube->store);
}

static enum error knowledge_begin(struct store_cube *cube, const struct store_moment *moment)
{
	struct store_knowledge *knowledge = cube->at;
	enum error error;

	forget(knowledge);
	knowledge->store = cube->store->store;
	knowledge->moment = *moment;
	knowledge->newest = store_position(cube->store);
	knowledge->kept = arena_take(&knowledge->arena, 1, sizeof(*knowledge->kept));
	error = knowledge->kept ? knowledge_read(cube) : ERROR_NO_MEMORY;
	if (error)
		forget(knowledge);
	return error;
}

static bool is_kept(const struct store_knowledge *knowledge, struct store_view *view, const struct store_moment *moment)
{
	return knowledge->kept && knowledge->store == view->store && knowledge->newest == store_position(view) &&
	       moment_equal(&knowledge->moment, moment) && knowledge->arena.taken_bytes <= knowledge->kept_bytes_max;
}

/* The day on which it is asked; of a moment of the past the day of its newest entry, or the one that was named. */
static struct date today_of(const struct store_cube *cube, const struct moment *asked)
{
	struct date recorded = date_of_time(cube->at->kept->recorded_at_s);
	struct date now = cube->now_s ? date_of_time(cube->now_s) : recorded;

	if (asked->has_date && asked->date.days < now.days)
		return asked->date;
	return asked->has_position && cube->at == &cube->past ? recorded : now;
}

static struct background background_of(const struct store_cube *cube, const struct moment *asked)
{
	const struct store_cube_kept *kept = cube->at->kept;

	return (struct background){
		.cube = &cube->view,
		.notice = kept->notice,
		.events = kept->events,
		.event_count = (unsigned)kept->event_count,
		.groups = kept->groups,
		.group_count = kept->group_count,
		.position = cube->at->moment.position,
		.today = today_of(cube, asked),
		.recorded_at_s = kept->recorded_at_s,
	};
}

enum error store_cube_begin(struct store_cube *cube, struct store_view *view, const struct moment *moment)
{
	struct store_moment resolved = {.has_position = true};
	enum error error;

	arena_reset(&cube->asked);
	cube->store = view;
	error = moment_resolve(cube, moment, &resolved);
	if (error)
		return error;
	cube->at = !resolved.has_vintage && resolved.position == store_position(view) ? &cube->now : &cube->past;
	if (!is_kept(cube->at, view, &resolved))
		error = knowledge_begin(cube, &resolved);
	if (!error)
		cube->background = background_of(cube, moment);
	return error;
}

size_t store_cube_taken_bytes(const struct store_cube *cube)
{
	return cube->now.arena.taken_bytes + cube->past.arena.taken_bytes + cube->asked.taken_bytes;
}

void store_cube_init(struct store_cube *cube)
{
	*cube = (struct store_cube){
		.at = &cube->now, .now = {.kept_bytes_max = STORE_CUBE_NOW_KEPT_BYTES}, .past = {.kept_bytes_max = STORE_CUBE_PAST_KEPT_BYTES}};
	arena_init(&cube->now.arena, STORE_CUBE_NOW_BYTES_MAX);
	arena_init(&cube->past.arena, STORE_CUBE_PAST_BYTES_MAX);
	arena_init(&cube->asked, STORE_CUBE_ASKED_BYTES_MAX);
	cube->view = (struct cube_view){.context = cube,
					.column = cube_column_find,
					.series = store_cube_series,
					.months = cube_months_find,
					.history = store_cube_history,
					.sendings = store_cube_sendings,
					.corrections = store_cube_corrections,
					.has_release = cube_has_release_find};
}

void store_cube_fini(struct store_cube *cube)
{
	arena_fini(&cube->now.arena);
	arena_fini(&cube->past.arena);
	arena_fini(&cube->asked);
}
