#include "tests/bench/peer_postgres.h"

#include <endian.h>
#include <libpq-fe.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tests/bench/peer_rows.h"

enum {
	COPY_BUFFER_BYTES = 1 << 20,
	COPY_ROW_BYTES_MAX = 2 + ROW_COLUMNS_MAX * 12,
	SQL_BYTES_MAX = 1 << 20,
	OID_INT4 = 23,
	NAME_BYTES_MAX = 64,
	STATEMENTS = LAYOUT_COUNT * QUESTION_COUNT * DATA_INDICATORS_MAX,
};

struct postgres_session {
	PGconn *connection;
	const struct data *data;
	uint8_t *copy;
	size_t copy_bytes;
	enum sql_layout copy_layout;
};

static _Noreturn void fail(const struct postgres_session *session, const char *what)
{
	fprintf(stderr, "PostgreSQL, %s: %s\n", what, PQerrorMessage(session->connection));
	exit(1);
}

struct postgres_session *postgres_open(const char *folder, const struct data *data)
{
	const char *const keywords[] = {"host", "dbname", "user", NULL};
	const char *const values[] = {folder, "postgres", "postgres", NULL};
	struct postgres_session *session = calloc(1, sizeof *session);

	if (!session)
		abort();
	session->data = data;
	session->connection = PQconnectdbParams(keywords, values, 0);
	if (PQstatus(session->connection) != CONNECTION_OK)
		fail(session, "connecting");
	return session;
}

void postgres_close(struct postgres_session *session)
{
	PQfinish(session->connection);
	free(session);
}

static void run(struct postgres_session *session, const char *sql, ExecStatusType expected)
{
	PGresult *result = PQexec(session->connection, sql);

	if (PQresultStatus(result) != expected)
		fail(session, sql);
	PQclear(result);
}

static void copy_flush(struct postgres_session *session)
{
	if (PQputCopyData(session->connection, (const char *)session->copy, (int)session->copy_bytes) != 1)
		fail(session, "copying");
	session->copy_bytes = 0;
}

static void copy_put(struct postgres_session *session, uint64_t value, unsigned bytes)
{
	uint64_t big = htobe64(value << (64 - 8 * bytes));

	memcpy(session->copy + session->copy_bytes, &big, bytes);
	session->copy_bytes += bytes;
}

/* A tuple of COPY's binary form: the number of columns, then each one's size and bytes. Keys are int2 but for the council, the last of them. */
static void copy_row(void *context, const int64_t *cells, unsigned count)
{
	struct postgres_session *session = context;
	unsigned keys = rows_key_count(session->copy_layout);

	if (session->copy_bytes + COPY_ROW_BYTES_MAX > COPY_BUFFER_BYTES)
		copy_flush(session);
	copy_put(session, count, 2);
	for (unsigned i = 0; i < count; i++) {
		unsigned bytes = i + 1 < keys ? 2 : i + 1 == keys ? 4 : 8;

		if (cells[i] == DATA_MISSING) {
			copy_put(session, UINT32_MAX, 4);
			continue;
		}
		copy_put(session, bytes, 4);
		copy_put(session, (uint64_t)cells[i], bytes);
	}
}

static void copy_all(struct postgres_session *session, enum sql_layout layout)
{
	static const uint8_t head[19] = "PGCOPY\n\377\r\n"; /* then a zero byte, no flags, no extension */
	PGresult *result;

	run(session, layout == LAYOUT_LONG ? "copy figures_long from stdin (format binary)" : "copy figures_wide from stdin (format binary)",
	    PGRES_COPY_IN);
	session->copy = malloc(COPY_BUFFER_BYTES);
	if (!session->copy)
		abort();
	memcpy(session->copy, head, sizeof head);
	session->copy_bytes = sizeof head;
	session->copy_layout = layout;
	rows_make(session->data, layout, copy_row, session);
	copy_put(session, UINT16_MAX, 2);
	copy_flush(session);
	free(session->copy);
	if (PQputCopyEnd(session->connection, NULL) != 1)
		fail(session, "copying");
	while ((result = PQgetResult(session->connection)) != NULL) {
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			fail(session, "copying");
		PQclear(result);
	}
}

static void keep(struct postgres_session *session)
{
	for (unsigned i = 0; i < session->data->ranked_count; i++) {
		struct text sql;

		text_init_growing(&sql, SQL_BYTES_MAX);
		sql_put_keeping(&sql, session->data, session->data->ranked[i]);
		run(session, sql.data, PGRES_COMMAND_OK);
		text_fini(&sql);
	}
}

void postgres_load(struct postgres_session *session, enum sql_layout layout)
{
	static const char *const vacuums[LAYOUT_COUNT] = {"vacuum analyze figures_long", "vacuum analyze figures_wide", "vacuum analyze kept"};
	struct text sql;

	text_init_growing(&sql, SQL_BYTES_MAX);
	sql_put_table(&sql, session->data, SQL_POSTGRES, layout);
	run(session, sql.data, PGRES_COMMAND_OK);
	if (layout == LAYOUT_KEPT)
		keep(session);
	else
		copy_all(session, layout);
	sql.size = 0;
	sql_put_indexes(&sql, SQL_POSTGRES, layout);
	run(session, sql.data, PGRES_COMMAND_OK);
	run(session, vacuums[layout], PGRES_COMMAND_OK);
	if (layout == LAYOUT_KEPT) {
		sql.size = 0;
		sql_put_cuts(&sql, SQL_POSTGRES);
		run(session, sql.data, PGRES_COMMAND_OK);
		run(session, "vacuum analyze cuts", PGRES_COMMAND_OK);
	}
	text_fini(&sql);
}

int64_t postgres_bytes(struct postgres_session *session, enum sql_layout layout)
{
	static const char *const questions[LAYOUT_COUNT] = {"select pg_total_relation_size('figures_long')",
							    "select pg_total_relation_size('figures_wide')",
							    "select pg_total_relation_size('kept') + pg_total_relation_size('cuts')"};
	PGresult *result = PQexec(session->connection, questions[layout]);
	int64_t bytes;

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(session, questions[layout]);
	bytes = strtoll(PQgetvalue(result, 0, 0), NULL, 10);
	PQclear(result);
	return bytes;
}

static void name_put(char name[static NAME_BYTES_MAX], enum sql_layout layout, enum peer_question_kind kind, unsigned indicator)
{
	snprintf(name, NAME_BYTES_MAX, "question_%u_%u_%u", (unsigned)layout, (unsigned)kind, indicator);
}

void postgres_prepare(struct postgres_session *session, enum sql_layout layout, enum peer_question_kind kind)
{
	static const Oid types[] = {OID_INT4, OID_INT4};
	unsigned count = kind == QUESTION_MATRIX ? 1 : session->data->ranked_count;

	for (unsigned i = 0; i < count; i++) {
		unsigned indicator = kind == QUESTION_MATRIX ? 0 : session->data->ranked[i];
		char name[NAME_BYTES_MAX];
		struct text sql;
		PGresult *result;

		text_init_growing(&sql, SQL_BYTES_MAX);
		sql_put_question(&sql, session->data, SQL_POSTGRES, layout, kind, indicator);
		name_put(name, layout, kind, indicator);
		result = PQprepare(session->connection, name, sql.data, 2, types);
		if (PQresultStatus(result) != PGRES_COMMAND_OK)
			fail(session, sql.data);
		PQclear(result);
		text_fini(&sql);
	}
}

static int64_t cell_of(const PGresult *result, int row, int column)
{
	uint64_t big;

	if (PQgetisnull(result, row, column))
		return DATA_MISSING;
	if (PQgetlength(result, row, column) != sizeof big) {
		fprintf(stderr, "PostgreSQL: column %d of an answer is no bigint\n", column);
		exit(1);
	}
	memcpy(&big, PQgetvalue(result, row, column), sizeof big);
	return (int64_t)be64toh(big);
}

void postgres_ask(struct postgres_session *session, enum sql_layout layout, const struct peer_question *question, struct peer_answer *answer)
{
	uint32_t parameters[2] = {htobe32(question->kind == QUESTION_SERIES ? question->council : question->month), htobe32(question->region)};
	const char *const values[2] = {(const char *)&parameters[0], (const char *)&parameters[1]};
	static const int lengths[2] = {4, 4}, formats[2] = {1, 1};
	char name[NAME_BYTES_MAX];
	PGresult *result;

	name_put(name, layout, question->kind, question->kind == QUESTION_MATRIX ? 0 : question->indicator);
	result = PQexecPrepared(session->connection, name, 2, values, lengths, formats, 1);
	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(session, name);
	answer->count = 0;
	for (int row = 0; row < PQntuples(result); row++)
		for (int column = 0; column < PQnfields(result); column++)
			peer_answer_put(answer, cell_of(result, row, column));
	PQclear(result);
}

void postgres_describe(struct postgres_session *session, struct text *text)
{
	static const char sql[] =
		"select 'PostgreSQL ' || string_agg(case name when 'server_version' then setting else name || ' ' || "
		"current_setting(name) end, ', ' order by name <> 'server_version', name) from pg_settings where name in ('server_version', "
		"'shared_buffers', 'jit', 'max_parallel_workers_per_gather', 'plan_cache_mode', 'work_mem', 'random_page_cost')";
	PGresult *result = PQexec(session->connection, sql);

	if (PQresultStatus(result) != PGRES_TUPLES_OK)
		fail(session, sql);
	text_put(text, PQgetvalue(result, 0, 0));
	PQclear(result);
}
