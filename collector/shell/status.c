#include "collector/shell/status.h"

#include "collector/shell/state.h"
#include "proto/councils.h"

static void health_look(const char *state, struct status *status)
{
	char run[PATH_SIZE], lock[PATH_SIZE];
	struct health_page *page;

	if (path_join(run, state, STATE_RUN, NULL) || path_join(lock, state, STATE_LOCK, NULL) || health_open(&page, run, NULL))
		return;
	status->has_page = !health_read(page, &status->health);
	health_close(page);
	/* The lock, not the page's pid: after a power cut that number may be another program's. */
	status->is_alive = status->has_page && lock_owner(lock) == status->health.pid && status->health.pid > 0;
}

static enum error months_read(struct store_view *view, struct arena *arena, struct status *status)
{
	struct month first, last;
	struct status_month *months;
	unsigned count = 0;
	int32_t span;

	if (!store_months(view, SOURCE_RETURNS, &first, &last))
		return ERROR_NONE;
	span = last.index - first.index + 1;
	months = arena_take(arena, (size_t)span, sizeof(*months));
	if (!months)
		return ERROR_NO_MEMORY;
	for (struct month month = first; month_compare(month, last) <= 0; month = month_add(month, 1)) {
		unsigned reported = store_month_count(view, SOURCE_RETURNS, month);

		if (reported)
			months[count++] = (struct status_month){month, reported};
	}
	status->months = months;
	status->month_count = count;
	if (!status->has_month && count) {
		status->has_month = true;
		status->month = months[count - 1].month;
	}
	return ERROR_NONE;
}

static bool has_key(const struct key_record *keys, unsigned count, uint16_t council)
{
	for (unsigned i = 0; i < count; i++)
		if (keys[i].council == council && !keys[i].is_revoked)
			return true;
	return false;
}

static const struct cube_record *record_of(const struct cube_record *records, unsigned count, uint16_t council)
{
	for (unsigned i = 0; i < count; i++)
		if (records[i].council == council)
			return &records[i];
	return NULL;
}

static bool is_shown(const struct status *status, const struct council *council, const struct status_row *row)
{
	if (!status->area)
		return row->has_key || row->has_reported;
	return area_has(status->area, council) && council_exists_on(council, month_last_day(status->month));
}

static enum error row_read(struct store_view *view, const struct cube_record *record, struct arena *arena, struct status_row *row)
{
	struct entry entry;
	struct digest hash;
	enum error error;

	if (!record)
		return ERROR_NONE;
	error = store_entry(view, record->council, record->sequence, arena, &entry, &hash);
	if (error)
		return error == ERROR_NOT_FOUND ? ERROR_CORRUPT : error;
	row->has_reported = true;
	row->revision = record->revision;
	row->sequence = record->sequence;
	row->recorded_at_s = entry.recorded_at_s;
	return ERROR_NONE;
}

static enum error rows_read(struct store_view *view, struct arena *arena, struct status *status)
{
	struct cube_record *records = NULL;
	struct key_record *keys;
	unsigned record_count = 0, key_count;
	enum error error = store_keys(view, 0, arena, &keys, &key_count);

	if (!error && status->has_month)
		error = store_month(view, SOURCE_RETURNS, status->month, arena, &records, &record_count);
	if (error)
		return error;
	status->rows = arena_take(arena, COUNCIL_COUNT_MAX, sizeof(*status->rows));
	if (!status->rows)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < council_count() && !error; i++) {
		const struct council *council = council_at(i);
		struct status_row row = {.council = council->code, .name = council->name, .has_key = has_key(keys, key_count, council->code)};

		error = row_read(view, record_of(records, record_count, council->code), arena, &row);
		if (!error && is_shown(status, council, &row))
			status->rows[status->row_count++] = row;
	}
	return error;
}

enum error collector_status_read(const struct status_options *options, struct arena *arena, struct status *out, struct problem *problem)
{
	struct store_options store_options = {.folder = options->state, .read_only = true};
	struct status status = {.has_month = options->has_month, .month = options->month, .area = options->area};
	struct store_view view;
	struct store *store;
	enum error error = store_open(&store, &store_options, problem), view_error;

	if (error)
		return error;
	health_look(options->state, &status);
	store_view_begin(&view, store);
	status.position = store_position(&view);
	store_notice(&view, status.notice);
	error = months_read(&view, arena, &status);
	if (!error && (status.has_month || !status.area))
		error = rows_read(&view, arena, &status);
	view_error = store_view_end(&view);
	store_close(store);
	if (view_error)
		error = view_error;
	if (error)
		return problem_set(problem, error, "the store cannot be read (", error_name(error), "); run verify");
	*out = status;
	return ERROR_NONE;
}

const char *collector_status_state(const struct status *status)
{
	if (!status->has_page)
		return "not running";
	if (status->health.state == HEALTH_STOPPED)
		return health_state_name(HEALTH_STOPPED);
	return status->is_alive ? health_state_name((enum health_state)status->health.state) : "not running";
}
