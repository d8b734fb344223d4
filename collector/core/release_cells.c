#include "collector/core/release_cells.h"

#include <string.h>

enum { CELLS_ROOM_MIN = 4096 };

enum error release_cells_add(struct release_cells *cells, const struct release_cell *cell, struct arena *arena)
{
	if (cells->count == RELEASE_CELLS_MAX)
		return ERROR_LIMIT;
	if (cells->count == cells->room) {
		size_t room = cells->room ? cells->room * 2 : CELLS_ROOM_MIN;
		struct release_cell *list = arena_take(arena, room, sizeof(*list));

		if (!list)
			return ERROR_NO_MEMORY;
		if (cells->count)
			memcpy(list, cells->list, cells->count * sizeof(*list));
		cells->list = list;
		cells->room = room;
	}
	cells->list[cells->count++] = *cell;
	return ERROR_NONE;
}

/* By month, council, measure. */
static int cell_order(const struct release_cell *a, const struct release_cell *b)
{
	int order = month_compare(a->month, b->month);

	if (order == 0)
		order = (int)a->council - (int)b->council;
	return order ? order : (int)a->figure.number - (int)b->figure.number;
}

/* Merges the runs [begin, middle) and [middle, end) of `from` into `to`; of equal ones the first run's come first. */
static void runs_merge(const struct release_cell *from, struct release_cell *to, size_t begin, size_t middle, size_t end)
{
	size_t left = begin, right = middle;

	for (size_t place = begin; place < end; place++) {
		bool is_left = right == end || (left < middle && cell_order(&from[left], &from[right]) <= 0);

		to[place] = from[is_left ? left++ : right++];
	}
}

static size_t least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* A merge sort from below: it keeps the file's order among equals, so that the second of two is told. */
static enum error cells_sort(struct release_cells *cells, struct arena *arena)
{
	struct release_cell *other = arena_take(arena, cells->count, sizeof(*other));

	if (!other)
		return ERROR_NO_MEMORY;
	for (size_t run = 1; run < cells->count; run *= 2) {
		struct release_cell *from = cells->list;

		for (size_t begin = 0; begin < cells->count; begin += 2 * run)
			runs_merge(from, other, begin, least(begin + run, cells->count), least(begin + 2 * run, cells->count));
		cells->list = other;
		other = from;
	}
	return ERROR_NONE;
}

static bool figure_is_same(const struct release_cell *a, const struct release_cell *b)
{
	return a->joint == b->joint && a->figure.symbol == b->figure.symbol && a->figure.value == b->figure.value;
}

/* Takes out what stands there twice. */
static enum error cells_unite(struct release_cells *cells, uint64_t *line)
{
	size_t kept = 0;

	for (size_t i = 0; i < cells->count; i++) {
		const struct release_cell *before = kept ? &cells->list[kept - 1] : NULL;
		const struct release_cell *cell = &cells->list[i];
		bool is_same_record = before && month_compare(before->month, cell->month) == 0 && before->council == cell->council;

		if ((is_same_record && before->joint != cell->joint) || (before && cell_order(before, cell) == 0 && !figure_is_same(before, cell))) {
			*line = cell->line;
			return ERROR_INVALID;
		}
		if (!before || cell_order(before, cell) != 0)
			cells->list[kept++] = *cell;
	}
	cells->count = kept;
	return ERROR_NONE;
}

/* How many cells from `begin` on are of one month and council. */
static size_t record_size(const struct release_cells *cells, size_t begin)
{
	size_t end = begin + 1;

	while (end < cells->count && month_compare(cells->list[end].month, cells->list[begin].month) == 0 &&
	       cells->list[end].council == cells->list[begin].council)
		end++;
	return end - begin;
}

static uint32_t records_count(const struct release_cells *cells)
{
	uint32_t count = 0;

	for (size_t i = 0; i < cells->count; i += record_size(cells, i))
		count++;
	return count;
}

enum error release_cells_records(struct release_cells *cells, struct arena *arena, struct release *out, uint64_t *line)
{
	enum error error = cells_sort(cells, arena);
	struct release_record *records;
	struct return_measure *figures;
	uint32_t count = 0, expected;

	if (!error)
		error = cells_unite(cells, line);
	if (error)
		return error;
	expected = records_count(cells);
	if (expected > RELEASE_RECORDS_MAX)
		return ERROR_LIMIT;
	records = arena_take(arena, expected, sizeof(*records));
	figures = arena_take(arena, cells->count, sizeof(*figures));
	if (!records || !figures)
		return ERROR_NO_MEMORY;
	for (size_t i = 0; i < cells->count; i++)
		figures[i] = cells->list[i].figure;
	for (size_t i = 0; i < cells->count; i += records[count++].figure_count) {
		const struct release_cell *first = &cells->list[i];

		records[count] = (struct release_record){first->month, first->council, first->joint, (unsigned)record_size(cells, i), &figures[i]};
	}
	out->records = records;
	out->head.record_count = count;
	return ERROR_NONE;
}
