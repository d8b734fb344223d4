/* SQLite as a peer: in process, in memory, one thread, prepared statements. */
#pragma once

#include "tests/bench/peer_sql.h"

struct sqlite_session;

/* Ends the program with what SQLite says when anything fails, as all functions here. */
struct sqlite_session *sqlite_open(const struct data *data);
void sqlite_close(struct sqlite_session *session);
/* Makes and fills the tables of the layout; LAYOUT_KEPT needs LAYOUT_WIDE first. */
void sqlite_load(struct sqlite_session *session, enum sql_layout layout);
/* Prepares the question's statements. */
void sqlite_prepare(struct sqlite_session *session, enum sql_layout layout, enum peer_question_kind kind);
void sqlite_ask(struct sqlite_session *session, enum sql_layout layout, const struct peer_question *question, struct peer_answer *answer);
const char *sqlite_version(void);
