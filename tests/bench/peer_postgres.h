/* PostgreSQL as a peer: tables filled over COPY, questions over prepared statements and libpq with binary parameters and results. */
#pragma once

#include "tests/bench/peer_sql.h"

struct postgres_session;

/* Ends the program with what PostgreSQL says when anything fails, as all functions here. `folder` has the server's socket. */
struct postgres_session *postgres_open(const char *folder, const struct data *data);
void postgres_close(struct postgres_session *session);
/* Makes and fills the tables of the layout, with indexes, vacuumed and analysed; LAYOUT_KEPT needs LAYOUT_WIDE first. */
void postgres_load(struct postgres_session *session, enum sql_layout layout);
/* Bytes of all tables and indexes of the layout. */
int64_t postgres_bytes(struct postgres_session *session, enum sql_layout layout);
/* Prepares the question's statements. */
void postgres_prepare(struct postgres_session *session, enum sql_layout layout, enum peer_question_kind kind);
/* By a prepared statement. */
void postgres_ask(struct postgres_session *session, enum sql_layout layout, const struct peer_question *question, struct peer_answer *answer);
/* "PostgreSQL 15.18, shared_buffers 2GB, ..." */
void postgres_describe(struct postgres_session *session, struct text *text);
