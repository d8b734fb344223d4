#include "collector/shell/status.h"

#include <string.h>

#include "common/json.h"

static void put_member_time(struct json *json, const char *key, bool has_time, int64_t time_s)
{
	char buffer[32];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_time(&text, time_s);
	json_key(json, key);
	json_text(json, has_time ? buffer : NULL);
}

static void put_member_month(struct json *json, const char *key, struct month month)
{
	char buffer[16];
	struct text text;

	text_init_fixed(&text, buffer, sizeof(buffer));
	text_put_month(&text, month);
	json_key(json, key);
	json_text(json, buffer);
}

static void put_member_number(struct json *json, const char *key, uint64_t number)
{
	json_key(json, key);
	json_i64(json, (int64_t)number);
}

static void put_collector(struct json *json, const struct status *status)
{
	const struct health *health = &status->health;

	json_object_begin(json);
	json_key(json, "state");
	json_text(json, collector_status_state(status));
	json_key(json, "pid");
	if (status->has_page && status->is_alive && health->state != HEALTH_STOPPED)
		json_i64(json, health->pid);
	else
		json_none(json);
	put_member_time(json, "updated_at", status->has_page && health->updated_at_s, health->updated_at_s);
	put_member_number(json, "accepted", health->accepted);
	put_member_number(json, "repeated", health->repeated);
	put_member_number(json, "refused", health->refused);
	put_member_number(json, "sessions_refused", health->sessions_refused);
	put_member_number(json, "commits", health->commits);
	put_member_number(json, "commit_failures", health->commit_failures);
	put_member_number(json, "queue_depth", health->queue_depth);
	put_member_number(json, "queue_depth_max", health->queue_depth_max);
	json_object_end(json);
}

static void put_store(struct json *json, const struct status *status)
{
	json_object_begin(json);
	put_member_number(json, "position", status->position);
	put_member_number(json, "map_bytes", status->health.map_bytes);
	put_member_number(json, "used_bytes", status->health.used_bytes);
	put_member_number(json, "readers", status->health.readers);
	put_member_number(json, "oldest_reader_lag", status->health.oldest_reader_lag);
	json_object_end(json);
}

static void put_row(struct json *json, const struct status_row *row)
{
	char code[8];
	struct text text;

	text_init_fixed(&text, code, sizeof(code));
	text_put_u64(&text, row->council);
	json_object_begin(json);
	json_key(json, "council");
	json_text(json, code);
	json_key(json, "name");
	json_text(json, row->name);
	json_key(json, "has_key");
	json_bool(json, row->has_key);
	json_key(json, "revision");
	if (row->has_reported)
		json_i64(json, row->revision);
	else
		json_none(json);
	json_key(json, "sequence");
	if (row->has_reported)
		json_i64(json, (int64_t)row->sequence);
	else
		json_none(json);
	put_member_time(json, "recorded_at", row->has_reported, row->recorded_at_s);
	json_object_end(json);
}

void collector_status_write_json(const struct status *status, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "collector");
	put_collector(&json, status);
	json_key(&json, "store");
	put_store(&json, status);
	json_key(&json, "notice");
	json_text(&json, status->notice);
	json_key(&json, "months");
	json_array_begin(&json);
	for (unsigned i = 0; i < status->month_count; i++) {
		json_object_begin(&json);
		put_member_month(&json, "month", status->months[i].month);
		put_member_number(&json, "reported", status->months[i].reported);
		json_object_end(&json);
	}
	json_array_end(&json);
	if (status->has_month) {
		put_member_month(&json, "month", status->month);
	} else {
		json_key(&json, "month");
		json_none(&json);
	}
	json_key(&json, "area");
	json_text(&json, status->area ? status->area->name : NULL);
	json_key(&json, "councils");
	json_array_begin(&json);
	for (unsigned i = 0; i < status->row_count; i++)
		put_row(&json, &status->rows[i]);
	json_array_end(&json);
	json_object_end(&json);
	json_finish(&json);
	text_put(text, "\n");
}

static void put_service_words(struct text *text, const struct status *status)
{
	const struct health *health = &status->health;

	if (!status->has_page) {
		text_put(text, "The collector is not running.\n");
		return;
	}
	if (health->state == HEALTH_STOPPED || !status->is_alive) {
		text_put(text,
			 health->state == HEALTH_STOPPED ? "The collector is not running" : "The collector is not running: it ended without a word");
		if (health->updated_at_s) {
			text_put(text, "; it was last seen at ");
			text_put_time(text, health->updated_at_s);
		}
		text_put(text, ".\n");
		return;
	}
	text_put(text, "The collector is running");
	if (health->state == HEALTH_DISK_FULL)
		text_put(text, ", but its disk is full: returns are refused until there is space");
	else
		text_put(text, health->state == HEALTH_SERVING ? " and takes returns" : " and about to take returns");
	text_put(text, " (pid ");
	text_put_i64(text, health->pid);
	text_put(text, ").\n");
}

static void put_mebibytes(struct text *text, uint64_t bytes)
{
	/* To one decimal, down: 1 MiB is 2^20 bytes. */
	text_put_decimal(text, (int64_t)(bytes / 1024 * 10 / 1024), 1, 1);
	text_put(text, " MiB");
}

static void put_counters(struct text *text, const struct status *status)
{
	const struct health *health = &status->health;

	if (!status->has_page || !health->updated_at_s)
		return;
	text_put(text, "Since its start: ");
	text_put_u64(text, health->accepted);
	text_put(text, " returns accepted, ");
	text_put_u64(text, health->repeated);
	text_put(text, " repeated, ");
	text_put_u64(text, health->refused);
	text_put(text, " messages and ");
	text_put_u64(text, health->sessions_refused);
	text_put(text, " sessions refused.\nThe store uses ");
	put_mebibytes(text, health->used_bytes);
	text_put(text, " of ");
	put_mebibytes(text, health->map_bytes);
	text_put(text, ".\n");
}

static void put_months(struct text *text, const struct status *status)
{
	if (!status->month_count)
		text_put(text, "No return has been stored yet.\n");
	for (unsigned i = 0; i < status->month_count; i++) {
		text_put(text, i % 6 == 0 ? (i ? "\n  " : "\nReturns by month:\n  ") : "   ");
		text_put_month(text, status->months[i].month);
		text_put(text, ": ");
		text_put_u64(text, status->months[i].reported);
	}
	if (status->month_count)
		text_put(text, "\n");
}

static void put_row_words(struct text *text, const struct status_row *row)
{
	text_put(text, "  ");
	text_put_u64(text, row->council);
	text_put(text, "  ");
	text_put_padded(text, slice_from_text(row->name), 32, false);
	if (row->has_reported) {
		text_put(text, "revision ");
		text_put_u64(text, row->revision);
		text_put(text, ", recorded ");
		text_put_time(text, row->recorded_at_s);
	} else {
		text_put(text, "not sent");
	}
	text_put(text, row->has_key ? "\n" : "   (no key in use)\n");
}

void collector_status_write_terminal(const struct status *status, struct text *text)
{
	put_service_words(text, status);
	put_counters(text, status);
	if (*status->notice) {
		text_put(text, "Notice: ");
		text_put(text, status->notice);
		text_put(text, "\n");
	}
	put_months(text, status);
	if (status->row_count) {
		text_put(text, "\n");
		if (status->has_month)
			text_put_month_name(text, status->month);
		else
			text_put(text, "Councils with a key");
		if (status->area) {
			text_put(text, ", ");
			text_put(text, status->area->name);
		}
		text_put(text, ":\n");
	}
	for (unsigned i = 0; i < status->row_count; i++)
		put_row_words(text, &status->rows[i]);
}
