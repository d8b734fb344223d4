/* A ranking with everything that it is made of, for tests. */
#pragma once

#include <criterion/criterion.h>
#include <string.h>

#include "tests/support/ranking_input.h"
#include "tests/unit/collector/figures.h"

enum { SCENE_BUDGET_BYTES = 1 << 20, SCENE_COUNCILS_MAX = COUNCIL_COUNT_MAX };

/* A ranking's input under construction, with room for what it points to. */
struct scene {
	struct arena arena;
	struct ranking_input input;
	struct figures figures[3][SCENE_COUNCILS_MAX];
	struct cube_record records[3][SCENE_COUNCILS_MAX];
	struct memory_cube cube; /* once it is made */
	struct ranking ranking;
};

static inline void scene_begin(struct scene *scene, const char *indicator, struct month month, const char *area)
{
	memset(scene, 0, sizeof(*scene));
	arena_init(&scene->arena, SCENE_BUDGET_BYTES);
	scene->input = (struct ranking_input){
		.indicator = catalogue_indicator_find(slice_from_text(indicator)),
		.month = month,
		.area = area_find(slice_from_text(area)),
		.notice = "",
		.source = SOURCE_RETURNS,
		.now = scene->records[0],
		.month_before = scene->records[1],
		.year_before = scene->records[2],
	};
	cr_assert(scene->input.indicator && scene->input.area);
}

static inline void scene_end(struct scene *scene)
{
	arena_fini(&scene->arena);
	memory_cube_end(&scene->cube);
}

static inline void scene_make(struct scene *scene)
{
	memory_cube_end(&scene->cube);
	cr_assert_eq(ranking_input_make(&scene->input, &scene->cube, &scene->arena, &scene->ranking), ERROR_NONE);
}

/* A vacancy rate of `tenths` out of a hundred posts; councils come in ascending order. `when`: 0 now, 1 the month before, 2 the year before. */
static inline void scene_put(struct scene *scene, unsigned when, uint16_t council, int64_t tenths, enum symbol symbol)
{
	static const int months[] = {0, -1, -12};
	unsigned *counts[] = {&scene->input.now_count, &scene->input.month_before_count, &scene->input.year_before_count};
	unsigned index = (*counts[when])++;
	struct figures *figures = &scene->figures[when][index];

	cr_assert_lt(index, SCENE_COUNCILS_MAX);
	figures_begin(figures, council, month_add(scene->input.month, months[when]));
	figures_put(figures, MEASURE_VACANCY_FTE, tenths, symbol);
	figures_put(figures, MEASURE_INPOST_FTE, 1000 - tenths, SYMBOL_NONE);
	figures->record.revision = council % 7 + 1;
	scene->records[when][index] = figures->record;
}

static inline const struct ranking_row *row_of(const struct scene *scene, uint16_t council)
{
	for (unsigned i = 0; i < scene->ranking.row_count; i++)
		if (scene->ranking.rows[i].council->code == council)
			return &scene->ranking.rows[i];
	cr_assert_fail("council %u is not in the ranking", council);
	return NULL;
}

static inline void north_west_scene(struct scene *scene, const char *indicator)
{
	scene_begin(scene, indicator, month_from(2021, 9), "North West");
	north_west_publish(scene->figures[0], scene->records[0], scene->input.month);
	scene->input.now_count = NORTH_WEST_COUNT;
	scene_make(scene);
}
