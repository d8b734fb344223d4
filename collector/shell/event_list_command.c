/* The command `event list`. */
#include "collector/core/event_listing.h"
#include "collector/shell/commands.h"
#include "collector/shell/note_session.h"

enum { LIST_BYTES_MAX = 32 << 20 };

struct listing {
	struct note_session *session;
	uint16_t council; /* 0: all */
	struct event_record *records;
	size_t count;
};

/* Every record of the council's events, by council, day and kind, the oldest edition first. */
static enum error history_take(struct listing *listing, const struct event_fold *fold)
{
	listing->records = arena_take(&listing->session->arena, fold->count, sizeof(*listing->records));
	if (!listing->records)
		return ERROR_NO_MEMORY;
	for (size_t i = 0; i < fold->count; i++)
		if (!listing->council || fold->list[i].event.key.council == listing->council)
			listing->records[listing->count++] = fold->list[i];
	return ERROR_NONE;
}

static enum error events_read(void *context, struct store_view *view)
{
	struct listing *listing = context;
	struct arena *arena = &listing->session->arena;
	struct event_fold fold;
	enum error error = store_events(view, UINT64_MAX, arena, &fold);

	if (error)
		return error;
	if (options_flag(&listing->session->call->options, "history"))
		return history_take(listing, &fold);
	return event_fold_standing(&fold, listing->council, arena, &listing->records, &listing->count);
}

static enum error events_print(struct listing *listing)
{
	struct note_session *session = listing->session;
	enum error error = ERROR_NONE;
	struct text text;

	text_init_growing(&text, LIST_BYTES_MAX);
	if (options_flag(&session->call->options, "json")) {
		event_list_write_json(listing->records, listing->count, &text);
		text_put_char(&text, '\n');
	} else if (listing->count == 0 && listing->council) {
		text_put(&text, "No event of ");
		text_put(&text, council_find(listing->council)->name);
		text_put(&text, " is recorded.\n");
	} else if (listing->count == 0) {
		text_put(&text, "No event is recorded: bellwether-collector event import FILE... --state DIR, or event add\n");
	} else if (listing->council) {
		event_list_write_details(listing->records, listing->count, terminal_width(), &text);
	} else {
		error = event_list_write(listing->records, listing->count, terminal_width(), &session->arena, &text);
		text.error = error ? error : text.error;
	}
	return note_session_print(session, &text);
}

enum error command_event_list(struct command_call *call, enum exit_code *code)
{
	struct note_session session;
	struct listing listing = {.session = &session};
	enum error error = ERROR_NONE;

	(void)code;
	if (options_text(&call->options, "council"))
		error = council_option(call, &listing.council);
	if (error)
		return error;
	error = note_session_begin(&session, call, true);
	if (!error)
		error = note_session_read(&session, events_read, &listing, "the events cannot be read");
	if (!error)
		error = events_print(&listing);
	note_session_end(&session);
	return error;
}
