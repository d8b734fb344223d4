/* Why ranks moved: each place between the compared month's rank and this one's is laid to a council. */
#include "collector/core/ranking_parts.h"

/* A council's values in both months: those of a row, in the rows' order, and behind them those that have left. */
struct entry_pair {
	bool has_now, has_before;
	int64_t now, before;
};

static bool is_better(const struct ranking *ranking, int64_t a, int64_t b)
{
	return ranking->indicator->polarity == POLARITY_LOW_IS_GOOD ? a < b : a > b;
}

static void entries_fill(struct ranking *ranking, struct entry_pair *entries)
{
	for (unsigned i = 0; i < ranking->row_count; i++) {
		struct ranking_row *row = &ranking->rows[i];
		const struct cell *before = ranking_cell_before(row, ranking->compared_column);

		entries[i] = (struct entry_pair){.has_now = !row->value.symbol, .now = row->value.value};
		if (before)
			row->revision_before = before->revision;
		if (before && !before->value.symbol) {
			entries[i].has_before = true;
			entries[i].before = before->value.value;
		}
	}
}

/* The row of the same council, or of the same two; NULL: there is none. */
static const struct ranking_row *row_now(const struct ranking *ranking, const struct reporter *before)
{
	for (unsigned i = 0; i < ranking->row_count; i++) {
		const struct ranking_row *row = &ranking->rows[i];

		struct reporter now = {row->council, row->joint, row->cell};

		if (reporter_is_same(&now, before))
			return row;
	}
	return NULL;
}

/* The reporters of the compared month that have no value now: their councils, and of those without a row an entry behind the rows'. */
static unsigned left_fill(struct ranking *ranking, const struct reporter *reporters, unsigned count, struct entry_pair *entries)
{
	unsigned entry_count = ranking->row_count;

	for (unsigned i = 0; i < count; i++) {
		const struct cell *cell = reporters[i].cell;
		const struct ranking_row *row;

		if (!cell || cell->value.symbol)
			continue;
		row = row_now(ranking, &reporters[i]);
		if (row && !row->value.symbol)
			continue;
		ranking->left[ranking->left_count++] = reporters[i].council;
		if (!row)
			entries[entry_count++] = (struct entry_pair){.has_before = true, .before = cell->value.value};
	}
	return entry_count;
}

/* What another council did to the row's rank. `other` is its index among the entries. */
static void move_add(const struct ranking *ranking, const struct entry_pair *entries, unsigned own, unsigned other, struct ranking_move *move)
{
	const struct entry_pair *self = &entries[own], *it = &entries[other];
	bool was_better = it->has_before && is_better(ranking, it->before, self->before);
	bool is_now_better = it->has_now && is_better(ranking, it->now, self->now);
	bool stays_better;

	if (!it->has_before || !it->has_now) {
		move->came += is_now_better;
		move->left -= was_better;
		return;
	}
	stays_better = is_better(ranking, it->before, self->now);
	move->own += (int)stays_better - (int)was_better;
	move->others += (int)is_now_better - (int)stays_better;
	if (is_now_better && !was_better)
		row_set_add(&move->passed_by, other);
	if (was_better && !is_now_better)
		row_set_add(&move->passed, other);
}

static void move_fill(const struct ranking *ranking, const struct entry_pair *entries, unsigned count, unsigned own)
{
	struct ranking_row *row = &ranking->rows[own];
	struct ranking_move *move = &row->move;

	for (unsigned i = 0; i < count; i++)
		if (i != own)
			move_add(ranking, entries, own, i, move);
	move->is_known = true;
	move->rank_before = (unsigned)((int)row->rank - move->own - move->others - move->came - move->left);
}

enum error ranking_moves_make(struct ranking *ranking, struct arena *arena)
{
	struct reporter reporters[COUNCIL_COUNT_MAX];
	struct entry_pair *entries;
	unsigned count;

	if (!ranking->has_compared || ranking->row_count > RANKING_PAIRS_MAX)
		return ERROR_NONE;
	count = reporters_of(ranking->compared_column, ranking->area, reporters);
	entries = arena_take(arena, (size_t)ranking->row_count + count + 1, sizeof(*entries));
	ranking->left = arena_take(arena, count + 1, sizeof(const struct council *));
	if (!entries || !ranking->left)
		return ERROR_NO_MEMORY;
	entries_fill(ranking, entries);
	count = left_fill(ranking, reporters, count, entries);
	if (count > RANKING_PAIRS_MAX)
		return ERROR_NONE;
	for (unsigned i = 0; i < ranking->counted; i++)
		if (entries[i].has_before)
			move_fill(ranking, entries, count, i);
	return ERROR_NONE;
}
