/* What a ranking leaves open: by chance (intervals, rank intervals) and because values are not there (possible ranks). */
#include "collector/core/certainty.h"
#include "collector/core/ranking_parts.h"

bool ranking_is_alike(const struct ranking *ranking, const struct ranking_row *a, const struct ranking_row *b)
{
	return a != b && a->has_rank_interval && b->has_rank_interval && !rank_told_apart(&ranking->certain, a->sample, b->sample);
}

static void intervals_round(struct ranking *ranking)
{
	double scale = certainty_scale(ranking->indicator);

	for (unsigned i = 0; i < ranking->counted; i++) {
		struct ranking_row *row = &ranking->rows[i];

		row->has_interval = interval_scaled(&row->cell->interval, scale, &row->low, &row->high);
	}
}

/* A sum that was rounded to the same value as another's is no better, whatever the exact figures say; and a row without a sample may stand anywhere. */
static void places_take(struct ranking *ranking)
{
	unsigned unknown = ranking->counted - ranking->certain.count;

	for (unsigned i = 0; i < ranking->counted; i++) {
		struct ranking_row *row = &ranking->rows[i];

		if (!row->has_rank_interval)
			continue;
		row->places = ranking->certain.intervals[row->sample];
		row->places.worst += unknown;
		if (row->places.best > row->rank)
			row->places.best = row->rank;
	}
}

static enum error places_make(struct ranking *ranking, struct arena *arena)
{
	struct sample *samples = arena_take(arena, ranking->counted ? ranking->counted : 1, sizeof(*samples));
	struct rank_intervals_input input = {
		.kind = certainty_sample_kind(ranking->indicator),
		.low_first = ranking->indicator->polarity == POLARITY_LOW_IS_GOOD,
		.error_rate = CERTAINTY_PAIRS_ERROR,
		.samples = samples,
	};
	enum error error;

	if (!samples)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < ranking->counted; i++) {
		struct ranking_row *row = &ranking->rows[i];

		row->has_rank_interval = certainty_sample(ranking->indicator, &row->value, &samples[input.count]);
		row->sample = input.count;
		input.count += row->has_rank_interval;
	}
	if (input.count == 0)
		return ERROR_NONE;
	error = rank_intervals_make(&input, arena, &ranking->certain);
	if (!error)
		places_take(ranking);
	return error;
}

/* Whether a value may come, or is there and withheld: everything but what is not applicable. */
static bool is_open(const struct cell *cell)
{
	return !cell || (cell->value.symbol && !(cell->is_reported && cell->value.symbol == SYMBOL_Z));
}

/* A return may still come of each of two councils with one workforce, and if both have numbers they are two rows; a release's row is settled. */
static unsigned row_open_count(const struct ranking *ranking, const struct ranking_row *row)
{
	bool is_of_two = row->joint && ranking->source == SOURCE_RETURNS;

	return is_open(row->cell) + (unsigned)(is_of_two && is_open(column_find(ranking->column, row->joint->code)));
}

/* Every open value may turn out better than all others, or worse. */
static void ranks_bound(struct ranking *ranking)
{
	for (unsigned i = 0; i < ranking->row_count; i++)
		ranking->open_count += row_open_count(ranking, &ranking->rows[i]);
	for (unsigned i = 0; i < ranking->row_count; i++) {
		struct ranking_row *row = &ranking->rows[i];

		if (row->rank) {
			row->best_possible = row->rank;
			row->worst_possible = row->rank + ranking->open_count;
		} else if (row_open_count(ranking, row)) {
			row->best_possible = 1;
			row->worst_possible = ranking->counted + ranking->open_count;
		}
	}
}

enum error ranking_certainty_make(struct ranking *ranking, struct arena *arena)
{
	ranks_bound(ranking);
	if (!certainty_fits(ranking->indicator))
		return ERROR_NONE;
	intervals_round(ranking);
	return ranking->counted <= RANKING_PAIRS_MAX ? places_make(ranking, arena) : ERROR_NONE;
}
