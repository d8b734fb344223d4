/* A cube in memory, for tests: months of records as they are put in. What is put in later about the same source and month is its newer version. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "collector/core/cube_view.h"
#include "collector/core/question.h"
#include "proto/revision_reason.h"

enum { MEMORY_CUBE_MONTHS_MAX = 1024, MEMORY_CUBE_BYTES_MAX = 256 << 20 };

struct memory_month {
	enum cube_source source;
	struct month month;
	const struct cube_record *records; /* ascending by council, reference records joined; borrowed */
	unsigned count;
};

struct memory_cube {
	struct arena arena;
	struct memory_month months[MEMORY_CUBE_MONTHS_MAX];
	unsigned count;
	bool lacks_release;
	const struct sending *sendings; /* of whatever month is asked for; borrowed */
	unsigned sending_count;
	struct cube_view view;
	struct background background; /* with this cube and no notice, events or groups */
};

static inline const struct memory_month *memory_cube_month(const struct memory_cube *cube, enum cube_source source, struct month month)
{
	for (unsigned i = cube->count; i-- > 0;)
		if (cube->months[i].source == source && month_compare(cube->months[i].month, month) == 0)
			return &cube->months[i];
	return NULL;
}

static inline enum error memory_cube_column(void *context, enum cube_source source, const struct indicator *indicator, struct month month,
					    const struct column **out)
{
	struct memory_cube *cube = context;
	const struct memory_month *found = memory_cube_month(cube, source, month);
	struct column *column = arena_take(&cube->arena, 1, sizeof(*column));

	if (!column)
		return ERROR_NO_MEMORY;
	*out = column;
	return column_make(indicator, source, month, found ? found->records : NULL, found ? found->count : 0, &cube->arena, column);
}

static inline const struct cube_record *memory_month_find(const struct memory_month *month, uint16_t council)
{
	for (unsigned i = 0; month && i < month->count; i++)
		if (month->records[i].council == council)
			return &month->records[i];
	return NULL;
}

static inline enum error memory_cube_series(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council,
					    struct month first, struct month last, const struct cell *const **cells)
{
	struct memory_cube *cube = context;
	unsigned count = (unsigned)(last.index - first.index) + 1;
	const struct cell **list = arena_take(&cube->arena, count, sizeof(*list));

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < count; i++) {
		const struct memory_month *month = memory_cube_month(cube, source, month_add(first, (int)i));
		const struct cube_record *record = memory_month_find(month, council);
		struct cell *cell = arena_take(&cube->arena, 1, sizeof(*cell));

		if (!cell)
			return ERROR_NO_MEMORY;
		if (record) {
			*cell = cell_make(indicator, source, record);
			list[i] = cell;
		}
	}
	*cells = list;
	return ERROR_NONE;
}

static inline enum error memory_cube_months(void *context, enum cube_source source, const struct month **months, unsigned *count)
{
	struct memory_cube *cube = context;
	struct month *list = arena_take(&cube->arena, cube->count + 1, sizeof(*list));
	unsigned found = 0;

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < cube->count; i++) {
		unsigned place = found;
		bool is_new = cube->months[i].source == source;

		for (unsigned j = 0; j < found; j++)
			is_new &= month_compare(list[j], cube->months[i].month) != 0;
		if (!is_new)
			continue;
		for (; place > 0 && month_compare(list[place - 1], cube->months[i].month) > 0; place--)
			list[place] = list[place - 1];
		list[place] = cube->months[i].month;
		found++;
	}
	*months = list;
	*count = found;
	return ERROR_NONE;
}

/*
 * Recorded an hour apart, in the order in which they were put in; approved by "Head of Performance" a minute before, corrections because the source was
 * corrected.
 */
static inline enum error memory_cube_history(void *context, enum cube_source source, const struct indicator *indicator, uint16_t council,
					     struct month month, const struct cell_version **versions, unsigned *count)
{
	struct memory_cube *cube = context;
	struct cell_version *list = arena_take(&cube->arena, cube->count + 1, sizeof(*list));
	unsigned found = 0;

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = 0; i < cube->count; i++) {
		const struct memory_month *at = &cube->months[i];
		const struct cube_record *record =
			at->source == source && month_compare(at->month, month) == 0 ? memory_month_find(at, council) : NULL;

		if (!record)
			continue;
		list[found++] = (struct cell_version){.cell = cell_make(indicator, source, record),
						      .recorded_at_s = 1600000000 + 3600 * (int64_t)i,
						      .position = i + 1,
						      .approver_role = source == SOURCE_RETURNS ? "Head of Performance" : "",
						      .approved_at_s = source == SOURCE_RETURNS ? 1600000000 + 3600 * (int64_t)i - 60 : 0,
						      .reason = record->revision > 1 ? REVISION_REASON_SOURCE_CORRECTED : REVISION_REASON_NONE,
						      .series = ""};
	}
	*versions = list;
	*count = found;
	return ERROR_NONE;
}

static inline enum error memory_cube_has_release(void *context, uint16_t measure, bool *out)
{
	const struct memory_cube *cube = context;

	(void)measure;
	*out = !cube->lacks_release;
	return ERROR_NONE;
}

static inline enum error memory_cube_sendings(void *context, struct month month, const struct sending **sendings, unsigned *count)
{
	const struct memory_cube *cube = context;

	(void)month;
	*sendings = cube->sendings;
	*count = cube->sending_count;
	return ERROR_NONE;
}

/* Of the records that are a later revision than the first, in the order and with the times of memory_cube_history. */
static inline enum error memory_cube_corrections(void *context, int64_t since_s, const struct correction **corrections, unsigned *count)
{
	struct memory_cube *cube = context;
	struct correction *list = arena_take(&cube->arena, (size_t)COUNCIL_COUNT_MAX * (cube->count + 1), sizeof(*list));
	unsigned found = 0;

	if (!list)
		return ERROR_NO_MEMORY;
	for (unsigned i = cube->count; i-- > 0 && 1600000000 + 3600 * (int64_t)i > since_s;)
		for (unsigned j = 0; cube->months[i].source == SOURCE_RETURNS && j < cube->months[i].count; j++) {
			const struct cube_record *record = &cube->months[i].records[j];

			if (record->revision > 1)
				list[found++] = (struct correction){record->council, cube->months[i].month, record->revision, i + 1};
		}
	*corrections = list;
	*count = found;
	return ERROR_NONE;
}

static inline void memory_cube_begin(struct memory_cube *cube)
{
	memset(cube, 0, sizeof(*cube));
	arena_init(&cube->arena, MEMORY_CUBE_BYTES_MAX);
	cube->view = (struct cube_view){.context = cube,
					.column = memory_cube_column,
					.series = memory_cube_series,
					.months = memory_cube_months,
					.history = memory_cube_history,
					.sendings = memory_cube_sendings,
					.corrections = memory_cube_corrections,
					.has_release = memory_cube_has_release};
	cube->background = (struct background){.cube = &cube->view, .notice = ""};
}

static inline void memory_cube_end(struct memory_cube *cube)
{
	arena_fini(&cube->arena);
}

static inline void memory_cube_put(struct memory_cube *cube, enum cube_source source, struct month month, const struct cube_record *records,
				   unsigned count)
{
	cr_assert_lt(cube->count, MEMORY_CUBE_MONTHS_MAX);
	cube->months[cube->count++] = (struct memory_month){source, month, records, count};
}
