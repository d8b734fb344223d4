#include "tests/bench/peer_bellwether.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "collector/core/answers.h"
#include "collector/core/matrix.h"
#include "collector/core/ranking_parts.h"
#include "collector/core/series.h"
#include "collector/shell/store_cube.h"
#include "proto/wire.h"

enum { BATCH_RETURNS = 4096, BATCH_BYTES = 64 << 20, QUESTION_BYTES = 64 << 20, RECORDED_AT_S = 1900000000, WIRE_COUNCIL_MAX = 999 };

struct bellwether {
	const struct data *data;
	struct store *store;
	struct store_cube cube;
	struct arena arena;
	struct digest catalogue;
	struct moment moment;
	const struct area *areas[10]; /* by the region's number; England's is 0 */
};

static _Noreturn void fail(const char *what, enum error error)
{
	fprintf(stderr, "Bellwether, %s: %s\n", what, error_name(error));
	exit(1);
}

static void must(const char *what, enum error error)
{
	if (error)
		fail(what, error);
}

static void measures_fill(const struct data *data, unsigned council, unsigned month, struct return_measure *out)
{
	for (unsigned i = 0; i < data->measure_count; i++) {
		int64_t value = data_value(data, council, month, i);

		out[i] = (struct return_measure){.number = data->measures[i]};
		if (value == DATA_MISSING)
			out[i].symbol = SYMBOL_X;
		else
			out[i].value = value;
	}
}

/*
 * One council's return, as it would have been checked and decided upon. Its signature is not made, because nothing here verifies it, and in the signed bytes
 * invented councils share a code, because the wire's have three digits.
 */
static void return_append(struct bellwether *bellwether, struct store_batch *batch, unsigned council, unsigned month)
{
	const struct data *data = bellwether->data;
	struct return_measure measures[DATA_MEASURES];
	struct decision decision = {.verdict = VERDICT_STORE};
	struct council_return content;
	struct slice bytes;
	struct entry entry;
	struct digest hash;

	measures_fill(data, council, month, measures);
	decision.content = (struct council_return){.council = data->councils[council].code,
						   .month = data_month(month),
						   .revision = 1,
						   .catalogue = bellwether->catalogue,
						   .policy = SLICE_LITERAL("small-counts-1"),
						   .agent_version = SLICE_LITERAL("bench"),
						   .measure_count = data->measure_count,
						   .measures = measures};
	decision.envelope =
		(struct envelope){.prepared_at_s = RECORDED_AT_S, .approved_at_s = RECORDED_AT_S, .approver_role = SLICE_LITERAL("Bench")};
	content = decision.content;
	content.council = content.council > WIRE_COUNCIL_MAX ? WIRE_COUNCIL_MAX : content.council;
	must("packing a return", wire_pack_return(&content, batch->arena, &decision.envelope.return_bytes));
	must("packing an envelope", wire_pack_envelope(&decision.envelope, batch->arena, &bytes));
	decision.return_hash = digest_sha256(decision.envelope.return_bytes);
	decision.envelope_hash = digest_sha256(bytes);
	must("appending", store_append_return(batch, &decision, bytes, RECORDED_AT_S + month, &entry, &hash));
}

/* Month by month, as they come. */
static void returns_append(struct bellwether *bellwether)
{
	unsigned total = bellwether->data->council_count * DATA_MONTHS;

	for (unsigned from = 0; from < total; from += BATCH_RETURNS) {
		struct arena arena;
		struct store_batch batch;

		arena_init(&arena, BATCH_BYTES);
		store_batch_begin(&batch, bellwether->store, &arena);
		for (unsigned i = from; i < total && i < from + BATCH_RETURNS; i++) {
			unsigned council = i % bellwether->data->council_count, month = i / bellwether->data->council_count;

			if (data_has(council, month))
				return_append(bellwether, &batch, council, month);
		}
		must("committing", store_batch_commit(&batch));
		arena_fini(&arena);
	}
}

struct bellwether *bellwether_open(const char *folder, const struct data *data)
{
	struct bellwether *bellwether = calloc(1, sizeof *bellwether);
	struct store_options options = {.folder = folder};
	struct problem problem;

	if (!bellwether)
		abort();
	bellwether->data = data;
	bellwether->catalogue = catalogue_hash();
	for (unsigned i = 0; i < sizeof bellwether->areas / sizeof bellwether->areas[0]; i++)
		bellwether->areas[i] = area_at(i);
	must("making the store", store_create(folder, "Invented figures.", &problem));
	must("opening the store", store_open(&bellwether->store, &options, &problem));
	arena_init(&bellwether->arena, QUESTION_BYTES);
	store_cube_init(&bellwether->cube);
	returns_append(bellwether);
	return bellwether;
}

void bellwether_close(struct bellwether *bellwether)
{
	store_cube_fini(&bellwether->cube);
	arena_fini(&bellwether->arena);
	store_close(bellwether->store);
	free(bellwether);
}

void bellwether_forget(struct bellwether *bellwether)
{
	store_cube_fini(&bellwether->cube);
	store_cube_init(&bellwether->cube);
}

size_t bellwether_kept_bytes(const struct bellwether *bellwether)
{
	return store_cube_taken_bytes(&bellwether->cube);
}

static int64_t cell_or_missing(bool has, int64_t cell)
{
	return has ? cell : DATA_MISSING;
}

/* As ranking_make does it, without what the peers are not asked: intervals, rank intervals, possible ranks, and why ranks moved. */
static void ranking_rows(struct bellwether *bellwether, const struct question *question, struct ranking *out, const struct column **column)
{
	const struct cube_view *cube = &bellwether->cube.view;
	struct ranking_columns columns = {.since = NULL};

	*out = (struct ranking){
		.indicator = question->indicator, .month = question->month, .area = question->area, .source = question->source, .series = ""};
	must("a column", cube_column(cube, question->source, question->indicator, question->month, &columns.now));
	must("a column", cube_column(cube, question->source, question->indicator, month_add(question->month, -1), &columns.month_before));
	must("a column", cube_column(cube, question->source, question->indicator, month_add(question->month, -12), &columns.year_before));
	must("ranking", ranking_rows_make(&columns, out, &bellwether->arena));
	*column = columns.now;
}

static void ranking_put(struct bellwether *bellwether, const struct question *question, struct peer_answer *answer)
{
	const struct column *column;
	struct ranking ranking;

	ranking_rows(bellwether, question, &ranking, &column);
	for (unsigned i = 0; i < ranking.row_count; i++) {
		const struct ranking_row *row = &ranking.rows[i];
		bool has_value = !row->value.symbol;
		char band = quartile_band(&column->england.quartiles, question->indicator->polarity, row->value.value);

		peer_answer_put(answer, row->council->code);
		peer_answer_put(answer, cell_or_missing(has_value, row->value.value));
		peer_answer_put(answer, cell_or_missing(has_value, row->rank));
		peer_answer_put(answer, cell_or_missing(has_value, band - 'A' + 1));
		peer_answer_put(answer, cell_or_missing(row->has_month_change, row->month_change));
		peer_answer_put(answer, cell_or_missing(row->has_year_change, row->year_change));
		for (unsigned quarter = 0; quarter < 3; quarter++)
			peer_answer_put(answer, column->england.quartiles.quarters[quarter]);
		peer_answer_put(answer, ranking.pooled.value.value);
		peer_answer_put(answer, ranking.counted);
	}
}

static void series_put(struct bellwether *bellwether, const struct question *question, struct peer_answer *answer)
{
	const struct cell *const *cells;

	must("series", cube_series(&bellwether->cube.view, question->source, question->indicator, question->council->code, question->first,
				   question->last, &cells));
	for (unsigned i = 0; i < DATA_MONTHS; i++)
		peer_answer_put(answer, cell_or_missing(cells[i] && !cells[i]->value.symbol, cells[i] ? cells[i]->value.value : 0));
}

static void matrix_put(struct bellwether *bellwether, const struct question *question, struct peer_answer *answer)
{
	const struct data *data = bellwether->data;
	const struct column *columns[DATA_INDICATORS_MAX];
	const struct council *councils[COUNCIL_COUNT_MAX];
	unsigned council_count = area_councils(question->area, councils);
	struct date last_day = month_last_day(question->month);

	for (unsigned i = 0; i < data->indicator_count; i++)
		must("matrix", cube_column(&bellwether->cube.view, question->source, data->indicators[i], question->month, &columns[i]));
	for (unsigned council = 0; council < council_count; council++) {
		for (unsigned i = 0; i < data->indicator_count && council_exists_on(councils[council], last_day); i++) {
			const struct cell *cell = column_find(columns[i], councils[council]->code);

			peer_answer_put(answer, cell_or_missing(cell && !cell->value.symbol, cell ? cell->value.value : 0));
		}
	}
}

static struct question question_of(const struct bellwether *bellwether, const struct peer_question *question)
{
	return (struct question){
		.indicator = bellwether->data->indicators[question->indicator],
		.area = bellwether->areas[question->region],
		.council = question->kind == QUESTION_SERIES ? council_find(question->council) : NULL,
		.source = SOURCE_RETURNS,
		.has_month = true,
		.month = data_month(question->month),
		.has_first = true,
		.has_last = true,
		.first = data_month(0),
		.last = data_month(DATA_MONTHS - 1),
		.moment = bellwether->moment,
	};
}

void bellwether_ask(struct bellwether *bellwether, const struct peer_question *peer_question, struct peer_answer *answer)
{
	struct question question = question_of(bellwether, peer_question);
	struct store_view view;

	arena_reset(&bellwether->arena);
	store_view_begin(&view, bellwether->store);
	must("beginning", store_cube_begin(&bellwether->cube, &view, &question.moment));
	answer->count = 0;
	if (peer_question->kind == QUESTION_SERIES)
		series_put(bellwether, &question, answer);
	else if (peer_question->kind == QUESTION_MATRIX)
		matrix_put(bellwether, &question, answer);
	else
		ranking_put(bellwether, &question, answer);
	must("reading", store_view_end(&view));
}

void bellwether_make(struct bellwether *bellwether, const struct peer_question *peer_question)
{
	struct question question = question_of(bellwether, peer_question);
	const struct background *background = &bellwether->cube.background;
	struct store_view view;
	struct problem problem;
	union {
		struct ranking ranking;
		struct series series;
		struct matrix matrix;
	} made;

	arena_reset(&bellwether->arena);
	store_view_begin(&view, bellwether->store);
	must("beginning", store_cube_begin(&bellwether->cube, &view, &question.moment));
	if (peer_question->kind == QUESTION_SERIES)
		must("series", series_make(background, &question, &bellwether->arena, &made.series, &problem));
	else if (peer_question->kind == QUESTION_MATRIX)
		must("matrix", matrix_make(background, &question, &bellwether->arena, &made.matrix));
	else
		must("ranking", ranking_make(background, &question, &bellwether->arena, &made.ranking));
	must("reading", store_view_end(&view));
}

static const char *answer_name(enum peer_question_kind kind)
{
	static const char *const names[QUESTION_COUNT] = {"rankings", "rankings", "series", "matrix"};

	return names[kind];
}

void bellwether_write(struct bellwether *bellwether, const struct peer_question *peer_question, struct text *text)
{
	const struct answer *answer = answer_find(slice_from_text(answer_name(peer_question->kind)));
	struct question question = question_of(bellwether, peer_question);
	struct store_view view;
	struct problem problem;

	if (!answer)
		fail(answer_name(peer_question->kind), ERROR_NOT_FOUND);
	arena_reset(&bellwether->arena);
	store_view_begin(&view, bellwether->store);
	must("beginning", store_cube_begin(&bellwether->cube, &view, &question.moment));
	must("writing", answer->write(&bellwether->cube.background, &question, &bellwether->arena, text, &problem));
	must("reading", store_view_end(&view));
}

void bellwether_look_back(struct bellwether *bellwether, bool looks_back)
{
	struct store_view view;

	store_view_begin(&view, bellwether->store);
	bellwether->moment = (struct moment){.has_position = looks_back};
	if (looks_back)
		bellwether->moment.position = store_position(&view) - bellwether->data->council_count / 2;
	must("the position", store_view_end(&view));
}

void bellwether_put_address(const struct bellwether *bellwether, const struct peer_question *question, struct text *text)
{
	text_put(text, "/api/v1/");
	text_put(text, answer_name(question->kind));
	if (question->kind == QUESTION_SERIES) {
		text_put(text, "?council=");
		text_put_u64(text, question->council);
	} else {
		text_put(text, "?month=");
		text_put_month(text, data_month(question->month));
		text_put(text, "&area=");
		text_put(text, bellwether->areas[question->region]->code);
	}
	if (question->kind == QUESTION_MATRIX)
		return;
	text_put(text, "&indicator=");
	text_put(text, bellwether->data->indicators[question->indicator]->id);
}
