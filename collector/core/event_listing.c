#include "collector/core/event_listing.h"

#include "collector/core/json_parts.h"
#include "collector/core/terminal.h"
#include "proto/councils.h"

enum { SHORT_TEXT_SIZE = 32, NAME_SIZE = 96, SENTENCE_SIZE = 1024 };

static void json_day(struct json *json, const char *key, struct date date)
{
	char buffer[SHORT_TEXT_SIZE];
	struct text text;

	text_init_fixed(&text, buffer, sizeof buffer);
	text_put_date(&text, date);
	json_key(json, key);
	json_text(json, date.days == EVENT_DAY_UNKNOWN ? NULL : buffer);
}

void json_event(struct json *json, const struct event *event)
{
	json_council(json, council_find(event->key.council));
	json_day(json, "date", event->key.date);
	json_key(json, "kind");
	json_text(json, event_kind_id(event->key.kind));
	json_key(json, "title");
	json_text(json, event_kind_title(event->key.kind));
	json_key(json, "judgements");
	if (event_kind_is_inspection(event->key.kind)) {
		json_object_begin(json);
		for (unsigned area = 0; area < JUDGED_AREA_COUNT; area++) {
			json_key(json, judged_area_id(area));
			json_text(json, judgement_id(event->judgements[area]));
		}
		json_object_end(json);
	} else {
		json_none(json);
	}
	json_day(json, "published", event->published);
	json_key(json, "source");
	if (event->source.size)
		json_slice(json, event->source);
	else
		json_none(json);
}

const char *event_overall(const struct event *event)
{
	const char *title = judgement_title(event->judgements[JUDGED_OVERALL]);

	return title ? title : "";
}

static void json_record(struct json *json, const struct event_record *record)
{
	char buffer[SHORT_TEXT_SIZE];
	struct text time;

	json_object_begin(json);
	json_event(json, &record->event);
	json_day(json, "edition", record->edition);
	json_key(json, "sequence");
	json_i64(json, (int64_t)record->sequence);
	text_init_fixed(&time, buffer, sizeof buffer);
	text_put_time(&time, record->recorded_at_s);
	json_key(json, "recorded_at");
	json_text(json, buffer);
	json_key(json, "by_hand");
	json_bool(json, record->is_by_hand);
	json_key(json, "withdrawn");
	json_bool(json, record->is_withdrawal);
	json_key(json, "stands");
	json_bool(json, record->stands);
	json_object_end(json);
}

static bool is_of_ofsted(const struct event_record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!records[i].is_by_hand || event_kind_is_inspection(records[i].event.key.kind))
			return true;
	return false;
}

void event_list_write_json(const struct event_record *records, size_t count, struct text *text)
{
	struct json json;

	json_init(&json, text);
	json_object_begin(&json);
	json_key(&json, "events");
	json_array_begin(&json);
	for (size_t i = 0; i < count; i++)
		json_record(&json, &records[i]);
	json_array_end(&json);
	json_key(&json, "attribution");
	json_text(&json, is_of_ofsted(records, count) ? EVENT_ATTRIBUTION : NULL);
	json_object_end(&json);
	json_finish(&json);
}

static void put_council(struct text *text, uint16_t code)
{
	const struct council *council = council_find(code);

	text_put(text, council ? council->name : "");
	text_put(text, " (");
	text_put_u64(text, code);
	text_put(text, ")");
}

/* What became of a record that does not stand. */
static const char *state_of(const struct event_record *record)
{
	if (record->is_withdrawal)
		return "withdrawal";
	return record->stands ? "" : "no longer stands";
}

static void put_row(struct terminal_table *table, const struct event_record *record)
{
	char buffer[NAME_SIZE];
	struct text cell;

	text_init_fixed(&cell, buffer, sizeof buffer);
	text_put_date(&cell, record->event.key.date);
	terminal_table_put(table, text_slice(&cell));
	text_init_fixed(&cell, buffer, sizeof buffer);
	put_council(&cell, record->event.key.council);
	terminal_table_put(table, text_slice(&cell));
	terminal_table_put_text(table, event_kind_title(record->event.key.kind));
	terminal_table_put_text(table, record->stands ? event_overall(&record->event) : state_of(record));
}

/* Whether each record is an event that stands, and not one of several about it. */
static bool stands_whole(const struct event_record *records, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (!records[i].stands)
			return false;
	return true;
}

static void put_closing(const struct event_record *records, size_t count, unsigned width, struct text *text)
{
	char buffer[SENTENCE_SIZE];
	struct text sentence;

	text_init_fixed(&sentence, buffer, sizeof buffer);
	text_put_u64(&sentence, count);
	text_put(&sentence, stands_whole(records, count) ? " event" : " record");
	text_put(&sentence, count == 1 ? "." : "s.");
	if (is_of_ofsted(records, count))
		text_put(&sentence, " " EVENT_ATTRIBUTION);
	terminal_put_wrapped(text, text_slice(&sentence), width);
}

enum error event_list_write(const struct event_record *records, size_t count, unsigned width, struct arena *arena, struct text *text)
{
	static const struct terminal_column columns[] = {
		{.heading = "date"},
		{.heading = "council", .is_flexible = true},
		{.heading = "event"},
		{.heading = "overall"},
	};
	struct terminal_table table;
	enum error error;

	terminal_table_begin(&table, columns, sizeof columns / sizeof columns[0], arena);
	for (size_t i = 0; i < count; i++)
		put_row(&table, &records[i]);
	error = terminal_table_write(&table, width, text);
	if (error)
		return error;
	text_put_char(text, '\n');
	put_closing(records, count, width, text);
	return text->error;
}

static void put_judgements(struct text *text, const struct event *event)
{
	bool has_any = false;

	for (unsigned area = 0; area < JUDGED_AREA_COUNT; area++) {
		const char *title = judgement_title(event->judgements[area]);

		if (!title)
			continue;
		text_put(text, has_any ? "; " : " Judgements: ");
		text_put(text, judged_area_title(area));
		text_put(text, " ");
		text_put(text, title);
		has_any = true;
	}
	if (has_any)
		text_put(text, ".");
}

/* Where a record comes from, so that it can be found in the ledger. */
static void put_record(struct text *text, const struct event_record *record)
{
	if (record->event.published.days != EVENT_DAY_UNKNOWN) {
		text_put(text, " Published ");
		text_put_date(text, record->event.published);
		text_put(text, ".");
	}
	if (!record->is_withdrawal) {
		text_put(text, " Source: ");
		text_put_slice(text, record->event.source);
		text_put(text, record->is_by_hand ? " (entered by hand)." : ".");
	}
	text_put(text, " Entry ");
	text_put_u64(text, record->sequence);
	text_put(text, " of the chain of events, recorded ");
	text_put_date(text, date_of_time(record->recorded_at_s));
	text_put(text, ".");
}

void event_list_write_details(const struct event_record *records, size_t count, unsigned width, struct text *text)
{
	for (size_t i = 0; i < count; i++) {
		const struct event_record *record = &records[i];
		const char *state = state_of(record);
		char buffer[SENTENCE_SIZE];
		struct text sentence;

		text_init_fixed(&sentence, buffer, sizeof buffer);
		text_put_date(&sentence, record->event.key.date);
		text_put(&sentence, "  ");
		put_council(&sentence, record->event.key.council);
		text_put(&sentence, ": ");
		text_put(&sentence, event_kind_title(record->event.key.kind));
		if (*state) {
			text_put(&sentence, " (");
			text_put(&sentence, state);
			text_put(&sentence, ")");
		}
		text_put(&sentence, ".");
		put_judgements(&sentence, &record->event);
		put_record(&sentence, record);
		terminal_put_wrapped(text, text_slice(&sentence), width);
		text_put_char(text, '\n');
	}
	put_closing(records, count, width, text);
}
