/*
 * Comparisons asked of PostgreSQL, SQLite and ourselves, over the same figures and questions in one run. Before a store's questions are timed, some of its
 * answers are compared with what they must be, figure by figure.
 *
 * Usage: comparing_bench SOCKET-FOLDER STATE-FOLDER SECONDS
 * Prints a line a figure, columns between tabs: councils, store, how it keeps the figures, question, connections, answers a second, p50 and p99 in
 * microseconds, processor time in microseconds of what is in process (else 0); lines
 * that begin with "#", to be shown; and after "address" a question's kind and its address in the API.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

#include "tests/bench/peer_bellwether.h"
#include "tests/bench/peer_postgres.h"
#include "tests/bench/peer_sqlite.h"
#include "tests/bench/timing.h"

enum {
	SEED = 20230401,
	CHECKS = 12,                     /* answers of each question that are compared */
	ROWS_LONG_MAX = 8 * 1000 * 1000, /* of a layout with a row a figure: more would take minutes to load */
	DESCRIPTION_BYTES_MAX = 1000,
	WARMING = 400,   /* questions: more than there are months and ranked indicators */
	ADDRESSES = 200, /* of each question, for the web server */
	ADDRESS_BYTES_MAX = 200,
	COUNCILS_PAST_MAX = 153, /* the past is read out of the ledger, where invented councils' returns do not name them */
	WRITTEN_BYTES_MAX = 64 << 20,
};

/* A choice of the layout takes a fraction of a measurement's time. */
static const double choosing_share = 0.25;

struct bench {
	struct data data;
	double seconds;
	const char *socket_folder, *state_folder;
	struct peer_answer expected;
};

/* One store's session, as the timing's threads have it. */
struct session {
	const struct bench *bench;
	struct postgres_session *postgres; /* or */
	struct sqlite_session *sqlite;     /* or */
	struct bellwether *bellwether;
	enum sql_layout layout;
	enum peer_question_kind kind;
	struct peer_answer answer;
	struct text text;
};

static struct peer_answer answer_new(const struct data *data)
{
	struct peer_answer answer = {.room = peer_answer_room(data)};

	answer.cells = calloc(answer.room, sizeof *answer.cells);
	if (!answer.cells)
		abort();
	return answer;
}

static void ask(void *context, uint64_t stream, uint64_t number)
{
	struct session *session = context;
	struct peer_question question = peer_question_at(&session->bench->data, session->kind, stream, number);

	if (session->postgres)
		postgres_ask(session->postgres, session->layout, &question, &session->answer);
	else if (session->bellwether)
		bellwether_ask(session->bellwether, &question, &session->answer);
	else
		sqlite_ask(session->sqlite, session->layout, &question, &session->answer);
}

/* Ends the program when an answer is not what it must be. */
static void check(struct bench *bench, struct session *session, const char *store)
{
	for (uint64_t number = 0; number < CHECKS; number++) {
		struct peer_question question = peer_question_at(&bench->data, session->kind, 0, number);
		unsigned cell = 0;

		peer_question_answer(&bench->data, &question, &bench->expected);
		ask(session, 0, number);
		if (peer_answer_equals(&session->answer, &bench->expected))
			continue;
		while (cell < bench->expected.count && cell < session->answer.count && session->answer.cells[cell] == bench->expected.cells[cell])
			cell++;
		fprintf(stderr, "%s, %s, %s: question %" PRIu64 " has %u cells, expected %u; cell %u is %" PRId64 ", expected %" PRId64 "\n", store,
			layout_name(session->layout), peer_question_name(session->kind), number, session->answer.count, bench->expected.count, cell,
			session->answer.cells[cell], bench->expected.cells[cell]);
		exit(1);
	}
}

static void print(const struct bench *bench, const char *store, const char *way, enum peer_question_kind kind, unsigned connections,
		  const struct timing *timing, bool is_in_process)
{
	printf("%u\t%s\t%s\t%s\t%u\t%.1f\t%.1f\t%.1f\t%.1f\n", bench->data.council_count, store, way, peer_question_name(kind), connections,
	       timing->per_second, timing->p50_us, timing->p99_us, is_in_process ? timing->processor_us : 0);
	fflush(stdout);
}

/* Sessions of one store: one for SQLite, as many as connections are measured for PostgreSQL. */
struct store {
	const char *name;
	unsigned session_count;
	struct session sessions[TIMING_THREADS_MAX];
	void *contexts[TIMING_THREADS_MAX];
	bool is_loaded[LAYOUT_COUNT];
};

static void store_turn(struct store *store, enum sql_layout layout, enum peer_question_kind kind)
{
	for (unsigned i = 0; i < store->session_count; i++) {
		store->sessions[i].layout = layout;
		store->sessions[i].kind = kind;
	}
}

static void store_prepare(struct store *store, enum sql_layout layout, enum peer_question_kind kind)
{
	for (unsigned i = 0; i < store->session_count; i++) {
		if (store->sessions[i].postgres)
			postgres_prepare(store->sessions[i].postgres, layout, kind);
		else
			sqlite_prepare(store->sessions[i].sqlite, layout, kind);
	}
}

/* Tries the layouts with figures alone, keeps the fastest; and the one with kept values beside it. */
static void store_measure(struct bench *bench, struct store *store, enum peer_question_kind kind)
{
	enum sql_layout best = LAYOUT_WIDE;
	double best_per_second = 0;

	for (enum sql_layout layout = 0; layout < LAYOUT_COUNT; layout++) {
		struct timing timing;

		if (!store->is_loaded[layout] || !layout_answers(layout, kind))
			continue;
		store_prepare(store, layout, kind);
		store_turn(store, layout, kind);
		check(bench, &store->sessions[0], store->name);
		if (layout == LAYOUT_KEPT)
			continue;
		timing = timing_run(ask, store->contexts, 1, bench->seconds * choosing_share);
		printf("# %s, %s, %s: %.0f a second\n", store->name, peer_question_name(kind), layout_name(layout), timing.per_second);
		if (timing.per_second > best_per_second) {
			best_per_second = timing.per_second;
			best = layout;
		}
	}
	printf("# %s, %s: kept is %s\n", store->name, peer_question_name(kind), layout_name(best));
	for (unsigned connections = 1; connections <= store->session_count; connections += TIMING_THREADS_MAX - 1) {
		struct timing timing;

		store_turn(store, best, kind);
		timing = timing_run(ask, store->contexts, connections, bench->seconds);
		print(bench, store->name, "figures alone", kind, connections, &timing, store->sessions[0].sqlite != NULL);
		if (!store->is_loaded[LAYOUT_KEPT] || !layout_answers(LAYOUT_KEPT, kind))
			continue;
		store_turn(store, LAYOUT_KEPT, kind);
		timing = timing_run(ask, store->contexts, connections, bench->seconds);
		print(bench, store->name, "values and quartiles kept", kind, connections, &timing, store->sessions[0].sqlite != NULL);
	}
}

static bool layout_fits(const struct data *data, enum sql_layout layout)
{
	return layout != LAYOUT_LONG || (uint64_t)data_count(data) * data->measure_count <= ROWS_LONG_MAX;
}

static void store_load(struct bench *bench, struct store *store)
{
	for (enum sql_layout layout = 0; layout < LAYOUT_COUNT; layout++) {
		double started = timing_now_s();

		if (!layout_fits(&bench->data, layout)) {
			printf("# %s, %s: left out, %u million rows take too long to load\n", store->name, layout_name(layout),
			       data_count(&bench->data) / 1000 * bench->data.measure_count / 1000);
			continue;
		}
		if (store->sessions[0].postgres)
			postgres_load(store->sessions[0].postgres, layout);
		else
			sqlite_load(store->sessions[0].sqlite, layout);
		store->is_loaded[layout] = true;
		printf("# %s, %s: loaded in %.1f s", store->name, layout_name(layout), timing_now_s() - started);
		if (store->sessions[0].postgres)
			printf(", %.0f MB", (double)postgres_bytes(store->sessions[0].postgres, layout) / 1e6);
		printf("\n");
		fflush(stdout);
	}
}

static void store_run(struct bench *bench, struct store *store)
{
	store_load(bench, store);
	for (enum peer_question_kind kind = 0; kind < QUESTION_COUNT; kind++)
		store_measure(bench, store, kind);
}

static void store_session(const struct bench *bench, struct store *store, struct session session)
{
	struct session *place = &store->sessions[store->session_count];

	*place = session;
	place->bench = bench;
	place->answer = answer_new(&bench->data);
	store->contexts[store->session_count++] = place;
}

static void store_fini(struct store *store)
{
	for (unsigned i = 0; i < store->session_count; i++) {
		if (store->sessions[i].postgres)
			postgres_close(store->sessions[i].postgres);
		else
			sqlite_close(store->sessions[i].sqlite);
		free(store->sessions[i].answer.cells);
	}
}

static void run_postgres(struct bench *bench)
{
	static struct store store = {.name = "PostgreSQL"};
	char description[DESCRIPTION_BYTES_MAX];
	struct text text;

	for (unsigned i = 0; i < TIMING_THREADS_MAX; i++)
		store_session(bench, &store, (struct session){.postgres = postgres_open(bench->socket_folder, &bench->data)});
	text_init_fixed(&text, description, sizeof description);
	postgres_describe(store.sessions[0].postgres, &text);
	printf("# %s\n", description);
	store_run(bench, &store);
	store_fini(&store);
}

static void run_sqlite(struct bench *bench)
{
	static struct store store = {.name = "SQLite"};

	store_session(bench, &store, (struct session){.sqlite = sqlite_open(&bench->data)});
	printf("# SQLite %s, in process, in memory\n", sqlite_version());
	store_run(bench, &store);
	store_fini(&store);
}

static void ask_whole(void *context, uint64_t stream, uint64_t number)
{
	struct session *session = context;
	struct peer_question question = peer_question_at(&session->bench->data, session->kind, stream, number);

	bellwether_make(session->bellwether, &question);
}

/* The answer in the API's form, rendered each time. */
static void ask_written(void *context, uint64_t stream, uint64_t number)
{
	struct session *session = context;
	struct peer_question question = peer_question_at(&session->bench->data, session->kind, stream, number);

	session->text.size = 0;
	bellwether_write(session->bellwether, &question, &session->text);
}

/* The first question after a commit: nothing is kept. */
static void ask_cold(void *context, uint64_t stream, uint64_t number)
{
	struct session *session = context;

	bellwether_forget(session->bellwether);
	ask_whole(session, stream, number);
}

/* Asks the questions of one kind until what they need is kept. */
static void warm(const struct bench *bench, struct session *session)
{
	double started = timing_now_s(), first_s;

	ask_cold(session, 0, 0);
	first_s = timing_now_s() - started;
	for (uint64_t number = 1; number < WARMING; number++)
		ask_whole(session, 0, number);
	printf("# Bellwether, %s, %u councils: the first answer in %.1f ms, %d in %.0f ms, then %.1f MB are kept\n",
	       peer_question_name(session->kind), bench->data.council_count, first_s * 1e3, WARMING, (timing_now_s() - started) * 1e3,
	       (double)bellwether_kept_bytes(session->bellwether) / 1e6);
}

static void measure(struct bench *bench, struct session *session, timing_ask asks, const char *way)
{
	void *sessions[] = {session};
	struct timing timing = timing_run(asks, sessions, 1, bench->seconds);

	print(bench, "Bellwether", way, session->kind, 1, &timing, true);
}

/* What was known when half of the newest month's returns were there. */
static void measure_past(struct bench *bench, struct session *session)
{
	bellwether_look_back(session->bellwether, true);
	measure(bench, session, ask_whole, "as of an earlier position, the whole answer");
	measure(bench, session, ask_cold, "as of an earlier position, the whole answer with nothing kept");
	bellwether_look_back(session->bellwether, false);
}

static void print_addresses(const struct bench *bench, const struct session *session)
{
	for (uint64_t number = 0; number < ADDRESSES; number++) {
		struct peer_question question = peer_question_at(&bench->data, session->kind, 0, number);
		char address[ADDRESS_BYTES_MAX];
		struct text text;

		text_init_fixed(&text, address, sizeof address);
		bellwether_put_address(session->bellwether, &question, &text);
		printf("address\t%s\t%s\n", peer_question_name(session->kind), address);
	}
}

static void run_bellwether(struct bench *bench)
{
	double started = timing_now_s();
	struct session session = {
		.bench = bench, .bellwether = bellwether_open(bench->state_folder, &bench->data), .answer = answer_new(&bench->data)};

	printf("# Bellwether, in process: %u returns stored in %.1f s\n", data_count(&bench->data), timing_now_s() - started);
	text_init_growing(&session.text, WRITTEN_BYTES_MAX);
	for (session.kind = 0; session.kind < QUESTION_COUNT; session.kind++) {
		check(bench, &session, "Bellwether");
		warm(bench, &session);
		measure(bench, &session, ask, "in process, what the peers are asked");
		measure(bench, &session, ask_whole, "in process, the whole answer");
		measure(bench, &session, ask_written, "in process, the whole answer written as JSON");
		printf("# Bellwether, %s: JSON of %zu bytes\n", peer_question_name(session.kind), session.text.size);
		measure(bench, &session, ask_cold, "in process, the whole answer with nothing kept");
		if (session.kind == QUESTION_REGION && bench->data.council_count <= COUNCILS_PAST_MAX)
			measure_past(bench, &session);
		print_addresses(bench, &session);
	}
	text_fini(&session.text);
	bellwether_close(session.bellwether);
	free(session.answer.cells);
}

int main(int argc, char **argv)
{
	static struct bench bench;

	if (argc != 4) {
		fprintf(stderr, "usage: comparing_bench SOCKET-FOLDER STATE-FOLDER SECONDS\n");
		return 2;
	}
	bench.socket_folder = argv[1];
	bench.state_folder = argv[2];
	bench.seconds = strtod(argv[3], NULL);
	data_init(&bench.data, SEED);
	bench.expected = answer_new(&bench.data);
	printf("# %u councils, %d months, %u measures, %u indicators\n", bench.data.council_count, DATA_MONTHS, bench.data.measure_count,
	       bench.data.indicator_count);
	run_bellwether(&bench);
	run_postgres(&bench);
	run_sqlite(&bench);
	free(bench.expected.cells);
	return 0;
}
