/* Which returns of a ranking are corrections, and what the figures were first that matter to the chosen council's rank. */
#include "collector/core/ranking_parts.h"

/* The chosen council's row; NULL without one. */
static const struct ranking_row *chosen_row(const struct ranking *ranking)
{
	for (unsigned i = 0; ranking->chosen && i < ranking->row_count; i++)
		if (ranking_row_is_of(&ranking->rows[i], ranking->chosen))
			return &ranking->rows[i];
	return NULL;
}

/* Whether the row has a part in where the chosen council stands. */
static bool matters(const struct ranking *ranking, const struct ranking_row *chosen, const struct ranking_row *row)
{
	unsigned place = (unsigned)(row - ranking->rows);

	return chosen && (row == chosen || row_set_has(&chosen->move.passed, place) || row_set_has(&chosen->move.passed_by, place));
}

/* The oldest version of the figure. */
static enum error first_find(const struct cube_view *cube, const struct ranking *ranking, uint16_t council, struct ranking_correction *correction)
{
	const struct cell_version *versions;
	unsigned count;
	enum error error = cube_history(cube, ranking->source, ranking->indicator, council, correction->month, &versions, &count);

	if (error || count == 0)
		return error;
	correction->is_known = true;
	correction->first = versions[0].cell.value;
	return ERROR_NONE;
}

/* One of the row's two returns, when it is a correction. */
static enum error correction_add(const struct cube_view *cube, struct ranking *ranking, const struct ranking_row *row, const struct cell *cell,
				 struct ranking_correction *corrections)
{
	struct ranking_correction *correction = &corrections[ranking->correction_count];
	bool is_now = cell == row->cell;

	if (!cell || cell->revision <= 1)
		return ERROR_NONE;
	ranking->correction_count++;
	*correction = (struct ranking_correction){
		.row = row, .month = is_now ? ranking->month : ranking->compared, .revision = cell->revision, .now = cell->value};
	return matters(ranking, chosen_row(ranking), row) ? first_find(cube, ranking, cell->council, correction) : ERROR_NONE;
}

enum error ranking_corrections_make(const struct cube_view *cube, struct ranking *ranking, struct arena *arena)
{
	struct ranking_correction *corrections = arena_take(arena, (size_t)ranking->row_count * 2 + 1, sizeof(*corrections));
	enum error error = corrections ? ERROR_NONE : ERROR_NO_MEMORY;

	for (unsigned i = 0; i < ranking->row_count && !error; i++) {
		const struct ranking_row *row = &ranking->rows[i];

		error = correction_add(cube, ranking, row, row->cell, corrections);
		if (!error && row->revision_before > 1)
			error = correction_add(cube, ranking, row, ranking_cell_before(row, ranking->compared_column), corrections);
	}
	ranking->corrections = corrections;
	return error;
}
