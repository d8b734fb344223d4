#include "collector/core/ranking_row_sentences.h"

#include "collector/core/ranking_change.h"
#include "collector/core/words.h"
#include "proto/status.h"

enum { NAMES_MAX = 6, NOTE_BYTES = 512 };

/* Begins a sentence behind those that are there already. */
static void sentence_begin(struct text *text)
{
	if (text->size)
		text_put_char(text, ' ');
}

void ranking_put_range(struct text *text, unsigned best, unsigned worst)
{
	text_put_u64(text, best);
	if (worst != best) {
		text_put(text, " to ");
		text_put_u64(text, worst);
	}
}

/* Which rows a list of names is of. */
typedef bool (*row_test)(const struct ranking *ranking, const struct ranking_row *row, unsigned other);

static bool is_alike(const struct ranking *ranking, const struct ranking_row *row, unsigned other)
{
	return ranking_is_alike(ranking, row, &ranking->rows[other]);
}

static bool is_apart(const struct ranking *ranking, const struct ranking_row *row, unsigned other)
{
	const struct ranking_row *it = &ranking->rows[other];

	return it != row && it->has_rank_interval && !ranking_is_alike(ranking, row, it);
}

static bool is_passed(const struct ranking *ranking, const struct ranking_row *row, unsigned other)
{
	(void)ranking;
	return row_set_has(&row->move.passed, other);
}

static bool is_passing(const struct ranking *ranking, const struct ranking_row *row, unsigned other)
{
	(void)ranking;
	return row_set_has(&row->move.passed_by, other);
}

static bool is_corrected(const struct ranking *ranking, const struct ranking_row *row, unsigned other)
{
	const struct ranking_row *it = &ranking->rows[other];

	return ranking_row_is_corrected(it) && (it == row || is_passed(ranking, row, other) || is_passing(ranking, row, other));
}

static unsigned rows_count(const struct ranking *ranking, const struct ranking_row *row, row_test test)
{
	unsigned count = 0;

	for (unsigned i = 0; i < ranking->row_count; i++)
		count += test(ranking, row, i);
	return count;
}

/* "Bury, Knowsley and Wirral", or the first of them "and 9 others". */
static void put_names(struct text *text, const struct ranking *ranking, const struct ranking_row *row, row_test test)
{
	unsigned count = rows_count(ranking, row, test);
	unsigned shown = count > NAMES_MAX ? NAMES_MAX - 1 : count;
	unsigned place = 0;

	for (unsigned i = 0; i < ranking->row_count && place < shown; i++) {
		if (!test(ranking, row, i))
			continue;
		text_put(text, place == 0 ? "" : place + 1 == count ? " and " : ", ");
		ranking_put_reporter(text, &ranking->rows[i]);
		place++;
	}
	if (count > shown) {
		text_put(text, " and ");
		text_put_u64(text, count - shown);
		text_put(text, " others");
	}
}

static void put_alike(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	unsigned alike = rows_count(ranking, row, is_alike), apart = rows_count(ranking, row, is_apart);

	sentence_begin(text);
	if (alike == 0) {
		text_put(text, "It can be told apart from all others.");
	} else if (apart == 0) {
		text_put(text, "It cannot be told apart from any other.");
	} else if (!ranking_has_details(ranking, row)) {
		text_put(text, "It cannot be told apart from ");
		text_put_u64(text, alike);
		text_put(text, alike == 1 ? " other." : " others.");
	} else if (apart < alike) {
		text_put(text, "It can be told apart only from ");
		put_names(text, ranking, row, is_apart);
		text_put_char(text, '.');
	} else {
		text_put(text, "It cannot be told apart from ");
		put_names(text, ranking, row, is_alike);
		text_put_char(text, '.');
	}
}

void ranking_put_certainty(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	if (!row->has_rank_interval || ranking->certain.count < 2)
		return;
	sentence_begin(text);
	text_put(text, row->places.best == row->places.worst ? "Allowing for chance its rank is still " : "Allowing for chance its rank may be ");
	ranking_put_range(text, row->places.best, row->places.worst);
	text_put_char(text, '.');
	put_alike(text, ranking, row);
}

void ranking_put_possible(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	if (ranking->open_count == 0 || row->best_possible == 0)
		return;
	sentence_begin(text);
	text_put(text, "While ");
	text_put_u64(text, ranking->open_count);
	text_put(text, ranking->open_count == 1 ? " figure is" : " figures are");
	text_put(text, " missing or withheld, its rank may become ");
	ranking_put_range(text, row->best_possible, row->worst_possible);
	text_put_char(text, '.');
}

static void put_places(struct text *text, int places, const char *what, bool *has_one)
{
	if (places == 0)
		return;
	text_put(text, *has_one ? ", " : ": ");
	*has_one = true;
	text_put(text, places > 0 ? "+" : "\xe2\x88\x92");
	text_put_u64(text, (uint64_t)(places > 0 ? places : -places));
	text_put(text, what);
}

static void put_movers(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	if (!ranking_has_details(ranking, row))
		return;
	if (rows_count(ranking, row, is_passing)) {
		text_put(text, " Ahead of it now: ");
		put_names(text, ranking, row, is_passing);
		text_put_char(text, '.');
	}
	if (rows_count(ranking, row, is_passed)) {
		text_put(text, " No longer ahead of it: ");
		put_names(text, ranking, row, is_passed);
		text_put_char(text, '.');
	}
	if (rows_count(ranking, row, is_corrected)) {
		text_put(text, " Corrected since they were first sent: ");
		put_names(text, ranking, row, is_corrected);
		text_put_char(text, '.');
	}
}

void ranking_put_move(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	const struct ranking_move *move = &row->move;
	bool has_one = false;

	if (!move->is_known)
		return;
	sentence_begin(text);
	text_put(text, "In ");
	text_put_month_name(text, ranking->compared);
	text_put(text, " its rank was ");
	text_put_u64(text, move->rank_before);
	text_put(text, move->rank_before == row->rank ? " as well" : "");
	put_places(text, move->own, " by its own change", &has_one);
	put_places(text, move->others, " by other councils\xe2\x80\x99 changes", &has_one);
	put_places(text, move->came, " by councils that came in", &has_one);
	put_places(text, move->left, " by councils that dropped out", &has_one);
	text_put_char(text, '.');
	put_movers(text, ranking, row);
}

static void put_value(struct text *text, const struct ranking *ranking, const struct indicator_value *value)
{
	if (value->symbol)
		text_put(text, symbol_meaning(value->symbol));
	else
		indicator_put_value(text, ranking->indicator, value->value);
}

void ranking_put_corrections(struct text *text, const struct ranking *ranking)
{
	for (unsigned i = 0; i < ranking->correction_count; i++) {
		const struct ranking_correction *correction = &ranking->corrections[i];

		if (!correction->is_known)
			continue;
		sentence_begin(text);
		text_put(text, "For ");
		text_put_month_name(text, correction->month);
		text_put_char(text, ' ');
		ranking_put_reporter(text, correction->row);
		text_put(text, " had first sent ");
		put_value(text, ranking, &correction->first);
		text_put(text, ", now ");
		put_value(text, ranking, &correction->now);
		text_put(text, " (revision ");
		text_put_u64(text, correction->revision);
		text_put(text, ").");
	}
}

static void put_note(struct text *text, const struct ranking *ranking, const struct ranking_row *row, const struct column *before)
{
	char bytes[NOTE_BYTES];
	struct text note;

	text_init_fixed(&note, bytes, sizeof(bytes));
	ranking_put_change_note(&note, ranking, row, before);
	if (note.size == 0)
		return;
	sentence_begin(text);
	text_put_slice(text, text_slice(&note));
}

void ranking_put_change_notes(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	put_note(text, ranking, row, ranking->month_before);
	put_note(text, ranking, row, ranking->year_before);
	put_note(text, ranking, row, ranking->since_column);
}

void ranking_put_definition(struct text *text, const struct ranking *ranking, const struct ranking_row *row)
{
	(void)ranking;
	if (!row->rank || row->definition == DEFINITION_SAME)
		return;
	sentence_begin(text);
	text_put(text, "Its figure was ");
	text_put(text, definition_words(row->definition));
	text_put_char(text, '.');
}
