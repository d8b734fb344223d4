/* What the commands about events and groups have in common: a store that is open, and one transaction that asks, decides and appends. */
#pragma once

#include "collector/shell/store_notes.h"
#include "common/shell/command.h"

struct note_session {
	struct command_call *call;
	struct store *store;
	struct arena arena; /* the command's memory */
};

/* Opens the store that --state names, beside a running collector. Always end with note_session_end. */
enum error note_session_begin(struct note_session *session, struct command_call *call, bool read_only) MUST_CHECK;
void note_session_end(struct note_session *session);
/*
 * Calls `work` in a write transaction, so that what it saw is still so when its notes are committed. ERROR_EXISTS from it: there is nothing to write. Any
 * error of it takes everything back; one without a sentence in call->problem is given one that begins with `what`: "the event was not recorded".
 */
enum error note_session_write(struct note_session *session, enum error (*work)(void *context, struct store_batch *batch), void *context,
			      const char *what) MUST_CHECK;
/* The same for reading. */
enum error note_session_read(struct note_session *session, enum error (*work)(void *context, struct store_view *view), void *context,
			     const char *what) MUST_CHECK;
/* Prints the text and frees it, or says that there was not enough memory for it. */
enum error note_session_print(struct note_session *session, struct text *text) MUST_CHECK;
