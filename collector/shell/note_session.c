#include "collector/shell/note_session.h"

#include <stdio.h>

#include "collector/shell/key_session.h"

enum { NOTES_BUDGET_BYTES = 64 << 20 };

enum error note_session_begin(struct note_session *session, struct command_call *call, bool read_only)
{
	struct store_options options = {.folder = options_text(&call->options, "state"), .read_only = read_only};

	*session = (struct note_session){.call = call};
	arena_init(&session->arena, NOTES_BUDGET_BYTES);
	return read_only ? store_open(&session->store, &options, &call->problem)
			 : session_open_to_write(options.folder, &session->store, &call->problem);
}

void note_session_end(struct note_session *session)
{
	store_close(session->store);
	arena_fini(&session->arena);
}

/* A failure that has no sentence yet. */
static enum error failure(struct note_session *session, enum error error, const char *what)
{
	struct problem *problem = &session->call->problem;

	if (error == ERROR_NO_SPACE)
		return problem_set(problem, error, "the disk or the store's map is full; ", what);
	if (error == ERROR_LIMIT && !*problem->sentence)
		return problem_set(problem, error, "the store has as many of them as it can hold; ", what);
	if (!*problem->sentence)
		return problem_set(problem, error, what, " (", error_name(error), "); run verify");
	return error;
}

enum error note_session_write(struct note_session *session, enum error (*work)(void *context, struct store_batch *batch), void *context,
			      const char *what)
{
	struct store_batch batch;
	enum error error;

	store_batch_begin(&batch, session->store, &session->arena);
	error = work(context, &batch);
	if (error)
		store_batch_abort(&batch);
	else
		error = store_batch_commit(&batch);
	if (error == ERROR_EXISTS)
		return error;
	return error ? failure(session, error, what) : ERROR_NONE;
}

enum error note_session_read(struct note_session *session, enum error (*work)(void *context, struct store_view *view), void *context,
			     const char *what)
{
	struct store_view view;
	enum error error, view_error;

	store_view_begin(&view, session->store);
	error = work(context, &view);
	view_error = store_view_end(&view);
	error = view_error ? view_error : error;
	return error ? failure(session, error, what) : ERROR_NONE;
}

enum error note_session_print(struct note_session *session, struct text *text)
{
	enum error error = text->error;

	if (error)
		problem_set(&session->call->problem, error, "there is not enough memory for the list");
	else
		fwrite(text->data, 1, text->size, stdout);
	text_fini(text);
	return error;
}
