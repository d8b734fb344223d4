#include "collector/shell/key_session.h"

#include "collector/shell/state.h"
#include "proto/councils.h"

enum { KEYS_BUDGET_BYTES = 8 << 20 };

enum error session_open_to_write(const char *state, struct store **out, struct problem *problem)
{
	struct store_options options = {.folder = state};
	struct problem ignored;
	struct lock lock = {-1};
	char path[PATH_SIZE];
	enum error error = store_open(out, &options, problem);

	if (error != ERROR_CORRUPT || path_join(path, state, STATE_LOCK, &ignored) || lock_take(&lock, path, "the collector's store", &ignored))
		return error;
	options.upgrades = true;
	error = store_open(out, &options, problem);
	lock_release(&lock);
	return error;
}

enum error key_session_begin(struct key_session *session, struct command_call *call, bool read_only)
{
	struct store_options options = {.folder = options_text(&call->options, "state"), .read_only = read_only};

	arena_init(&session->arena, KEYS_BUDGET_BYTES);
	return read_only ? store_open(&session->store, &options, &call->problem)
			 : session_open_to_write(options.folder, &session->store, &call->problem);
}

void key_session_end(struct key_session *session)
{
	store_close(session->store);
	arena_fini(&session->arena);
}

enum error key_session_keys(struct key_session *session, uint16_t council, struct key_record **keys, unsigned *count, struct problem *problem)
{
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, session->store);
	error = store_keys(&view, council, &session->arena, keys, count);
	view_error = store_view_end(&view);
	if (!error)
		error = view_error;
	if (error)
		problem_set(problem, error, "the keys cannot be read (", error_name(error), "); run verify");
	return error;
}

void key_id_text(const struct key_id *id, char out[static KEY_ID_TEXT_SIZE])
{
	struct text text;

	text_init_fixed(&text, out, KEY_ID_TEXT_SIZE);
	text_put_hex(&text, slice_from(id->bytes, KEY_ID_SIZE));
}

const char *key_council_name(uint16_t code)
{
	const struct council *council = council_find(code);

	return council ? council->name : "";
}
