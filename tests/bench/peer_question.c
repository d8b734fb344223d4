#include "tests/bench/peer_question.h"

#include <stdlib.h>
#include <string.h>

#include "common/error.h"

enum { NORTH_WEST = 2, MONTHS_PER_YEAR = 12, MATRIX_MONTHS = 3, MATRIX_COUNCILS_MAX = 64 };

const char *peer_question_name(enum peer_question_kind kind)
{
	static const char *const names[QUESTION_COUNT] = {"region's ranking", "England's ranking", "series of 60 months", "North West matrix"};

	return names[kind];
}

struct peer_question peer_question_at(const struct data *data, enum peer_question_kind kind, uint64_t stream, uint64_t number)
{
	uint64_t dice = (stream * 1000003 + number) * 0x9e3779b97f4a7c15U;

	dice ^= dice >> 29;
	return (struct peer_question){
		.kind = kind,
		.indicator = data->ranked[dice % data->ranked_count],
		.month = DATA_MONTHS - 1 - (unsigned)((dice >> 8) % (kind == QUESTION_MATRIX ? MATRIX_MONTHS : MONTHS_PER_YEAR)),
		.region = kind == QUESTION_ENGLAND ? 0 : NORTH_WEST,
		.council = data->councils[(dice >> 20) % (data->council_count < DATA_LONG_COUNCILS ? data->council_count : DATA_LONG_COUNCILS)].code,
	};
}

void peer_answer_put(struct peer_answer *answer, int64_t cell)
{
	INVARIANT(answer->count < answer->room);
	answer->cells[answer->count++] = cell;
}

bool peer_answer_equals(const struct peer_answer *a, const struct peer_answer *b)
{
	return a->count == b->count && memcmp(a->cells, b->cells, a->count * sizeof *a->cells) == 0;
}

unsigned peer_answer_room(const struct data *data)
{
	return data->council_count * RANKING_CELLS + DATA_INDICATORS_MAX * MATRIX_COUNCILS_MAX;
}

/* Numerator and denominator, or false. */
static bool parts_of(const struct data *data, unsigned indicator, unsigned council, unsigned month, int64_t *numerator, int64_t *denominator)
{
	const struct indicator *rule = data->indicators[indicator];
	int64_t added = 0;

	*numerator = data_value(data, council, month, data_measure_index(data, rule->numerator));
	*denominator = data_value(data, council, month, data_measure_index(data, rule->denominator[0]));
	if (rule->denominator[1] != MEASURE_NONE)
		added = data_value(data, council, month, data_measure_index(data, rule->denominator[1]));
	if (*numerator == DATA_MISSING || *denominator == DATA_MISSING || added == DATA_MISSING)
		return false;
	*denominator += added;
	return true;
}

static int64_t ratio_of(const struct indicator *indicator, int64_t numerator, int64_t denominator)
{
	return (2 * numerator * data_multiplier(indicator) + denominator) / (2 * denominator);
}

int64_t data_indicator(const struct data *data, unsigned indicator, unsigned council, unsigned month)
{
	int64_t numerator, denominator;

	if (!parts_of(data, indicator, council, month, &numerator, &denominator))
		return DATA_MISSING;
	return ratio_of(data->indicators[indicator], numerator, denominator);
}

static int compare_values(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* England's three quartiles times 4, by R's type 7. */
static void quarters_of(const struct data *data, const struct peer_question *question, int64_t out[static 3])
{
	static int64_t values[DATA_COUNCILS_MAX + 1];
	unsigned count = 0;

	for (unsigned i = 0; i < data->council_count; i++) {
		int64_t value = data_indicator(data, question->indicator, i, question->month);

		if (value != DATA_MISSING)
			values[count++] = value;
	}
	qsort(values, count, sizeof *values, compare_values);
	for (unsigned i = 0; i < 3; i++) {
		unsigned place = (count - 1) * (i + 1) / 4, rest = (count - 1) * (i + 1) % 4;

		out[i] = values[place] * (4 - rest) + (rest ? values[place + 1] * rest : 0);
	}
}

struct plain_row {
	uint16_t council;
	unsigned index;
	int64_t value;
};

static int compare_rows(const void *a, const void *b)
{
	const struct plain_row *x = a, *y = b;

	if ((x->value == DATA_MISSING) != (y->value == DATA_MISSING))
		return x->value == DATA_MISSING ? 1 : -1;
	if (x->value != y->value)
		return x->value < y->value ? -1 : 1;
	return x->council - y->council;
}

static int64_t band_of(int64_t value, const int64_t quarters[static 3])
{
	int64_t band = 1;

	while (band < 4 && 4 * value > quarters[band - 1])
		band++;
	return band;
}

static int64_t change_of(int64_t now, int64_t before)
{
	return now == DATA_MISSING || before == DATA_MISSING ? DATA_MISSING : now - before;
}

static void ranking_put(const struct data *data, const struct peer_question *question, const struct plain_row *rows, unsigned count, int64_t pooled,
			unsigned counted, struct peer_answer *answer)
{
	int64_t quarters[3], rank = 0;

	quarters_of(data, question, quarters);
	for (unsigned i = 0; i < count; i++) {
		int64_t value = rows[i].value;
		bool is_missing = value == DATA_MISSING;

		if (i == 0 || value != rows[i - 1].value)
			rank = i + 1;
		peer_answer_put(answer, rows[i].council);
		peer_answer_put(answer, value);
		peer_answer_put(answer, is_missing ? DATA_MISSING : rank);
		peer_answer_put(answer, is_missing ? DATA_MISSING : band_of(value, quarters));
		peer_answer_put(answer, change_of(value, data_indicator(data, question->indicator, rows[i].index, question->month - 1)));
		peer_answer_put(answer,
				change_of(value, data_indicator(data, question->indicator, rows[i].index, question->month - MONTHS_PER_YEAR)));
		for (unsigned quarter = 0; quarter < 3; quarter++)
			peer_answer_put(answer, quarters[quarter]);
		peer_answer_put(answer, pooled);
		peer_answer_put(answer, counted);
	}
}

static void ranking_answer(const struct data *data, const struct peer_question *question, struct peer_answer *answer)
{
	static struct plain_row rows[DATA_COUNCILS_MAX];
	int64_t numerators = 0, denominators = 0;
	unsigned count = 0, counted = 0;

	for (unsigned i = 0; i < data->council_count; i++) {
		int64_t numerator, denominator;

		if (question->region && data->councils[i].region != question->region)
			continue;
		rows[count++] = (struct plain_row){data->councils[i].code, i, data_indicator(data, question->indicator, i, question->month)};
		if (!parts_of(data, question->indicator, i, question->month, &numerator, &denominator))
			continue;
		numerators += numerator;
		denominators += denominator;
		counted++;
	}
	qsort(rows, count, sizeof *rows, compare_rows);
	ranking_put(data, question, rows, count, ratio_of(data->indicators[question->indicator], numerators, denominators), counted, answer);
}

void peer_question_answer(const struct data *data, const struct peer_question *question, struct peer_answer *answer)
{
	answer->count = 0;
	if (question->kind == QUESTION_REGION || question->kind == QUESTION_ENGLAND) {
		ranking_answer(data, question, answer);
		return;
	}
	for (unsigned i = 0; i < data->council_count; i++) {
		if (question->kind == QUESTION_SERIES && data->councils[i].code == question->council)
			for (unsigned month = 0; month < DATA_MONTHS; month++)
				peer_answer_put(answer, data_indicator(data, question->indicator, i, month));
		if (question->kind == QUESTION_MATRIX && data->councils[i].region == question->region)
			for (unsigned indicator = 0; indicator < data->indicator_count; indicator++)
				peer_answer_put(answer, data_indicator(data, indicator, i, question->month));
	}
}
