/* A store that is open for one of the commands about keys, and what these commands have in common. */
#pragma once

#include "collector/shell/store.h"
#include "common/shell/command.h"

enum { KEY_ID_TEXT_SIZE = 2 * KEY_ID_SIZE + 1 };

struct key_session {
	struct store *store;
	struct arena arena; /* the command's memory */
};

/*
 * Opens the store in the state folder for a command that writes beside a running collector. A store of the version before is upgraded, unless a collector
 * is running on it, which must be of that version and does not know this one.
 */
enum error session_open_to_write(const char *state, struct store **out, struct problem *problem) MUST_CHECK;
/* Opens the store that --state names. Always end with key_session_end. */
enum error key_session_begin(struct key_session *session, struct command_call *call, bool read_only) MUST_CHECK;
void key_session_end(struct key_session *session);
/* The keys of a council, or of all (0), by council and age; in the session's arena. */
enum error key_session_keys(struct key_session *session, uint16_t council, struct key_record **keys, unsigned *count,
			    struct problem *problem) MUST_CHECK;
/* The id in hexadecimal, as people and --json see it. */
void key_id_text(const struct key_id *id, char out[static KEY_ID_TEXT_SIZE]);
/* The council's name; "" for a code that no council has. */
const char *key_council_name(uint16_t code);
