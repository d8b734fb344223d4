#include "tests/bench/peer_sqlite.h"

#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/peer_rows.h"

enum { SQL_BYTES_MAX = 1 << 20 };

struct sqlite_session {
	sqlite3 *database;
	const struct data *data;
	sqlite3_stmt *insertion;
	sqlite3_stmt *statements[LAYOUT_COUNT][QUESTION_COUNT][DATA_INDICATORS_MAX];
};

static _Noreturn void fail(const struct sqlite_session *session, const char *what)
{
	fprintf(stderr, "SQLite, %s: %s\n", what, sqlite3_errmsg(session->database));
	exit(1);
}

const char *sqlite_version(void)
{
	return sqlite3_libversion();
}

static void run(struct sqlite_session *session, const char *sql)
{
	if (sqlite3_exec(session->database, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail(session, sql);
}

static sqlite3_stmt *prepare(struct sqlite_session *session, const char *sql)
{
	sqlite3_stmt *statement;

	if (sqlite3_prepare_v3(session->database, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
		fail(session, sql);
	return statement;
}

struct sqlite_session *sqlite_open(const struct data *data)
{
	struct sqlite_session *session = calloc(1, sizeof *session);

	if (!session)
		abort();
	session->data = data;
	if (sqlite3_open_v2(":memory:", &session->database, SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
		fail(session, "opening");
	return session;
}

void sqlite_close(struct sqlite_session *session)
{
	for (unsigned layout = 0; layout < LAYOUT_COUNT; layout++)
		for (unsigned kind = 0; kind < QUESTION_COUNT; kind++)
			for (unsigned i = 0; i < DATA_INDICATORS_MAX; i++)
				sqlite3_finalize(session->statements[layout][kind][i]);
	sqlite3_close(session->database);
	free(session);
}

static void insert_row(void *context, const int64_t *cells, unsigned count)
{
	struct sqlite_session *session = context;

	for (unsigned i = 0; i < count; i++) {
		if (cells[i] == DATA_MISSING)
			sqlite3_bind_null(session->insertion, (int)i + 1);
		else
			sqlite3_bind_int64(session->insertion, (int)i + 1, cells[i]);
	}
	if (sqlite3_step(session->insertion) != SQLITE_DONE)
		fail(session, "inserting");
	sqlite3_reset(session->insertion);
}

static void insert_all(struct sqlite_session *session, enum sql_layout layout)
{
	unsigned columns = layout == LAYOUT_LONG ? rows_key_count(layout) + 1 : rows_key_count(layout) + session->data->measure_count;
	struct text sql;

	text_init_growing(&sql, SQL_BYTES_MAX);
	text_put(&sql, layout == LAYOUT_LONG ? "insert into figures_long values (?" : "insert into figures_wide values (?");
	text_put_repeated(&sql, ", ?", columns - 1);
	text_put(&sql, ")");
	session->insertion = prepare(session, sql.data);
	rows_make(session->data, layout, insert_row, session);
	sqlite3_finalize(session->insertion);
	text_fini(&sql);
}

static void keep(struct sqlite_session *session)
{
	struct text sql;

	text_init_growing(&sql, SQL_BYTES_MAX);
	for (unsigned i = 0; i < session->data->ranked_count; i++) {
		sql.size = 0;
		sql_put_keeping(&sql, session->data, session->data->ranked[i]);
		run(session, sql.data);
	}
	sql.size = 0;
	sql_put_cuts(&sql, SQL_SQLITE);
	run(session, sql.data);
	text_fini(&sql);
}

void sqlite_load(struct sqlite_session *session, enum sql_layout layout)
{
	struct text sql;

	text_init_growing(&sql, SQL_BYTES_MAX);
	run(session, "begin");
	sql_put_table(&sql, session->data, SQL_SQLITE, layout);
	run(session, sql.data);
	if (layout == LAYOUT_KEPT)
		keep(session);
	else
		insert_all(session, layout);
	sql.size = 0;
	sql_put_indexes(&sql, SQL_SQLITE, layout);
	run(session, sql.data);
	run(session, "commit");
	run(session, "analyze");
	text_fini(&sql);
}

void sqlite_prepare(struct sqlite_session *session, enum sql_layout layout, enum peer_question_kind kind)
{
	unsigned count = kind == QUESTION_MATRIX ? 1 : session->data->ranked_count;

	for (unsigned i = 0; i < count; i++) {
		unsigned indicator = kind == QUESTION_MATRIX ? 0 : session->data->ranked[i];
		struct text sql;

		text_init_growing(&sql, SQL_BYTES_MAX);
		sql_put_question(&sql, session->data, SQL_SQLITE, layout, kind, indicator);
		session->statements[layout][kind][indicator] = prepare(session, sql.data);
		text_fini(&sql);
	}
}

void sqlite_ask(struct sqlite_session *session, enum sql_layout layout, const struct peer_question *question, struct peer_answer *answer)
{
	sqlite3_stmt *statement = session->statements[layout][question->kind][question->kind == QUESTION_MATRIX ? 0 : question->indicator];
	int first = sqlite3_bind_parameter_index(statement, "$1"), second = sqlite3_bind_parameter_index(statement, "$2");
	int status;

	sqlite3_bind_int(statement, first, (int)(question->kind == QUESTION_SERIES ? question->council : question->month));
	if (second)
		sqlite3_bind_int(statement, second, question->region);
	answer->count = 0;
	while ((status = sqlite3_step(statement)) == SQLITE_ROW)
		for (int column = 0; column < sqlite3_column_count(statement); column++)
			peer_answer_put(answer, sqlite3_column_type(statement, column) == SQLITE_NULL ? DATA_MISSING
												      : sqlite3_column_int64(statement, column));
	if (status != SQLITE_DONE)
		fail(session, "asking");
	sqlite3_reset(statement);
}
